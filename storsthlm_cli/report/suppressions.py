"""Suppressions, as people and scripts read them."""

from __future__ import annotations

from collections.abc import Sequence

from storsthlm_cli.model.audience import Suppression
from storsthlm_cli.report.consoles import Consoles, visible, write
from storsthlm_cli.report.data import write_json
from storsthlm_cli.report.findings import plural
from storsthlm_cli.report.times import moment


def show_suppressed(consoles: Consoles, added: Sequence[Suppression], asked: int, json: bool) -> None:
    """Tell who gets nothing from now on, and how many of those `asked` for got nothing before already."""
    if json:
        write_json(consoles.out, _data(added))
        return
    for row in added:
        write(consoles.out, f"{visible(row.key)} gets nothing from now on: {visible(row.reason)}")
    if asked > len(added):
        write(consoles.out, f"suppressed before: {asked - len(added)}")


def show_suppressions(consoles: Consoles, suppressions: Sequence[Suppression], json: bool) -> None:
    """Tell who must get nothing: address, reason, source, since when."""
    if json:
        write_json(consoles.out, _data(suppressions))
        return
    for row in suppressions:
        told = f"{visible(row.key)}  {visible(row.reason)}, {visible(row.source)}, since {moment(row.since)}"
        write(consoles.out, told)
    write(consoles.out, plural(len(suppressions), "suppression"))


def _data(suppressions: Sequence[Suppression]) -> dict[str, object]:
    rows = [
        {"address": row.key, "reason": row.reason, "source": row.source, "since": row.since.isoformat()}
        for row in suppressions
    ]
    return {"suppressions": rows}
