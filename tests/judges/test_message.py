"""The message, octet by octet, and its text part, which is to say all that the page says."""

from __future__ import annotations

import re
import unicodedata
from email.message import MIMEPart

import pytest
from lxml import etree

from storsthlm_cli.settings.loading import load
from tests.judges.exhibits import Exhibit
from tests.stories.conftest import ROOT

pytestmark = pytest.mark.judge

WIDEST_LINE = 998
"""Octets without the line break (RFC 5322, 2.1.1)."""
WIDEST_ENCODED = 76
"""Characters of a line in quoted-printable and base64 (RFC 2045, 6.7 and 6.8)."""
WIDEST_TEXT = 78
SOFT = "\N{SOFT HYPHEN}\N{WORD JOINER}"
"""What a page may say without showing it: where a word may break, and where it must not."""


def part(mail: Exhibit, kind: str) -> str:
    found = mail.message.get_body((kind,))
    assert found is not None
    return str(found.get_content()).replace("\r\n", "\n")


def invisible(text: str) -> set[str]:
    return {
        unicodedata.name(c, hex(ord(c)))
        for c in text
        if unicodedata.category(c) in ("Cf", "Co", "Cn") or (unicodedata.category(c) == "Cc" and c not in "\n\t")
    }


def test_no_part_and_no_header_has_a_defect(mail: Exhibit) -> None:
    for section in mail.message.walk():
        assert section.defects == []
        assert [value.defects for value in section.values() if getattr(value, "defects", None)] == []


def test_every_line_ends_as_smtp_wants_it_and_is_short_enough(mail: Exhibit) -> None:
    assert mail.eml is not None
    lines = mail.eml.split(b"\r\n")
    assert [line for line in lines if b"\r" in line or b"\n" in line] == []
    assert [line for line in lines if len(line) > WIDEST_LINE] == []


def test_every_encoded_line_is_short_enough(mail: Exhibit) -> None:
    for leaf in (section for section in mail.message.walk() if not section.is_multipart()):
        assert leaf["Content-Transfer-Encoding"] in ("quoted-printable", "base64")
        assert [line for line in str(leaf.get_payload()).splitlines() if len(line) > WIDEST_ENCODED] == []


def test_the_text_comes_first_and_the_page_with_its_images_last(mail: Exhibit) -> None:
    message = mail.message
    assert message.get_content_type() == "multipart/alternative"
    kinds = [sub.get_content_type() for sub in message.iter_parts() if isinstance(sub, MIMEPart)]
    assert kinds[0] == "text/plain"
    assert kinds[1:] in (["text/html"], ["multipart/related"])


def test_every_embedded_image_is_shown_and_every_image_shown_is_embedded(mail: Exhibit) -> None:
    told = {str(sub["Content-ID"]).strip("<>") for sub in mail.message.walk() if sub["Content-ID"]}
    assert set(re.findall(r'src="cid:([^"]+)"', part(mail, "html"))) == told


def test_lines_of_the_text_fit_the_screen_of_a_terminal(mail: Exhibit) -> None:
    wide = [line for line in part(mail, "plain").split("\n") if len(line) > WIDEST_TEXT]
    assert [line for line in wide if not re.fullmatch(r"\s*\S+", line)] == []


def test_every_address_of_the_page_is_in_the_text(mail: Exhibit) -> None:
    text = part(mail, "plain")
    root = etree.fromstring(part(mail, "html"), etree.HTMLParser())
    calendar = f"{load(ROOT, {}).newsletter.archive_url}/calendar/"
    addresses = {str(a.get("href")) for a in root.iter("a") if a.get("href")}
    wanted = {a for a in addresses if not a.startswith(("#", "tel:", calendar))}
    assert len(wanted) > 3
    assert sorted(a for a in wanted if a.removeprefix("mailto:") not in text) == []


def test_nothing_is_invisible_in_the_text(mail: Exhibit) -> None:
    assert invisible(part(mail, "plain")) == set()


def test_the_page_hides_no_filling_behind_its_preheader(mail: Exhibit) -> None:
    assert invisible(part(mail, "html").translate(dict.fromkeys(map(ord, SOFT)))) == set()
