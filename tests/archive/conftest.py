"""A newsletter, and issues that announce events."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from storsthlm_cli.archive.calendars import Announced
from storsthlm_cli.events import Event
from storsthlm_cli.model.blocks import DateSpan, TimeSpan
from storsthlm_cli.model.newsletter import ImageDelivery, Mailbox, Newsletter
from storsthlm_cli.model.places import Spot
from storsthlm_cli.model.site import WebPage

NEWSLETTER = Newsletter(
    name="Nytt, från oss; åäö",
    list_id="nyhets_brev.kommun.example",
    sender=Mailbox("Exempelkommunerna", "nyhetsbrev@kommun.example"),
    reply_to=None,
    organisation="Exempel & kommunerna",
    postal_address="Exempelgatan 1",
    why="Du har bett om det.",
    privacy_url=None,
    archive_url="https://brev.kommun.example/arkiv",
    unsubscribe_url=None,
    unsubscribe_mail="avsluta@kommun.example",
    language="sv",
    timezone="Europe/Stockholm",
    design="standard",
    images=ImageDelivery.EMBEDDED,
    colours={},
)

Announce = Callable[..., Announced]


@pytest.fixture
def newsletter() -> Newsletter:
    return NEWSLETTER


@pytest.fixture
def announce() -> Announce:
    """Give a maker of announced events: a day, and what differs from a meeting without a time."""

    def make(day: str, title: str = "Styrelsen", **changes: object) -> Announced:
        until, start, end = (changes.get(name) for name in ("until", "start", "end"))
        date, time = datetime.date.fromisoformat, datetime.time.fromisoformat
        spot = Spot("issue.yaml", (str(changes.get("key", "")),))
        return Announced(
            event=Event(
                key=str(changes.get("key", f"{day}-mote")),
                title=title,
                date=DateSpan(date(day), date(str(until)) if until else None, spot),
                time=TimeSpan(time(str(start)), time(str(end)) if end else None) if start else None,
                place=str(changes.get("place", "")),
                url="",
                section="kalender",
                series=str(changes.get("series", "")),
            ),
            issued=datetime.date.fromisoformat(str(changes.get("issued", "2021-03-01"))),
            url=str(changes.get("url", "")),
            page=str(changes.get("page", "")),
        )

    return make


def page(key: str, day: str, *, listed: bool = True, title: str = "Nytt <i juni> & sedan") -> WebPage:
    return WebPage(
        issue=key,
        path=f"issues/{key}/",
        title=title,
        summary="Det viktigaste först.",
        date=datetime.date.fromisoformat(day),
        number=None,
        language="sv",
        html=f"<!DOCTYPE html><title>{key}</title>",
        images=(),
        content="c" * 64,
        listed=listed,
    )
