"""What somebody should look at before the issue is sent: the `check` of a section and of the issue's frame."""

from __future__ import annotations

from collections.abc import Iterator

from storsthlm_cli.model.issue import Reminder
from storsthlm_cli.source.nodes import Node


def read_reminder(node: Node | None, about: str) -> Reminder | None:
    """Return what a `check` says: a text, or where a text was copied from. `about` is the key that it is about."""
    if node is None:
        return None
    if node.is_text:
        reason = node.plain()
        return Reminder(about, reason, None, node.spot) if reason is not None else None
    source = node.text("copied_from")
    return Reminder(about, None, source, node.spot) if source is not None else None


def read_reminders(root: Node) -> Iterator[Reminder]:
    """Return what the issue's own `check` says, key by key."""
    frame = root.get("check")
    for about, node in frame.entries() if frame is not None else ():
        reminder = read_reminder(node, about)
        if reminder is not None:
            yield reminder
