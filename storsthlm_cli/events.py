"""What of an issue goes into a calendar: its meetings and its events, each known again from issue to issue.

The mail, the web copy and the calendar files speak of the same events, so that their names are made here once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from storsthlm_cli.model.blocks import DateSpan, Facts, Item, TimeSpan
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.issue import CalendarRow, Issue, Section
from storsthlm_cli.model.places import Spot, Text
from storsthlm_cli.source.slugs import slug

FEED = "calendar.ics"
"""The file of all events, below the archive's address."""

_LONGEST_NAME = 40
"""Characters: a calendar of thirty rows has thirty such addresses in the mail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A meeting of a calendar, or what the facts of a section or an item announce.

    `key` names it in the whole newsletter (`2021-09-16-kommunstyrelsernas-ordforande`): two issues that tell of the
    same meeting on the same day tell of one event. `section` is the anchor of the section that it stands in, `url`
    the address that its author gave, empty without one; it may hold merge slots. `series` is the key of the series
    that a meeting belongs to, empty for what stands alone.
    """

    key: str
    title: str
    date: DateSpan
    time: TimeSpan | None
    place: str
    url: str
    section: str
    series: str = ""

    @property
    def file(self) -> str:
        """The path of its own calendar file, below the archive's address."""
        return f"calendar/{self.key}.ics"


def events_of(issue: Issue, directory: Directory) -> Mapping[Spot, Event]:
    """Return the events of an issue in its order, each by the spot of the row or the facts that tell of it.

    A row without a title and facts without a date give none. What repeats day and name is a second event.
    """
    events: dict[Spot, Event] = {}
    taken: set[str] = set()
    for section in issue.sections:
        for told, title, date in _told(section, directory):
            key = _free(f"{date.start.isoformat()}-{_name(told, title)}", taken)
            taken.add(key)
            events[told.spot] = Event(
                key=key,
                title=title,
                date=date,
                time=told.time,
                place=told.place.content if told.place else "",
                url=_url(told, section),
                section=section.id,
                series=_series(told),
            )
    return events


def _told(section: Section, directory: Directory) -> Iterator[tuple[CalendarRow | Facts, str, DateSpan]]:
    """Yield what tells of an event, its title and its day."""
    for row in section.rows:
        title = directory.title_of(row)
        if title:
            yield row, title, row.date
    for facts, headline in _facts(section):
        if facts.date is not None and headline:
            yield facts, headline.content, facts.date


def _facts(section: Section) -> Iterator[tuple[Facts, Text | None]]:
    """Yield the facts of a section, its blocks and its items, with the headline that they stand below."""
    headline = section.headline or section.kicker
    for block in section.body:
        if isinstance(block, Facts):
            yield block, headline
        elif isinstance(block, Item):
            yield from ((inner, block.headline or headline) for inner in block.body if isinstance(inner, Facts))
    if section.facts is not None:
        yield section.facts, headline


def _url(told: CalendarRow | Facts, section: Section) -> str:
    if isinstance(told, CalendarRow):
        return told.url.content if told.url else ""
    return section.links[0].url.content if section.links else ""


def _name(told: CalendarRow | Facts, title: str) -> str:
    """Return the key of the series where a row has one, which outlives its wording, else the title as a name."""
    return slug(_series(told) or title)[:_LONGEST_NAME].strip("-") or "event"


def _series(told: CalendarRow | Facts) -> str:
    return told.series.key if isinstance(told, CalendarRow) and told.series is not None else ""


def _free(key: str, taken: set[str]) -> str:
    number, free = 2, key
    while free in taken:
        free, number = f"{key}-{number}", number + 1
    return free
