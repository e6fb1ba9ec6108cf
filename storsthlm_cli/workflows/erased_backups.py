"""Which backups may hold the address of somebody who was erased. None can be changed: they can only be deleted."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.store.database import database_id
from storsthlm_cli.workflows.backup_files import manifest_of
from storsthlm_cli.workflows.backup_notes import noted
from storsthlm_cli.workflows.memory import remembered
from storsthlm_cli.workflows.workspace import Workspace

_SECOND = datetime.timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Known:
    """When something was written down of a person: by their address, by its digest, and when they were erased before.

    What is kept by digest was kept by address until then; without an earlier erasure, until it was forgotten.
    """

    plain: tuple[datetime.datetime, ...]
    digested: tuple[datetime.datetime, ...]
    erased: datetime.datetime | None

    def at(self, moment: datetime.datetime) -> bool:
        """Tell whether the memory of a moment may have had the address. Moments are kept to the second."""
        end = moment + _SECOND
        before = any(each <= end for each in self.digested) and (self.erased is None or moment <= self.erased)
        return before or any(each <= end for each in self.plain)


def backups_with(workspace: Workspace, known: Known, *, mentioned: bool) -> tuple[str, ...]:
    """Return the backups that may hold an address, of those that are known of, as they are shown.

    That is where the memory knew the person before it was made, or what was written of others `mentioned` them; and
    what cannot be judged, since it cannot be read or is of another database.
    """
    engine = remembered(workspace)
    here = database_id(engine) if engine is not None else ""
    paths = {*(workspace.root / "build").glob("backup-*.zip"), *(each.path for each in noted(workspace))}
    found = []
    for path in sorted(each for each in paths if each.is_file()):
        try:
            manifest = manifest_of(path)
        except Failure:
            found.append(workspace.shown(path))
            continue
        if mentioned or manifest.database != here or known.at(manifest.made):
            found.append(workspace.shown(path))
    return tuple(found)
