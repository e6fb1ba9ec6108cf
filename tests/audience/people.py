"""Rows of lists made in a line."""

from __future__ import annotations

from storsthlm_cli.addresses import InvalidAddress, parse
from storsthlm_cli.model.audience import LeftOut, Reason, Subscriber


def rows(*written: str, **fields: str) -> list[Subscriber | LeftOut]:
    """Return a row for each address, on lines from 2; the fields are those of all."""
    found: list[Subscriber | LeftOut] = []
    for line, raw in enumerate(written, 2):
        try:
            address = parse(raw)
        except InvalidAddress as error:
            found.append(LeftOut(raw, "a", line, Reason.INVALID, error.reason))
        else:
            found.append(Subscriber(address.address, address.key, {"address": raw, **fields}, "a", line))
    return found


def person(address: str, line: int = 2, **fields: str) -> Subscriber:
    """Return one row."""
    found = parse(address)
    return Subscriber(found.address, found.key, {"address": address, **fields}, "a", line)
