"""What the inbox shows, and what was written for somebody else than the reader."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping

import pytest

from storsthlm_cli.checks.engine import judge
from storsthlm_cli.issues.reading import read_issue
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Finding
from storsthlm_cli.source.yaml import parse_document

Finds = Callable[..., list[Mapping[str, str]]]

BODY = "kind: notice\nheadline: a\nbody: {}"
ACRONYMS = "\nignore: [{code: N112, reason: b}]"
REST = "sections: [{kind: notice, headline: a, body: b}]\n"
PREHEADER = "Det viktigaste från kommunerna före sommaren"


def framed(subject: str, preheader: str = PREHEADER) -> str:
    return f"date: 2021-06-21\nsubject: {subject}\npreheader: {preheader}\n{REST}"


def test_a_subject_longer_than_a_telephone_is_a_remark_and_a_very_long_one_a_warning(finds: Finds) -> None:
    finds(framed("a" * 60), whole=True)
    (arguments,) = finds(framed(f"«{'a' * 61}»"), "M104 info", whole=True)
    assert arguments == {"length": "61", "most": "60"}
    finds(framed(f"«{'a' * 101}»"), "M104 warning", whole=True)


def test_a_preheader_that_is_too_short_or_too_long_is_a_remark(finds: Finds) -> None:
    finds(framed("Ämnet", "«Kort»"), "M105 info", whole=True)
    (arguments,) = finds(framed("Ämnet", f"«{'a' * 141}»"), "M105 info", whole=True)
    assert arguments == {"length": "141", "what": "more than 140"}
    finds(framed("Ämnet", "a" * 140), whole=True)


def test_a_preheader_that_says_the_subject_is_warned_about(finds: Finds) -> None:
    finds(framed(PREHEADER.upper(), f"«{PREHEADER}»"), "M106 warning", whole=True)
    finds(framed(PREHEADER, f"{PREHEADER} och efter den"), whole=True)


@pytest.mark.parametrize("before", ["Senaste nytt", "senaste  nytt!"])
def test_a_subject_that_an_issue_before_had_is_warned_about(before: str) -> None:
    (found,) = judged(framed("Senaste nytt"), {"2021-04": before, "2021-02": before})
    assert (found.code, found.arguments) == ("M107", {"issue": "2021-04"})
    assert judged(framed("Senaste nytt i juni"), {"2021-04": before}) == ()


def judged(text: str, subjects: Mapping[str, str]) -> tuple[Finding, ...]:
    issue, _ = read_issue(parse_document(text, "issue.yaml"), "2021-06")
    assert issue is not None
    return judge(issue, Evidence(Directory(), datetime.date(2021, 6, 21), subjects=subjects), {})


def test_a_subject_of_a_slot_alone_says_nothing(finds: Finds) -> None:
    finds(framed("«'{{ recipient.first_name }}'»"), "M108 error", whole=True)
    finds(framed("'{{ recipient.first_name }}, nu är det höst'"), whole=True)


def test_a_subject_that_no_header_can_hold_is_found_for_all_and_for_one_list(finds: Finds) -> None:
    coded = '"«=?utf-8?q?Nytt?= i juni»"'
    (arguments,) = finds(framed(coded), "M111 error", whole=True)
    assert arguments == {"what": "an encoded word (`=?…?`)"}
    finds(f"{framed('Nytt i juni')}for_lists: {{press: {{subject: {coded}}}}}\n", "M111 error", whole=True)
    finds(framed(r'"Nytt\u2028i juni =? nu"'), whole=True)  # all of it becomes a space


@pytest.mark.parametrize(
    "words", ["Lorem ipsum dolor sit amet", "XXX", "TODO", "[…]", "[datum]", "[fyll i namn]", "(...)", "Skriv här"]
)
def test_a_placeholder_keeps_the_mail_from_leaving(finds: Finds, words: str) -> None:
    text = BODY.format(f"'«{words}»'")
    (arguments,) = finds(text, "M109 warning")
    assert arguments == {"words": words}
    finds(text, "M109 error", sending=True)


@pytest.mark.parametrize("headline", ["Rubrik", "Rubrik här", "[Rubrik]"])
def test_a_headline_that_only_says_that_it_is_one_is_a_placeholder(finds: Finds, headline: str) -> None:
    finds(f"kind: notice\nheadline: «'{headline}'»\nbody: b".replace("«'", "'«").replace("'»", "»'"), "M109 warning")


@pytest.mark.parametrize(
    "body",
    [
        "Rubriken och ingressen ska bytas.",
        "Hon sa ”vi får se […] hur det går”.",
        "Att göra: skriv här är inget hinder.",
        "[Lägg till i kalendern](https://a.example)",
        "Lista [1] och [bilaga 2].",
        "Upplaga XXI och XX.",
    ],
)
def test_what_only_looks_like_a_placeholder_is_left_alone(finds: Finds, body: str) -> None:
    finds(BODY.format(f"'{body}'"))


def test_in_a_quote_something_may_be_left_out(finds: Finds) -> None:
    finds("kind: notice\nheadline: a\nbody: [{quote: {text: 'Vi får se […] hur det går.', by: signe-rosenlof}}]")


@pytest.mark.parametrize(
    ("slot", "right"),
    [
        ("|FNAME|", "{{ recipient.first_name }}"),
        ("%FIRSTNAME%", "{{ recipient.first_name }}"),
        ("%%first_name%%", "{{ recipient.first_name }}"),
        ("{firstname}", "{{ recipient.first_name }}"),
        ("{contact.lastname}", "{{ recipient.last_name }}"),
        ("[[Name]]", "{{ recipient.name }}"),
        ("[FIRSTNAME]", "{{ recipient.first_name }}"),
        ("{% if name %}", ""),
        ("|MC:SUBJECT|", ""),
    ],
)
def test_a_slot_of_another_program_is_an_error_with_the_right_form(finds: Finds, slot: str, right: str) -> None:
    shown = f"*«{slot}*»" if slot.startswith("|") else f"«{slot}»"
    ignoring = ACRONYMS if re.search(r"\b[A-Z]{2,6}\b", slot) else ""
    (arguments,) = finds(BODY.format(f"'Hej {shown}!'") + ignoring, "M110 error")
    assert arguments == {"slot": slot, "right": right}


def test_where_no_slot_is_filled_none_is_advised(finds: Finds) -> None:
    (arguments,) = finds("kind: notice\nheadline: 'Hej «*|FNAME|*»'\nbody: b" + ACRONYMS, "M110 error")
    assert arguments == {"slot": "*|FNAME|*", "right": ""}


@pytest.mark.parametrize("body", ["20 % av 30 % är 6 %.", "A | B | C", "Ett %-tecken och 5 % ränta", "a < b", "[1]"])
def test_signs_in_a_text_are_no_slots(finds: Finds, body: str) -> None:
    finds(BODY.format(f"'{body}'"))
