"""D201: dates that have passed."""

from __future__ import annotations

from storsthlm_cli.report.catalogue.entries import Entry

DATES = {
    "D201": Entry(
        title="calendar row in the past",
        sentence="`{title}` takes place on {date}, before {today}",
        help=("remove the row, or correct its date",),
        why="A calendar announces what is to come. `validate` compares with the issue's own date, `send` with the day "
        "on which it is run.",
    ),
}
