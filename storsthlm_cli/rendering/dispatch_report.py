"""The report of a dispatch: one page for whoever answers for the newsletter, to read, print and keep.

It is in Swedish, as its readers are; it loads nothing, runs nothing, and names nobody but those who were not reached.
"""

from __future__ import annotations

import base64
import datetime
import hashlib
import pathlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from markupsafe import Markup

from storsthlm_cli.model.delivery import State, Tally
from storsthlm_cli.model.newsletter import Newsletter
from storsthlm_cli.model.overview import Overview, Share, Timeline
from storsthlm_cli.rendering import context, dates, dispatch_words
from storsthlm_cli.rendering.colours import overridden
from storsthlm_cli.rendering.designs import open_design
from storsthlm_cli.rendering.html import small
from storsthlm_cli.rendering.typography import NBSP

LANGUAGE = "sv"
SHOWN = 15
"""Domains and causes that are shown; the others are counted."""
DESIGN = "report"
_ENTRIES = ("report.html", "style.css")
_WIDTH, _HEIGHT = 1000, 100
_TONES = {
    State.ACCEPTED: "good",
    State.REFUSED: "bad",
    State.EXPIRED: "bad",
    State.UNKNOWN: "doubt",
    State.DEFERRED: "doubt",
}
_OTHER = "rest"


@dataclass(frozen=True, slots=True)
class _Part:
    """A rectangle of the bar, in thousandths of it."""

    name: str
    tone: str
    count: int
    start: float
    width: float


def report_page(overview: Overview, newsletter: Newsletter, workspace: pathlib.Path, facts: Mapping[str, str]) -> str:
    """Return the report as an HTML page that stands alone.

    `facts` are told at its end besides those of the dispatch. Any file of the design in `workspace/templates/report/`
    stands before the built-in one. Raises Failure for errors in templates and colours.
    """
    design = open_design(DESIGN, workspace, _ENTRIES)
    colours = overridden(design.name, design.colours, newsletter.colours, elsewhere=newsletter.colours)
    dispatch, tally = overview.standing.dispatch, overview.standing.tally
    at = _clock(ZoneInfo(newsletter.timezone))
    timeline = overview.timeline
    sheet = small(design.render("style.css", {"colours": colours, "fonts": context.fonts(newsletter)}))
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode("ascii")
    words = {
        "policy": f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        "style": Markup(sheet),  # noqa: S704
        "newsletter": newsletter,
        "dispatch": dispatch,
        "verdict": dispatch_words.verdict(tally),
        "lead": " ".join(
            filter(None, (dispatch_words.lead(dispatch, tally, at), dispatch_words.since(overview.aftermath)))
        ),
        "warnings": list(dispatch_words.warnings(overview, at)),
        "open": tally.open,
        "parts": list(_parts(tally)),
        "causes": [dispatch_words.Told.of(cause) for cause in overview.causes[:SHOWN]],
        "more_causes": sum(cause.count for cause in overview.causes[SHOWN:]),
        "domains": list(_domains(overview.domains)),
        "bars": list(_bars(timeline)),
        "most": max((each.tally.planned for each in timeline.intervals), default=0),
        "step": dispatch_words.step(timeline.step),
        "from_time": at(timeline.intervals[0].begin) if timeline.intervals else "",
        "to_time": at(_end(timeline)) if timeline.intervals else "",
        "facts": [*dispatch_words.facts(overview.standing, at), *facts.items()],
        "number": dispatch_words.number,
    }
    return design.render("report.html", words)


def _clock(zone: ZoneInfo) -> Callable[[datetime.datetime], str]:
    """Return what writes a moment: `21 juni 2021 kl. 9.05`."""

    def written(moment: datetime.datetime) -> str:
        local = moment.astimezone(zone)
        return f"{dates.full(local.date(), LANGUAGE)} kl.{NBSP}{local.hour}.{local.minute:02}"

    return written


def _end(timeline: Timeline) -> datetime.datetime:
    return timeline.intervals[-1].begin + datetime.timedelta(seconds=timeline.step)


def _parts(tally: Tally) -> Iterator[_Part]:
    start = 0.0
    for state in dispatch_words.ORDER:
        if tally[state]:
            width = round(_WIDTH * tally[state] / tally.planned, 2)
            yield _Part(dispatch_words.STATES[state], _TONES.get(state, _OTHER), tally[state], round(start, 2), width)
            start += width


def _domains(shares: tuple[Share, ...]) -> Iterator[dict[str, object]]:
    """Yield the worst domains, and one row for all others."""
    rest = shares[SHOWN:]
    for share in shares[:SHOWN]:
        yield _row(share.name, share.tally)
    if rest:
        others = Tally({state: sum(share.tally[state] for share in rest) for state in State})
        yield _row(f"{dispatch_words.number(len(rest))} andra domäner", others)


def _row(name: str, tally: Tally) -> dict[str, object]:
    return {"name": name, "planned": tally.planned, "accepted": tally[State.ACCEPTED], "missed": tally.missed}


def _bars(timeline: Timeline) -> Iterator[dict[str, object]]:
    """Yield the rectangles of the timeline, each bar from the ground up."""
    most = max((each.tally.planned for each in timeline.intervals), default=0)
    room = _WIDTH / max(len(timeline.intervals), 12)
    for place, each in enumerate(timeline.intervals):
        ground = float(_HEIGHT)
        for state in dispatch_words.ORDER:
            if each.tally[state]:
                height = max(_HEIGHT * each.tally[state] / most, 1)
                ground -= height
                yield {
                    "tone": _TONES.get(state, _OTHER),
                    "x": round(place * room + room * 0.1, 2),
                    "y": round(max(ground, 0), 2),
                    "width": round(room * 0.8, 2),
                    "height": round(height, 2),
                }
