"""The token keys: what depends on them, a new one, and whether they are kept anywhere else."""

from __future__ import annotations

from storsthlm_cli import key_file as files
from storsthlm_cli.model.delivery import Dispatch
from storsthlm_cli.model.keys import KeyFacts, KeyRing
from storsthlm_cli.store import dispatches, persons
from storsthlm_cli.store.overview import tallies
from storsthlm_cli.tokens import Keys
from storsthlm_cli.workflows.backup_notes import noted
from storsthlm_cli.workflows.memory import key_file, remembered, token_keys
from storsthlm_cli.workflows.workspace import Workspace


def ring(workspace: Workspace) -> KeyRing:
    """Return the keys of a workspace and what is known of them. Raises Failure when they are gone or unreadable."""
    path = key_file(workspace)
    found = token_keys(workspace) if path.exists() else _none(workspace)
    engine = remembered(workspace)
    shown = workspace.shown(path)
    if engine is None:
        return KeyRing(file=shown, keys=_facts(found), mails=0, digests=0, backup=None)
    real = {each.id for each in dispatches.find(engine) if not each.rehearsal}
    sent = sum(tally[state] for name, tally in tallies(engine).items() if name in real for state in dispatches.HAS_IT)
    last = next(iter(noted(workspace)), None)
    return KeyRing(
        file=shown,
        keys=_facts(found),
        mails=sent,
        digests=persons.digests(engine),
        backup=last,
        gone=last is not None and not last.path.is_file(),
    )


def rotate(workspace: Workspace) -> KeyRing:
    """Add a key with which tokens are signed from now on; those of earlier ones hold on. Raises Failure for no keys."""
    files.rotate(key_file(workspace))
    return ring(workspace)


def never_saved(workspace: Workspace, dispatch: Dispatch) -> bool:
    """Tell whether a dispatch that has ended is the first real one, and nothing was ever backed up."""
    engine = remembered(workspace)
    if engine is None or dispatch.rehearsal or dispatch.ongoing:
        return False
    real = [each for each in dispatches.find(engine) if not each.rehearsal]
    return len(real) == 1 and not noted(workspace)


def _none(workspace: Workspace) -> Keys:
    token_keys(workspace)  # raises when they are gone
    return Keys(())


def _facts(found: Keys) -> tuple[KeyFacts, ...]:
    return tuple(KeyFacts(key.id, key.made, key is found.keys[-1]) for key in found.keys)
