"""What a mail in the newsletter's mailbox is: a pure function of its bytes, for whatever bytes there are."""

from __future__ import annotations

from collections.abc import Collection

from storsthlm_cli.mailbox.answers import automatic, sounds_automatic
from storsthlm_cli.mailbox.complaints import complaint_of
from storsthlm_cli.mailbox.daemons import daemonic, letter_fates, plain_fates
from storsthlm_cli.mailbox.leaving import asks_to_leave, written
from storsthlm_cli.mailbox.marks import addresses_in, asked_by, marks_in
from storsthlm_cli.mailbox.parts import Mail, take_apart
from storsthlm_cli.mailbox.reports import fates_of
from storsthlm_cli.model.inbox import Fate, Kind, Understood

_FEW = 12
"""Words of a mail whose text is a request in our own form; a letter of ours that is forwarded has more."""


def understand(data: bytes, dedicated: Collection[str] = ()) -> Understood:
    """Return what a mail is and what it tells of whom.

    `dedicated` are addresses in lower case to which only those write who want to leave. No input raises an exception:
    what nobody understands is personal, and left alone.
    """
    try:
        mail = take_apart(data)
        return _understood(mail, data, dedicated)
    except Exception:  # one mail, written by anybody, must not stop the others from being read
        return Understood(Kind.PERSONAL)


def _understood(mail: Mail, data: bytes, dedicated: Collection[str]) -> Understood:
    subject, (_, sender) = mail.header("subject"), mail.sender()

    def found(kind: Kind, fates: tuple[Fate, ...] = ()) -> Understood:
        return Understood(kind, fates, marks_in(mail), sender, subject)

    feedback = complaint_of(mail)
    if feedback is not None:
        return found(feedback[0], (feedback[1],))
    fates = fates_of(mail)
    if fates:
        return found(_kind_of(fates), fates)
    program = daemonic(mail)
    own = written(mail.said())
    asked = None if program else asked_by(subject, own if len(own.split()) <= _FEW else "")
    if asked is not None:
        return Understood(Kind.UNSUBSCRIPTION, (), (asked,), sender, subject)
    if program and not (sounds_automatic(mail) and not mail.header("x-failed-recipients")):
        fates = letter_fates(mail, data)
        if fates:
            return found(_kind_of(fates), fates)
    if automatic(mail) or (program and sounds_automatic(mail)):
        return found(Kind.AUTO_REPLY)
    special = bool(set(addresses_in(f"{mail.header('to')} {mail.header('delivered-to')}")) & set(dedicated))
    if not program and asks_to_leave(subject, mail.said(), dedicated=special):
        return Understood(Kind.UNSUBSCRIPTION, (), (), sender, subject)
    fates = () if program else plain_fates(mail, own, data)
    return found(_kind_of(fates), fates) if fates else found(Kind.PERSONAL)


def _kind_of(fates: tuple[Fate, ...]) -> Kind:
    """Return the gravest kind: of several recipients one may have got it."""
    kinds = {fate.kind for fate in fates}
    return next(kind for kind in (Kind.BOUNCE, Kind.DELAY, Kind.DELIVERED) if kind in kinds)
