"""Readers who ask by mail to leave, in Swedish and English.

Only what the reader wrote counts: our own letters say `avregistrera` in their last line, and come back quoted.
"""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 40
"""Words of a mail that only asks to leave; whoever writes more writes to a person."""

_PHRASE = re.compile(
    r"\bav-?regi?strer\w*|\bav-?prenumerer\w*|\bavbest[äa]ll\w*|\bavanm[äa]l\w*"
    r"|\bavsluta\b(?=.{0,40}(?:prenumeration|utskick|nyhetsbrev|brev))"
    r"|\bavsluta (?:mig|min)|\bavsluta\b(?=\W*$)|\bs[äa]g\w* upp\b.{0,30}(?:prenumeration|nyhetsbrev)"
    r"|\bupph[öo]r\w*\b.{0,30}(?:prenumeration|utskick)"
    r"|\b(?:ta|tag|plocka|stryk|radera|avf[öo]r)\b.{0,20}\b(?:bort|mig|min)\b.{0,40}"
    r"|\bvill inte (?:l[äa]ngre )?(?:ha|f[åa]|prenumerera|st[åa] (?:med|kvar))"
    r"|\b[öo]nskar inte (?:l[äa]ngre )?(?:ha|f[åa]|prenumerera)|\bsluta (?:skicka|mejla|maila)"
    r"|\binga fler (?:mejl|mail|utskick|nyhetsbrev|brev)|\bskicka inte (?:fler|mer)"
    r"|\bun-?subscri\w*|\bopt[- ]?(?:me )?out\b|\bremove me\b|\btake me off\b"
    r"|\bremove (?:my|this) (?:e-?mail|address|name)|\bcancel (?:my )?subscription"
    r"|\bstop (?:sending|e-?mailing|mailing)|\bno (?:more|longer).{0,20}(?:e-?mails?|newsletters?)"
    r"|\bdo not (?:e-?mail|send)|\bdon.?t (?:e-?mail|send)",
    re.IGNORECASE,
)
_TAKE_OFF = re.compile(
    r"\b(?:ta|tag|plocka|stryk|radera|avf[öo]r)\b(?=.{0,40}"
    r"\b(?:mig|min (?:e-?post|mejl|mail|adress)|adressen|mejladress|denna adress))"
    r"(?=.{0,80}\b(?:bort|listan?\b|utskick|s[äa]ndlista|mejllista|maillista|register|prenumer|nyhetsbrev|adress))",
    re.IGNORECASE,
)
_ANOTHER_WAY = re.compile(
    r"\?|\binte (?:att |bli )?av(?:regi|pren|best|anm)|\bav(?:regi|pren|best|anm)\w* (?:mig )?inte\b"
    r"|\b(?:do not|don.?t|not|never) (?:want to )?unsubscri"
    r"|\bhur (?:g[öo]r|kan|man)\b|\bhow (?:do|can|to)\b|\br[åa]kade\b|\bmisstag\b|\bby mistake\b"
    r"|\bigen\b.{0,30}prenumer|\b[åa]ter(?:anm|pren)|\bkollega\b|\bcolleague\b"
    r"|\bm[öo]tet\b|\bkonferens|\bkursen?\b|\bseminari|\bmeeting\b|\bdelta\b|\banm[äa]lan till\b",
    re.IGNORECASE,
)
_QUOTE = re.compile(
    r"^(?:>|\||-{2,}\s*(?:original|ursprungligt|vidarebefordrat|forwarded)|_{8,}|(?:från|from|von|de)\s?:\s.*@|(?:från|from)\s?:\s"
    r"|(?:den|on|mån|tis|ons|tors|tor|fre|lör|sön|am|le)\b.{0,120}(?:skrev|wrote|schrieb|a écrit).{0,80}:?\s*$"
    r"|.{0,80}(?:skrev|wrote)\s.{0,60}:\s*$|begin forwarded|-- ?$)",
    re.IGNORECASE,
)
_ANSWER = re.compile(r"^\s*(?:(?:re|sv|vs|fw|fwd|vb|ang|aw)\s*:\s*)+", re.IGNORECASE)


def asks_to_leave(subject: str, said: str, *, dedicated: bool = False) -> bool:
    """Tell whether a mail asks to be taken off the list, and nothing else.

    `dedicated` says that it came to an address that has no other use: then anything asks, but a question.
    """
    own = _plain(written(said))
    head = _plain(_ANSWER.sub("", subject))
    answered = _ANSWER.match(subject) is not None
    if _ANOTHER_WAY.search(own) or _ANOTHER_WAY.search(head):
        return False
    if dedicated:
        return True
    if len(own.split()) > _LONGEST:
        return False
    if _asks(own):
        return True
    return not answered and len(head.split()) <= 8 and _asks(head)


def written(said: str) -> str:
    """Return what the writer of a mail wrote, without what is quoted below or between, and without a signature."""
    own: list[str] = []
    for line in said.splitlines():
        if _QUOTE.match(line.strip()):
            if line.lstrip().startswith((">", "|")):
                continue
            break
        own.append(line)
    return "\n".join(own)


def _asks(text: str) -> bool:
    found = _PHRASE.search(text)
    if found is None:
        return False
    first = found[0].split()[0].lower()
    return (
        first not in ("ta", "tag", "plocka", "stryk", "radera", "avför", "avfor") or _TAKE_OFF.search(text) is not None
    )


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
