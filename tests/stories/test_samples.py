"""The workspace that comes with the tool is in order: what a newcomer sees first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.stories.conftest import SAMPLES

if TYPE_CHECKING:
    from tests.stories.conftest import Story


@pytest.mark.parametrize("issue", SAMPLES)
def test_every_sample_issue_is_without_findings_and_can_be_shown(samples: Story, issue: str) -> None:
    assert samples.run("validate", issue).out.startswith(f"issue {issue}: no findings (")
    assert samples.run("preview", issue, "--output", "build").code == 0


@pytest.mark.parametrize("issue", SAMPLES)
def test_every_sample_issue_reaches_everybody_on_the_sample_list(samples: Story, issue: str) -> None:
    sent = samples.run("send", issue, "--list", "kommuner", "--confirm", "78")
    assert sent.code == 0, sent.err
    assert "  outcome   78 planned: 78 accepted\n" in sent.out
    verified = samples.run("verify")
    assert verified.code == 0, verified.out
    assert len(list(samples.folder.glob(".storsthlm/outbox/**/*.eml"))) == 78


def test_the_sample_list_has_three_roles_in_each_of_26_municipalities(samples: Story) -> None:
    plan = samples.run("send", "--list", "kommuner", "--dry-run")
    assert "  to        78 recipients\n  left out  nobody\n" in plan.out
