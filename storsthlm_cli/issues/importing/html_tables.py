"""Tables that are tables: those of a calendar, or with headings. All others only lay a mail out."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from storsthlm_cli.issues.importing.cleaning import public
from storsthlm_cli.issues.importing.days import find_days
from storsthlm_cli.issues.importing.lines import Anchor, Line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SPACE = re.compile(r"\s+")
_LONGEST_CELL = 250
_NOT_DATA = ("img", "table", "h1", "h2", "h3", "h4", "ul", "ol")
_HEADS = re.compile(r"(?:datum|dag|när|tid|möte|rubrik|plats|aktivitet|vad|var|lokal|titel|händelse)\b", re.IGNORECASE)


def table_rows(table: HtmlElement) -> list[Line]:
    """Return the rows of a table of data as lines with cells; none when it is no table of data."""
    if any(True for name in _NOT_DATA for _ in table.iter(name) if _ is not table):
        return []
    rows = [(row, _cells(row)) for row in table.iter("tr")]
    full = [cells for _, cells in rows if sum(1 for cell in cells if cell) >= 2]
    if len(full) < 2 or any(len(cell) > _LONGEST_CELL for cells in full for cell in cells):
        return []
    dated = sum(any(next(find_days(cell), None) for cell in cells) for cells in full)
    headed = any(True for _ in table.iter("th"))
    if dated < 2 and not headed:
        return []
    calendar = dated * 2 >= len(full)
    lines = [_line(row, cells, calendar) for row, cells in rows if any(cells)]
    if calendar and lines and _is_header(rows[0][0], rows[0][1]):
        lines[0] = replace(lines[0], marked="columns")
    return lines


def _is_header(row: HtmlElement, cells: list[str]) -> bool:
    """Tell whether a row has the headings of a calendar's columns."""
    words = [cell for cell in cells if cell]
    if any(next(find_days(word), None) for word in words):
        return False
    return all(cell.tag == "th" for cell in row) or all(_HEADS.match(word) and len(word) <= 30 for word in words)


def _line(row: HtmlElement, cells: list[str], calendar: bool) -> Line:
    text = "  ".join(cell for cell in cells if cell)
    anchors = [
        Anchor(0, len(text), str(link.get("href"))) for link in row.iter("a") if str(link.get("href") or "").strip()
    ]
    if calendar:
        return Line(0, text, anchors=tuple(anchors[:1]), cells=tuple(cells))
    return Line(0, ": ".join((cells[0], ", ".join(cell for cell in cells[1:] if cell))), bullet=True)


def _cells(row: HtmlElement) -> list[str]:
    return [_text(cell) for cell in row if cell.tag in ("td", "th")]


def _text(element: HtmlElement) -> str:
    parts = [_SPACE.sub(" ", public(str(text))).strip() for text in element.itertext()]
    breaks = any(True for _ in element.iter("br", "div", "p", "small"))
    return (", " if breaks else " ").join(part for part in parts if part)
