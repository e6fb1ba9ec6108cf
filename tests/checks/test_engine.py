from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from storsthlm_cli.checks.engine import judge, settle
from storsthlm_cli.checks.registry import RULES, rule
from storsthlm_cli.issues.reading import read_issue
from storsthlm_cli.model.directory import Directory, Person, Series
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Finding, Level
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.places import Spot, Text
from storsthlm_cli.source.yaml import parse_document

Wrap = Callable[[str], str]
EVIDENCE = Evidence(Directory(), datetime.date(2021, 6, 21))


def issue(text: str) -> Issue:
    found, findings = read_issue(parse_document(text, "issue.yaml"), "2021-06")
    assert findings == ()
    assert found is not None
    return found


def codes(findings: tuple[Finding, ...]) -> list[tuple[str, Level]]:
    return [(finding.code, finding.level) for finding in findings]


def test_every_rule_says_what_it_looks_for() -> None:
    assert all(rule.judge.__doc__ for rule in RULES.values())
    assert list(RULES) == list(dict.fromkeys(rule.code for rule in RULES.values()))


def test_a_code_belongs_to_one_rule() -> None:
    with pytest.raises(ValueError, match="two rules have the code S028"):
        rule("S028", Level.ERROR, judges=Issue)(lambda issue, evidence: ())


def test_an_error_that_a_section_ignores_with_a_reason_is_a_remark_there_only(section: Wrap) -> None:
    ignoring = "kind: notice\nid: a\nbody: b\nignore: [{code: S028, reason: utan rubrik med flit}]"
    text = section(ignoring) + "  - kind: notice\n    id: c\n    body: d\n"
    accepted, finding = judge(issue(text), EVIDENCE, {})
    assert (accepted.level, accepted.accepted) == (Level.INFO, "utan rubrik med flit")
    assert (finding.code, finding.where) == ("S028", Spot("issue.yaml", ("sections", 1, "kind")))


def test_ignoring_one_code_leaves_the_others(section: Wrap) -> None:
    text = section("kind: article\nid: a\nignore: [{code: S028, reason: utan rubrik med flit}]")
    assert codes(judge(issue(text), EVIDENCE, {})) == [
        ("S029", Level.ERROR),
        ("S048", Level.WARNING),
    ]


def test_what_a_section_ignores_and_does_not_have_is_told_where_it_says_so(section: Wrap) -> None:
    text = section("kind: notice\nheadline: a\nbody: b\nignore: [{code: S028, reason: utan rubrik}]")
    (finding,) = judge(issue(text), EVIDENCE, {})
    assert (finding.code, finding.level) == ("S048", Level.WARNING)
    assert finding.where == Spot("issue.yaml", ("sections", 0, "ignore", 0))
    assert finding.arguments == {"code": "S028", "reason": "utan rubrik"}


def test_what_another_section_has_makes_no_ignore_needed_here(section: Wrap) -> None:
    text = section("kind: notice\nheadline: a\nbody: b\nignore: [{code: S029, reason: c}]")
    text += "  - kind: notice\n    headline: d\n    ignore: [{code: S029, reason: e}]\n"
    found = judge(issue(text), EVIDENCE, {})
    assert codes(found) == [("S029", Level.INFO), ("S048", Level.WARNING)]
    assert found[1].where == Spot("issue.yaml", ("sections", 0, "ignore", 0))


def test_what_reading_found_makes_an_ignore_needed(section: Wrap) -> None:
    judged = issue(section("kind: notice\nheadline: a\nbody: b\nignore: [{code: S008, reason: en titel}]"))
    read = Finding("S008", Level.WARNING, Spot("issue.yaml", ("sections", 0, "headline"), 0, 2))
    assert codes(judge(judged, EVIDENCE, {}, [read])) == []
    assert codes(judge(judged, EVIDENCE, {})) == [("S048", Level.WARNING)]


