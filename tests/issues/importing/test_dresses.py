"""One newsletter in the dresses of old mails: whatever it wears, the same issue comes out."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pytest

from storsthlm_cli.model.blocks import Picture, QuestionAnswer, Quote
from tests.issues.importing.conftest import Importer, Read
from tests.issues.importing.dresses import (
    SPACER,
    Section,
    bare_html,
    headed_html,
    mail,
    new_text,
    old_text,
    plain_text,
    styled_html,
)
from tests.issues.importing.invented import ALL, CALENDAR, CLOSING, EVENT, LETTER, LONG, MORE, NOTICE

Dress = Callable[[Sequence[Section]], str]
DRESSES = (old_text, new_text, plain_text, headed_html, styled_html, bare_html)
TEXTS = (old_text, new_text)


def told(sections: Sequence[Section]) -> list[tuple[str, str | None]]:
    return [(section.kind, section.headline or None) for section in sections]


def found(read: Read) -> list[tuple[str, str | None]]:
    return list(zip(read.kinds, read.headlines, strict=True))


@pytest.mark.parametrize("dress", DRESSES)
def test_every_section_is_found_with_its_kind(dress: Dress, imported: Importer) -> None:
    assert found(imported(dress(ALL))) == told(ALL)


@pytest.mark.parametrize("dress", DRESSES)
@pytest.mark.parametrize("order", range(5))
def test_the_order_of_the_sections_does_not_matter(dress: Dress, order: int, imported: Importer) -> None:
    sections = list(ALL)
    random.Random(order).shuffle(sections)
    assert found(imported(dress(sections))) == told(sections)


@pytest.mark.parametrize("dress", DRESSES)
def test_rows_have_their_day_and_their_title(dress: Dress, imported: Importer) -> None:
    section = next(s for s in imported(dress(ALL)).issue.sections if s.kind == "calendar")
    rows = [(row.date.start.isoformat(), row.title.content) for row in section.rows]
    assert rows == [part.words for part in CALENDAR.blocks if part.what == "row"]


@pytest.mark.parametrize("dress", DRESSES)
def test_the_parts_of_sections_are_recognised(dress: Dress, imported: Importer) -> None:
    issue = imported(dress(ALL)).issue
    sections = {section.kind: section for section in issue.sections}
    letter = sections["letter"]
    assert letter.greeting is not None
    assert letter.greeting.content == "Varmt välkomna!"
    assert letter.signature is not None
    picture = next(block for block in letter.blocks() if isinstance(block, Picture))
    assert picture.caption is not None
    assert picture.caption.content == "Estrid Vallhagen, förbundsdirektör."
    assert picture.credit is not None
    assert picture.credit.content == "Torkel Ängsmark"
    talk = [block for block in sections["interview"].blocks() if isinstance(block, QuestionAnswer)]
    assert [block.question.content for block in talk] == [
        "Vad är den största utmaningen just nu?",
        "Hur ser du på framtiden?",
    ]
    facts = sections["event"].facts
    assert facts is not None
    assert facts.date is not None
    assert facts.place is not None
    assert (facts.date.start.isoformat(), facts.place.content) == ("2021-08-26", "Rådhuset i Exempelby")
    quote = next(b for s in issue.sections for b in s.blocks() if isinstance(b, Quote))
    assert quote.verb is not None
    assert quote.verb.content == "säger"
    assert quote.then
    assert sections["campaign"].contacts[0].mailbox is not None
    assert sections["board"].date is not None


@pytest.mark.parametrize("dress", [headed_html, styled_html])
def test_a_page_keeps_where_its_links_lead(dress: Dress, imported: Importer) -> None:
    issue = imported(dress(ALL)).issue
    links = [link.url.content for section in issue.sections for link in section.links]
    assert len(links) == sum(part.what == "link" for section in ALL for part in section.blocks)
    assert set(links) == {"https://kommun.example/lasmer"}


def test_the_address_of_a_link_in_a_text_is_on_the_next_line(imported: Importer) -> None:
    issue = imported(plain_text(ALL)).issue
    assert {link.url.content for section in issue.sections for link in section.links} == {
        "https://kommun.example/lasmer"
    }


@pytest.mark.parametrize("dress", TEXTS)
def test_without_an_address_a_link_says_that_it_is_lost(dress: Dress, imported: Importer) -> None:
    issue = imported(dress(ALL)).issue
    assert {link.url.content for section in issue.sections for link in section.links} == {"saknas"}


@pytest.mark.parametrize("dress", TEXTS)
def test_the_case_of_a_kicker_is_guessed_and_marked(dress: Dress, imported: Importer) -> None:
    issue = imported(dress(ALL)).issue
    talk = next(section for section in issue.sections if section.kind == "interview")
    assert str(talk.person) == "Ottilia Kvistgren, stadsdirektör i Exempelby" or "Ottilia Kvistgren" in repr(
        talk.person
    )
    assert talk.reminder is not None
    assert talk.reminder.reason is not None
    assert "capitals of the kicker were guessed" in talk.reminder.reason.content


@pytest.mark.parametrize("dress", TEXTS)
def test_rows_of_ordinary_spaces_or_of_none_do_as_well(dress: Dress, imported: Importer) -> None:
    text = dress(ALL)
    assert found(imported(text.replace(SPACER, " "))) == told(ALL)
    stripped = "\n".join(line.strip(f"{SPACER} ") for line in text.split("\n"))
    assert len(set(told(ALL)) & set(found(imported(stripped)))) >= len(ALL) - 2


def test_the_last_greeting_is_the_closing(imported: Importer) -> None:
    read = imported(f"{new_text(ALL)}\n{SPACER}\n{CLOSING}")
    assert found(read) == told(ALL)
    assert read.issue.closing
    assert "closing" in read.draft.checks


def test_rows_without_titles_stay_and_are_marked(imported: Importer) -> None:
    rows = "15 januari\n16 januari\n4 februari"
    text = f"Senaste nytt\n{SPACER * 9}\nKalendarium\nPå gång hos oss\n{rows}\n\nSe hela kalendariet"
    section = imported(text).issue.sections[0]
    assert [(row.date.start.isoformat(), row.title.content) for row in section.rows] == [
        ("2022-01-15", "saknas"),
        ("2022-01-16", "saknas"),
        ("2022-02-04", "saknas"),
    ]
    assert section.reminder is not None


def test_a_calendar_can_be_a_text(imported: Importer) -> None:
    read = imported(f"Senaste nytt\n{SPACER * 9}\nKalendarium\nDigitala möten i vår\n{LONG}")
    assert (read.kinds, bool(read.issue.sections[0].note)) == (["calendar"], True)


def test_text_that_a_calendar_cannot_hold_is_not_lost(imported: Importer) -> None:
    read = imported(f"Senaste nytt\n{SPACER * 9}\nKalendarium\nPå gång\n5/10Möte\n6/10Råd\n\n{LONG}")
    assert read.kinds == ["calendar", "notice"]


def test_two_events_share_a_section(imported: Importer) -> None:
    event = EVENT.blocks
    sections = [
        LETTER,
        Section(
            "event", "Kalendarium", "Kommande evenemang", (*NOTICE.blocks[:1], *event, *NOTICE.blocks[2:3], *event)
        ),
    ]
    assert found(imported(headed_html(sections))) == told(sections)


def test_a_section_without_a_headline_is_marked(imported: Importer) -> None:
    read = imported(f"Senaste nytt\n{SPACER * 9}\n{LONG}\n\n{MORE}\n\nLäs mer om underlaget\n{new_text(ALL, 'x')[18:]}")
    assert read.headlines[0] is None
    assert read.issue.sections[0].reminder is not None


def test_a_mail_brings_its_date_its_subject_and_its_pictures(imported: Importer) -> None:
    page = styled_html(ALL, source="cid:bild{0}@kommun.example")
    cids = [f"bild{number}@kommun.example" for number, section in enumerate(ALL) if section.pictures]
    read = imported(mail(page, subject="VB: Nytt i juni", pictures=[*cids, "ensam@kommun.example"]), date=None)
    assert found(read) == told(ALL)
    assert read.draft.date.isoformat() == "2021-06-21"
    assert "date" not in read.draft.checks
    assert read.draft.text.split("\n")[2] == "subject: Nytt i juni"
    assert list(read.draft.pictures) == ["images/gron-ang.png", "images/gron-ang-2.png", "images/gron-ang-3.png"]
    assert read.draft.notices == ("`images/gron-ang-3.png` came with the mail and is shown nowhere in it",)
    assert [p.file.content for p in read.issue.pictures() if p.file] == ["images/gron-ang.png", "images/gron-ang-2.png"]


def test_pictures_on_the_web_are_not_fetched(imported: Importer) -> None:
    read = imported(headed_html(ALL))
    assert [picture.lost for picture in read.issue.pictures()] == [True, True]
    assert "it lay at https://bilder.example/0.jpg" in read.draft.text
    assert read.draft.pictures == {}


def test_the_text_of_a_mail_will_do_when_its_page_is_empty(imported: Importer) -> None:
    assert found(imported(mail("<p>&nbsp;</p>", text=new_text(ALL)), date=None)) == told(ALL)
