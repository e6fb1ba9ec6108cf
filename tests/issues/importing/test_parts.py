"""What becomes of the parts of a section, each alone."""

from __future__ import annotations

import pytest

from storsthlm_cli.directory.reading import read_directory
from storsthlm_cli.source.yaml import parse_document
from tests.issues.importing.conftest import Importer
from tests.issues.importing.dresses import SPACER
from tests.issues.importing.invented import LONG, MORE

FRAME = f"Senaste nytt från oss\n{SPACER * 9}\nskola\nEn rubrik om skolan\n{SPACER}\n"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("Siv Ek, rektor. Foto: Bo Ask/Byrån", {"caption": "Siv Ek, rektor.", "credit": "Bo Ask/Byrån"}),
        ("Foto: Bo Ask", {"credit": "Bo Ask"}),
        ("Siv Ek, rektor.\xa0Fotograf: Bo Ask", {"caption": "Siv Ek, rektor.", "credit": "Bo Ask"}),
        ("Illustration: Bo Ask", {"credit": "Illustration: Bo Ask"}),
        ("Karta. Källa: Verket", {"caption": "Karta.", "source": "Verket"}),
        (
            "Högst upp från vänster: Siv Ek, Bo Ask.\nLängst ned från vänster: Per Å, Ann Al",
            {"people": {"top": ["Siv Ek", "Bo Ask"], "bottom": ["Per Å", "Ann Al"]}},
        ),
        ("Från vänster: Siv Ek och Bo Ask.", {"people": ["Siv Ek", "Bo Ask"]}),
        ("Från vänster: två hus.", {"caption": "Från vänster: två hus."}),
        ("Alla deltagare på årets möte", {"caption": "Alla deltagare på årets möte"}),
    ],
)
def test_captions_are_taken_apart(lines: str, expected: dict[str, object], imported: Importer) -> None:
    data = imported(f"{FRAME}{lines}\n{LONG}").data
    assert isinstance(data, dict)
    image = data["sections"][0]["body"][0]["image"]
    assert image == {"file": "saknas", **expected}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Vid frågor, kontakta Siv Ek", [{"person": "Siv Ek", "text": "Vid frågor, kontakta"}]),
        (
            "Kontakta Siv Ek så får du hjälp",
            [{"person": "Siv Ek", "text": "Kontakta", "after": "så får du hjälp"}],
        ),
        ("Kontakta a@b.example för mer.", [{"mailbox": "a@b.example", "text": "Kontakta", "after": "för mer"}]),
        (
            "Frågor om dagen? Kontakta Siv Ek. För övrigt, kontakta Bo Ask, projektledare",
            [
                {"person": "Siv Ek", "text": "Frågor om dagen? Kontakta"},
                {"person": "Bo Ask, projektledare", "text": "För övrigt, kontakta"},
            ],
        ),
    ],
)
def test_contacts_are_taken_apart(line: str, expected: list[object], imported: Importer) -> None:
    data = imported(f"{FRAME}{LONG}\n\n{line}").data
    assert isinstance(data, dict)
    assert data["sections"][0]["contacts"] == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("När: Torsdagen den 26 augusti\nTid: 9–10.30", {"date": "2021-08-26", "time": "09:00–10:30"}),
        ("Datum: 26 och 27 augusti kl 9", {"date": "2021-08-26", "to": "2021-08-27", "time": "09:00"}),
        ("När: 26 augusti\nPlats: Rådhuset", {"date": "2021-08-26", "place": "Rådhuset"}),
        ("När: 26 augusti\nMålgrupp: Rektorer", {"date": "2021-08-26", "audience": "Rektorer"}),
        ("När: 26 augusti\nSista anmälningsdag: 12 augusti", {"date": "2021-08-26", "deadline": "2021-08-12"}),
        ("När: 26 augusti\nVärd: Siv Ek och Verket", {"date": "2021-08-26", "organisers": ["Siv Ek", "Verket"]}),
    ],
)
def test_lines_of_facts_are_data(lines: str, expected: dict[str, object], imported: Importer) -> None:
    data = imported(f"{FRAME}{LONG}\n\n{lines}\n\nAnmäl dig här").data
    assert isinstance(data, dict)
    section = data["sections"][0]
    assert section["kind"] == "event"
    assert section["facts"] == expected
    assert section["links"] == [{"text": "Anmäl dig här", "url": "saknas", "for": "register"}]


def test_facts_that_cannot_be_data_stay_text(imported: Importer) -> None:
    read = imported(f"{FRAME}{LONG}\n\nNär: Torsdagar hela hösten\nTid: kl 9 (kaffe från 8.30)")
    assert "När: Torsdagar hela hösten" in read.draft.text
    assert "Tid: kl 9 (kaffe från 8.30)" in read.draft.text


def test_a_weekday_that_is_wrong_is_marked(imported: Importer) -> None:
    read = imported(f"{FRAME}{LONG}\n\nNär: Fredagen den 26 augusti")
    assert "line 8 says fredag, but 2021-08-26 is a torsdag" in read.draft.text.replace("\n     ", "")


@pytest.mark.parametrize(
    ("tail", "link"),
    [("Läs mer", "Läs mer"), ("Här kan du läsa alla svaren", "Här kan du läsa alla svaren")],
)
def test_a_call_at_the_end_of_a_paragraph_is_a_link(tail: str, link: str, imported: Importer) -> None:
    data = imported(f"{FRAME}{LONG} {tail}").data
    assert isinstance(data, dict)
    assert data["sections"][0]["links"] == [{"text": link, "url": "saknas"}]


