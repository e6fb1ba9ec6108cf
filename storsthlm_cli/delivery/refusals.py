"""Whose fault a refusal is: the recipient's, or ours."""

from __future__ import annotations

import re

from storsthlm_cli.delivery.ports import Settled, Stage
from storsthlm_cli.model.delivery import State

ENHANCED = re.compile(r"[245]\.(\d{1,3})\.\d{1,3}\b")
PERSONAL_SUBJECTS = ("1", "2")
"""RFC 3463: x.1 is about the address, x.2 about the mailbox."""
PERSONAL_CODES = (550, 551, 552, 553)
"""RFC 5321, 4.2.3: what a server without enhanced codes says to a RCPT that it does not like."""
LIMIT = 5


def personal(event: Settled) -> bool:
    """Whether a refusal speaks of this recipient and not of the sender, the content or the connection."""
    if event.reply is None:
        return False
    enhanced = ENHANCED.match(event.reply.text)
    if enhanced:
        return enhanced[1] in PERSONAL_SUBJECTS
    return event.stage is Stage.RCPT and event.reply.code in PERSONAL_CODES


SHARE = 0.2
"""Of the recipients tried in a run: with more than this refused, it is the list that is wrong."""
ENOUGH = 50
"""Recipients after which the share is looked at."""


class Share:
    """How many recipients of a run were refused as such. Providers take a sender with many bad addresses for spam."""

    def __init__(self) -> None:
        self._tried = 0
        self._refused = 0

    def __str__(self) -> str:
        return f"{self._refused} of the {self._tried} recipients tried were refused"

    def add(self, event: Settled) -> bool:
        """Take an outcome. Return whether the share is too large to go on."""
        self._tried += 1
        self._refused += event.state is State.REFUSED and personal(event)
        return self._tried >= ENOUGH and self._refused > SHARE * self._tried


class Streak:
    """Like refusals in a row that speak of us. Five of them, at two domains or more, mean that something is wrong."""

    def __init__(self) -> None:
        self._members: dict[int, str] = {}
        self._code = 0

    def add(self, event: Settled, address: str) -> tuple[int, ...]:
        """Take an outcome. Return the numbers of the streak when it is long enough to stop, else ()."""
        if event.state is State.ACCEPTED:
            self._members.clear()
        elif event.state is State.REFUSED and event.reply is not None and not personal(event):
            if event.reply.code != self._code:
                self._members.clear()
            self._code = event.reply.code
            self._members[event.number] = address.rpartition("@")[2]
            if len(self._members) >= LIMIT and len(set(self._members.values())) > 1:
                return tuple(self._members)
        return ()
