"""D201 to D203: dates that are data."""

from __future__ import annotations

from storsthlm_cli.report.catalogue.entries import Entry
from storsthlm_cli.report.catalogue.sources import STUDY

DATES = {
    "D201": Entry(
        title="calendar row in the past",
        sentence="`{title}` takes place on {date}, before {today}",
        help=("remove the row, or correct its date",),
        why="A calendar announces what is to come. `validate` compares with the issue's own date, `send` with the "
        "day on which it is run.",
        bad="- 2021-06-01 Seminarium",
        good="- 2021-09-16 Seminarium",
        source=STUDY,
    ),
    "D202": Entry(
        title="announced too late",
        sentence="{date} lies before {today}",
        help=("remove what is over, or correct the date",),
        why="The facts of an event and the deadline of a call announce what is to come. `validate` compares with "
        "the issue's own date, `send` with the day on which it is run.",
        bad="- facts: {date: 2021-06-01}",
        good="- facts: {date: 2021-09-16}",
        source=STUDY,
    ),
    "D203": Entry(
        title="set on a day off",
        sentence="{date} is {day}",
        help=("make sure of the date",),
        why="Few meetings are held, and few answers written, on a Saturday, a Sunday, a red day (lag 1989:253), an "
        "eve that is free by agreement, or a working day squeezed between two days off. It may be right all the"
        " same: then say so with `ignore` in the section.",
        bad="- 2021-06-26 Seminarium",
        good="- 2021-09-16 Seminarium",
        source=f"lag 1989:253 om allmänna helgdagar; {STUDY}",
    ),
}
