"""Where a reader's calendar program gets the meetings and events of an issue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from storsthlm_cli.events import FEED, Event, events_of
from storsthlm_cli.model.blocks import Facts
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.issue import CalendarRow, Issue
from storsthlm_cli.model.newsletter import Newsletter
from storsthlm_cli.model.places import Spot


@dataclass(frozen=True, slots=True)
class Calendars:
    """The events of one issue by the spot that tells of them, and the address of the public site (None: there is none).

    `feed` is the address of the calendar with all events of the newsletter.
    """

    events: Mapping[Spot, Event]
    site: str | None

    @property
    def feed(self) -> str | None:
        """The address of the file with all events."""
        return f"{self.site}/{FEED}" if self.site else None

    def file(self, told: CalendarRow | Facts) -> str | None:
        """Return the address of the calendar file of one event, or None when it is none or has no address."""
        event = self.events.get(told.spot)
        return f"{self.site}/{event.file}" if event is not None and self.site else None

    def title(self, told: CalendarRow | Facts) -> str:
        """Return what an event is called, empty for what is none."""
        event = self.events.get(told.spot)
        return event.title if event is not None else ""


def calendars_of(issue: Issue, directory: Directory, newsletter: Newsletter) -> Calendars:
    """Return the calendars of an issue. Without a public site nothing is to be got from it."""
    site = newsletter.archive_url
    return Calendars(events_of(issue, directory) if site else {}, site)
