"""Bounces that are letters: no delivery status, only words that a program wrote to a person.

Recipients are found by Exim's own header, by flufl.bounce (many programs' forms, gathered by Mailman), and by whom the
returned message was written to. Nothing counts as one that a person or their holiday reply may have written.
"""

from __future__ import annotations

import contextlib
import email.parser
import email.policy
import logging
import re

from storsthlm_cli.mailbox.faults import fault_of_letter, reply_like
from storsthlm_cli.mailbox.marks import addresses_in, original_recipients
from storsthlm_cli.mailbox.parts import Mail
from storsthlm_cli.model.inbox import Fate, Kind

_DAEMON = re.compile(
    r"mailer-?daemon|post-?master|mail-?daemon|\bmmdf\b|mdaemon|mail\.?delivery"
    r"|delivery[ ._-]?(?:sub)?(?:system|service)"
    r"|\bdaemon@|microsoftexchange[0-9a-f]+@|system administrator|mail administrator|\bndr@|mail error",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"undeliver|deliver(?:y|ed)\b.{0,40}(?:fail|error|problem|status|notif|report|impossible|delay)"
    r"|fail\w*.{0,20}(?:mail|deliver|notice)"
    r"|failure notice|returned (?:mail|e-?mail|to sender)|return(?:ing)? (?:mail|message) to sender"
    r"|mail (?:error|could not|failed|not delivered)"
    r"|could(?:n.t| not) be delivered|non-?deliver|not delivered|delivery failure|nondeliverable|mail system error"
    r"|error during delivery"
    r"|processing error|delayed mail|mail delivery|message delivery|rejected mail|user unknown"
    r"|olevererbart|kunde inte levereras|kan inte levereras"
    r"|leverans(?:en)? (?:misslyckades|har misslyckats)|(?:misslyckad|utebliven) leverans|icke-leverans"
    r"|g(?:år|ick) inte att leverera"
    r"|unzustellbar|nicht zugestellt|non remis|échec de|no se puede entregar|impossible de remettre",
    re.IGNORECASE,
)
_WORDS = re.compile(
    r"could(?:n.t| not) (?:be )?deliver|undeliver|unable to deliver|permanent(?:ly)? (?:error|fail)|fatal error"
    r"|not (?:be )?delivered"
    r"|delivery (?:has )?fail|delivery to the following|failed|returned to sender|not reach"
    r"|(?:user|host|domain|recipient|address)\W.{0,30}unknown"
    r"|unknown (?:user|recipient|host|address)|rejected|no such user|kunde inte levereras|g(?:år|ick) inte att leverera"
    r"|leveransen misslyckades"
    r"|hittades inte|550|553|554",
    re.IGNORECASE,
)
_WAITS = re.compile(
    r"(?:will|still) (?:be |being )?(?:re-?tr(?:y|ied)|keep trying|continue)|you do not need to (?:resend|take)"
    r"|not yet been delivered"
    r"|this is a warning|warning message only|delivery (?:is |has been )?(?:still )?delayed|message delayed"
    r"|attempts to deliver .{0,40}continue"
    r"|status notification \(delay\)|delayed mail|kommer att försöka|har försenats",
    re.IGNORECASE,
)
_GAVE_UP = re.compile(
    r"giv(?:en|ing) up|permanent|has failed|final(?:ly)? fail|will not be retried|no further", re.IGNORECASE
)
_REFUSED = re.compile(r"\bblocked\b|not been delivered|\brejected\b|\brefused\b", re.IGNORECASE)
_ANSWER = re.compile(r"\s*(?:re|sv|vs|fw|fwd|vb|aw|wg)\s*:", re.IGNORECASE)
_UNDELIVERED = re.compile(
    r"(?:not|n.t|unable to|un|fail\w*|n.a pas pu|nicht|no|inte)\W.{0,30}"
    r"\b(?:deliver|d[ée]livr|remis|zugestellt|entreg|lever)"
    r"|undeliver|olevererbar|unzustellbar|delivery (?:fail|error)|non-?delivery|failed recipients",
    re.IGNORECASE,
)
_FEW = 200
"""Words that a program has about one failure."""
_SENT_ON = re.compile(r"\s*(?:fw|fwd|vb|wg|tr)\s*:", re.IGNORECASE)
_COPY = re.compile(
    r"^(?:-{2,80}.{0,40}(?:copy|original|returned|header|message|below).{0,60}|(?:return-path|received|message-id):.*)$",
    re.IGNORECASE | re.MULTILINE,
)

