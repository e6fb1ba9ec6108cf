"""When something takes place, whatever says so: a row of the calendar, facts, a board's date, or a sentence."""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from storsthlm_cli.checks.sentences import sentences
from storsthlm_cli.checks.words import genitive, whole
from storsthlm_cli.model.blocks import LOST, DateSpan, Facts, Item, Link, Purpose, TimeSpan
from storsthlm_cli.model.directory import Directory, folded
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.issue import CalendarRow, Issue
from storsthlm_cli.model.phrases import DAY_KINDS, Kind, Role, Saying
from storsthlm_cli.model.places import Spot
from storsthlm_cli.model.texts import RUNNING, Use

_HEADS = frozenset({Use.HEADLINE, Use.KICKER, Use.LINK})
_TAKES_PLACE = re.compile(
    r"(?<!\w)(?:\w*möte[ntsr]*|möt(?:s|tes)|\w*träff(?:en|as|ades)?|ses|sågs|samla[ds]\w*|hålls|hölls|äger rum|ägde rum"
    r"|(?:an)?ordna[rds]\w*|arrangera[rds]\w*|bj[uöo]d\w*|välkom\w+|gäst\w+|besök\w+|sammanträd\w+|diskutera\w+"
    r"|\w*konferens(?:en)?|går av stapeln)(?!\w)",
    re.IGNORECASE,
)
"""Words of a sentence that tells when people meet, and not by when they register or what else happens that day."""
_FEWEST_WORDS = 2
"""Words of a name that says which meeting it is, unless it is that of a series: a `Seminarium` is any."""
_LONG_NAME = 4
"""Words of a name that is known without its first one: `Strategiskt nätverk för ekonomi`."""
_OF_ONE = frozenset({"event", "recap"})
"""Kinds of section whose sentences speak of what the headline names."""
_BESIDE = 3
"""Characters between a day and its time at most."""


class Source(StrEnum):
    """What says when something takes place."""

    ROW = "the calendar"
    FACTS = "the facts"
    TEXT = "the text"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Something that takes place from `first` to `last`. `keys` are all that it is known by.

    `unit` is the section or item that it is about; `series` says that it comes again and again.
    """

    source: Source
    name: str
    keys: frozenset[str]
    first: datetime.date
    last: datetime.date
    time: TimeSpan | None
    spot: Spot
    unit: Spot | None
    series: bool

    def __str__(self) -> str:
        days = self.first.isoformat() if self.first == self.last else f"{self.first}/{self.last}"
        clocks = (self.time.start, self.time.end) if self.time is not None else ()
        times = "–".join(f"{clock:%H:%M}" for clock in clocks if clock is not None)
        return f"{days} {times}" if times else days


def dated(issue: Issue, evidence: Evidence) -> tuple[Occurrence, ...]:
    """Return what takes place by the data of an issue: rows, facts, and the meetings that boards' summaries are of."""
    directory = evidence.directory
    found: list[Occurrence] = []
    for section in issue.sections:
        for row in section.rows:
            found.append(_of_row(row, directory))
        if section.kind == "board" and section.date is not None:
            found.append(
                _of_unit(_board(evidence, section.date.start), section.date, None, section.spot, (), directory)
            )
        items = (block for block in section.body if isinstance(block, Item))
        units = [(item.headline, item.body, item.spot) for item in items]
        beside = (*section.body, *section.links, *((section.facts,) if section.facts is not None else ()))
        for headline, blocks, spot in (*units, (section.headline, beside, section.spot)):
            links = [block for block in blocks if isinstance(block, Link) and block.purpose is Purpose.REGISTER]
            for facts in (block for block in blocks if isinstance(block, Facts)):
                if facts.date is not None:
                    name = headline.content if headline is not None else ""
                    found.append(_of_unit(name, facts.date, facts.time, spot, links, directory))
    return tuple(found)


