"""What the first lines of an old newsletter say about it: the day, the number, the year."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from storsthlm_cli.issues.importing.cleaning import clean
from storsthlm_cli.issues.importing.days import find_days, nearest
from storsthlm_cli.issues.importing.words import MONTHS, NAME_OF_LETTER

_LONGEST = 70
_OTHER_WORDS = 2
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_NUMBER = re.compile(
    rf"(?:\b(?:nr|nummer|no)\b\.?|#)\s*(?P<number>\d{{1,3}})\b(?!\.\d)(?:\s*[/,–-]?\s*{_YEAR}\b)?"
    rf"|(?<![\d/])(?P<number2>\d{{1,3}})\s?/\s?{_YEAR.replace('year', 'year2')}\b"
    rf"|\A{NAME_OF_LETTER.pattern}\s(?P<number3>\d{{1,3}})(?![\d/.:])(?!\s*(?:{'|'.join(MONTHS)})\b)"
    rf"(?:\s*[,–-]?\s*{_YEAR.replace('year', 'year3')}\b)?",
    re.IGNORECASE,
)
_REST = re.compile(rf"(?:{NAME_OF_LETTER.pattern}|årgång|{'|'.join(MONTHS)}|(?:19|20)\d\d|[\W_])*\Z", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
_A_DAY = datetime.date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Said:
    """What a line says about the newsletter, None where it says nothing. `words` are the line's own.

    `alone` says that there is hardly a word more on it, so that nothing is lost with the line.
    """

    words: str
    date: datetime.date | None
    number: int | None
    year: int | None
    alone: bool


def said_by(text: str) -> Said:
    """Return what a line says about the newsletter: a day with its year, a number, the year of that number."""
    words = clean(text)
    day = next((day for day in find_days(words) if day.year and day.to_day is None), None)
    span = nearest(day, _A_DAY) if day is not None else None
    match = _NUMBER.search(words)
    groups = match.groupdict() if match is not None else {}
    number = next((int(value) for name, value in groups.items() if value and name.startswith("number")), None)
    year = next((int(value) for name, value in groups.items() if value and name.startswith("year")), None)
    rest = words if match is None else f"{words[: match.start()]} {words[match.end() :]}"
    if day is not None and span is not None:
        dateless = _NUMBER.sub(" ", f"{words[: day.start]} {words[day.end :]}")
        alone = len(_WORD.findall(dateless)) <= _OTHER_WORDS
        return Said(words, span.first, number, span.first.year, alone and len(words) <= _LONGEST)
    alone = number is not None and _REST.match(rest) is not None
    return Said(words, None, number, year, alone and len(words) <= _LONGEST)