_MOST = 100_000
"""Bytes of a mail that flufl.bounce is given: it names its recipients at the beginning."""


def daemonic(mail: Mail) -> bool:
    """Tell whether a program that delivers mail wrote this: by its name, its form, or its subject and one sign more.

    A subject alone is no proof, since people write of mails that came back, and send them on.
    """
    name, address = mail.sender()
    if mail.header("x-failed-recipients") or _DAEMON.search(f"{name} {address} {mail.header('from')}"):
        return True
    if mail.type == "multipart/report" and mail.report_type != "disposition-notification":
        return True
    subject = mail.header("subject")
    if not _SUBJECT.search(subject) or _ANSWER.match(subject) or mail.header("in-reply-to"):
        return False
    nobody = mail.header("return-path").strip() == "<>" or mail.header("from").strip().endswith("<>")
    return nobody or any(part.returned for part in mail.parts)


def letter_fates(mail: Mail, data: bytes) -> tuple[Fate, ...]:
    """Return what a program's letter tells, by recipient; nothing when it tells of no failure and no delay."""
    said = mail.said()
    copy = _COPY.search(said)
    told = said[: copy.start()] if copy is not None and copy.start() > 40 else said
    subject = mail.header("subject")
    temporary, permanent = _by_flufl(data)
    named = tuple(addresses_in(mail.header("x-failed-recipients")))
    if not permanent and not temporary and not named:
        if not _WORDS.search(f"{subject}\n{told}") and not _WAITS.search(f"{subject}\n{told}"):
            return ()
        named = original_recipients(mail) or _told(told, mail)
    waits = _WAITS.search(f"{subject}\n{told}") is not None and _GAVE_UP.search(told) is None
    passing = bool(temporary) and not permanent and not named and not _REFUSED.search(told)
    kind = Kind.DELAY if waits or passing else Kind.BOUNCE
    fault, status = fault_of_letter(told, subject)
    words = _words(told)
    addresses = tuple(dict.fromkeys([*named, *permanent, *temporary]))
    if kind is Kind.DELAY:
        return (Fate(kind, addresses, None, status, words),)
    return tuple(Fate(kind, (address,), fault, status, words) for address in addresses) or (
        Fate(kind, (), fault, status, words),
    )


def plain_fates(mail: Mail, own: str, data: bytes) -> tuple[Fate, ...]:
    """Return what a letter tells that has no sign of a program but its words and a form known to flufl.bounce.

    `own` is the text without quotes. Mails that are sent on, long ones, answers, other newsletters, and addresses that
    are only quoted tell nothing.
    """
    subject = mail.header("subject")
    if mail.header("in-reply-to") or (mail.header("list-id") and not _SUBJECT.search(subject)):
        return ()
    if _SENT_ON.match(subject) or len(own.split()) > _FEW or not _UNDELIVERED.search(f"{own}\n{subject}"):
        return ()
    temporary, permanent = _by_flufl(data)
    fault, status = fault_of_letter(own, subject)
    words = _words(own)
    told = [Fate(Kind.BOUNCE, (address,), fault, status, words) for address in permanent if address in own.lower()]
    told += [Fate(Kind.DELAY, (address,), None, status, words) for address in temporary if address in own.lower()]
    return tuple(told)


def _words(told: str) -> str:
    """Return what is quoted of a letter: from the first line on that looks like a server's reply."""
    lines = [" ".join(line.split()) for line in told.splitlines() if line.strip()]
    first = next((at for at, line in enumerate(lines) if reply_like(line)), 0)
    return " ".join(lines[first:])[:300]


def _told(told: str, mail: Mail) -> tuple[str, ...]:
    """Return the addresses that a letter names itself, without those of its sender and of us."""
    ours = {*addresses_in(mail.header("to")), *addresses_in(mail.header("from"))}
    return tuple(each for each in dict.fromkeys(addresses_in(told)) if each not in ours)[:1]


def _by_flufl(data: bytes) -> tuple[list[str], list[str]]:
    """Return what flufl.bounce finds, failures that may pass and that last; nothing where it breaks on a mail."""
    from flufl.bounce import all_failures

    logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL)
    found: tuple[list[str], list[str]] = ([], [])
    with contextlib.suppress(Exception):  # whatever a stranger's mail does to it: the rest is ours
        message = email.parser.BytesParser(policy=email.policy.compat32).parsebytes(data[:_MOST])
        for addresses, into in zip(all_failures(message), found, strict=True):
            for address in sorted(addresses):
                text = address.decode("ascii", "replace") if isinstance(address, bytes) else str(address)
                into.append(text.strip().lower())
    return found