def told(own: Sequence[Occurrence], earlier: Sequence[Occurrence], evidence: Evidence) -> Iterator[Occurrence]:
    """Yield what takes place by the sentences of an issue that name one day, and a meeting of the calendars.

    A sentence without a name speaks of what the facts beside it date, or the board's summary is of, or of what the
    headline of an event names.
    """
    names = _names((*earlier, *own))
    pattern = whole(names, any_case=True)

    def named(words: str) -> list[Occurrence]:
        found = [names[_plain(match["form"])] for match in pattern.finditer(words)]
        return list({each.keys: each for each in found}.values())

    for saying, start, end in _lone_days(evidence.sayings):
        section, sentence = saying.piece.section, saying.piece.text.content[start:end]
        about = named(sentence) or [
            each for each in own if each.unit is not None and each.unit.holds(saying.piece.text.path)
        ]
        if not about and section is not None and section.kind in _OF_ONE and section.headline is not None:
            about = named(section.headline.content)
        if len(about) != 1 or saying.meaning.first is None:
            continue
        heads = section is not None and section.kind == "board" and saying.piece.use in _HEADS
        if heads or (saying.piece.use in RUNNING and _TAKES_PLACE.search(sentence)):
            day, time = saying.meaning.first, _time_beside(saying, evidence.sayings)
            yield replace(about[0], source=Source.TEXT, first=day, last=day, time=time, spot=saying.spot, unit=None)


def _of_row(row: CalendarRow, directory: Directory) -> Occurrence:
    name = directory.title_of(row)
    series = row.series.key if row.series is not None else None
    urls = (row.url.content,) if row.url is not None else ()
    return _occurrence(Source.ROW, name, series, urls, row.date, row.time, None, directory)


def _of_unit(
    name: str, date: DateSpan, time: TimeSpan | None, spot: Spot, links: Sequence[Link], directory: Directory
) -> Occurrence:
    urls = [link.url.content for link in links]
    return _occurrence(Source.FACTS, name, None, urls, date, time, spot, directory)


def _occurrence(
    source: Source,
    name: str,
    series: str | None,
    urls: Sequence[str],
    date: DateSpan,
    time: TimeSpan | None,
    unit: Spot | None,
    directory: Directory,
) -> Occurrence:
    known = directory.series_named(name, date.start)
    series = series or (known.key if known is not None else None)
    keys = {url for url in urls if url != LOST}
    if unit is not None:
        keys.add(f"{unit.file}:{unit.path}")
    if series is not None:
        keys.add(f"series:{series}")
    elif len(name.split()) >= _FEWEST_WORDS:
        keys.add(folded(name))
    return Occurrence(
        source=source,
        name=name,
        keys=frozenset(keys),
        first=date.start,
        last=date.end or date.start,
        time=time,
        spot=date.spot,
        unit=unit,
        series=series is not None,
    )


def _board(evidence: Evidence, on: datetime.date) -> str:
    """Return what the meetings of our own board are called in the calendar on that day."""
    own = f"{genitive(evidence.organisation)} styrelse" if evidence.organisation else "Styrelsen"
    names = (own, "Styrelsemöte", "Styrelsen")
    return next((name for name in names if evidence.directory.series_named(name, on) is not None), own)


def _names(known: Sequence[Occurrence]) -> Mapping[str, Occurrence]:
    """Return what can be looked for in a sentence: whole names, and long ones without their first word."""
    names: dict[str, Occurrence] = {}
    for each in known:
        words = _plain(each.name).split()
        if len(words) >= _LONG_NAME:
            names[" ".join(words[1:])] = each
        if len(words) >= _FEWEST_WORDS:
            names[" ".join(words)] = each
    return names


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def _lone_days(sayings: Sequence[Saying]) -> Iterator[tuple[Saying, int, int]]:
    """Yield the days that stand alone in their sentences, and where those begin and end."""
    for piece, group in itertools.groupby(sayings, lambda saying: saying.piece):
        days = [saying for saying in group if saying.phrase.kind in DAY_KINDS]
        for start, end in sentences(piece.text.content) if days else ():
            inside = [saying for saying in days if start <= saying.phrase.start < end]
            if len(inside) == 1 and inside[0].phrase.kind is Kind.DAY and inside[0].phrase.role is Role.NONE:
                yield inside[0], start, end


def _time_beside(saying: Saying, sayings: Sequence[Saying]) -> TimeSpan | None:
    """Return the time of day that stands right behind a day."""
    for other in sayings:
        gap = other.phrase.start - saying.phrase.end
        if other.piece is saying.piece and other.phrase.kind is Kind.TIME and 0 <= gap <= _BESIDE:
            times = [datetime.time(clock.hour % 24, clock.minute) for clock in other.phrase.clocks]
            if times and other.meaning.fault is None:
                return TimeSpan(times[0], times[1] if len(times) > 1 else None)
    return None
