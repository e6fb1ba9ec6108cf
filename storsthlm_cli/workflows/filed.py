"""What the embedded server has filed of a rehearsal: whose message is there has got it, and whose is not has not.

The server lives in the process that sends, and says that it has a message only after it has filed it. So a message
that is not there was never taken, and may be sent without anybody getting it twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Engine

from storsthlm_cli.delivery.transports.outbox import file_name
from storsthlm_cli.messages.letter import load_letter
from storsthlm_cli.model.audience import ERASED
from storsthlm_cli.model.delivery import Dispatch, Recipient
from storsthlm_cli.store import dispatches
from storsthlm_cli.workflows.memory import outbox, token_keys
from storsthlm_cli.workflows.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Filed:
    """Who of some recipients has got their message, and who has not. A file with other bytes tells of nobody."""

    here: tuple[Recipient, ...]
    absent: tuple[Recipient, ...]


def filed(workspace: Workspace, engine: Engine, dispatch: Dispatch, people: Sequence[Recipient]) -> Filed:
    """Look for the messages of these recipients of a rehearsal; those of erased ones went with their address."""
    letter = load_letter(dispatches.letter(engine, dispatch.id), token_keys(workspace), dispatch.mark)
    folder = outbox(workspace, dispatch.id)
    here, absent = [], []
    for each in people:
        path = folder / file_name(each.address)
        if each.key.startswith(ERASED):
            continue
        if not path.exists():
            absent.append(each)
        elif path.read_bytes() == letter.message(each):
            here.append(each)
    return Filed(tuple(here), tuple(absent))
