"""Whose fault a bounce is, by the server's words first and its codes after.

Words come first because codes are used loosely: 5.1.1 for spam, 5.7.1 and 5.4.1 for people who are not there, 5.0.0
for everything. RFC 3463 says what the codes should mean. Only what is surely the address's own fault is called so;
whatever tells of us, of the sending server or of the way between costs no reader their place.
"""

from __future__ import annotations

import re

from storsthlm_cli.mailbox.wordings import WORDINGS
from storsthlm_cli.model.inbox import Fault

LONGEST = 600
"""Characters of a server's words that are judged; more is a letter to a person."""

_CODE = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?!\.?\d)")
_BASIC = re.compile(r"(?:^|[\s:;<(])([245]\d\d)(?=[ \-:#,;]|$)")
_REPLY = re.compile(r"(?<![\d.])[45]\d\d[ -]|(?<![\d.])[45]\.\d\.\d|>>>|said:|replied:|reason:", re.IGNORECASE)
_BY_SUBJECT = {"1": Fault.ADDRESS, "2": Fault.OTHER, "3": Fault.NETWORK, "4": Fault.NETWORK, "5": Fault.NETWORK}
"""By the second digit of an enhanced code (RFC 3463 §3); 6 and 7, content and policy, are about us."""
_EXACT = {
    "1.4": Fault.OTHER,  # ambiguous: somebody is there
    "1.7": Fault.POLICY,  # the sender's address
    "1.8": Fault.POLICY,
    "2.1": Fault.OTHER,  # disabled, for ever or for a while: the RFC leaves it open
    "2.2": Fault.FULL,
    "2.3": Fault.SIZE,
    "3.4": Fault.SIZE,
    "4.7": Fault.EXPIRED,
}
_BLOCK_LIST = re.compile(
    r"https?://\S*(?:spam|dnsbl|\brbl|block|black|sorbs|barracuda|abuse|reputation)\S*", re.IGNORECASE
)
"""An address of somebody who keeps a list of senders: it is all that some servers say."""
_WRAPPER = re.compile(r"unknown address error(?=\W*\d{3}\b)", re.IGNORECASE)
"""What Cisco's gateways put before any reply to RCPT: it says nothing where the reply follows."""
_QUOTED = re.compile(r"<[^<>\s]*@[^<>\s]*>|\S+@[\w.-]+|https?://\S+")


def fault_of(words: str, status: str = "") -> tuple[Fault, str]:
    """Return whose fault it is and the enhanced code that was found, "" for none.

    `status` is the code of the report itself; one in the server's own words counts more.
    """
    words = " ".join(words.split())[:LONGEST]
    code = code_of(words) or code_of(status)
    temporary = is_temporary(words, status)
    # an address such as spam@… says nothing about what is wrong with it
    judged = _QUOTED.sub("<x>", _BLOCK_LIST.sub("block list", _WRAPPER.sub("", words)))
    for fault, pattern in WORDINGS:
        if pattern.search(judged):
            return (Fault.EXPIRED if fault.hard and temporary else fault), code
    return _by_code(code, temporary=temporary), code


def fault_of_letter(text: str, subject: str) -> tuple[Fault, str]:
    """Judge a letter about a failure: first the lines that look like a server's reply, then all of them.

    Programs put polite words, advice and a legal notice around the facts.
    """
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    replies = [at for at, line in enumerate(lines) if _REPLY.search(line)]
    for at in replies[:3]:
        fault, code = fault_of(" ".join(lines[at : at + 4]))
        if fault is not Fault.OTHER:
            return fault, code
    return fault_of(" ".join([*lines, subject]))


def reply_like(line: str) -> bool:
    """Tell whether a line looks like a server's reply."""
    return _REPLY.search(line) is not None


def code_of(text: str) -> str:
    """Return the first enhanced status code in a text that says something, else the first, "" for none."""
    found = _CODE.findall(text)
    return next((code for code in found if not code.endswith(".0.0")), found[0] if found else "")


def is_temporary(words: str, status: str) -> bool:
    """Tell whether the server asked to try again later: by its own reply, else by the report's code."""
    basic = _BASIC.search(words)
    first = (basic[1] if basic else "") or code_of(words) or code_of(status)
    return first.startswith("4")


def _by_code(code: str, *, temporary: bool) -> Fault:
    if not code or code.endswith(".0.0"):
        return Fault.EXPIRED if temporary else Fault.OTHER
    _, subject, detail = code.split(".")
    fault = _EXACT.get(f"{subject}.{detail}") or _BY_SUBJECT.get(
        subject, Fault.POLICY if subject != "0" else Fault.OTHER
    )
    return Fault.EXPIRED if fault.hard and temporary else fault