@pytest.mark.parametrize("code", ["D104", "D201", "L115", "M201", "T401"])
def test_of_what_is_judged_at_times_only_nobody_knows_whether_it_is_needed(section: Wrap, code: str) -> None:
    text = section(f"kind: notice\nheadline: a\nbody: b\nignore: [{{code: {code}, reason: c}}]")
    assert codes(judge(issue(text), EVIDENCE, {})) == []


def test_an_ignore_that_is_not_needed_can_be_kept_with_a_reason(section: Wrap) -> None:
    ignores = "[{code: S028, reason: c}, {code: S048, reason: rubriken kommer och går}]"
    assert judge(issue(section(f"kind: notice\nheadline: a\nbody: b\nignore: {ignores}")), EVIDENCE, {}) == ()


def test_settings_give_a_code_another_level(section: Wrap) -> None:
    text = section("kind: notice\nid: a\nbody: b") + "  - {kind: notice, id: c, headline: d}\n"
    assert codes(judge(issue(text), EVIDENCE, {"S028": Level.INFO, "L101": Level.INFO})) == [
        ("S028", Level.INFO),
        ("S029", Level.ERROR),
    ]


def test_findings_of_reading_can_be_settled_by_the_same_ignores_and_levels(section: Wrap) -> None:
    judged = issue(section("kind: notice\nheadline: a\nbody: b\nignore: [{code: S008, reason: en titel}]"))
    inside = Finding("S008", Level.WARNING, Spot("issue.yaml", ("sections", 0, "headline"), 0, 2))
    outside = Finding("S008", Level.WARNING, Spot("issue.yaml", ("subject",), 0, 2))
    elsewhere = Finding("S008", Level.WARNING, Spot("people.yaml", ("sections", 0, "headline"), 0, 2))
    assert codes(settle([inside, outside, elsewhere], judged, {"S008": Level.INFO})) == [("S008", Level.INFO)] * 2


def test_the_directory_is_judged_with_the_issue(section: Wrap) -> None:
    person = Person(
        key="bo-ek",
        name=Text("Bo Ek", "people.yaml", ("bo-ek", "name")),
        roles=(),
        party=None,
        email=Text("bo.ek", "people.yaml", ("bo-ek", "email")),
        phone=None,
        spot=Spot("people.yaml", ("bo-ek",)),
    )
    evidence = Evidence(Directory(people={"bo-ek": person}), datetime.date(2021, 6, 21))
    (finding,) = judge(issue(section("kind: notice\nheadline: a\nbody: b")), evidence, {})
    assert (finding.code, finding.where) == ("C102", Spot("people.yaml", ("bo-ek", "email"), 0, 5))


def test_rules_change_nothing(section: Wrap) -> None:
    judged = issue(section("kind: article\nid: a"))
    assert judge(judged, EVIDENCE, {}) == judge(judged, EVIDENCE, {})


def told(words: str, more: str = "") -> list[str]:
    """Return the codes of what is found in a calendar with a row, and whose keys `more` are."""
    frame = "date: 2021-06-21\nsubject: a\npreheader: Förhandstexten, som står bakom ämnet\nsections:\n"
    calendar = f'  - kind: calendar\n    headline: a\n    {more}\n    rows: [{{date: 2021-09-02, title: "{words}"}}]\n'
    document = parse_document(frame + calendar, "issue.yaml")
    judged, _ = read_issue(document, "2021-06")
    assert judged is not None
    name = Text("VIS – vård i samverkan", "meetings.yaml", ())
    series = Series("vis", name, (), Spot("meetings.yaml"))
    return [each.code for each in judge(judged, Evidence(Directory(meetings={"vis": series}), judged.date), {})]


def test_one_fault_that_two_rules_find_is_told_once() -> None:
    assert told("VIS - vård i samverkan") == ["N108"]
    assert told("Vård - i samverkan") == ["T103"]


def test_a_fault_within_one_that_is_accepted_is_told() -> None:
    assert told("VIS - vård i samverkan", "ignore: [{code: N108, reason: så heter det}]") == ["T103"]


def test_an_ignore_of_a_fault_that_another_stands_for_is_needed() -> None:
    assert told("VIS - vård i samverkan", "ignore: [{code: T103, reason: så heter det}]") == ["N108"]
