from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.stories.conftest import Story


def test_an_issue_without_findings_leads_to_the_preview(story: Story) -> None:
    result = story.run("validate")
    assert (result.code, result.err) == (0, "")
    assert result.out == "issue 2021-06: no findings\nnext: `storsthlm preview 2021-06`\n"
