from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping

import pytest

from storsthlm_cli.checks.engine import judge
from storsthlm_cli.issues.reading import read_issue
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.source.yaml import parse_document

Finds = Callable[..., list[Mapping[str, str]]]

ORGANISATION = ("organisation", "storstlm", "storsthlm")
PERSON = ("person", "tuva-lindh", "tuva-lind")

SOUND = """
kind: notice
category: social
headline: Öppettider
body: Vi har [öppet](https://storsthlm.example/oppet) hela sommaren.
contacts: [signe-rosenlof, antagningen]
signature: signe-rosenlof
"""


def test_a_sound_section_gives_nothing_to_object_to(finds: Finds) -> None:
    finds(SOUND)
    finds(SOUND, sending=True)


@pytest.mark.parametrize(
    ("text", "what", "key", "nearest"),
    [
        ("category: «socail»", "category", "socail", "social"),
        ("category: [social, «vård»]", "category", "vård", ""),
        ("contacts: [«signe-rosenlöf»]", "person", "signe-rosenlöf", "signe-rosenlof"),
        ("contacts: [{person: «ingen-alls», text: a}]", "person", "ingen-alls", ""),
        ("signature: «signe»", "person", "signe", ""),
        ("links: []\nsignature: «tuva-lindh»", "person", "tuva-lindh", "tuva-lind"),
    ],
)
def test_a_key_that_the_directory_lacks_is_an_unknown_reference(
    finds: Finds, text: str, what: str, key: str, nearest: str
) -> None:
    (arguments,) = finds(f"kind: notice\nheadline: a\nbody: b\n{text}", "S027 error")
    assert arguments == {"what": what, "key": key, "nearest": nearest}


def test_people_in_quotes_and_interviews_are_references_too(finds: Finds) -> None:
    finds(
        "kind: interview\nheadline: a\nperson: «x»\nbody:\n  - item: {body: [{quote: {text: a, by: «y»}}]}",
        "S027 error",
        "S027 error",
    )


def test_a_section_without_a_headline_is_an_error(finds: Finds) -> None:
    (arguments,) = finds("kind: «article»\nbody: Text", "S028 error")
    assert arguments == {"kind": "article"}


@pytest.mark.parametrize("text", ["", 'body: ""', "body: []", "body: ['']", "links: []"])
def test_a_section_with_nothing_in_it_is_an_error(finds: Finds, text: str) -> None:
    finds(f"kind: «article»\nheadline: Ämnet\n{text}", "S029 error")


@pytest.mark.parametrize(
    "text",
    [
        "body: Text",
        "contacts: [signe-rosenlof]",
        "links: [{text: a, url: https://a.example}]",
        "body: [{facts: {date: 2021-10-28}}]",
    ],
)
def test_anything_at_all_is_content(finds: Finds, text: str) -> None:
    finds(f"kind: article\nheadline: Ämnet\n{text}")


def test_a_calendar_needs_rows_or_a_note(finds: Finds) -> None:
    finds("kind: «calendar»\nheadline: På gång", "S030 error")
    finds("kind: «calendar»\nheadline: På gång\nrows: []", "S030 error")
    finds("kind: calendar\nheadline: På gång\nnote: Inga möten i sommar.")
    finds("kind: calendar\nheadline: På gång\nrows: [2021-08-26 Möte]")


def test_a_row_before_the_row_above_it_is_out_of_order(finds: Finds) -> None:
    (arguments,) = finds(
        "kind: calendar\nheadline: a\nrows:\n"
        "  - 2021-09-02 a\n  - 2021-09-07 b\n  - «2021-09-06» c\n  - 2021-09-07 d\n  - 2021-09-07/08 e",
        "S031 warning",
    )
    assert arguments == {"date": "2021-09-06", "previous": "2021-09-07"}


def test_rows_of_one_day_are_ordered_by_time_where_both_have_one(finds: Finds) -> None:
    finds("kind: calendar\nheadline: a\nrows:\n  - 2021-09-02 09:00 a\n  - 2021-09-02 b\n  - 2021-09-02 08:00 c")
    finds(
        "kind: calendar\nheadline: a\nrows:\n  - 2021-09-02 09:00 a\n  - «2021-09-02» 08:00 b",
        "S031 warning",
    )


