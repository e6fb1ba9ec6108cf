"""What is known of a person, for a human; and what became of it."""

from __future__ import annotations

import shlex
from collections.abc import Collection

from storsthlm_cli.audience.columns import ADDRESS
from storsthlm_cli.model.audience import Departure
from storsthlm_cli.model.persons import Erasure, Forgotten, Listed, Mailed, Person
from storsthlm_cli.report.consoles import Consoles, visible, write, write_wrapped
from storsthlm_cli.report.data import write_json
from storsthlm_cli.report.findings import plural
from storsthlm_cli.report.suppressions import told
from storsthlm_cli.report.times import local, moment

_FIRST = "first `storsthlm backup`, for the token key is in them too; then delete these, which are older"
_LATER = "where the memory of today is lost, an older backup brings the address back: erase it again then"


def show_person(consoles: Consoles, person: Person) -> None:
    """Write everything that is known of a person, a heading for each kind of it."""
    out = consoles.out
    if not person.known:
        write(out, f"nothing is known of {visible(person.key)}")
        _show_unread(consoles, person.unread)
        return
    write(out, visible(person.key), style="bold")
    if person.erased is not None:
        had = [each for each in person.mailed if not each.rehearsal]
        write(out, f"  erased on {moment(person.erased.since)}; {plural(len(had), 'mail')} before that")
    for title, lines in (
        ("lists", [_listed(each) for each in person.listed]),
        ("the directory", [f"{visible(place)}  as a contact" for place in person.published]),
        ("gets nothing", [told(each) for each in person.suppressions]),
        ("what was said", [_departure(each) for each in person.departures]),
        ("dispatches", [line for each in person.mailed for line in _mailed(each)]),
    ):
        _show_lines(consoles, title, lines)
    _show_unread(consoles, person.unread)


def show_erasure(consoles: Consoles, erasure: Erasure, json: bool) -> None:
    """Tell what was taken away, and where the address stands still."""
    if json:
        write_json(consoles.out, _erasure_data(erasure))
        return
    out, key = consoles.out, visible(erasure.key)
    held = "was erased before" if erasure.again else "gets nothing from now on, whatever a list says"
    write_wrapped(out, f"{key} {held}", "  ")
    taken = f"{plural(erasure.rows, 'dispatch', 'dispatches')} without the address"
    mails = f", {plural(erasure.mails, 'message')} of rehearsals deleted" if erasure.mails else ""
    memory = f"in the tool's memory: {taken}{mails}" if erasure.rows else "the tool's memory has no mail to it"
    write_wrapped(out, memory, "  ")
    for title, lines in (
        ("in files of yours, which only you change", [_way(each, erasure.key) for each in erasure.listed]),
        (
            "published, as a contact's",
            [*erasure.published, *(f"in the text of dispatch {name}" for name in erasure.dispatches)],
        ),
        ("backups that may have the address, which nothing can change", _ways(erasure.backups)),
    ):
        _show_lines(consoles, title, lines)
    for path in erasure.left:
        write(consoles.err, f"warning: `{visible(path)}` still has the address: delete it", style="yellow")
    _show_unread(consoles, erasure.unread)


def warn_of_rest(consoles: Consoles, person: Person) -> None:
    """Warn, on stderr, of the rows of lists in which somebody who was erased still is."""
    if person.erased is None:
        return
    for each in person.listed:
        where = visible(_way(each, person.key))
        write_wrapped(consoles.err, f"warning: they were erased, and are still in {where}", "  ")


def show_forgotten(consoles: Consoles, forgotten: Forgotten, json: bool, *, dry_run: bool) -> None:
    """Tell which dispatches lose, or would lose, their addresses."""
    if json:
        rows = [{"dispatch": name, "addresses": count} for name, count in forgotten.dispatches]
        body = {"dry_run": dry_run, "before": forgotten.before.isoformat(), "addresses": forgotten.addresses}
        write_json(consoles.out, {**body, "dispatches": rows})
        return
    for name, count in forgotten.dispatches:
        write(consoles.out, f"  {visible(name)}  {plural(count, 'address', 'addresses')}")
    write(consoles.out, forgotten_words(forgotten, dry_run=dry_run))


def forgotten_words(forgotten: Forgotten, *, dry_run: bool = False) -> str:
    """Return one line on what was, or would be, forgotten."""
    since = f"{local(forgotten.before):%Y-%m-%d}"
    if not forgotten.dispatches:
        return f"nothing to forget: no dispatch that ended before {since} has addresses"
    many = plural(forgotten.addresses, "address", "addresses")
    where = plural(len(forgotten.dispatches), "dispatch", "dispatches")
    verb = "would be forgotten" if dry_run else "forgotten"
    return f"{many} {verb}, of {where} that ended before {since}"


def _show_lines(consoles: Consoles, title: str, lines: Collection[str]) -> None:
    if lines:
        write(consoles.out)
        write(consoles.out, title, style="bold")
    for line in lines:
        write_wrapped(consoles.out, f"  {visible(line)}", "    ")


def _ways(backups: Collection[str]) -> list[str]:
    return [*backups, _FIRST, _LATER] if backups else []


def _way(each: Listed, key: str) -> str:
    """Return where a row of a list is, and how it is taken away."""
    command = f"delete {each.file}" if each.kept else shlex.join(["storsthlm", "lists", "remove", each.list, key])
    return f"{each.file}:{each.line}  {command}"


def _listed(each: Listed) -> str:
    fields = ", ".join(f"{name}: {visible(value)}" for name, value in each.fields.items() if name != ADDRESS)
    kept = " (a copy that an import kept)" if each.kept else ""
    return f"{visible(each.file)}:{each.line}{kept}{f'  {fields}' if fields else ''}"


def _departure(each: Departure) -> str:
    what = "suppressed" if each.suppressed else "lifted"
    only = f", `{visible(each.list)}` only" if each.list else ""
    return f"{moment(each.at)}  {what}: {visible(each.reason)}, {visible(each.source)}{only}"


def _mailed(each: Mailed) -> list[str]:
    kind = " (a rehearsal)" if each.rehearsal else ""
    when = moment(each.updated or each.planned)
    through = f", through `{visible(each.list)}`" if each.list else ""
    without = ", the address is no longer kept" if each.forgotten else ""
    said = f": {visible(each.reply)}" if each.reply else ""
    lines = [f"{when}  {visible(each.dispatch)}{kind}  {visible(each.subject)}{through}  {each.state}{said}{without}"]
    lines += [f"  {moment(word.at)}  {word.what}: {visible(word.words)}" for word in each.tries]
    lines += [f"  {moment(word.at)}  came back, {word.what}: {visible(word.words)}" for word in each.bounces]
    return lines


def _show_unread(consoles: Consoles, unread: Collection[str]) -> None:
    for path in unread:
        write(
            consoles.err, f"warning: `{visible(path)}` could not be read as a list; look for yourself", style="yellow"
        )


def _erasure_data(erasure: Erasure) -> dict[str, object]:
    return {
        "address": erasure.key,
        "again": erasure.again,
        "rows": erasure.rows,
        "messages": erasure.mails,
        "lists": [
            {"file": each.file, "line": each.line, "list": each.list, "kept": each.kept} for each in erasure.listed
        ],
        "unread": list(erasure.unread),
        "published": list(erasure.published),
        "dispatches": list(erasure.dispatches),
        "backups": list(erasure.backups),
        "left": list(erasure.left),
    }
