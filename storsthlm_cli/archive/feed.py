"""The feed of the issues: Atom (RFC 4287)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring
from zoneinfo import ZoneInfo

from storsthlm_cli.archive.calendars import ISSUED
from storsthlm_cli.model.newsletter import Newsletter
from storsthlm_cli.model.site import WebPage

FILE = "feed.xml"
"""The feed, below the archive's address."""

_MOST = 30
_YEAR = "2021"
"""Stands in every id: a tag names a time at which its authority was ours (RFC 4151 §2.1). It must never change."""
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed(newsletter: Newsletter, pages: Sequence[WebPage]) -> bytes:
    """Return the feed of the newest thirty of the pages, which come newest first and are at least one.

    The newsletter needs an `archive_url`: readers of feeds know absolute addresses only.
    """
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": newsletter.language})
    _text(root, "id", _tag(newsletter, "feed"))
    _text(root, "title", newsletter.name)
    _text(root, "updated", _moment(pages[0].date, newsletter))
    _text(SubElement(root, "author"), "name", newsletter.organisation)
    SubElement(root, "link", rel="self", type="application/atom+xml", href=f"{newsletter.archive_url}/{FILE}")
    SubElement(root, "link", rel="alternate", type="text/html", href=f"{newsletter.archive_url}/")
    for page in pages[:_MOST]:
        _add(SubElement(root, "entry", {"xml:lang": page.language}), page, newsletter)
    indent(root)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _add(entry: Element, page: WebPage, newsletter: Newsletter) -> None:
    _text(entry, "id", _tag(newsletter, page.path.rstrip("/")))
    _text(entry, "title", page.title)
    _text(entry, "published", _moment(page.date, newsletter))
    _text(entry, "updated", _moment(page.date, newsletter))
    SubElement(entry, "link", rel="alternate", type="text/html", href=f"{newsletter.archive_url}/{page.path}")
    if page.summary:
        _text(entry, "summary", page.summary)


def _tag(newsletter: Newsletter, name: str) -> str:
    """Return an id that outlives the archive's address: the List-Id never changes."""
    return f"tag:{newsletter.list_id.lower().replace('_', '-')},{_YEAR}:{name}"


def _moment(date: datetime.date, newsletter: Newsletter) -> str:
    return datetime.datetime.combine(date, ISSUED, ZoneInfo(newsletter.timezone)).isoformat()


def _text(parent: Element, name: str, words: str) -> None:
    SubElement(parent, name).text = _NO_XML.sub("\N{REPLACEMENT CHARACTER}", words)
