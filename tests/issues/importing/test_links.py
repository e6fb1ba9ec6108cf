from __future__ import annotations

import pytest

from storsthlm_cli.issues.importing.links import safe
from tests.issues.importing.conftest import Importer
from tests.issues.importing.invented import LONG, MORE
from tests.issues.importing.test_mail import headed

SLOT = "{{{ recipient.email }}}"


@pytest.mark.parametrize(
    ("url", "written"),
    [
        *(
            ("https://a.example/å?q=[x]&y=%41", "https://a.example/å?q=[x]&y=%41"),
            (" https://a.example\r\n", "https://a.example"),
        ),
        ("https://a.example/{{x}} y", "https://a.example/%7B%7Bx%7D%7D%20y"),
        ("https://a.example/\x01\u202e\ufffe\x9b", "https://a.example/%01%E2%80%AE%EF%BF%BE%C2%9B"),
        ("mailto:a\x07@a.example\ud800", "mailto:a%07@a.example"),
    ],
)
def test_an_address_holds_nothing_that_a_file_could_not(url: str, written: str) -> None:
    assert safe(url) == written


@pytest.mark.parametrize(
    "odd", ["\x01", "\x1b", "\x7f", "\x9b", "&#xFFFE;", "&#xFFFF;", "&#1;", "\u2066", "\U000e0041", "&#xE000;"]
)
def test_a_character_that_no_file_can_hold_stops_no_import(odd: str, imported: Importer) -> None:
    body = (
        f'<h2>Ett{odd}</h2><p>{LONG}</p><p><a href="https://a.example/{odd}x">Läs mer om det{odd}</a></p>'
        f'<p>Se <a href="mailto:a{odd}@a.example">oss</a> och <a href="https://b.example/{odd}">dem</a> i maj.</p>'
        f'<img src="cid:{odd}" alt="Äng{odd}"><img src="https://a.example/{odd}.png"><h2>Två</h2><p>{MORE}</p>'
    )
    text = imported(f"<html><body>{body}</body></html>").draft.text
    assert not any(character < " " and character != "\n" for character in text)
    assert not set(text) & set("\x7f\x9b\ufffe\uffff\u2066\U000e0041\ue000")


def test_no_slot_of_another_tool_stays_alive(imported: Importer) -> None:
    body = (
        f"<h2>Hej {SLOT}</h2><p>Till {SLOT}, {LONG}</p>"
        '<p>{<a href="https://b.example">{ x }}</a> {\u200b{ y }}</p>'
        f'<p><a href="https://a.example/?m={SLOT}">Läs mer {SLOT}</a></p><h2>Kalender</h2>'
        f"<ul><li>20 september: Möte {SLOT}</li><li>21 september: Möte {{{{ z }}}}</li></ul>"
    )
    hidden = f'<div style="display:none">Nu {SLOT}</div>'
    read = imported((headed("text/html; charset=utf-8", f"Till {SLOT}") + hidden + body).encode())
    assert "{{" not in read.draft.text.replace("\\", "").replace("[", "")
    assert "subject: Till { { { recipient.email }}}\npreheader: Nu { { { recipient.email }}}\n" in read.draft.text
    assert "url: https://a.example/?m=%7B%7B%7B%20recipient.email%20%7D%7D%7D" in read.draft.text
    assert read.headlines[0] == "Hej { { { recipient.email }}}"
    assert "2021-09-20 Möte { { { recipient.email }}}" in read.draft.text
