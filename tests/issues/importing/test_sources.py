from __future__ import annotations

import base64

import pytest

from storsthlm_cli.issues.importing.lines import Line
from storsthlm_cli.issues.importing.plain import text_lines
from storsthlm_cli.issues.importing.sources import MOST_LINES, TEXT_LIMIT, is_html, read_source
from storsthlm_cli.model.errors import Failure
from tests.issues.importing.conftest import Importer
from tests.issues.importing.dresses import PIXEL, mail, new_text
from tests.issues.importing.invented import ALL

EMPTY_MAIL = b"From: a@kommun.example\nSubject: Tomt\nMIME-Version: 1.0\n\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "`brev` is empty"),
        (b" \r\n\t", "`brev` is empty"),
        ("\xa0\n\xa0".encode(), "there is no text in `brev`"),
        (b"PK\x03\x04abc", "`brev` is a Word document, a workbook or an archive"),
        (b"%PDF-1.7", "`brev` is a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1", "`brev` is a message or document in a format of Microsoft's own (.msg, .doc)"),
        (b"abc\0def", "`brev` is no text: it holds a NUL"),
        (b"abc \x81\x8d", "the encoding of `brev` cannot be told"),
        (b"\xff\xfea", "the encoding of `brev` cannot be told"),
        (b"<html></html>", "there is no text in `brev`"),
        (b"<html><head><title>x</title></head></html>", "there is no text in `brev`"),
        (EMPTY_MAIL, "the mail `brev` has no text"),
        (b"<div>" * 3000 + b"x", "the HTML of `brev` is nested too deeply to be read"),
        (b"a" * (TEXT_LIMIT + 1), "`brev` is too large: 1,000,001 characters, at most 1,000,000"),
        (b"a\n" * MOST_LINES, "`brev` is too large: 20,001 lines, at most 20,000"),
    ],
)
def test_what_holds_no_newsletter_is_refused_in_one_sentence(data: bytes, message: str) -> None:
    with pytest.raises(Failure) as failure:
        read_source(data, "brev")
    assert failure.value.message == message
    assert failure.value.hint


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_an_encoding_is_told_by_itself(codec: str) -> None:
    source = read_source("Kommunerna ökar – ”på riktigt”\r\nRad två".encode(codec), "brev")
    assert [line.text for line in source.lines] == ["Kommunerna ökar – ”på riktigt”", "Rad två"]
    assert bool(source.notices) is (codec == "cp1252")


def test_a_mail_in_another_charset_is_read() -> None:
    message = mail("<p>x</p>", text="y").replace(b"<p>x</p>", "<p>Grön å</p>".encode("latin-1"))
    message = message.replace(b'text/html; charset="utf-8"', b'text/html; charset="iso-8859-1"')
    message = message.replace(b"Content-Transfer-Encoding: 7bit", b"Content-Transfer-Encoding: 8bit")
    assert [line.text for line in read_source(message, "brev").lines if line.text] == ["Grön å"]


def test_a_forwarded_mail_is_opened() -> None:
    from email import message_from_bytes, policy
    from email.message import EmailMessage

    outer = EmailMessage()
    outer["From"], outer["Subject"], outer["Date"] = "b@kommun.example", "VB", "Tue, 20 Jul 2021 09:00:00 +0200"
    outer.set_content("Se bifogat.")
    outer.add_attachment(message_from_bytes(mail("<h1>Brevet</h1><p>Text i det.</p>"), policy=policy.default))
    source = read_source(outer.as_bytes(), "brev")
    assert str(source.date) == "2021-06-21"
    assert [line.text for line in source.lines if line.text] == ["Brevet", "Text i det."]


@pytest.mark.parametrize("name", ["x-okänd", "", "utf-7x"])
def test_a_charset_that_there_is_not_is_not_asked_for(name: str) -> None:
    message = mail("<p>Text i brevet.</p>").replace(b'charset="utf-8"', f'charset="{name}"'.encode())
    assert any(line.text == "Text i brevet." for line in read_source(message, "brev").lines)


def test_a_mail_with_a_date_that_there_is_not_has_none(imported: Importer) -> None:
    message = mail("<p>x</p>", text="x").replace(b"Mon, 21 Jun 2021 09:00:00 +0200", b"nyss")
    assert read_source(message, "brev").date is None


def test_an_image_in_the_page_itself_is_taken_out(imported: Importer) -> None:
    picture = base64.b64encode(PIXEL).decode()
    read = imported(f'<h2>Ett</h2><p>Text.</p><h2>Två</h2><img alt="Äng" src="data:image/png;base64,{picture}">')
    assert read.draft.pictures == {"images/bild-1.png": PIXEL}


def test_html_is_told_from_text() -> None:
    assert is_html("<!DOCTYPE html><p>x")
    assert is_html("Hej <b>du</b> <br> där")
    assert not is_html("Skriv <namn> och a < b")
    assert not is_html(new_text(ALL))


def test_a_text_broken_at_a_width_is_put_together_again() -> None:
    paragraph = "ett ord till och ett ord " * 20
    broken: list[str] = []
    for word in paragraph.split():
        if broken and len(broken[-1]) + 1 + len(word) <= 72:
            broken[-1] += f" {word}"
        else:
            broken.append(word)
    text = "\n".join(["Rubrik", "======", "", *broken, "", *broken, "- en punkt", "- en till"])
    lines = [line for line in text_lines(text) if line.text]
    assert [line.text for line in lines] == [
        *("Rubrik", "======", paragraph.strip(), paragraph.strip()),
        *("- en punkt", "- en till"),
    ]
    assert lines[0].heading == 1


def test_an_address_belongs_to_the_words_before_it() -> None:
    lines = list(
        text_lines(
            "Läs mer om skolan: https://a.example/x.\nRåd\n<https://b.example>\nSe www och https://c.example, tack"
        )
    )
    assert [(line.text, line.url) for line in lines] == [
        ("Läs mer om skolan", "https://a.example/x."),
        ("Råd", "https://b.example"),
        ("", None),
        ("Se www och https://c.example, tack", None),
    ]
    assert lines[3].anchors[0].url == "https://c.example"


def test_a_line_of_nothing_visible_is_blank() -> None:
    assert Line(1, "\xa0\u200b\ufeff").blank
    assert not Line(1, "a").blank
