"""A journal that somebody else has changed: it is put aside, and what is genuine of it begins the one that goes on.

Else one stray line would close the way out to everybody. `sync` takes the new journal for the old one as long as all
that it has seen is in it, and refuses it otherwise until a person says `--despite-new-journal`.
"""

from __future__ import annotations

import os
import pathlib
import shutil

from storsthlm_cli.source.replacing import replacing
from storsthlm_cli.tokens import Keys
from storsthlm_cli.workflows.event_lines import lines_of, rejoined

_ASIDE = "damaged"
_OWNER_ONLY = 0o600


def begin_anew(path: pathlib.Path, keys: Keys) -> pathlib.Path:
    """Keep the journal `path`, which must be held, under another name, and begin it anew; return that name.

    Killed at any instant there is a journal, the old or the new one. Raises OSError and Failure when there is no room.
    """
    copy = 1
    while (aside := path.with_name(f"{path.stem}-{_ASIDE}-{copy}{path.suffix}")).exists():
        copy += 1
    part = aside.with_name(f"{aside.name}.part")
    shutil.copyfile(path, part)
    part.chmod(_OWNER_ONLY)
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(aside)
    with aside.open("rb") as old, replacing(path, hint="make room on the disk", mode=_OWNER_ONLY) as new:
        for line in rejoined(keys, lines_of(old)):
            new.write(line)
    return aside


def put_aside(path: pathlib.Path) -> tuple[pathlib.Path, ...]:
    """Return the damaged journals that lie beside `path`: nobody has looked after them yet."""
    return tuple(sorted(path.parent.glob(f"{path.stem}-{_ASIDE}-*{path.suffix}")))
