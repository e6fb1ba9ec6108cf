"""The words of a dispatch's report, in Swedish: what happened, to how many, and why."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from storsthlm_cli.model.delivery import Dispatch, DispatchState, State, Tally
from storsthlm_cli.model.inbox import Fault
from storsthlm_cli.model.overview import Aftermath, Cause, Overview
from storsthlm_cli.model.sending import Standing
from storsthlm_cli.rendering.typography import NBSP

At = Callable[[datetime.datetime], str]
"""Writes a moment."""

ORDER = (
    State.ACCEPTED,
    State.REFUSED,
    State.EXPIRED,
    State.UNKNOWN,
    State.DEFERRED,
    State.ATTEMPTING,
    State.UNTRIED,
    State.CANCELLED,
    State.SUPPRESSED,
)
STATES = {
    State.ACCEPTED: "mottagna",
    State.REFUSED: "avvisade",
    State.EXPIRED: "gav vi upp",
    State.UNKNOWN: "osäkra",
    State.DEFERRED: "försöks igen",
    State.ATTEMPTING: "på väg just nu",
    State.UNTRIED: "har inte fått sin tur",
    State.CANCELLED: "avbrutna",
    State.SUPPRESSED: "hade avanmält sig",
}
_CAUSES = (
    (r"\d\.1\.(?:1|0|10|6)", "Adressen finns inte"),
    (r"\d\.1\.[23]|\d\.4\.4", "Domänen finns inte, eller tar inte emot e-post"),
    (r"\d\.1\.\d+", "Adressen godtogs inte"),
    (r"\d\.2\.1", "Brevlådan är avstängd"),
    (r"\d\.2\.2", "Brevlådan är full"),
    (r"\d\.2\.3|\d\.3\.4", "Brevet är för stort för e-postservern"),
    (r"\d\.2\.\d+", "Brevlådan tog inte emot brevet"),
    (r"\d\.[34]\.\d+", "E-postservern hade tekniska problem"),
    (r"\d\.6\.\d+", "E-postservern godtog inte brevets innehåll"),
    (r"\d\.7\.\d+", "E-postservern släppte inte in brevet (säkerhet eller skräppostfilter)"),
    (r"55[0-3]", "Adressen godtogs inte"),
    (r"4\d\d|4\..*", "E-postservern bad oss komma tillbaka senare"),
    (r".*", "E-postservern avvisade brevet"),
)
"""RFC 3463 in words. The first that fits holds.

