"""What is fixed, in which order, and what is rather left."""

from __future__ import annotations

import contextlib
import os
import pathlib
import re
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings

from storsthlm_cli.checks.registry import RULES
from storsthlm_cli.model.errors import BadContent, Failure
from storsthlm_cli.model.findings import Level
from storsthlm_cli.source.tree import scalars
from storsthlm_cli.source.yaml import Document
from storsthlm_cli.workflows.dates import dates
from storsthlm_cli.workflows.fixing import Fixing, fix, save
from storsthlm_cli.workflows.mail_facts import with_mail
from storsthlm_cli.workflows.validating import Validation, validate
from storsthlm_cli.workflows.workspace import open_workspace
from tests.stories.conftest import Story
from tests.workflows.odd_issues import ISSUES

ISSUE = "issues/2021-06/issue.yaml"
FRAME = """\
date: 2021-06-21
subject: {subject}
preheader: Hej du! Det här är kansliets nyheter i juni.
sections:
  - kind: article
    kicker: {kicker}
    headline: {headline}
    body:
      - {body}
      - quote: {{text: {quote}, by: Åsa Ek}}
      - qa: {{question: Hur är det?, answer: {answer}}}
    links: [{{text: {link}, url: "https://kommun.example/"}}]
    contacts: [asa-ek]
  - kind: calendar
    headline: Möten
    rows:
      - {{date: 2021-09-16, title: {row}}}
"""
FIELDS = ("subject", "kicker", "headline", "body", "quote", "answer", "link", "row")
EXAMPLES = int(os.environ.get("STORSTHLM_EXAMPLES", "40"))


def quoted(value: str) -> str:
    """Return text as a double-quoted scalar."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return '"' + "".join(c if c.isprintable() or c == "\u00a0" else f"\\U{ord(c):08x}" for c in escaped) + '"'


def issue(**given: str) -> str:
    return FRAME.format(**{name: quoted(given.get(name) or "Ord för ord") for name in FIELDS})


def fixed(story: Story, text: str) -> Fixing:
    path = story.folder / ISSUE
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    return fix(open_workspace(story.folder, {}), "2021-06")


def test_all_kinds_of_findings_are_fixed_in_one_go(story: Story) -> None:
    fixing = fixed(story, issue(body='Hon sa "hej" - den 7-8 juli och tisdag den 5 juli kl 09.00.'))
    right = "Hon sa ”hej” – den 7–8 juli och måndag den 5 juli kl. 9."
    assert right in fixing.after
    assert sorted(finding.code for finding in fixing.fixed) == ["D101", "D111", "D111", "T101", "T103"]
    assert fixing.left == ()


def test_overlapping_fixes_are_made_one_after_the_other(story: Story) -> None:
    fixing = fixed(story, issue(headline="Nytt ,nytt och Nytt  , igen.", body="x"))
    again = fixed(story, fixing.after)
    assert again.after == fixing.after
    assert (fixing.fixed, fixing.left) != ((), ())


def test_what_one_edit_repairs_is_repaired_together_beside_other_edits(story: Story) -> None:
    more = "      - {date: 2021-09-15, title: Åtta}  # early\n      - 2021-09-14 Sju - åtta\n"
    fixing = fixed(story, issue(row="Nio") + more)
    assert [finding.code for finding in fixing.fixed] == ["S031", "S031", "T103"]
    assert fixing.after.endswith(
        "      - 2021-09-14 Sju – åtta\n"
        "      - {date: 2021-09-15, title: Åtta}  # early\n"
        '      - {date: 2021-09-16, title: "Nio"}\n'
    )


def test_two_words_do_not_become_the_same_one(story: Story) -> None:
    story.write("directory/terms.yaml", "covid: {write: covid-19, avoid: [Corona-viruset, Covid-19]}\n")
    fixing = fixed(story, issue(body="Det nya Corona-viruset Covid-19 härjar."))
    assert "covid-19 covid-19" not in fixing.after.casefold()
    assert len(fixing.left) == 1


def test_lines_stay_where_they_are_broken(story: Story) -> None:
    text = issue().replace(
        '- "Ord för ord"\n', '- |\n        Hon sa "hej till\n        alla" den 7-8\n        juli.\n', 1
    )
    fixing = fixed(story, text)
    assert fixing.after == text.replace('"hej till', "”hej till").replace('alla"', "alla”").replace("7-8", "7–8")


def test_a_file_that_somebody_changed_meanwhile_is_left_as_it_is(story: Story) -> None:
    fixing = fixed(story, issue(body="Det är 7-10 procent."))
    path = story.folder / ISSUE
    path.write_text("date: 2021-06-22\n", encoding="utf-8")
    with pytest.raises(Failure, match="changed in the meantime"):
        save(fixing)
    assert path.read_text(encoding="utf-8") == "date: 2021-06-22\n"
    assert [each.name for each in path.parent.iterdir()] == ["issue.yaml"]


def test_a_link_to_the_file_stays_one(story: Story, tmp_path: pathlib.Path) -> None:
    fixing = fixed(story, issue(body="Det är 7-10 procent."))
    path, other = story.folder / ISSUE, tmp_path / "elsewhere.yaml"
    path.rename(other)
    path.symlink_to(other)
    save(fixing)
    assert path.is_symlink()
    assert other.read_text(encoding="utf-8") == fixing.after


def test_the_samples_need_no_fixing(samples: Story) -> None:
    workspace = open_workspace(samples.folder, {})
    for key in ("2019-02", "2019-12", "2020-04", "2021-04", "2021-06"):
        assert fix(workspace, key).fixed == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=EXAMPLES)
@given(ISSUES)
def test_any_text_can_be_judged_and_fixed(story: Story, text: str) -> None:
    path = story.folder / ISSUE
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    workspace = open_workspace(story.folder, {})
    before = with_mail(workspace, validate(workspace, "2021-06"))
    with contextlib.suppress(BadContent):
        dates(workspace, "2021-06")
    if before.issue is None:
        with pytest.raises(BadContent):
            fix(workspace, "2021-06")
        return
    assert all(RULES[finding.code].fixes for finding in before.findings if finding.edit is not None)
    once = fix(workspace, "2021-06")
    save(once)
    after = with_mail(workspace, validate(workspace, "2021-06"))
    twice = fix(workspace, "2021-06")
    assert (twice.after, twice.fixed) == (once.after, ())
    worst = min((finding.level.rank for finding in once.fixed), default=len(Level))
    for level in Level:
        new = _codes(after, level) - _codes(before, level)
        assert not new if level is Level.ERROR else level.rank >= worst or not new
    assert _skeleton(after.document) == _skeleton(before.document)


def _codes(validation: Validation, level: Level) -> Counter[str]:
    return Counter(finding.code for finding in validation.findings if finding.level is level)


def _skeleton(document: Document) -> list[str]:
    """Return all that stands between the scalars of a file, in any order: entries may have moved."""
    found = [scalar for _, scalar in scalars(document.root)] if document.root is not None else []
    ends, starts = [0, *(scalar.end for scalar in found)], [*(scalar.start for scalar in found), len(document.text)]
    between = "\n".join(document.text[end:start] for end, start in zip(ends, starts, strict=True))
    return sorted(filter(None, (line.rstrip() for line in re.split(r"[\r\n]+", between))))
