"""Answering: what is done about each mail of the mailbox. Nothing is done here yet."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from storsthlm_cli.model.inbox import Answer, Fate, Kind, Understood, Verdict
from storsthlm_cli.model.leaving import ASKED_TO_LEAVE
from storsthlm_cli.store.bounces import Sent
from storsthlm_cli.store.wording import gist
from storsthlm_cli.workflows.recognising import Known

_NOBODY = "it names nobody that anything was sent to"
_TRIED = "about a test mail"
_REHEARSED = "of a rehearsal, whose mails went to nobody: nothing is to be done"
_UNMARKED = "without our mark"
_FORGED = "it bears a mark that looks like ours and is not"
_TOLD: Mapping[Kind, str] = {
    Kind.DELAY: "still on its way",
    Kind.DELIVERED: "delivered",
    Kind.AUTO_REPLY: "an automatic answer",
    Kind.PERSONAL: "for a person",
}


def answers(name: str, mail: Understood, known: Known, *, believing: bool = False) -> Iterator[Answer]:
    """Yield what is to be done about a mail, one for each recipient that it tells of.

    Our own mark decides who that is; an address counts only where no mark is, and when something was sent to it. What
    is told of it then anybody could have written: an address that does not work counts like a full mailbox, and a
    complaint is for a person, unless they are `believing`.
    """
    if mail.kind in (Kind.AUTO_REPLY, Kind.PERSONAL):
        verdict = Verdict.NOTE if mail.kind is Kind.AUTO_REPLY else Verdict.LEAVE
        yield Answer(mail=name, kind=mail.kind, verdict=verdict, told=_TOLD[mail.kind])
        return
    row, exact = known.owner(mail.marks) or (None, False)
    if row is None and known.tried(mail.marks):
        yield Answer(mail=name, kind=mail.kind, verdict=Verdict.NOTE, told=_TRIED)
    elif row is None and known.was_rehearsed(mail.marks):
        yield Answer(mail=name, kind=mail.kind, verdict=Verdict.LEAVE, told=_REHEARSED)
    elif row is None and known.forged(mail.marks):
        yield Answer(mail=name, kind=mail.kind, verdict=Verdict.FORGED, told=_FORGED)
    elif mail.kind is Kind.UNSUBSCRIPTION:
        yield _leaving(name, mail, row, known)
    elif row is not None:
        yield _reported(name, _about(mail.fates, row), row, exact=exact)
    else:
        rows = {found.key: (fate, found) for fate in mail.fates if (found := known.named(fate.addresses)) is not None}
        for fate, found in rows.values():
            told = _reported(name, fate, found, exact=False)
            yield told if believing else _doubted(told)
        if not rows:
            yield Answer(mail=name, kind=mail.kind, verdict=Verdict.FORGED, told=_NOBODY)


def _leaving(name: str, mail: Understood, row: Sent | None, known: Known) -> Answer:
    """Return who wants to leave: by our token, else whoever writes from an address that something was sent to."""
    asked = any(mark.token for mark in mail.marks)
    who = row or (
        None if asked else known.named([*(each for fate in mail.fates for each in fate.addresses), mail.sender])
    )
    if who is None:
        told = _FORGED if asked else _unsent(mail.sender)
        verdict = Verdict.FORGED if asked else Verdict.LEAVE
        return Answer(mail=name, kind=mail.kind, verdict=verdict, told=told)
    return _answer(name, mail.kind, Verdict.SUPPRESS, who, ASKED_TO_LEAVE, exact=False)


def _unsent(sender: str) -> str:
    """Return in words that somebody wants to leave who has got nothing: they may be on a list nevertheless."""
    if not sender:
        return "asks to leave, but does not say who it is"
    command = shlex.join(["storsthlm", "suppress", sender])
    return f"asks to leave, but nothing was sent to {sender}: `{command}`, or under which address?"


def _about(fates: Iterable[Fate], row: Sent) -> Fate:
    """Return what a report says of one recipient: under their address, else its first failure."""
    told = list(fates)
    named = [fate for fate in told if row.key in (address.lower() for address in fate.addresses)]
    return min(named or told, key=lambda fate: fate.kind is not Kind.BOUNCE)


def _reported(name: str, fate: Fate, row: Sent, *, exact: bool) -> Answer:
    if fate.kind is Kind.COMPLAINT:
        return _answer(name, fate.kind, Verdict.SUPPRESS, row, "complained: marked it as spam", exact=exact)
    if fate.fault is None:
        return _answer(name, fate.kind, Verdict.NOTE, row, _TOLD[fate.kind], exact=exact)
    code, words = gist(fate.words)
    verdict = Verdict.SUPPRESS if fate.fault.hard else Verdict.COUNT if fate.fault.soft else Verdict.WARN
    return Answer(
        mail=name,
        kind=fate.kind,
        verdict=verdict,
        address=row.key,
        dispatch=row.dispatch,
        issue=row.issue,
        number=row.number,
        fault=fate.fault,
        status=fate.status or code,
        told=words,
        exact=exact,
    )


def _doubted(told: Answer) -> Answer:
    """Return what a report is worth that bears no mark of ours: it suppresses nobody by itself."""
    if told.verdict is not Verdict.SUPPRESS:
        return told
    if told.kind is Kind.COMPLAINT:
        words = f"complained, says a report {_UNMARKED}: `--believe-unmarked` if it is true"
        return replace(told, verdict=Verdict.LEAVE, told=words, doubted=True)
    words = f"{told.told} ({_UNMARKED})".lstrip()
    return replace(told, verdict=Verdict.COUNT, told=words, doubted=True)


def _answer(name: str, kind: Kind, verdict: Verdict, row: Sent, told: str, *, exact: bool) -> Answer:
    return Answer(
        mail=name,
        kind=kind,
        verdict=verdict,
        address=row.key,
        dispatch=row.dispatch,
        issue=row.issue,
        number=row.number,
        told=told,
        exact=exact,
    )


def understood(answered: Iterable[Answer]) -> frozenset[str]:
    """Return the mails that were understood: those that may be filed."""
    done = (Verdict.SUPPRESS, Verdict.COUNT, Verdict.WARN, Verdict.NOTE)
    return frozenset(each.mail for each in answered if each.verdict in done)
