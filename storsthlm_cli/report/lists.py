"""Lists, what is wrong in them and what changed, as people and scripts read them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import islice
from typing import TypeVar

from rich.text import Text

from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.lists import Change, Changes, Checked, Entry, Fault, Intake, ListFacts, ListView, Problem
from storsthlm_cli.model.stored import Stored
from storsthlm_cli.report.consoles import Consoles, visible, write, write_wrapped
from storsthlm_cli.report.data import write_json
from storsthlm_cli.report.findings import STYLES, as_data, concise, is_remark, plural
from storsthlm_cli.report.records import left_out_data
from storsthlm_cli.report.sending import field, left_out_summary, show_left_out

T = TypeVar("T")

SHOWN = 20
"""Rows shown before the rest is counted."""
SHOWN_PROBLEMS = 100
SENTENCES: Mapping[Fault, str] = {
    Fault.INVALID: "`{what}` is not an address: {detail}",
    Fault.DUPLICATE: "`{what}` is on line {detail} already",
    Fault.SLIP: "`{what}` looks like a slip: did you mean `{detail}`?",
    Fault.UNREAD: "`{what}`: nobody reads what is sent to `{detail}`",
    Fault.HEADING: "the column `{what}` means nothing: did you mean `{detail}`?",
    Fault.NO_FIELD: "the column `{what}` is described, but is not in `{detail}`",
    Fault.SUPPRESSED: "`{what}` gets nothing: {detail}",
    Fault.SHARED: "`{what}` is a shared mailbox, which is fine for an authority",
    Fault.OTHER_HEADING: "the column `{what}` is kept as `{detail}`",
    Fault.NO_FACTS: "nothing says what the list is for and where it comes from: write `{what}`",
    Fault.FEW_FACTS: "it does not say {detail}",
}
_WORDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "remark"}


def show_lists(consoles: Consoles, views: Sequence[ListView], json: bool) -> None:
    """Write one line a list: name, people, rows that get nothing, what it is for."""
    if json:
        rows = [_summary(view) for view in views]
        write_json(consoles.out, {"lists": rows})
        return
    if not views:
        write(consoles.err, "there are no lists: put a CSV file or a workbook with a column of addresses into `lists/`")
        return
    widest = max(len(visible(view.name)) for view in views)
    for view in views:
        people = plural(len(view.audience.recipients), "person", "people")
        without = len(view.audience.left_out)
        left_out = f", {without} left out" if without else ""
        purpose = view.facts.purpose.content if view.facts is not None and view.facts.purpose else ""
        told = f"{visible(view.name):<{widest}}  {people}{left_out}"
        write_wrapped(consoles.out, f"{told}  {visible(purpose)}".rstrip(), " " * (widest + 2))


def show_list(consoles: Consoles, view: ListView, json: bool) -> None:
    """Write what is known of a list and the first of its people."""
    people = view.audience.recipients
    if json:
        rows = _each(lambda each: {"line": each.line, "address": each.address, "fields": dict(each.fields)}, people)
        out = _each(left_out_data, view.audience.left_out)
        write_json(consoles.out, {**_summary(view), "people": rows, "left_out": out, "notices": list(view.notices)})
        return
    write(consoles.out, Text.assemble((f"list {visible(view.name)}", "bold"), f", {visible(view.file)}"))
    for name, value in _facts(view.facts).items():
        if value:
            field(consoles.out, name.removeprefix("legal_"), value)
    field(consoles.out, "columns", ", ".join(view.headings))
    field(consoles.out, "to", plural(len(people), "person", "people"))
    field(consoles.out, "left out", left_out_summary(view.audience.left_out))
    _notices(consoles, view.notices)
    if people:
        write(consoles.out)
    for each in islice(people, SHOWN):
        words = ", ".join(value for name, value in each.fields.items() if value and name != "address")
        write(consoles.out, f"  {visible(each.address)}  {visible(words)}".rstrip())
    _rest(consoles, len(people))
    show_left_out(consoles.out, view.audience.left_out)


def show_checked(consoles: Consoles, checked: Sequence[Checked], *, remarks: bool, json: bool) -> None:
    """Write what is wrong in lists, one line each with its place; what is only worth knowing with `remarks`."""
    if json:
        write_json(consoles.out, {"lists": [_checked(each) for each in checked]})
        return
    for each in checked:
        _notices(consoles, each.notices)
        for finding in each.findings:
            if remarks or not is_remark(finding):
                write_wrapped(consoles.out, concise(finding), "  ")
        worth = (problem for problem in each.problems if remarks or problem.level is not Level.INFO)
        for problem in islice(worth, SHOWN_PROBLEMS):
            write_wrapped(consoles.out, line_of(problem), "  ")
        number = {level: each.number(level) for level in Level}
        shown = sum(count for level, count in number.items() if remarks or level is not Level.INFO)
        if shown > SHOWN_PROBLEMS:
            write(consoles.out, f"and {shown - SHOWN_PROBLEMS} more; `--json` has them all")
        found = [plural(count, _WORDS[level]) for level, count in number.items() if count]
        hidden = "; `--remarks` shows them" if number[Level.INFO] and not remarks else ""
        people = plural(each.living, "person", "people")
        told = (
            f"{visible(each.name)}: {people} in {plural(each.rows, 'row')}, {', '.join(found) or 'nothing to object'}"
        )
        write(consoles.err, told + hidden)


def line_of(problem: Problem) -> Text:
    """Return `lists/kommuner.csv:12: error[invalid] …`."""
    place = f"{problem.file}:{problem.line}" if problem.line else problem.file
    code = (f"{problem.level}[{problem.fault}]", STYLES[problem.level])
    return Text.assemble(f"{visible(place)}: ", code, f" {sentence_of(problem)}")


def sentence_of(problem: Problem) -> str:
    """Return a problem in words."""
    if problem.fault is Fault.INVALID and not problem.what:
        return visible(problem.detail)
    return SENTENCES[problem.fault].format(what=visible(problem.what), detail=visible(problem.detail))


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
    _notices(err, intake.notices)
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
        told = {"list": intake.name, "file": intake.target, "kept": kept, "invalid": intake.invalid}
        write_json(consoles.out, {**told, "returning": intake.returning, **changes_data(intake.changes)})
        return
    write(consoles.out, f"{visible(intake.target)} written" + (f"; as it was: {visible(kept)}" if kept else ""))
    write(consoles.out, f"next: `storsthlm lists check {visible(intake.name)}`")


def show_added(consoles: Consoles, name: str, address: str, json: bool) -> None:
    """Tell who was added to a list."""
    if json:
        write_json(consoles.out, {"list": name, "added": address})
    else:
        write(consoles.out, f"{visible(address)} is on the list {visible(name)} now")


def show_removed(consoles: Consoles, name: str, rows: Sequence[tuple[int, str]], json: bool) -> None:
    """Tell which rows were taken away."""
    if json:
        data = [{"line": line, "address": address} for line, address in rows]
        write_json(consoles.out, {"list": name, "removed": data})
        return
    for line, address in rows:
        write(consoles.out, f"{visible(address)} removed from {visible(name)}, line {line}")
    write(consoles.err, "who is imported again gets mail again; who must never get any: `storsthlm suppress ADDRESS`")


def changes_data(changes: Changes) -> dict[str, object]:
    """Return all changes, for JSON."""
    return {
        "added": _each(_entry_data, changes.added),
        "removed": _each(_entry_data, changes.removed),
        "changed": _each(_change_data, changes.changed),
        "same": changes.same,
    }


def _changes(consoles: Consoles, changes: Changes) -> None:
    for mark, style, entries in (("+", "green", changes.added), ("-", "red", changes.removed)):
        for entry in islice(entries, SHOWN):
            words = ", ".join(value for value in entry.fields.values())
            write(consoles.out, Text.assemble((mark, style), f" {visible(entry.address)}  {visible(words)}".rstrip()))
        _rest(consoles, len(entries))
    for change in islice(changes.changed, SHOWN):
        told = "; ".join(
            f"{name}: {before or '(nothing)'} → {after or '(nothing)'}" for name, before, after in change.fields
        )
        write(consoles.out, Text.assemble(("~", "yellow"), f" {visible(change.address)}  {visible(told)}"))
    _rest(consoles, len(changes.changed))


def _counted(changes: Changes) -> str:
    told = f"{len(changes.added)} added, {len(changes.removed)} removed, {len(changes.changed)} changed"
    return f"{told}, {changes.same} the same"


def _summary(view: ListView) -> dict[str, object]:
    return {
        "list": view.name,
        "file": view.file,
        "selection": list(view.audience.lists),
        "columns": list(view.headings),
        "number": len(view.audience.recipients),
        "without": len(view.audience.left_out),
        "facts": None if view.facts is None else _facts(view.facts),
    }


def _facts(facts: ListFacts | None) -> dict[str, str]:
    if facts is None:
        return {}
    texts = {"purpose": facts.purpose, "legal_basis": facts.legal_basis, "source": facts.source}
    told = {key: text.content if text is not None else "" for key, text in texts.items()}
    return {**told, "date": facts.date.isoformat() if facts.date is not None else ""}


def _checked(checked: Checked) -> dict[str, object]:
    return {
        "list": checked.name,
        "file": checked.file,
        "rows": checked.rows,
        "number": checked.living,
        "counts": {level.value: checked.number(level) for level in Level},
        "problems": _each(_problem_data, checked.problems),
        "findings": [as_data(finding) for finding in checked.findings],
        "notices": list(checked.notices),
    }


def _problem_data(problem: Problem) -> dict[str, object]:
    return {
        "fault": problem.fault.value,
        "level": problem.level.value,
        "file": problem.file,
        "line": problem.line or None,
        "what": problem.what,
        "detail": problem.detail,
        "message": sentence_of(problem),
    }


def _entry_data(entry: Entry) -> dict[str, object]:
    return {"address": entry.address, "line": entry.line, "fields": dict(entry.fields)}


def _change_data(change: Change) -> dict[str, object]:
    fields = {name: {"before": before, "after": after} for name, before, after in change.fields}
    return {"address": change.address, "line": change.line, "fields": fields}


def _each(data: Callable[[T], object], records: Collection[T]) -> Collection[object]:
    """Return the data of each record, made when it is written."""
    return Stored(len(records), lambda: map(data, records))


def _notices(consoles: Consoles, notices: Sequence[str]) -> None:
    for notice in notices:
        write_wrapped(consoles.err, Text.assemble(("notice", "bold cyan"), f": {visible(notice)}"), "  ")


def _rest(consoles: Consoles, number: int) -> None:
    if number > SHOWN:
        write(consoles.out, f"  and {number - SHOWN} more; `--json` has them all")
