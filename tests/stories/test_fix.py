"""`validate --fix`: shown, asked about, made; and nothing else in the file is different."""

from __future__ import annotations

import json
import os
import stat
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.stories.conftest import Story

ISSUE = "issues/2021-06/issue.yaml"
DIFF = """\
--- a/issues/2021-06/issue.yaml
+++ b/issues/2021-06/issue.yaml
@@ -6,6 +6,6 @@
   - kind: article
     headline: Nya möten i höst
     body: |
-      Vi ses 7-8 gånger i **augusti**, hälsar
+      Vi ses 7–8 gånger i **augusti**, hälsar
       [kansliet](https://kommun.example/moten).
     contacts: [asa-ek]
"""
CLEAN = "issue 2021-06: no findings\nnext: `storsthlm preview 2021-06`\n"


@pytest.fixture
def wrong(story: Story) -> Story:
    """Give a workspace whose issue has a hyphen in a range."""
    story.change(ISSUE, "Vi ses i", "Vi ses 7-8 gånger i")
    return story


def text(story: Story) -> str:
    return (story.folder / ISSUE).read_bytes().decode("utf-8")


def test_a_finding_says_that_it_can_be_fixed(wrong: Story) -> None:
    result = wrong.run("validate")
    assert "  = help: write `ses 7–8 gånger`\n  = fix: available with `--fix`\n" in result.out
    (finding,) = json.loads(wrong.run("validate", "--json").out)["findings"]
    assert finding["fixable"] is True


def test_the_diff_is_shown_and_nothing_changed(wrong: Story) -> None:
    before = text(wrong)
    result = wrong.run("validate", "--diff")
    assert (result.code, result.out, result.err) == (0, DIFF, "T104: range of numbers\n")
    assert text(wrong) == before


def test_with_yes_it_is_made_at_once(wrong: Story) -> None:
    before = text(wrong)
    result = wrong.run("validate", "--fix", "--yes")
    assert (result.code, result.out) == (0, CLEAN)
    assert result.err == f"{DIFF}T104: range of numbers\nfixed 1 finding in {ISSUE}\n"
    assert text(wrong) == before.replace("7-8", "7–8")


def test_on_a_terminal_it_is_asked(wrong: Story) -> None:
    before = text(wrong)
    result = wrong.run("validate", "--fix", stdin="n\n", terminal=True)
    assert result.code == 1
    assert "nothing was changed" in result.err
    assert text(wrong) == before
    result = wrong.run("validate", "--fix", stdin="j\n", terminal=True)
    assert (result.code, result.out) == (0, CLEAN)
    assert f"write them to {ISSUE}? (y/n) " in result.err
    assert text(wrong) == before.replace("7-8", "7–8")


def test_without_terminal_or_yes_nothing_is_changed(wrong: Story) -> None:
    before = text(wrong)
    result = wrong.run("validate", "--fix")
    assert (result.code, result.out) == (2, "")
    assert result.err.endswith(
        "error: nobody is here to agree to the changes: nothing was changed\n"
        "   = help: look at `--diff`, then say `--fix --yes`\n"
    )
    assert text(wrong) == before


def test_yes_alone_is_no_wish(wrong: Story) -> None:
    result = wrong.run("validate", "--yes")
    assert (result.code, result.out) == (2, "")
    assert "say `--fix --yes`" in result.err


def test_json_stays_whole_beside_a_fix(wrong: Story) -> None:
    data = json.loads(wrong.run("validate", "--fix", "--yes", "--json").out)
    assert (data["issue"], data["findings"]) == ("2021-06", [])


def test_where_nothing_is_to_be_fixed_nothing_is_asked(story: Story) -> None:
    before = (story.folder / ISSUE).stat().st_mtime_ns
    result = story.run("validate", "--fix")
    assert (result.code, result.out, result.err) == (0, CLEAN, "nothing to fix\n")
    assert (story.folder / ISSUE).stat().st_mtime_ns == before


def test_line_ends_byte_order_mark_mode_and_comments_stay(wrong: Story) -> None:
    path = wrong.folder / ISSUE
    data = ("\ufeff# kommentar  \n" + text(wrong)).replace("\n", "\r\n").encode("utf-8")
    path.write_bytes(data)
    path.chmod(0o640)
    assert wrong.run("validate", "--fix", "--yes").code == 0
    assert path.read_bytes() == data.replace(b"7-8", "7–8".encode())
    assert os.name == "nt" or stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [each.name for each in path.parent.iterdir()] == ["issue.yaml"]


def test_what_an_author_accepts_is_not_fixed(wrong: Story) -> None:
    wrong.change(ISSUE, "contacts: [asa-ek]", "ignore: [{code: T104, reason: så heter det}]")
    assert wrong.run("validate", "--fix", "--yes").err == "nothing to fix\n"


def test_an_issue_that_cannot_be_read_is_left_alone(story: Story) -> None:
    story.write(ISSUE, "date: [\n")
    for flags in (["--fix", "--yes"], ["--fix"], ["--diff"]):
        result = story.run("validate", *flags)
        assert (result.code, result.out) == (1, "")
        assert result.err.startswith("error[S001]: this is not YAML")
        assert result.err.endswith(
            "error: issue `2021-06` cannot be read: nothing was changed\n"
            "   = help: correct by hand what stands above, and run it again\n"
        )
    assert text(story) == "date: [\n"
