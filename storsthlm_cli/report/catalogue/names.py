"""N101: names in their time."""

from __future__ import annotations

from storsthlm_cli.report.catalogue.entries import Entry

NAMES = {
    "N101": Entry(
        title="category out of its time",
        sentence="the category `{label}` is not in use on {date}",
        help=("choose the category of that time, or correct `from` and `to` in `directory/categories.yaml`",),
        why="Topics change with the direction that the organisation takes. `from` and `to` of a category say when it "
        "is used.",
    ),
}
