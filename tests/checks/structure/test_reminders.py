from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from tests.checks.conftest import FRAME

Finds = Callable[..., list[Mapping[str, str]]]

BEFORE = """\
date: 2021-04-20
number: 3
subject: Ämnet
preheader: Förhandstexten, som står bakom ämnet
sections:
  - kind: notice
    id: oppet
    headline: Öppettider
    body: |
      Vi har öppet
      hela sommaren.
    links: [{text: Läs om våra öppettider, url: https://storsthlm.example/oppet}]
    contacts: [signe-rosenlof]
  - {kind: calendar, headline: På gång, rows: [2021-09-16 09:00 Möte @ Storsthlm, 2021-09-17 Seminarium]}
closing: Ha en fin vår!
"""
COPIED = """\
kind: notice
id: oppet
headline: Öppettider
body: Vi har öppet hela sommaren.
links: [{text: Läs om våra öppettider, url: https://storsthlm.example/oppet}]
contacts: [signe-rosenlof]
check: «{copied_from: 2021-04}»
"""
CALENDAR = """\
kind: calendar
headline: På gång
rows: [2021-09-16 09:00 Möte @ Storsthlm, 2021-09-17 Seminarium]
check: «{copied_from: 2021-04}»
"""


def unmarked(text: str) -> str:
    return text.replace("«", "").replace("»", "")


def test_what_somebody_should_look_at_is_told_in_one_line_and_keeps_a_mail_from_leaving(finds: Finds) -> None:
    text = 'kind: notice\nheadline: a\nbody: b\ncheck: «"stämmer   rubriken?"»'
    (arguments,) = finds(text, "S045 warning")
    assert arguments == {"reason": "stämmer rubriken?"}
    finds(text, "S045 error", sending=True)


def test_the_frame_can_have_something_to_look_at_too(finds: Finds, section: Callable[[str], str]) -> None:
    text = section("kind: notice\nheadline: a\nbody: b\ncheck: «här»") + "check: {date: «gissat», number: «räknat»}\n"
    found = finds(_in_order(text), "S045 warning", "S045 warning", "S045 warning", whole=True)
    assert [arguments["reason"] for arguments in found] == ["gissat", "räknat", "här"]


def _in_order(text: str) -> str:
    """Put the frame's check before the sections: findings of the frame come first."""
    *rest, check = text.splitlines()
    return "\n".join([check, *rest]) + "\n"


@pytest.mark.parametrize("copied", [COPIED, CALENDAR])
def test_a_section_that_still_says_what_the_other_issue_says_is_told(finds: Finds, copied: str) -> None:
    (arguments,) = finds(copied, "S046 warning", issues={"2021-04": BEFORE})
    assert arguments == {"issue": "2021-04"}
    finds(copied, "S046 error", issues={"2021-04": BEFORE}, sending=True)


@pytest.mark.parametrize(
    ("copied", "old", "new"),
    [
        (COPIED, "hela sommaren", "hela hösten"),
        (COPIED, "headline: Öppettider", "headline: Öppettider i höst"),
        (COPIED, "https://storsthlm.example/oppet", "https://storsthlm.example/oppet-i-host"),
        (COPIED, "contacts: [signe-rosenlof]", "contacts: [antagningen]"),
        (COPIED, "contacts: [signe-rosenlof]", "contacts: [{person: signe-rosenlof, text: Fråga}]"),
        (CALENDAR, "2021-09-17 Seminarium", "2021-09-24 Seminarium"),
        (CALENDAR, "09:00 Möte", "10:00 Möte"),
        (CALENDAR, ", 2021-09-17 Seminarium", ""),
        (CALENDAR, "headline: På gång", "headline: Kalendarium"),
    ],
)
def test_the_remark_goes_by_itself_when_the_text_is_changed(finds: Finds, copied: str, old: str, new: str) -> None:
    assert old in copied
    finds(unmarked(copied).replace(old, new), issues={"2021-04": BEFORE})


def test_an_id_of_its_own_and_accepted_findings_are_no_change_of_the_text(finds: Finds) -> None:
    text = COPIED.replace("id: oppet", "id: oppet-i-host") + "ignore: [«{code: S028, reason: med flit}»]"
    finds(text, "S046 warning", "S048 warning", issues={"2021-04": BEFORE})


@pytest.mark.parametrize("issues", [{}, {"2021-04": None}])
def test_where_the_other_issue_is_not_there_to_compare_with_the_text_counts_as_unchanged(
    finds: Finds, issues: Mapping[str, str | None]
) -> None:
    (arguments,) = finds(COPIED, "S046 warning", issues=issues)
    assert arguments == {"issue": "2021-04"}


def frame(key: str, frame: str) -> str:
    section = "  - {kind: notice, headline: a, body: b}\n"
    return f"check: {{{key}: «{{copied_from: 2021-04}}»}}\n{frame}{section}"


KEYS = {
    "subject": ("subject: Ämnet", "subject: Ett annat ämne"),
    "preheader": ("preheader: Förhandstexten", 'preheader: Förhandstexten, {{ recipient.name | default("du") }}'),
    "closing": ("closing: Ha en fin vår!", "closing: Ha en fin höst!"),
    "number": ("number: 4", "number: 5"),
    "date": ("date: 2021-06-21", "date: 2021-06-22"),
}


@pytest.mark.parametrize("key", KEYS)
def test_what_was_copied_in_the_frame_is_told_until_it_is_changed(finds: Finds, key: str) -> None:
    same, other = KEYS[key]
    text = frame(key, f"closing: Ha en fin vår!\n{FRAME}")
    before = BEFORE.replace("number: 3", "number: 4").replace("date: 2021-04-20", "date: 2021-06-21")
    (arguments,) = finds(text, "S046 warning", whole=True, issues={"2021-04": before})
    assert arguments == {"issue": "2021-04"}
    finds(text, "S046 error", whole=True, issues={"2021-04": before}, sending=True)
    finds(text, "S046 warning", whole=True, issues={})
    assert same in text
    finds(unmarked(text).replace(same, other), whole=True, issues={"2021-04": before})
