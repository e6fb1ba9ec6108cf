"""Reports of what became of a message, as RFC 3464 wants them and as servers write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from storsthlm_cli.mailbox.faults import code_of, fault_of, fault_of_letter
from storsthlm_cli.mailbox.marks import addresses_in, original_recipients
from storsthlm_cli.mailbox.parts import Mail, fields
from storsthlm_cli.model.inbox import Fate, Fault, Kind

_STATUS_TYPE = "message/delivery-status"
_ACTIONS: Mapping[str, Kind] = {
    "failed": Kind.BOUNCE,
    "failure": Kind.BOUNCE,
    "delayed": Kind.DELAY,
    "delivered": Kind.DELIVERED,
    "relayed": Kind.DELIVERED,
    "expanded": Kind.DELIVERED,
}
_ABOUT = ("final-recipient", "original-recipient", "x-actual-recipient", "x-original-recipient")
_INLINE = re.compile(r"^(?:final-recipient|original-recipient)\s*:", re.IGNORECASE | re.MULTILINE)


def fates_of(mail: Mail) -> tuple[Fate, ...]:
    """Return what a delivery status tells of each recipient; nothing where there is none that says anything.

    Fields that are missing, misspelt or repeated cost only what they would have told.
    """
    said = mail.said()
    statuses = list(mail.of_type(_STATUS_TYPE))
    inline = _INLINE.search(said)
    if not statuses and inline is not None:
        statuses = [said[inline.start() :]]
    fates = []
    for status in statuses:
        for group in _groups(status):
            fate = _fate(group, said, mail)
            if fate is not None:
                fates.append(fate)
    return tuple(fates)


def _groups(status: str) -> Iterator[dict[str, str]]:
    for text in re.split(r"\r?\n[ \t]*\r?\n", status):
        group = fields(text)
        if any(name in group for name in (*_ABOUT, "action", "status")):
            yield group


def _fate(group: Mapping[str, str], said: str, mail: Mail) -> Fate | None:
    status = code_of(group.get("status", ""))
    kind = _kind(group.get("action", ""), status)
    if kind is None:
        return None
    addresses = [address for name in _ABOUT for address in _recipient(group.get(name, ""))]
    if not addresses:
        addresses = [*addresses_in(mail.header("x-failed-recipients")), *original_recipients(mail)]
    words = re.sub(r"^[\w-]+\s*;\s*", "", group.get("diagnostic-code", ""))
    if kind is not Kind.BOUNCE:
        return Fate(kind, tuple(dict.fromkeys(addresses)), None, status, words)
    fault, code = fault_of(words, status)
    if fault is Fault.OTHER or (_says_nothing(words) and (not code or code.endswith(".0.0"))):
        other, other_code = fault_of_letter(said, "")
        if other is not Fault.OTHER:
            fault, code = other, other_code or code
    return Fate(kind, tuple(dict.fromkeys(addresses)), fault, code, " ".join((words or said).split())[:300])


def _says_nothing(words: str) -> bool:
    """Tell whether a diagnostic has a code and no words."""
    return not re.search(r"[^\W\d_]{3,}", re.sub(r"\b(?:smtp|esmtp|x-\w+)\b", "", words, flags=re.IGNORECASE))


def _kind(action: str, status: str) -> Kind | None:
    for name, kind in _ACTIONS.items():
        if action.strip().lower().startswith(name):
            return kind
    return {"5": Kind.BOUNCE, "4": Kind.DELAY, "2": Kind.DELIVERED}.get(status[:1])


def _recipient(value: str) -> list[str]:
    """Return the address of `rfc822; anna@kommun.example`, in a list that is empty where there is none."""
    return addresses_in(value.partition(";")[2] or value)
