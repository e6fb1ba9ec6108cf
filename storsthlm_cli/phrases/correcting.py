"""Phrases of day and time as they should be written.

After Myndigheternas skrivregler (Språkrådet, 8th edition): an en dash without blanks in ranges (10.2.2), `kl.` with its
stop, whole hours without minutes, a stop between hour and minute, no zero before the hour (8.3).
"""

from __future__ import annotations

import re

from storsthlm_cli.model.phrases import Form, Kind, Phrase
from storsthlm_cli.phrases.vocabulary import WEEKDAY_NAMES, WEEKDAYS

_DASH = re.compile(r"(?<=[\w.])[ \u00a0\u202f]*[-–—][ \u00a0\u202f]*(?=[\w])")
_GLUED = re.compile(r"(?<=\d)(?=[a-zåäö]{3})|(?<=\bden)(?=\d)", re.IGNORECASE)
_CLOCK = re.compile(r"\b0?(\d{1,2})(?:[.:](\d\d))?(?=\D|$)")
_KL = re.compile(r"\bkl(?!\.)[ \u00a0\u202f]*", re.IGNORECASE)
_TOLD = re.compile(r"kl", re.IGNORECASE)
_FIRST_WORD = re.compile(r"[^\W\d_]+")

MENDED = frozenset(
    {Form.HYPHEN_RANGE, Form.SPACED_RANGE, Form.MISSING_SPACE, Form.KL_WITHOUT_STOP, Form.LEADING_ZERO, Form.COLON}
)
"""The forms that `recommended` mends; what remains is a matter of style."""


def recommended(words: str, phrase: Phrase) -> str:
    """Return the words of a phrase in the recommended form; blanks around it are not its own."""
    mended = words
    if phrase.forms & {Form.HYPHEN_RANGE, Form.SPACED_RANGE}:
        mended = _DASH.sub("–", mended) if phrase.kind is not Kind.DAY else mended
    if phrase.kind is Kind.TIME and phrase.forms & {Form.LEADING_ZERO, Form.COLON, Form.KL_WITHOUT_STOP}:
        # Without `kl.` the minutes are what tells a time: `9–11` could be anything.
        clock = _clock if _TOLD.match(mended) else _clock_with_minutes
        mended = _CLOCK.sub(clock, _KL.sub(lambda match: match[0].strip() + ". ", mended))
    if Form.MISSING_SPACE in phrase.forms and phrase.kind in (Kind.DAY, Kind.DAYS):
        mended = _GLUED.sub(" ", mended)
    return mended


def with_weekday(words: str, weekday: int) -> str:
    """Return the words of a phrase with another day of the week (Monday as 0) in the place and form of its first word.

    A day that is cut short, such as `tors`, is written out. The words come back as they are when they begin with none.
    """
    match = _FIRST_WORD.match(words)
    if match is None or match[0].casefold() not in WEEKDAYS:
        return words
    name = WEEKDAY_NAMES[weekday] + ("en" if match[0].casefold().endswith("dagen") else "")
    return (name.capitalize() if match[0][0].isupper() else name) + words[match.end() :].removeprefix(".")


def _clock_with_minutes(match: re.Match[str]) -> str:
    return f"{match[1]}.{match[2] or '00'}"


def _clock(match: re.Match[str]) -> str:
    hour, minute = match[1], match[2]
    return hour if minute in (None, "00") else f"{hour}.{minute}"