Whose server it was that answered nobody can tell: ours, that passes the mail on, refuses as theirs does.
"""
FAULTS = {
    Fault.ADDRESS: "för att adressen inte fungerar",
    Fault.FULL: "för att brevlådan är full",
    Fault.EXPIRED: "efter många försök",
    Fault.OTHER: "av annat skäl",
    Fault.UNMARKED: "enligt rapporter utan vårt märke",
    Fault.POLICY: "för att mottagarens server inte släpper fram oss",
    Fault.SIZE: "för att brevet är för stort",
    Fault.NETWORK: "för att vägen dit inte fungerade",
}
"""Why mails came back, after their number."""
_STEPS = {60: "minut", 3600: "timme", 86400: "dygn"}


@dataclass(frozen=True, slots=True)
class Told:
    """A cause in words. `words` are the server's own where it `answered`, else the ledger's, or ""."""

    title: str
    words: str
    answered: bool
    count: int
    addresses: tuple[str, ...]

    @classmethod
    def of(cls, cause: Cause) -> Told:
        """Return a cause in words."""
        said = " ".join(filter(None, (cause.code, cause.words)))
        return cls(_title(cause), said, bool(cause.code), cause.count, cause.addresses)


def number(count: int) -> str:
    """Return a number in figures, thousands apart: `1 450`."""
    return f"{count:,}".replace(",", NBSP)


def verdict(tally: Tally) -> str:
    """Return the result in one sentence."""
    if not tally.planned:
        return "Ingen fanns att skicka till."
    if tally[State.ACCEPTED] == tally.planned:
        return f"Alla {number(tally.planned)} har tagits emot." if tally.planned > 1 else "Brevet har tagits emot."
    return f"{number(tally[State.ACCEPTED])} av {number(tally.planned)} har tagits emot."


def lead(dispatch: Dispatch, tally: Tally, at: At) -> str:
    """Return when, to whom, and how many are left or missed."""
    begun = f"Utskicket påbörjades {at(dispatch.created)}."
    if dispatch.ended is not None:
        begun, end = at(dispatch.created), at(dispatch.ended)
        day, clock = begun.partition(" kl.")[0], end.partition(" kl.")[2]
        begun = f"Utskicket påbörjades {begun} och avslutades {f'kl.{clock}' if end.startswith(day) else end}."
    told = [begun]
    if tally.open:
        told.append(f"{number(tally.open)} återstår.")
    elif tally.missed:
        told.append(f"{number(tally.missed)} nåddes inte, eller vi vet inte säkert.")
    if tally[State.SUPPRESSED]:
        told.append(f"{number(tally[State.SUPPRESSED])} hade hunnit avanmäla sig och fick inget.")
    return " ".join(told)


def since(aftermath: Aftermath) -> str:
    """Return what the mailbox told afterwards, in a sentence; "" for nothing."""
    told = []
    if aftermath.returned:
        why = ", ".join(f"{number(count)} {FAULTS[fault]}" for fault, count in aftermath.faults)
        told.append(f"har {number(aftermath.returned)} brev kommit tillbaka ({why})")
    asked = ((aftermath.left, "avanmält sig per e-post"), (aftermath.complained, "klagat på det som skräppost"))
    for count, words in asked:
        if count:
            told.append(f"{'' if told else 'har '}{number(count)} {words}")
    return f"Därefter {' och '.join(filter(None, (', '.join(told[:-1]), told[-1])))}." if told else ""


def warnings(overview: Overview, at: At) -> Iterator[str]:
    """Yield what a reader must know before the figures mislead."""
    dispatch, tally = overview.standing.dispatch, overview.standing.tally
    if dispatch.rehearsal:
        yield "Detta var en övning: inget har lämnat datorn, och ingen har fått brevet."
    if dispatch.state is DispatchState.CANCELLED:
        yield f"Utskicket avbröts i förtid: {number(tally[State.CANCELLED])} fick det aldrig."
    if dispatch.ongoing:
        paused = "är pausat" if dispatch.state is DispatchState.PAUSED else "är inte avslutat"
        retry = f" Nästa nya försök görs {at(overview.retries.next)}." if overview.retries is not None else ""
        yield f"Utskicket {paused}: siffrorna visar läget när rapporten skrevs.{retry}"


def facts(standing: Standing, at: At) -> Iterator[tuple[str, str]]:
    """Yield what the report rests on, by name."""
    dispatch, approval = standing.dispatch, standing.approval
    yield "Utskick", f"{dispatch.id}{f', rättar {dispatch.corrects}' if dispatch.corrects else ''}"
    yield "Listor", ", ".join(dispatch.lists) or "–"
    yield "Mottagare", number(standing.tally.planned)
    yield "Påbörjat", at(dispatch.created)
    if dispatch.ended is not None:
        yield "Avslutat", at(dispatch.ended)
    yield "Skickat över", "inbyggd server (övning)" if dispatch.rehearsal else dispatch.transport.upper()
    approved = approval is not None and not approval.withdrawal
    yield (
        "Godkänt",
        f"av {approval.by}, {at(approval.at)}"
        if approval is not None and approved
        else "inget godkännande är antecknat",
    )
    yield "Innehåll (SHA-256)", dispatch.content


def step(seconds: int) -> str:
    """Return how long an interval is, as it stands after `varje` and `per`: `minut`, `kvart`, `timme`."""
    if seconds in _STEPS:
        return _STEPS[seconds]
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours}-timmarsperiod" if hours else f"{minutes}-minutersperiod"


def _title(cause: Cause) -> str:
    if cause.state is State.UNKNOWN:
        return "Vi vet inte säkert: sändningen avbröts innan svaret var antecknat"
    if not cause.code:
        return "E-postservern gick inte att nå"
    known = next(words for pattern, words in _CAUSES if re.fullmatch(pattern, cause.code))
    if cause.state is State.EXPIRED:
        return f"{known}; vi försökte tills tiden tog slut"
    return f"{known}; ett nytt försök görs" if cause.state is State.DEFERRED else known