def test_rows_are_put_in_order_with_their_comments_and_no_others_moved(mended: Callable[[str], str]) -> None:
    rows = "  - 2021-09-07 b\n  # late\n  - {date: 2021-09-02, time: '10:00', title: c}\n  - 2021-09-02 d\n"
    more = "  - 2021-09-02 09:00 e # early\n  - 2021-09-07 08:00 f"
    calendar = "kind: calendar\nheadline: a\nrows:\n"
    assert mended(calendar + rows + more) == (
        calendar + "  - 2021-09-02 09:00 e # early\n"
        "  # late\n  - {date: 2021-09-02, time: '10:00', title: c}\n  - 2021-09-02 d\n"
        "  - 2021-09-07 b\n  - 2021-09-07 08:00 f"
    )


def test_lost_content_is_tolerable_in_a_draft_and_an_error_when_sending(finds: Finds) -> None:
    text = "kind: notice\nheadline: a\nbody: b\nlinks: [{text: Läs rapporten, url: «saknas»}]"
    (arguments,) = finds(text, "S032 warning")
    assert arguments == {"text": "Läs rapporten"}
    finds(text, "S032 error", sending=True)


def test_lost_addresses_are_found_wherever_they_are_written(finds: Finds) -> None:
    finds(
        "kind: notice\nheadline: a\nbody:\n  - Se «[filmen](saknas)».\n"
        "  - item: {body: [{link: {text: a, url: «saknas»}}]}",
        "S032 warning",
        "S032 warning",
    )
    finds(
        "kind: calendar\nheadline: a\nrows: [{date: 2021-09-02, title: a, url: «saknas»}]",
        "S032 warning",
    )


def test_what_could_not_be_read_is_not_called_missing_as_well(section: Callable[[str], str]) -> None:
    text = section("kind: calendar\nheadline: 12\nrows: [2021-02-30 Möte]")
    issue, findings = read_issue(parse_document(text, "issue.yaml"), "2021-06")
    assert [finding.code for finding in findings] == ["S023", "S024"]
    assert issue is not None
    assert judge(issue, Evidence(Directory(), datetime.date(2021, 6, 21)), {}) == ()


@pytest.mark.parametrize(
    ("kind", "rest", "what"),
    [("event", "", "date"), ("event", "\nfacts: {place: digitalt}", "date"), ("call", "", "deadline")],
)
def test_an_event_needs_a_date_and_a_call_a_deadline(finds: Finds, kind: str, rest: str, what: str) -> None:
    (arguments,) = finds(f"kind: «{kind}»\nheadline: a\nbody: b{rest}", "S044 warning")
    assert (arguments["kind"], arguments["what"]) == (kind, what)
    assert arguments["way"].startswith("facts: {date: " if kind == "event" else "deadline: ")


def test_the_day_of_an_example_is_near_and_a_text_without_one_is_an_article(finds: Finds) -> None:
    (arguments,) = finds("kind: «event»\nheadline: a\nbody: b", "S044 warning")
    assert (arguments["way"], arguments["instead"]) == ("facts: {date: 2021-07-19}", "article")


def test_a_day_and_a_time_have_a_place_and_be_it_digital(finds: Finds) -> None:
    text = "kind: event\nheadline: a\nbody: [{{facts: {{date: {}, time: '09:00'{}}}}}]"
    (arguments,) = finds(text.format("«2021-10-28»", ""), "S044 info")
    assert (arguments["what"], arguments["way"]) == ("place", "place: digitalt")
    finds(text.format("2021-10-28", ", place: digitalt"))


def test_a_lost_title_of_a_meeting_is_tolerated_in_a_draft_only(finds: Finds) -> None:
    text = "kind: calendar\nheadline: a\nrows: [{date: 2021-09-16, title: «saknas»}]"
    finds(text, "S047 warning")
    finds(text, "S047 error", sending=True)


@pytest.mark.parametrize(
    "text",
    [
        "kind: event\nheadline: a\nbody: b\nfacts: {date: 2021-10-28}",
        "kind: event\nheadline: a\nbody: [b, {facts: {date: 2021-10-28}}]",
        "kind: event\nheadline: a\nbody: [{item: {body: [{facts: {date: 2021-10-28}}]}}]",
        "kind: call\nheadline: a\nbody: b\ndeadline: 2021-10-28",
        "kind: call\nheadline: a\nbody: [b, {facts: {deadline: 2021-10-28}}]",
    ],
)
def test_a_date_anywhere_in_the_section_will_do(finds: Finds, text: str) -> None:
    finds(text)


