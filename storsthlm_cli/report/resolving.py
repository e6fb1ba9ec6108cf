"""What `resolve` tells: who was found, who is still unknown, and what to say of them."""

from __future__ import annotations

import shlex

from rich.text import Text

from storsthlm_cli.report.consoles import Consoles, visible, write
from storsthlm_cli.report.data import write_json
from storsthlm_cli.report.findings import plural
from storsthlm_cli.report.records import standing_data
from storsthlm_cli.report.sending import show_standing
from storsthlm_cli.workflows.resolving import Unresolved
from storsthlm_cli.workflows.resuming import going_on

_NOT_FOUND = "which proves nothing: they may have got it all the same"


def show_search(consoles: Consoles, unknown: Unresolved) -> None:
    """Write to stderr what the mailbox, or a rehearsal's folder, told; nothing when nobody looked."""
    if not unknown.looked:
        return
    where = visible(unknown.looked)
    for address in unknown.found:
        write(consoles.err, Text.assemble(("accepted    ", "green"), f"{visible(address)}  found in {where}"))
    for address in unknown.absent:
        write(consoles.err, f"untried     {visible(address)}  not in {where}: it was never sent")
    if unknown.people:
        write(consoles.err, f"{plural(len(unknown.people), 'message')} not found in {where}, {_NOT_FOUND}")


def show_resolution(consoles: Consoles, unknown: Unresolved) -> None:
    """Write where the dispatch stands now, with whoever is still unknown, and the way to go on."""
    show_standing(consoles.out, unknown.standing)
    dispatch = unknown.standing.dispatch
    if unknown.people:
        said = f"`storsthlm resolve {dispatch.id} --all-accepted`, or `--all-again` (some may get it twice)"
        write(consoles.out, f"{len(unknown.people)} unknown; next: {said}")
    elif dispatch.ongoing and unknown.standing.tally.open:
        again = shlex.join(["storsthlm", *going_on(dispatch)])
        write(consoles.out, f"nobody is unknown; next: `{visible(again)}`")
    else:
        write(consoles.out, "nobody is unknown")


def write_resolution(consoles: Consoles, unknown: Unresolved) -> None:
    """Write the same as JSON; `found` are those whom the mailbox told of, `absent` those who are untried again."""
    body = {
        "found": list(unknown.found),
        "absent": list(unknown.absent),
        "looked_in": unknown.looked or None,
        "unknown": [each.address for each in unknown.people],
    }
    write_json(consoles.out, {**body, **standing_data(unknown.standing)})
