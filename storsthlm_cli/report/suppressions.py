"""Suppressions, as people and scripts read them."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from storsthlm_cli.model.audience import ERASED, Before, Suppression
from storsthlm_cli.model.leaving import own_word
from storsthlm_cli.report.consoles import Consoles, visible, write, write_wrapped
from storsthlm_cli.report.data import write_json
from storsthlm_cli.report.findings import plural
from storsthlm_cli.report.times import moment
from storsthlm_cli.store.traces import ERASED_ADDRESS


def show_suppressed(consoles: Consoles, added: Sequence[Suppression], before: Sequence[Before], json: bool) -> None:
    """Tell who gets nothing from now on, and who got nothing before already, with the reason that is kept."""
    if json:
        there = [{**suppression_data(each.held), "address": each.key} for each in before]
        write_json(consoles.out, {**_data(added), "before": there})
        return
    for row in added:
        through = f"through `{visible(row.list)}` " if row.list else ""
        write_wrapped(consoles.out, f"{named(row)} gets nothing {through}from now on: {visible(row.reason)}", "  ")
    for each in before:
        if own_word(each.held.source):
            words = "had left by their own word, which they could take back; now only you can"
        else:
            words = f"was suppressed before, and that stays as it is: {told(each.held)}"
        write_wrapped(consoles.out, f"{visible(each.key)} {words}", "  ")


def show_suppressions(consoles: Consoles, suppressions: Sequence[Suppression], json: bool) -> None:
    """Tell who must get nothing: address, reason, source, since when, of which list only."""
    if json:
        write_json(consoles.out, _data(suppressions))
        return
    for row in suppressions:
        write_wrapped(consoles.out, f"{named(row)}  {told(row)}", "  ")
    write(consoles.out, plural(len(suppressions), "suppression"))


def show_lifted(
    consoles: Consoles, lifted: Sequence[Suppression], risks: Sequence[tuple[Suppression, str]], json: bool
) -> None:
    """Tell what was taken back, and on stderr of whom that may do harm."""
    for row, why in risks:
        write_wrapped(consoles.err, Text(f"warning: {named(row)} {why}", "yellow"), "  ")
    if json:
        write_json(consoles.out, {"lifted": _data(lifted)["suppressions"]})
        return
    for row in lifted:
        write_wrapped(consoles.out, f"{named(row)} may be mailed again; it was: {told(row)}", "  ")


def named(row: Suppression) -> str:
    """Return whom a suppression is of; of an erased address only that it is one."""
    return ERASED_ADDRESS if row.key.startswith(ERASED) else visible(row.key)


def told(row: Suppression) -> str:
    """Return why somebody gets nothing, who said so, since when, and for which list only."""
    only = f", `{visible(row.list)}` only" if row.list else ""
    return f"{visible(row.reason)}, {visible(row.source)}, since {moment(row.since)}{only}"


def suppression_data(row: Suppression) -> dict[str, object]:
    """Return a suppression for JSON: `list` is null where it holds for all, `address` where it was erased."""
    erased = row.key.startswith(ERASED)
    return {
        "address": None if erased else row.key,
        "erased": erased,
        "list": row.list or None,
        "reason": row.reason,
        "source": row.source,
        "since": row.since.isoformat(),
    }


def _data(suppressions: Sequence[Suppression]) -> dict[str, object]:
    return {"suppressions": [suppression_data(row) for row in suppressions]}
