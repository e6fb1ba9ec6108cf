"""A name server that knows one zone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from storsthlm_cli.online.names import Names
from tests.dns_server import NameServer, Records


@contextmanager
def names(zone: Mapping[str, Records], *, ill: tuple[str, ...] = ()) -> Iterator[Names]:
    """Yield what asks for a zone over the wire. Of the names in `ill` the server says that it fails."""

    def records(name: str) -> Records | None:
        if name in ill:
            raise LookupError(name)
        below = any(other.endswith(f".{name}") for other in zone)
        return zone.get(name, {} if below else None)

    with NameServer(records) as server:
        yield Names(server.resolver)


def text(*words: str) -> Records:
    """Return TXT records, one for each of `words`."""
    return {"TXT": [f'"{each}"' for each in words]}
