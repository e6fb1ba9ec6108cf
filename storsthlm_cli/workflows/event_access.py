"""Who may fetch a journal over the web: whoever has the token keys, and proves it anew each time."""

from __future__ import annotations

import datetime
import re

from storsthlm_cli.tokens import Keys

SCHEME = "Storsthlm"
MAC_HEADER = "Storsthlm-Mac"
"""In the answer: the mac of the event after which events were asked for."""
CLOCKS_APART = datetime.timedelta(minutes=5)
"""So far the clocks of two hosts may differ; a proof is worth nothing after that."""

_PURPOSE = "events"
_SHAPE = re.compile(rf"{SCHEME} t=([0-9]{{1,12}}), mac=([0-9A-Za-z]{{1,16}}-[0-9a-f]{{32}})")


def proof(keys: Keys, after: int, now: datetime.datetime) -> str:
    """Return the header `Authorization` with which the events after a number may be asked for at this time."""
    time = str(int(now.timestamp()))
    return f"{SCHEME} t={time}, mac={keys.sign(_PURPOSE, time, str(after))}"


def proves(keys: Keys, header: str, after: int, now: datetime.datetime) -> bool:
    """Tell whether a header `Authorization` is such a proof, for this number and about this time."""
    found = _SHAPE.fullmatch(header)
    if found is None or abs(int(found[1]) - now.timestamp()) > CLOCKS_APART.total_seconds():
        return False
    return keys.verify(found[2], _PURPOSE, found[1], str(after))