def test_an_excerpt_says_so_in_its_own_words(imported: Importer) -> None:
    data = imported(f"{FRAME}{LONG}\n\nDet här är ett utdrag ur en artikel. Läs hela artikeln här").data
    assert isinstance(data, dict)
    assert data["sections"][0]["excerpt"] == "Det här är ett utdrag ur en artikel."
    assert data["sections"][0]["links"] == [{"text": "Läs hela artikeln här", "url": "saknas"}]


def test_a_list_with_its_heading_and_a_link_without_a_verb(imported: Importer) -> None:
    read = imported(
        f"{FRAME}{LONG}\n\nBeslut:\n • ett,\n • två.\nPriser för skolan\nannat\nNästa rubrik\n{SPACER}\n{MORE}"
    )
    assert "### Beslut\n\n" in read.draft.text.replace("\n        ", "\n").replace("\n      ", "\n")
    assert read.issue.sections[0].links[0].text.content == "Priser för skolan"
    assert read.headlines == ["En rubrik om skolan", "Nästa rubrik"]


def test_who_is_in_the_directory_is_named_by_key(imported: Importer) -> None:
    people = "siv-ek: {name: Siv Ek, roles: [{label: rektor}], email: siv@kommun.example}"
    meetings = "radet: {name: Rådet för skola, aliases: [Skolrådet]}"
    directory, _ = read_directory(
        {"people": parse_document(people, "people.yaml"), "meetings": parse_document(meetings, "meetings.yaml")}
    )
    text = (
        f"{FRAME}{LONG}\n\n– Det är bra, säger Siv Ek, rektor i Exempelby.\n\n{MORE}\n\nVid frågor, kontakta Siv Ek\n"
        "Kalendarium\nPå gång\n5/9skolrådet\n6/9Annat råd"
    )
    data = imported(text, directory=directory).data
    assert isinstance(data, dict)
    assert data["sections"][0]["body"][1]["quote"]["by"] == "siv-ek"
    assert data["sections"][0]["contacts"] == [{"person": "siv-ek", "text": "Vid frågor, kontakta"}]
    assert data["sections"][1]["rows"] == ["2021-09-05 Rådet för skola", "2021-09-06 Annat råd"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("5/9kl 9–11 Rådet", "2021-09-05 09:00–11:00 Rådet"),
        ("5/9 Rådet, kl. 13.15", "2021-09-05 13:15 Rådet"),
        ("5/9Rådet @ Exempelby", {"date": "2021-09-05", "title": "Rådet @ Exempelby"}),
        ("tors 2/9: 9 frågor om skolan", {"date": "2021-09-02", "title": "9 frågor om skolan"}),
        ("5/9VIS: nytt #1", "2021-09-05 VIS: nytt #1"),
    ],
)
def test_a_row_is_one_line_where_it_can_be(row: str, expected: object, imported: Importer) -> None:
    data = imported(f"Senaste nytt från oss\n{SPACER * 9}\nKalendarium\nPå gång\n{row}\n6/9Annat råd").data
    assert isinstance(data, dict)
    assert data["sections"][0]["rows"][0] == expected


def test_days_and_titles_that_take_turns_belong_together(imported: Importer) -> None:
    data = imported(
        f"Senaste nytt från oss\n{SPACER * 9}\nKalendarium\n5 september\nRådet\n6 september\nNätverket"
    ).data
    assert isinstance(data, dict)
    assert data["sections"][0]["rows"] == ["2021-09-05 Rådet", "2021-09-06 Nätverket"]


def test_without_a_date_it_is_guessed_and_marked(imported: Importer) -> None:
    read = imported(
        f"Senaste nytt från oss\n{SPACER * 9}\nKalendarium\nPå gång 2020\n15/9Rådet\n16/9Annat råd", date=None
    )
    assert read.draft.date.isoformat() == "2020-09-08"
    assert "guessed" in read.draft.checks["date"]


def test_markdown_of_the_old_text_is_only_text(imported: Importer) -> None:
    text = "Se *här* och [där](x) & så _vidare_ `kod` <b> {{ namn }} \\ slut. " + LONG
    read = imported(f"{FRAME}{text}\n\n# inte en rubrik, {LONG}\n\n1. inte en lista, {LONG}")
    assert read.findings == ()
    assert read.lost == []


@pytest.mark.parametrize(
    ("url", "words", "purpose"),
    [
        ("https://kommun.example/rapport.pdf", "Läs hela rapporten", "document"),
        ("https://kommun.example/a/Mall.DOCX?ver=2", "Hämta mallen", "document"),
        ("https://kommun.example/tal.xlsx#blad", "Anmäl dig till kursen", "document"),
        ("https://kommun.example/pdf", "Läs mer om skolan", None),
        ("https://rapport.pdf.example", "Läs mer om skolan", None),
        ("mailto:info@kommun.example", "Anmäl dig nu", "mail"),
        ("https://www.youtube.com/watch?v=1", "Läs mer om dagen", "video"),
        ("https://youtu.be/1", "Läs mer om dagen", "video"),
        ("https://player.vimeo.com/1", "Läs mer om dagen", "video"),
        ("https://kommun.example/youtube.com/", "Läs mer om dagen", None),
        ("https://minvimeo.com.kommun.example/", "Läs mer om dagen", None),
        ("https://kommun.example/anmalan", "Anmäl dig nu", "register"),
    ],
)
def test_an_address_shows_what_a_link_is_for(url: str, words: str, purpose: str | None, imported: Importer) -> None:
    page = f'<h2>Ett</h2><p>{LONG}</p><p><a href="{url}">{words}</a></p><h2>Två</h2><p>{MORE}</p>'
    data = imported(page).data
    assert isinstance(data, dict)
    link = {"text": words, "url": url} | ({"for": purpose} if purpose else {})
    assert data["sections"][0]["links"] == [link]
