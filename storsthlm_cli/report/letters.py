"""A finished message, as a person reads it: a few headers and how its text begins."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage

from storsthlm_cli.report.consoles import visible

HEADERS = ("From", "Reply-To", "To", "Subject", "Date", "List-Unsubscribe")
LINES = 12


def opening(message: bytes) -> tuple[str, ...]:
    """Return the headers that matter and the first lines of the plain text, decoded."""
    letter = message_from_bytes(message, policy=policy.default)
    assert isinstance(letter, EmailMessage)
    headers = [f"{name}: {visible(str(letter[name]))}" for name in HEADERS if letter[name]]
    part = letter.get_body(preferencelist=("plain",))
    if part is None:
        return tuple(headers)
    lines = [visible(line) for line in str(part.get_content()).splitlines()]
    return (*headers, "", *lines[:LINES], *(["…"] if len(lines) > LINES else []))
