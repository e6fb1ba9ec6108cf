"""What servers say, without what differs from one recipient to the next: who says the same is counted together."""

from __future__ import annotations

import re

LONGEST = 160
"""Characters of a server's words that are kept."""

_CODES = re.compile(r"(?:(?P<basic>[245]\d\d)\b[ -]*)?(?:(?P<enhanced>[245]\.\d{1,3}\.\d{1,3})\b[ :-]*)?")
_PERSONAL = re.compile(r"<[^>\s]*>|\S*@\S*")
_UNIQUE = re.compile(r"\[?(?<![\w.])(?=[\w.:-]*\d)[\w.:-]{7,}\]?")
"""A word of seven characters or more with a digit in it: a queue id, a session, an address of the network, a time."""
_BLANKS = re.compile(r"\s+")
_GAP = "…"


def gist(reply: str) -> tuple[str, str]:
    """Return the status code of a reply (the enhanced one where there is one) and its words as all would hear them."""
    codes = _CODES.match(reply)
    assert codes is not None, "both codes may be missing"
    words = _UNIQUE.sub(_GAP, _PERSONAL.sub(_GAP, reply[codes.end() :]))
    lean = _BLANKS.sub(" ", words).strip()
    return codes["enhanced"] or codes["basic"] or "", lean if len(lean) <= LONGEST else lean[:LONGEST] + _GAP


def codes(reply: str) -> str:
    """Return the status codes that a reply begins with, without its words: `550 5.1.1`, "" for none."""
    found = _CODES.match(reply)
    assert found is not None, "both codes may be missing"
    return " ".join(filter(None, (found["basic"], found["enhanced"])))
