"""What changed in lists, as people and scripts read it."""

from __future__ import annotations

import shlex
from collections.abc import Collection, Sequence
from itertools import islice

from rich.text import Text

from storsthlm_cli.model.lists import Change, Changes, Entry, Intake
from storsthlm_cli.report.consoles import Consoles, visible, write, write_wrapped
from storsthlm_cli.report.data import write_json
from storsthlm_cli.report.findings import plural
from storsthlm_cli.report.lists import SHOWN, show_notices, show_rest
from storsthlm_cli.report.records import each_of


def show_changes(consoles: Consoles, changes: Changes, json: bool) -> None:
    """Write the rows that a second list has more, less, or otherwise."""
    if json:
        write_json(consoles.out, changes_data(changes))
    else:
        _changes(consoles, changes)
        write(consoles.err, _counted(changes))


def show_intake(consoles: Consoles, intake: Intake) -> None:
    """Write, to stderr, what an import would change."""
    err = Consoles(consoles.err, consoles.err, consoles.stdin)
    replaced = f"replaces {intake.replaces}" if intake.replaces is not None else "a new list"
    title = Text.assemble((f"list {visible(intake.name)}", "bold"), f" from {visible(intake.source)}, {replaced}")
    write(consoles.err, title)
    show_notices(err, intake.notices)
    if intake.replaces is not None:
        _changes(err, intake.changes)
    write(consoles.err, _counted(intake.changes))
    if intake.invalid:
        write(
            consoles.err, f"{plural(intake.invalid, 'row')} without a valid address: kept as written, and gets nothing"
        )
    if intake.returning:
        write(consoles.err, f"{intake.returning} of those added must get nothing, and will get nothing")


def show_taken_in(consoles: Consoles, intake: Intake, kept: str | None, json: bool) -> None:
    """Write what an import has done, and where the list as it was is kept."""
    if json:
        write_json(consoles.out, _intake_data(intake, kept, written=True))
        return
    write(consoles.out, f"{visible(intake.target)} written" + (f"; as it was: {visible(kept)}" if kept else ""))
    name = visible(shlex.quote(intake.name))
    coverage = f" and `storsthlm lists coverage {name}`" if intake.roles else ""
    write_wrapped(consoles.out, f"next: `storsthlm lists check {name}`{coverage}")


def show_unchanged(consoles: Consoles, intake: Intake, json: bool) -> None:
    """Tell that a list is already what an import would make of it."""
    if json:
        write_json(consoles.out, _intake_data(intake, None, written=False))
    else:
        write(consoles.out, f"{visible(intake.target)} is that already: nothing was written")


def show_added(consoles: Consoles, name: str, address: str, json: bool) -> None:
    """Tell who was added to a list."""
    if json:
        write_json(consoles.out, {"list": name, "added": address})
    else:
        write(consoles.out, f"{visible(address)} is on the list {visible(name)} now")


def show_removed(
    consoles: Consoles, name: str, rows: Sequence[tuple[int, str]], leavers: Collection[str], json: bool
) -> None:
    """Tell which rows were taken away, and what that is not. `leavers` are addresses that must get nothing anyway."""
    if json:
        data = [{"line": line, "address": address} for line, address in rows]
        write_json(consoles.out, {"list": name, "removed": data})
        return
    for line, address in rows:
        write(consoles.out, f"{visible(address)} removed from {visible(name)}, line {line}")
    gone = dict.fromkeys(address for _, address in rows)
    for address in gone:
        if address in leavers:
            write_wrapped(consoles.err, f"{visible(address)} is suppressed, and gets nothing if imported again", "  ")
    if any(address not in leavers for address in gone):
        others = "who else is imported again" if leavers else "who is imported again"
        write_wrapped(
            consoles.err, f"{others} gets mail again; who must never get any: `storsthlm suppress ADDRESS`", "  "
        )


def changes_data(changes: Changes) -> dict[str, object]:
    """Return all changes, for JSON."""
    return {
        "added": each_of(_entry_data, changes.added),
        "removed": each_of(_entry_data, changes.removed),
        "changed": each_of(_change_data, changes.changed),
        "same": changes.same,
    }


def _intake_data(intake: Intake, kept: str | None, *, written: bool) -> dict[str, object]:
    told = {"list": intake.name, "file": intake.target, "written": written, "kept": kept, "invalid": intake.invalid}
    return {**told, "returning": intake.returning, **changes_data(intake.changes)}


def _changes(consoles: Consoles, changes: Changes) -> None:
    for mark, style, entries in (("+", "green", changes.added), ("-", "red", changes.removed)):
        for entry in islice(entries, SHOWN):
            words = ", ".join(value for value in entry.fields.values())
            told = f" {visible(entry.address)}  {visible(words)}".rstrip()
            write_wrapped(consoles.out, Text.assemble((mark, style), told), "    ")
        show_rest(consoles, len(entries))
    for change in islice(changes.changed, SHOWN):
        told = "; ".join(
            f"{name}: {before or '(nothing)'} → {after or '(nothing)'}" for name, before, after in change.fields
        )
        write_wrapped(
            consoles.out, Text.assemble(("~", "yellow"), f" {visible(change.address)}  {visible(told)}"), "    "
        )
    show_rest(consoles, len(changes.changed))


def _counted(changes: Changes) -> str:
    told = f"{len(changes.added)} added, {len(changes.removed)} removed, {len(changes.changed)} changed"
    return f"{told}, {changes.same} the same"


def _entry_data(entry: Entry) -> dict[str, object]:
    return {"address": entry.address, "line": entry.line, "fields": dict(entry.fields)}


def _change_data(change: Change) -> dict[str, object]:
    fields = {name: {"before": before, "after": after} for name, before, after in change.fields}
    return {"address": change.address, "line": change.line, "fields": fields}
