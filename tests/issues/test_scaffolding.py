from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace

import pytest

from storsthlm_cli.issues.examples import example
from storsthlm_cli.issues.meetings.meeting import Meeting
from storsthlm_cli.issues.reading import read_issue
from storsthlm_cli.issues.scaffold_rows import Row, rows_of, rows_to_come
from storsthlm_cli.issues.scaffolding import (
    USUAL,
    Beginning,
    Original,
    copied_images,
    scaffold,
)
from storsthlm_cli.issues.shape import SECTION_SHAPES
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.findings import Finding
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.source.yaml import parse_document

DATE = datetime.date(2021, 9, 7)
ORIGINAL = """\
date: 2021-06-21
number: 5
subject: Juni
preheader: Det viktigaste
sections:
  - kind: article
    category: social
    headline: Nytt
    body: Något nytt.
  - kind: notice
    headline: "Öppet: i sommar"
    check: {copied_from: 2020-06}
    body:
      - image: {file: images/sommar.jpg, alt: En ö., credit: Åsa}
      - image: {file: saknas, alt: En ö.}
      - image: {collage: [images/a.jpg, images/b.jpg, images/a.jpg, images/c.jpg], alt: Fyra., credit: Åsa}
      - |
        Vi har   öppet.

        Hela sommaren.
  - kind: article
    headline: Mer nytt
    body: Något mer.
  - {kind: board, id: styrelsen, headline: Beslut, body: "Vi beslutade, och gick hem."}
  - kind: calendar
    headline: Höstens möten
    rows:
      - 2021-06-30/2021-09-07 Lång kurs
      - 2021-08-26 Konferens
      - "2021-09-16 Öppna data: så gör vi" # med lunch
      - date: 2021-12-24
        title: Julafton
closing: |
  Ha en skön sommar!

  Vi ses.
"""

Read = Callable[[str], tuple[Issue | None, tuple[Finding, ...]]]


@pytest.fixture
def original(read: Read) -> Original:
    issue, findings = read(ORIGINAL)
    assert issue is not None
    assert findings == ()
    return Original(parse_document(ORIGINAL, "issue.yaml"), issue)


def coming(original: Original) -> tuple[Row, ...]:
    return rows_to_come(original.document, original.rows(), DATE, Directory())


@pytest.fixture
def beginning(original: Original) -> Beginning:
    return Beginning(
        date=DATE,
        number=6,
        original=original,
        kinds=[section.kind for section in original.issue.sections],
        rows=coming(original),
        rows_copied=True,
        categories=["social", "ekonomi"],
    )


def again(text: str) -> Issue:
    document = parse_document(text, "issue.yaml")
    issue, findings = read_issue(document, "2021-09")
    assert document.findings == ()
    assert {finding.code for finding in findings} <= {"S022"}
    assert issue is not None
    return issue


def test_every_section_comes_in_the_order_of_the_original(beginning: Beginning) -> None:
    text = scaffold(beginning)
    assert text.startswith("# yaml-language-server: $schema=../../schemas/issue.json\n")
    issue = again(text)
    assert [section.kind for section in issue.sections] == ["article", "notice", "article", "board", "calendar"]
    assert (issue.date, issue.number) == (DATE, 6)


def test_what_comes_back_is_copied_as_it_is_and_marked(beginning: Beginning) -> None:
    text = scaffold(beginning)
    assert (
        "  - kind: notice\n"
        "    check: {copied_from: 2021-06}\n"
        '    headline: "Öppet: i sommar"\n'
        "    body:\n"
        "      - image: {file: images/sommar.jpg, alt: En ö., credit: Åsa}\n"
        "      - image: {file: saknas, alt: En ö.}\n"
        "      - image: {collage: [images/a.jpg, images/b.jpg, images/a.jpg, images/c.jpg], alt: Fyra., credit: Åsa}\n"
        "      - |\n"
        "        Vi har   öppet.\n"
        "\n"
        "        Hela sommaren.\n"
        "\n"
    ) in text
    assert (
        "  - kind: board\n"
        "    check: {copied_from: 2021-06}\n"
        "    id: styrelsen\n"
        "    headline: Beslut\n"
        '    body: "Vi beslutade, och gick hem."\n'
    ) in text
    assert text.endswith("closing: |\n  Ha en skön sommar!\n\n  Vi ses.\n")
    assert "check: {closing: {copied_from: 2021-06}}\n" in text
    assert copied_images(beginning) == ("images/sommar.jpg", "images/a.jpg", "images/b.jpg", "images/c.jpg")


