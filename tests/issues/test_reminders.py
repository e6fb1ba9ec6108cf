from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from storsthlm_cli.model.findings import Finding
from storsthlm_cli.model.issue import Issue, Section
from storsthlm_cli.model.places import Spot

Read = Callable[[str], tuple[Issue | None, tuple[Finding, ...]]]
Finds = Callable[..., Mapping[str, str]]
Wrap = Callable[[str], str]

NOTICE = "kind: notice\nheadline: Rubrik\nbody: Text\n"
FRAME = "date: 2021-06-21\nsubject: a\npreheader: b\nsections: [{kind: notice, headline: c, body: d}]\nclosing: e\n"


def test_a_section_says_what_to_look_at(whole: Callable[[str], Section]) -> None:
    assert whole(NOTICE).reminder is None
    reminder = whole(NOTICE + "check: |\n  stämmer\n  rubriken?").reminder
    assert reminder is not None
    assert (reminder.about, str(reminder.reason), reminder.copied_from) == ("", "stämmer\nrubriken?", None)
    assert reminder.spot == Spot("issue.yaml", ("sections", 0, "check"))


def test_a_section_says_from_which_issue_it_was_copied(whole: Callable[[str], Section]) -> None:
    reminder = whole(NOTICE + "check: {copied_from: 2021-04}").reminder
    assert reminder is not None
    assert (reminder.about, reminder.reason, str(reminder.copied_from)) == ("", None, "2021-04")


def test_the_frame_of_an_issue_says_it_key_by_key(read: Read) -> None:
    issue, findings = read(
        FRAME + "check:\n  date: gissat\n  number: räknat\n  subject: av rubriken\n"
        "  preheader: {copied_from: 2021-04}\n  closing: {copied_from: 2021-05}\n"
    )
    assert findings == ()
    assert issue is not None
    said = [(each.about, str(each.reason or ""), str(each.copied_from or "")) for each in issue.reminders]
    assert said == [
        ("date", "gissat", ""),
        ("number", "räknat", ""),
        ("subject", "av rubriken", ""),
        ("preheader", "", "2021-04"),
        ("closing", "", "2021-05"),
    ]
    assert [each.spot.path for each in issue.reminders] == [("check", each.about) for each in issue.reminders]


def test_an_issue_without_a_check_has_no_reminders(read: Read) -> None:
    for text in (FRAME, FRAME + "check:\n", FRAME + "check: {}\n", FRAME + "check: {date: }\n"):
        issue, findings = read(text)
        assert issue is not None
        assert (issue.reminders, findings) == ((), ())


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("S022", '«check»: ""'),
        ("S022", "«check»: {}"),
        ("S022", "check: {«copied_from»: ''}"),
        ("S020", "check: {copied_from: 2021-04, «id»: a}"),
        ("S023", "check: «true»"),
        ("S023", "check: «[a]»"),
        ("S033", "check: «{stämmer det: nu}»"),
        ("S041", "check: se «{{ recipient.name }}»"),
    ],
)
def test_what_is_wrong_in_a_sections_check_is_found_once_and_at_its_place(
    finds: Finds, section: Wrap, code: str, text: str
) -> None:
    finds(code, section(NOTICE + text))


def test_a_misspelt_copied_from_is_named_with_the_right_word(read: Read, section: Wrap) -> None:
    _, findings = read(section(NOTICE + "check: {copied: 2021-04}"))
    assert [(finding.code, finding.arguments["key"]) for finding in findings] == [
        ("S022", "copied_from"),
        ("S020", "copied"),
    ]
    assert findings[1].arguments["nearest"] == "copied_from"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("S020", "check: {«sections»: alla}"),
        ("S022", 'check: {«date»: ""}'),
        ("S023", "check: «titta»"),
        ("S023", "check: {subject: «[a]»}"),
    ],
)
def test_what_is_wrong_in_the_frames_check_is_found_once_and_at_its_place(finds: Finds, code: str, text: str) -> None:
    finds(code, FRAME + text + "\n")
