"""What is set off in a passage: names, and days and times with how they are read."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from storsthlm_cli.model.blocks import DateSpan
from storsthlm_cli.model.proof import Mark
from storsthlm_cli.model.texts import Use
from storsthlm_cli.phrases.grammar import find_phrases
from storsthlm_cli.phrases.meaning import meaning
from storsthlm_cli.phrases.sayings import SILENT
from storsthlm_cli.rendering.proofs import days
from storsthlm_cli.rendering.proofs.names import Known, Names
from storsthlm_cli.rendering.proofs.passages import Passage


@dataclass(frozen=True, slots=True)
class Day:
    """How words about days or times are read (empty: as they stand); `first` and `last` of what names days."""

    read: str
    named: bool = False
    first: datetime.date | None = None
    last: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Marked:
    """Characters `start` to `end` (excluded) that are set off, and what they are."""

    start: int
    end: int
    what: Known | Day

    @property
    def mark(self) -> Mark:
        """Why they are set off."""
        return self.what.mark if isinstance(self.what, Known) else Mark.DAY


def marked(passage: Passage, names: Names, issued: datetime.date) -> list[Marked]:
    """Return what is set off in a passage of an issue of the day `issued`, in order and apart from each other."""
    found = [Marked(typed.start, typed.end, _typed(typed.days)) for typed in passage.typed]
    named = [Marked(start, end, known) for start, end, known in names.find(passage.text)]
    found += [each for each in named if each.mark is not Mark.NAME]
    if passage.use not in SILENT:
        for phrase in find_phrases(passage.text):
            meant = meaning(phrase, issued, coming=passage.use is Use.ROW)
            day = phrase.kind in days.DAYS or meant.fault is not None
            read = days.read(phrase, meant, passage.text[phrase.start : phrase.end])
            found.append(Marked(phrase.start, phrase.end, Day(read, day, meant.first, meant.last)))
    # What only looks like a name is the least sure of all: `Vårens Mötesplats` is a season.
    found += [each for each in named if each.mark is Mark.NAME]
    kept: list[Marked] = []
    for each in found:
        if not any(other.start < each.end and each.start < other.end for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda each: each.start)


def _typed(span: DateSpan | None) -> Day:
    """Return the day or days of a date in the issue's file; None is an hour."""
    if span is None:
        return Day("")
    last = span.end or span.start
    return Day(days.span(span.start, last), named=True, first=span.start, last=last)