def test_news_are_empty_with_an_example_of_their_kind_above_the_first(beginning: Beginning) -> None:
    text = scaffold(replace(beginning, kinds=["article", "article", "article", "interview"]))
    lesson = [f"  #   {line}".rstrip() for line in example("article").splitlines()]
    empty = ["  - kind: article", "    category: social", "    headline:", "    body: |"]
    assert "\n".join(["  # For example:", *lesson, *empty, ""]) in text
    assert text.count("  - kind: article\n    # category: social, ekonomi\n    headline:\n    body: |\n") == 2
    assert text.count("# For example:") == 2
    kinds = [(section.headline, section.kind) for section in again(text).sections]
    assert kinds == [(None, "article"), (None, "article"), (None, "article"), (None, "interview")]


def test_the_calendar_goes_on_where_the_last_one_stopped(beginning: Beginning, original: Original) -> None:
    assert [(row.text, row.remark) for row in coming(original)] == [
        ("2021-06-30/2021-09-07 Lång kurs", ""),
        ('"2021-09-16 Öppna data: så gör vi"', ""),
        ("date: 2021-12-24\ntitle: Julafton", "julafton"),
    ]
    assert (
        "  - kind: calendar\n"
        "    check: headline and rows are from 2021-06; right for this issue?\n"
        "    headline: Höstens möten\n"
        "    rows:\n"
        "      - 2021-06-30/2021-09-07 Lång kurs\n"
        '      - "2021-09-16 Öppna data: så gör vi"\n'
        "      # julafton\n"
        "      - date: 2021-12-24\n"
        "        title: Julafton\n"
    ) in scaffold(beginning)
    calendar = again(scaffold(beginning)).sections[-1]
    assert [row.title.content for row in calendar.rows] == ["Lång kurs", "Öppna data: så gör vi", "Julafton"]


def test_a_calendar_without_meetings_says_how_to_write_them(beginning: Beginning) -> None:
    text = scaffold(replace(beginning, rows=(), rows_copied=False))
    assert "    rows:\n    #  - 2021-09-16 09:00–11:00 Title @ Place\n" in text
    assert again(text).sections[-1].rows == ()


@pytest.mark.parametrize("kind", SECTION_SHAPES)
def test_the_first_issue_of_all_can_have_any_kind(kind: str) -> None:
    first = Beginning(
        date=DATE, number=1, original=None, kinds=[kind], rows=(), rows_copied=False, categories=(), signature="asa-ek"
    )
    text = scaffold(first)
    assert [section.kind for section in again(text).sections] == [kind]
    assert ("\n    signature: asa-ek\n" in text) is (kind == "letter")
    assert max(map(len, text.splitlines())) <= 120
    assert copied_images(first) == ()


def test_the_usual_kinds_are_kinds() -> None:
    assert set(USUAL) <= SECTION_SHAPES.keys()


def test_a_remark_on_a_day_never_gets_into_the_text() -> None:
    for text in ("2021-12-24 Julafton\nhos oss", 'title: "Hej\n  då"\ndate: 2021-12-24'):
        written = Row(DATE, "", text, "julafton").entry()
        assert (
            parse_document(f"rows:\n{written}\n", "").data
            == parse_document(f"rows:\n{written}\n".replace("  # julafton\n", ""), "").data
        )
        assert written.startswith("  # julafton\n  - ")


def test_meetings_become_rows_that_say_what_they_said() -> None:
    meetings = [
        Meeting(datetime.date(2021, 12, 24), None, None, "Julafton"),
        Meeting(DATE, None, None, "Hej {{ recipient.email }}", url="https://kommun.example"),
    ]
    first, second = rows_of(meetings)
    assert first.entry() == "  - 2021-12-24 Julafton # julafton"
    assert second.entry() == (
        "  - date: 2021-09-07\n    title: Hej { { recipient.email }}\n    url: https://kommun.example"
    )


def test_a_key_that_looks_like_a_date_is_in_quotes(beginning: Beginning, original: Original) -> None:
    named = Original(original.document, replace(original.issue, key="2021-06-21"))
    assert 'check: {copied_from: "2021-06-21"}\n' in scaffold(replace(beginning, original=named))


def test_of_several_calendars_the_one_with_rows_gets_the_new_ones_and_a_note_is_copied(read: Read) -> None:
    text = ORIGINAL.replace(
        "  - kind: calendar\n    headline: Höstens möten\n",
        "  - {kind: calendar, headline: Inga möten, note: Vi tar semester.}\n"
        "  - kind: calendar\n    headline: Höstens möten\n",
    ).replace("closing:", "  - {kind: calendar, headline: Fler, rows: [2021-09-20 Ett till]}\nclosing:")
    issue, findings = read(text)
    assert issue is not None
    assert findings == ()
    several = Original(parse_document(text, "issue.yaml"), issue)
    kinds = [section.kind for section in issue.sections]
    begun = Beginning(
        date=DATE, number=6, original=several, kinds=kinds, rows=coming(several), rows_copied=True, categories=()
    )
    calendars = [section for section in again(scaffold(begun)).sections if section.kind == "calendar"]
    assert [len(section.rows) for section in calendars] == [0, 4, 0]
    assert calendars[0].note
    assert "2021-09-20 Ett till" in scaffold(begun)
