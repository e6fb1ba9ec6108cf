"""A new issue to be filled in: what comes back is copied and marked, what is new is empty, with an example."""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storsthlm_cli.issues.copying import entries, value
from storsthlm_cli.issues.examples import example
from storsthlm_cli.issues.meetings.lines import remark
from storsthlm_cli.issues.meetings.meeting import Meeting
from storsthlm_cli.model.issue import CalendarRow, Issue, Picture, Section
from storsthlm_cli.source.writing import write

if TYPE_CHECKING:
    from storsthlm_cli.source.yaml import Document

RECURRING = ("board", "calendar", "notice")
"""Kinds of section that come back in every issue, with much of their text."""

USUAL = ("letter", "article", "interview", "event", "board", "calendar", "notice")
"""The kinds of section of a first issue."""

SCHEMA = "# yaml-language-server: $schema=../../schemas/issue.json\n"
"""The first line of every issue: where editors find what can stand in it."""

_ASKED = {"interview": "person", "personnel": "person", "call": "deadline", "event": "facts"}
"""A key that a new section of a kind will have, beside its headline and text."""

_TOPICAL = ("article", "call", "event", "campaign", "short")
"""Kinds whose words above the headline are a category."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What a new issue begins with.

    `rows` are calendar rows as YAML, each with a remark on its days or an empty one; `rows_copied` says that they are
    those of the original that are still to come. `categories` are the keys of those in use on `date`, `signature` is
    the key of whoever signs letters, if anybody does.
    """

    date: datetime.date
    number: int | None
    original: Original | None
    kinds: Sequence[str]
    rows: Sequence[tuple[str, str]]
    rows_copied: bool
    categories: Sequence[str]
    signature: str | None = None


def usual_kinds(issue: Issue) -> tuple[str, ...]:
    """Return the kinds of section of an issue, each once, in the order of their first."""
    return tuple(dict.fromkeys(section.kind for section in issue.sections))


def scaffold(beginning: Beginning) -> str:
    """Return the file of the new issue."""
    lines = "\n".join([*_frame(beginning), "sections:", *_sections(beginning), *_closing(beginning)]).split("\n")
    return SCHEMA + "\n".join(line.rstrip() for line in lines) + "\n"


def copied_images(beginning: Beginning) -> tuple[str, ...]:
    """Return the image files of the original that copied sections show, as written."""
    original = beginning.original
    copied = [original.first(kind) for kind in RECURRING if kind in beginning.kinds] if original is not None else []
    blocks = (block for section in copied if section is not None for block in section.blocks())
    files = (block.file.content for block in blocks if isinstance(block, Picture) and block.file and not block.lost)
    return tuple(dict.fromkeys(files))


def rows_to_come(original: Original, date: datetime.date) -> tuple[tuple[str, str], ...]:
    """Return the calendar rows of an issue that are not over on a day: as YAML, each with a remark on its days."""
    calendar = original.first("calendar")
    rows = calendar.rows if calendar is not None else ()
    coming = (row for row in rows if (row.date.end or row.date.start) >= date)
    return tuple((value(original.document, row.spot.path), _remark(row)) for row in coming)


def written_row(row: str | Mapping[str, str]) -> str:
    """Return a calendar row as the YAML of a list's entry, not indented."""
    return "\n".join(line[4:] for line in write({"rows": [row]}).splitlines()[1:])


def _remark(row: CalendarRow) -> str:
    return remark(Meeting(row.date.start, row.date.end, None, ""))


def _frame(beginning: Beginning) -> Iterator[str]:
    original = beginning.original
    yield "#"
    yield "# What is empty is to be written; a section that is not needed can go. What was copied is marked `check:`."
    yield "# The mark goes by itself when you change the text; delete the line when the text is right as it is."
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
    for kind in beginning.kinds:
        section = "\n".join(_section(kind, beginning, first=kind not in seen))
        seen.add(kind)
        yield f"  - {section.replace(chr(10), chr(10) + '    ')}"
        yield ""


def _section(kind: str, beginning: Beginning, *, first: bool) -> list[str]:
    """Return a section: a copy if its kind comes back, else empty; the first of a kind has an example beside it."""
    original = beginning.original
    section = original.first(kind) if original is not None and first else None
    if kind == "calendar":
        return _calendar(beginning, section)
    if original is not None and section is not None and kind in RECURRING:
        return _copy(original, section)
    lesson = (f"#   {line}" for line in example(kind).splitlines()) if first else ()
    return [*_empty(kind, beginning), *(["# For example:", *lesson] if first else [])]


def _empty(kind: str, beginning: Beginning) -> Iterator[str]:
    """Return the keys of a section to be written."""
    yield f"kind: {kind}"
    if kind in _TOPICAL:
        choice = ", ".join(beginning.categories) or "a key of directory/categories.yaml"
        yield from textwrap.wrap(choice, _COLUMNS, initial_indent="# category: ", subsequent_indent="#   ")
    if kind in _ASKED:
        yield f"# {_ASKED[kind]}:"
    yield "headline:"
    yield "body: |"
    if kind == "letter" and beginning.signature is not None:
        yield f"signature: {beginning.signature}"


def _copy(original: Original, section: Section) -> list[str]:
    """Return a section of the original with a mark that holds until somebody changes it."""
    parts = dict(entries(original.document, section.spot.path))
    kept = [text for name, text in parts.items() if name not in ("kind", "id", "check")]
    return [parts["kind"], f"check: {_copied_from(original)}", parts.get("id", f"id: {section.id}"), *kept]


def _calendar(beginning: Beginning, section: Section | None) -> list[str]:
    """Return a calendar with the new rows; whatever else it has is that of the original."""
    lines = ["kind: calendar"]
    if section is not None and beginning.original is not None:
        what = "headline and rows are" if beginning.rows_copied else "the headline is"
        lines.append(f"check: {what} from {beginning.original.issue.key}; right for this issue?")
        parts = dict(entries(beginning.original.document, section.spot.path))
        lines += [text for name, text in parts.items() if name not in ("kind", "rows", "note", "check")]
    else:
        lines.append("headline: Kalendarium")
    return [*lines, "rows:", *(_row(*row) for row in beginning.rows)] if beginning.rows else [*lines, *_NO_ROWS]


def _row(row: str, about: str) -> str:
    """Return a row as an entry, with the remark on its days in a comment behind its first line."""
    first, *rest = row.split("\n")
    return "\n".join([f"  - {first}" + (f" # {about}" if about else ""), *(f"    {line}" for line in rest)])


def _closing(beginning: Beginning) -> list[str]:
    original = beginning.original
    if original is None or not original.issue.closing:
        return ["# closing: Ha en skön sommar!"]
    return [dict(entries(original.document, ()))["closing"]]


def _copied_from(original: Original) -> str:
    """Return the mark of a copy. The key is in quotes where others would take it for a date, as `2021-06-21`."""
    key = write({"key": original.issue.key}).removeprefix("key: ").strip()
    return f"{{copied_from: {key}}}"
