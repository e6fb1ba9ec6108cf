"""The token keys, in words: which there are, what depends on them, where they are kept, what happens without them."""

from __future__ import annotations

from storsthlm_cli.model.keys import KeyRing
from storsthlm_cli.report.consoles import Consoles, visible, write, write_wrapped
from storsthlm_cli.report.data import write_json
from storsthlm_cli.report.findings import plural
from storsthlm_cli.report.times import moment

_LOST = (
    "Without this file every unsubscribe link in mails already sent is dead, erased addresses are not recognised any "
    "more when an old list brings them back, and bounces are not told from forgeries. Nothing can make it anew."
)
_KNOWN = (
    "Whoever has it can write unsubscribe links and reports that look like ours, and test guesses of erased addresses; "
    "it opens no mailbox and no server."
)
_BACKUP = "`storsthlm backup` keeps it, with the database"


def show_keys(consoles: Consoles, ring: KeyRing, json: bool) -> None:
    """Write the keys, what depends on them, where the last backup is, and what happens when they are lost."""
    if json:
        write_json(consoles.out, _data(ring))
        return
    out = consoles.out
    if not ring.keys:
        write(out, "no token keys yet: the first dispatch makes them")
        return
    write(out, visible(ring.file), style="bold")
    for key in ring.keys:
        since = f"since {moment(key.made)}" if key.made is not None else "nobody noted since when"
        write(out, f"  {visible(key.id)}  {'signs' if key.signs else 'holds'}, {since}")
    links = f"the unsubscribe links in {plural(ring.mails, 'mail')}"
    digests = f"{plural(ring.digests, 'digest')} in the place of addresses that were erased or forgotten"
    write_wrapped(out, f"depending on them: {links}, {digests}")
    write_wrapped(out, _saved(ring))
    write(out)
    for sentence in (_LOST, _KNOWN):
        write_wrapped(out, sentence)


def show_rotated(consoles: Consoles, ring: KeyRing, json: bool) -> None:
    """Write which key signs from now on, and that a backup should have it."""
    if json:
        write_json(consoles.out, _data(ring))
        return
    write(consoles.out, f"{visible(ring.keys[-1].id)} signs from now on; links already mailed hold on")
    write(consoles.out, f"next: {_BACKUP}")


def show_never_saved(consoles: Consoles) -> None:
    """Write on stderr that what is remembered is on one disk only."""
    write_wrapped(
        consoles.err,
        "who has this issue, who has left and the key of the links just mailed are on this disk only: "
        "`storsthlm backup FILE` keeps them on another",
    )


def _saved(ring: KeyRing) -> str:
    if ring.backup is None:
        return f"last backup: none that is known of; {_BACKUP}"
    where = f"{visible(str(ring.backup.path))}, {moment(ring.backup.at)}"
    if ring.gone:
        return f"last backup: {where}; it is not there now: {_BACKUP}"
    if ring.unsaved:
        return f"last backup: {where}; it lacks {', '.join(ring.unsaved)}: {_BACKUP}"
    return f"last backup: {where}, with all of them"


def _data(ring: KeyRing) -> dict[str, object]:
    backup = ring.backup
    return {
        "file": ring.file,
        "keys": [{"id": key.id, "made": key.made and key.made.isoformat(), "signs": key.signs} for key in ring.keys],
        "mails": ring.mails,
        "digests": ring.digests,
        "backup": backup
        and {"file": str(backup.path), "at": backup.at.isoformat(), "keys": list(backup.keys), "there": not ring.gone},
        "unsaved": list(ring.unsaved),
    }