def test_all_that_an_empty_event_lacks_is_told_at_once(section: Callable[[str], str]) -> None:
    issue, _ = read_issue(parse_document(section("kind: event"), "issue.yaml"), "2021-06")
    assert issue is not None
    found = judge(issue, Evidence(Directory(), datetime.date(2021, 6, 21)), {})
    assert [(each.code, each.arguments.get("what")) for each in found] == [
        ("S029", "headline and no content"),
        ("S044", "date"),
    ]


def test_a_letter_needs_no_headline(finds: Finds) -> None:
    finds("kind: letter\nbody: Kära läsare.\nsignature: signe-rosenlof")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("kind: «article»\nbody: b", "S028"),
        ("kind: «article»\nheadline: a", "S029"),
        ("kind: «article»", "S029"),
        ("kind: «letter»", "S029"),
        ("kind: «calendar»", "S030"),
        ("kind: «calendar»\nrows: [2021-08-26 Möte]", "S028"),
    ],
)
def test_what_is_missing_altogether_is_told_once(finds: Finds, text: str, code: str) -> None:
    finds(text, f"{code} error")


@pytest.mark.parametrize(
    ("text", "what", "key", "nearest"),
    [
        ("kind: event\nbody: b\nfacts: {date: 2021-10-28, organisers: [«storstlm», Sweco AB]}", *ORGANISATION),
        ("kind: article\nbody: [{facts: {date: 2021-10-28, organisers: [«storstlm»]}}]", *ORGANISATION),
        ("kind: calendar\nrows: [{date: 2021-08-26, series: «styrelse»}]", "meeting series", "styrelse", "styrelsen"),
        ("kind: article\nbody: [{image: {file: a.png, alt: b, credit: c, people: [«tuva-lindh», Bo Al]}}]", *PERSON),
        ("kind: article\nbody: [{image: {file: a.png, alt: b, credit: c, people: {top: [«tuva-lindh»]}}}]", *PERSON),
        ("kind: article\nbody: [{image: {portrait: «tuva-lindh»}}]", *PERSON),
        ("kind: article\nbody: [{quote: {text: b, by: «tuva-lindh», verb: säger, as: hon}}]", *PERSON),
        ("kind: article\nbody: b\ncontacts: [{person: «tuva-lindh», after: gärna}]", *PERSON),
        ("kind: letter\nbody: b\nsignature: «tuva-lindh»", *PERSON),
    ],
)
def test_unknown_keys_are_found_wherever_they_are_written(
    finds: Finds, text: str, what: str, key: str, nearest: str
) -> None:
    (arguments,) = finds(f"headline: a\n{text}", "S027 error")
    assert arguments == {"what": what, "key": key, "nearest": nearest}


def test_a_lost_address_of_a_meeting_is_told_with_its_title_or_its_series(finds: Finds) -> None:
    row = "kind: calendar\nheadline: a\nrows: [{date: 2021-09-02, url: «saknas», "
    assert finds(row + "title: Möte}]", "S032 warning")[0]["text"] == "Möte"
    assert finds(row + "series: styrelsen}]", "S032 warning")[0]["text"] == "styrelsen"


def test_a_lost_title_is_tolerable_in_a_draft_and_an_error_when_sending(finds: Finds) -> None:
    text = "kind: calendar\nheadline: a\nrows: [{date: 2021-09-02, title: «saknas»}]"
    (arguments,) = finds(text, "S047 warning")
    assert arguments == {"date": "2021-09-02"}
    finds(text, "S047 error", sending=True)
    finds("kind: calendar\nheadline: a\nrows: [{date: 2021-09-02, title: Saknas}]")


def test_a_picture_above_the_headline_is_content_and_is_judged_like_any_other(finds: Finds) -> None:
    finds("kind: article\nheadline: a\nimage: {file: a.png, alt: b, credit: c}")
    finds("kind: article\nheadline: a\nimage: {portrait: «tuva-lindh»}", "S027 error")
    finds("kind: article\nheadline: a\nimage: {file: «a.png», alt: b}", "I105 warning")
