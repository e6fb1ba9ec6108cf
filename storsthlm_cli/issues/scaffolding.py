"""A new issue to be filled in: what comes back is copied and marked, what is new is empty, with an example."""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storsthlm_cli.issues.copying import entries, indented, written_entry
from storsthlm_cli.issues.examples import example
from storsthlm_cli.issues.folders import SCHEMA
from storsthlm_cli.issues.scaffold_rows import Row
from storsthlm_cli.model.blocks import LOST, Picture
from storsthlm_cli.model.issue import RECURRING, CalendarRow, Issue, Section

if TYPE_CHECKING:
    from storsthlm_cli.source.yaml import Document

USUAL = ("letter", "article", "interview", "event", "board", "calendar", "notice")
"""The kinds of section of a first issue."""

_ASKED = {"interview": "person", "personnel": "person", "call": "deadline", "event": "facts"}
"""A key that a new section of a kind will have, beside its headline and text."""

_COLUMNS = 100
_NO_ROWS = ("rows:", "#  - 2021-09-16 09:00–11:00 Title @ Place", "# or, when there are no meetings:", "# note:")


@dataclass(frozen=True, slots=True)
class Original:
    """The issue that a new one is begun from."""

    document: Document
    issue: Issue

    def first(self, kind: str) -> Section | None:
        """Return its first section of a kind."""
        return next((section for section in self.issue.sections if section.kind == kind), None)

    def rows(self) -> tuple[CalendarRow, ...]:
        """Return the rows of all its calendars."""
        return tuple(row for section in self.issue.sections for row in section.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What a new issue begins with.

    `kinds` are those of its sections, in order; a section of a kind takes after the original's section of that kind
    with the same number. `rows_copied` says that the rows are those of the original that are still to come.
    `categories` are the keys of those to choose from, `signature` is the key of whoever signs letters, if anybody does.
    """

    date: datetime.date
    number: int | None
    original: Original | None
    kinds: Sequence[str]
    rows: Sequence[Row]
    rows_copied: bool
    categories: Sequence[str]
    signature: str | None = None

    def models(self) -> Iterator[tuple[str, Section | None]]:
        """Return the kinds, each with the section of the original that it takes after."""
        sections = self.original.issue.sections if self.original is not None else ()
        left = {kind: [section for section in sections if section.kind == kind] for kind in self.kinds}
        for kind in self.kinds:
            yield kind, left[kind].pop(0) if left[kind] else None


def scaffold(beginning: Beginning) -> str:
    """Return the file of the new issue."""
    lines = [*_frame(beginning), "sections:", *_sections(beginning), *_closing(beginning)]
    return "\n".join([f"# {SCHEMA}", *lines]) + "\n"


def copied_images(beginning: Beginning) -> tuple[str, ...]:
    """Return the image files of the original that copied sections show, as written."""
    copied = (section for kind, section in beginning.models() if kind in RECURRING)
    blocks = (block for section in copied if section is not None for block in section.blocks())
    files = (file.content for block in blocks if isinstance(block, Picture) for file in block.files)
    return tuple(dict.fromkeys(file for file in files if file != LOST))


def _frame(beginning: Beginning) -> Iterator[str]:
    original = beginning.original
    yield "#"
    yield "# What is empty is to be written; a section that is not needed can go. What was copied is marked `check:`."
    yield "# The mark `copied_from` goes by itself when you change the text; delete the line when it is right as it is."
    yield "# `storsthlm validate` says what is left to do, `storsthlm preview` shows the mail."
    yield ""
    yield f"date: {beginning.date.isoformat()}"
    if beginning.number is not None:
        yield f"number: {beginning.number}"
    yield "# What is in this issue? The subject is never the same twice."
    yield "subject:"
    yield "# The preheader is what the inbox shows after the subject; it may greet the reader:"
    yield '# preheader: Hej {{ recipient.first_name | default("du") }}! Här är det viktigaste den här månaden.'
    yield "preheader:"
    if original is not None and original.issue.closing:
        yield f"check: {{closing: {_copied_from(original)}}}"
    yield ""


def _sections(beginning: Beginning) -> Iterator[str]:
    seen: set[str] = set()
    calendar = _calendar_to_fill(beginning)
    for number, (kind, model) in enumerate(beginning.models()):
        original = beginning.original
        if number == calendar:
            section = _calendar(beginning, model)
        elif original is not None and model is not None and kind in RECURRING and not model.rows:
            section = _copy(original, model)
        else:
            if kind not in seen:
                yield "  # For example:"
                yield from (f"  #   {line}".rstrip() for line in example(kind).splitlines())
            section = list(_empty(kind, beginning, model))
        seen.add(kind)
        yield "  - " + indented("\n".join(section), "    ")
        yield ""


def _calendar_to_fill(beginning: Beginning) -> int | None:
    """Return which section gets the rows: the first calendar that had some, else the first calendar."""
    calendars = [(number, model) for number, (kind, model) in enumerate(beginning.models()) if kind == "calendar"]
    filled = (number for number, model in calendars if model is not None and model.rows)
    return next(filled, calendars[0][0] if calendars else None)


def _empty(kind: str, beginning: Beginning, model: Section | None) -> Iterator[str]:
    """Return the keys of a section to be written; it keeps the category of the section that it takes after."""
    yield f"kind: {kind}"
    kept = [reference.key for reference in model.categories if reference.key in beginning.categories] if model else []
    if kept:
        yield f"category: {kept[0] if len(kept) == 1 else '[' + ', '.join(kept) + ']'}"
    elif kind not in _ASKED and kind != "letter":
        choice = ", ".join(beginning.categories) or "a key of directory/categories.yaml"
        yield from textwrap.wrap(choice, _COLUMNS, initial_indent="# category: ", subsequent_indent="#   ")
    if kind in _ASKED:
        yield f"# {_ASKED[kind]}:"
    yield "headline:"
    yield from _NO_ROWS if kind == "calendar" else ("body: |",)
    if kind == "letter" and beginning.signature is not None:
        yield f"signature: {beginning.signature}"


def _copy(original: Original, section: Section) -> list[str]:
    """Return a section of the original with a mark that holds until somebody changes it."""
    parts = entries(original.document, section.spot.path)
    kept = [text for key, text in parts.items() if key not in ("kind", "check", "ignore")]
    return [parts["kind"], f"check: {_copied_from(original)}", *kept]


def _calendar(beginning: Beginning, section: Section | None) -> list[str]:
    """Return a calendar with the new rows; whatever else it has is that of the original."""
    lines = ["kind: calendar"]
    if section is not None and beginning.original is not None:
        what = "headline and rows are" if beginning.rows_copied else "the headline is"
        lines.append(f"check: {what} from {beginning.original.issue.key}; right for this issue?")
        parts = entries(beginning.original.document, section.spot.path)
        lines += [text for key, text in parts.items() if key not in ("kind", "rows", "note", "check", "ignore")]
    else:
        lines.append("headline: Kalendarium")
    return [*lines, "rows:", *(row.entry() for row in beginning.rows)] if beginning.rows else [*lines, *_NO_ROWS]


def _closing(beginning: Beginning) -> list[str]:
    original = beginning.original
    if original is None or not original.issue.closing:
        return ["# closing: Ha en skön sommar!"]
    return [entries(original.document, ())["closing"]]


def _copied_from(original: Original) -> str:
    """Return the mark of a copy. The key is in quotes where others would take it for a date, as `2021-06-21`."""
    return f"{{copied_from: {written_entry(original.issue.key)}}}"
