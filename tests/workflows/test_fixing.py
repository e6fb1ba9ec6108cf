"""What is fixed, in which order, and what is rather left."""

from __future__ import annotations

import pathlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.workflows.fixing import Fixing, fix, save
from storsthlm_cli.workflows.validating import validate
from storsthlm_cli.workflows.workspace import open_workspace
from tests.stories.conftest import Story

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
ODD = st.text(st.sampled_from("ab Ö.,;:-–—”“\"'’0123456789()&*_[]\u00a0\n\ufffc") | st.characters(), max_size=40)
WORDS = (
    '"hej"|7-10|mellan 7–10| - |6000 elever|47.000|  | ,|slut.Nu|a&b| & |NYTT OM HÄLSA|den 7-8 mars|kl 09.00-11.00|'
    "tisdag den 5 juli|**fet**|- |–  |\u00a0|\n|att att|.|ord"
)
PHRASES = st.lists(st.sampled_from(WORDS.split("|")), max_size=8).map(" ".join)


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


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.dictionaries(st.sampled_from(FIELDS), ODD | PHRASES, min_size=1))
def test_fixing_twice_is_fixing_once_and_never_makes_it_worse(story: Story, fields: dict[str, str]) -> None:
    once = fixed(story, issue(**fields))
    errors = [finding.code for finding in validate(open_workspace(story.folder, {}), "2021-06").errors]
    twice = fixed(story, once.after)
    assert twice.after == once.after
    left = [finding.code for finding in validate(open_workspace(story.folder, {}), "2021-06").errors]
    assert len(left) <= len(errors)
    assert set(left) <= set(errors)
