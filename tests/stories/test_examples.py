"""The examples of the catalogue: what is called wrong has the finding, and nothing else; what is called right has none.

Every entry has its examples, and every finding its sentence with all the arguments that it speaks of.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pytest

from storsthlm_cli.checks.registry import RULES
from storsthlm_cli.report.catalogue import ENTRIES
from tests.stories.examples import set_up

if TYPE_CHECKING:
    from tests.stories.conftest import Story

BESIDES: Mapping[str, set[str]] = {
    "S038": {"S022"},
    "D110": {"S051"},
    "D114": {"S051"},
    "I112": {"I111"},
    "S050": {"S051"},
}
"""What comes along with a finding, and is meant to."""
AT_LENGTH = {
    "S004": "subject: " + "[" * 100,
    "S043": "Vi ses " * 10_000,
    "T204": "Kommunstyrelsens arbetsutskott beslutade om samverkansavtal. " * 15,
}
"""What is tried for examples that would be too long to read."""
_ASKS = "asks the network"
_EARLIER = "is about an earlier issue"
ONLY_READ = {
    "S006": "a file of megabytes",
    "S007": "bytes that are no text",
    "T401": "needs a dictionary, and time to read it",
    "C110": _ASKS,
    "L115": _ASKS,
    "L116": _ASKS,
    "L117": _ASKS,
    "T205": _EARLIER,
    "M101": "is about a list",
    "M102": "is about the public site",
    "M103": "is about the public site",
    "M107": _EARLIER,
    "M201": "is about a finished mail",
    "M202": "is about a design",
    "M203": "is about a design",
    "M204": "is about a design",
    "M205": "is about a design",
}
"""Examples that cannot be tried here, and why. The rules have tests of their own."""
TRIED = sorted(ENTRIES.keys() - ONLY_READ)


def found(story: Story, example: str) -> list[dict[str, Any]]:
    set_up(story, example)
    findings: list[dict[str, Any]] = json.loads(story.run("validate", "--json").out)["findings"]
    return findings


@pytest.mark.parametrize("code", ENTRIES)
def test_every_entry_has_examples_and_says_where_the_rule_comes_from(code: str) -> None:
    entry = ENTRIES[code]
    assert entry.bad
    assert entry.good not in ("", entry.bad)
    assert entry.source
    assert not entry.source.endswith(".")
    assert max(entry.bad.count("\n"), entry.good.count("\n")) < 7


@pytest.mark.parametrize("code", TRIED)
def test_what_is_called_wrong_is_found_and_told_with_all_arguments(story: Story, code: str) -> None:
    entry = ENTRIES[code]
    findings = found(story, AT_LENGTH.get(code, entry.bad))
    assert {finding["code"] for finding in findings} == {code} | BESIDES.get(code, set())
    mine = [finding for finding in findings if finding["code"] == code]
    for finding in mine:
        assert entry.arguments <= finding["arguments"].keys()
        assert "``" not in finding["message"]
        assert finding["line"] is not None
    rule = RULES.get(code)
    assert (rule.level if rule else entry.level) in {finding["level"] for finding in mine}
    assert any(finding["fixable"] for finding in mine) == (rule is not None and rule.fixes)


@pytest.mark.parametrize("code", TRIED)
def test_what_is_called_right_has_no_finding(story: Story, code: str) -> None:
    findings = found(story, ENTRIES[code].good)
    assert [each["message"] for each in findings if each["code"] == code or each["level"] != "info"] == []


def test_every_code_that_comes_along_or_is_only_read_is_one() -> None:
    named = {*BESIDES, *AT_LENGTH, *ONLY_READ, *set().union(*BESIDES.values())}
    assert named <= ENTRIES.keys()
