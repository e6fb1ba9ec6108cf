"""The source line with the caret beneath it, as compilers draw it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from storsthlm_cli.model.places import Place
from storsthlm_cli.report.consoles import visible, write, write_wrapped

TAB = "    "
CONTEXT = 24
"""Columns of a long line that are shown before the caret."""
_SENTENCE = re.compile(r" *= [a-z]+: |(?:error|warning|info)(?:\[\w+\])?: ")


@dataclass(frozen=True, slots=True)
class Frame:
    """The lines of a frame and the width of its gutter, for the lines that follow it (`= help: …`)."""

    lines: tuple[Text, ...]
    gutter: int

    def remark(self, label: str, text: str) -> Text:
        """Return a line beneath the frame: `= help: write …`."""
        return remark(label, text, self.gutter)


def remark(label: str, text: str, gutter: int = 2) -> Text:
    """Return `= label: text`, indented to stand under a frame with that gutter."""
    return Text.assemble(" " * gutter, (" = ", "blue"), (f"{label}: ", "bold"), text)


def write_lines(console: Console, lines: Iterable[Text]) -> None:
    """Write a frame with what is said about it: sentences go on under their beginning, the frame stays as drawn."""
    for line in lines:
        label = _SENTENCE.match(line.plain)
        if label is None:
            write(console, line)
        else:
            write_wrapped(console, line, " " * label.end())


def draw(place: Place, width: int, style: str) -> Frame:
    """Draw the place in at most `width` columns; a longer line is cut around the caret.

    Tabs take four columns and wide characters two, so that the caret stands under what it means.
    """
    gutter = len(str(place.line))
    margin = " " * gutter
    arrow = Text.assemble(margin, ("--> ", "blue"), visible(str(place)))
    if not place.text:
        return Frame((arrow,), gutter)
    room = width - gutter - 3
    before, marked, after = _cut(*split(place, room), room)
    carets = "^" * max(cell_len(marked), 1)
    return Frame(
        (
            arrow,
            Text.assemble(margin, (" |", "blue")),
            Text.assemble((f"{place.line} | ", "blue"), f"{before}{marked}{after}"),
            Text.assemble(margin, (" | ", "blue"), " " * cell_len(before), (carets, style)),
        ),
        gutter,
    )


def split(place: Place, most: int = 400) -> tuple[str, str, str]:
    """Return what stands on the place's first line before it, in it and after it, ready to be shown.

    Of each little more than `most` characters: a line can be as long as the file.
    """
    start = min(place.column - 1, len(place.text))
    end = place.end_column - 1 if place.end_line == place.line else len(place.text)
    end = max(start, min(end, len(place.text)))
    before = place.text[max(start - most - 1, 0) : start]
    marked = place.text[start : min(end, start + most + 1)]
    return _shown(before), _shown(marked), _shown(place.text[end : end + most + 1].rstrip())


def _shown(text: str) -> str:
    return TAB.join(visible(part) for part in text.split("\t"))


def _cut(before: str, marked: str, after: str, room: int) -> tuple[str, str, str]:
    if cell_len(before + marked + after) <= room:
        return before, marked, after
    if cell_len(before) > CONTEXT and cell_len(before + marked) > room:
        before = "…" + _last(before, CONTEXT - 1)
    left = room - cell_len(before)
    if cell_len(marked) > left:
        return before, _first(marked, left - 1) + "…", ""
    left -= cell_len(marked)
    return (before, marked, after) if cell_len(after) <= left else (before, marked, _first(after, left - 1) + "…")


def _first(text: str, columns: int) -> str:
    kept = text[: max(columns, 0)]
    while cell_len(kept) > columns > 0:
        kept = kept[:-1]
    return kept


def _last(text: str, columns: int) -> str:
    kept = text[-columns:]
    while cell_len(kept) > columns:
        kept = kept[1:]
    return kept
