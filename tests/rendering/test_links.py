from __future__ import annotations

import pytest

from storsthlm_cli.model.blocks import Link, Purpose
from storsthlm_cli.model.places import Spot, Text
from storsthlm_cli.rendering.links import announcement, href, telephone


@pytest.mark.parametrize("url", ["https://a.example/", "mailto:a@b.example", "tel:+468", "#id", " https://a.example "])
def test_addresses_for_readers_are_links(url: str) -> None:
    assert href(url) == url.strip()


@pytest.mark.parametrize("url", [None, "", " ", "#", "saknas", "javascript:x", "JaVaScript:x", "data:x", "file:///x"])
def test_other_addresses_are_not(url: str | None) -> None:
    assert href(url) is None


@pytest.mark.parametrize(
    ("number", "address"),
    [
        ("08-465 004 21", "tel:+46846500421"),
        ("+46 (0)8-465 004 21", "tel:+46846500421"),
        ("0046 8 465", "tel:+468465"),
        ("112", "tel:112"),
    ],
)
def test_a_number_can_be_called_from_abroad(number: str, address: str) -> None:
    assert telephone(number) == address


@pytest.mark.parametrize(
    ("words", "url", "purpose", "said"),
    [
        ("Se prislistan", "https://a.example/pris.PDF?x=1", Purpose.DOCUMENT, "pdf"),
        ("Se prislistan (pdf)", "https://a.example/pris.pdf", Purpose.DOCUMENT, ""),
        ("Se prislistan", "https://a.example/pris", Purpose.DOCUMENT, "dokument"),
        ("Se konferensen", "https://a.example/", Purpose.VIDEO, "film"),
        ("Se filmen", "https://a.example/", Purpose.VIDEO, ""),
        ("Läs mer om vården", "https://a.example/a.pdf", Purpose.READ, ""),
    ],
)
def test_what_is_no_page_is_announced_once(words: str, url: str, purpose: Purpose, said: str) -> None:
    link = Link(Text(words, "", ()), Text(url, "", ()), purpose, Spot(""))
    assert announcement(link) == said
