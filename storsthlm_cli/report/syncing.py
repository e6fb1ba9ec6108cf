"""What `sync` took over, and how fresh that is."""

from __future__ import annotations

from storsthlm_cli.report.consoles import Consoles, visible, write
from storsthlm_cli.report.data import write_json
from storsthlm_cli.report.findings import plural
from storsthlm_cli.report.times import moment, span
from storsthlm_cli.workflows.exchanging import Received
from storsthlm_cli.workflows.freshness import COMMAND, Freshness
from storsthlm_cli.workflows.syncing import Taken


def show_taken(consoles: Consoles, taken: Taken, *, dry_run: bool) -> None:
    """Write how many left and came back, and who could not be found."""
    before = f", {taken.before} taken over before" if taken.before else ""
    write(consoles.out, f"{visible(taken.source)}: {plural(taken.events, 'new event')}{before}")
    told = (
        (taken.left, "left, and get nothing from now on"),
        (taken.left_list, "left one list"),
        (taken.returned - taken.kept, "came back"),
        (taken.kept, "came back, but stay away: a colleague, a bounce or a complaint suppressed them"),
        (taken.lost, "asked by a mail whose dispatch this database does not know"),
    )
    for count, words in told:
        if count:
            write(consoles.out, f"{count:>7}  {words}")
    if taken.lost:
        write(
            consoles.err,
            "help: `storsthlm restore` brings a dispatch back from a backup, `sync --despite-new-journal` then "
            "takes over once more",
        )
    if dry_run:
        write(consoles.out, "nothing was changed")


def write_taken(consoles: Consoles, taken: Taken, *, dry_run: bool) -> None:
    """Write the same as JSON."""
    body = {
        "source": taken.source,
        "dry_run": dry_run,
        "events": taken.events,
        "taken_over_before": taken.before,
        "left": taken.left,
        "left_list": taken.left_list,
        "came_back": taken.returned - taken.kept,
        "kept_away": taken.kept,
        "not_found": taken.lost,
    }
    write_json(consoles.out, body)


def show_exported(consoles: Consoles, file: str, count: int, json: bool) -> None:
    """Write where the suppressions for another machine are, and how many."""
    if json:
        write_json(consoles.out, {"file": file, "suppressions": count})
        return
    write(consoles.out, f"{visible(file)}: {plural(count, 'suppression')}, as digests; `sync {visible(file)}` there")


def show_received(consoles: Consoles, received: Received, json: bool, *, dry_run: bool) -> None:
    """Write how many suppressions another machine told, and how many of them were new."""
    if json:
        told = {"source": received.source, "dry_run": dry_run, "suppressions": received.told, "new": received.new}
        write_json(consoles.out, told)
        return
    write(consoles.out, f"{visible(received.source)}: {plural(received.told, 'suppression')}, {received.new} new")
    if dry_run:
        write(consoles.out, "nothing was changed")


def freshness_words(found: Freshness) -> str:
    """Return when the other host was last heard, and what to do when that is too long ago."""
    late = f": `{COMMAND}`, or a real `send` refuses" if found.stale else ""
    if found.last is None:
        return f"never synced{late}"
    ago = f", more than {span(found.at_most)} ago" if found.stale else ""
    return f"last sync {moment(found.last)}{ago}{late}"


def freshness_data(found: Freshness) -> dict[str, object]:
    """Return the same for scripts."""
    return {
        "last": found.last.isoformat() if found.last is not None else None,
        "at_most_seconds": int(found.at_most.total_seconds()),
        "stale": found.stale,
    }
