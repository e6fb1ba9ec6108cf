"""From a text to its phrases of day and time: `forms` finds them, and here their groups are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from storsthlm_cli.model.phrases import Clock, Form, Kind, Phrase, Role, Written
from storsthlm_cli.phrases.forms import SIGNS, TABLE, Entry, compiled
from storsthlm_cli.phrases.patterns import S
from storsthlm_cli.phrases.vocabulary import (
    FEAST_TIMES,
    FIXED_FEASTS,
    MONTHS,
    NUMBERS,
    ORDINALS,
    SEASONS,
    WEEKDAYS,
    small,
)

_ROLES = (
    (
        Role.DEADLINE,
        r"senast(?: (?:kl\.?|klockan) ?[\d.:]+)?|(?:deadline|stoppdatum)(?: (?:är|för \w+ är))?:?"
        r"|sista (?:\w+dag|dag|\w+datum|datum)(?:en)?(?: för \w+| att \w+(?: \w+)?)?(?: är)?:?"
        r"|(?:anmäl|ansök|svara)\w*(?: \w+){0,2} (?:före|innan)",
    ),
    (Role.FROM, r"från och med|fr\.? ?o\.? ?m\.?|from|från"),
    (Role.UNTIL, r"till och med|t\.? ?o\.? ?m\.?|fram till"),
)
_BEFORE_IT = tuple(
    (role, re.compile(rf"(?<!\w)(?:{words.replace(' ', S)}){S}+\Z", re.IGNORECASE)) for role, words in _ROLES
)
_LONGEST_ROLE = 60
_GLUED = re.compile(r"\d(?::?[ea])?(?=[a-zåäö]{3})|\bden(?=\d)", re.IGNORECASE)
_QUARTER = 15
_MORNING = 7 * 60
"""Before this minute of the day a time in words is one of the afternoon: `klockan halv tre`."""


def find_phrases(text: str) -> tuple[Phrase, ...]:
    """Return the phrases of day and time in a text, in its order; none overlaps another."""
    found = sorted(_matches(text), key=lambda each: (each[0].start(), -each[0].end(), each[2]))
    phrases: list[Phrase] = []
    end = 0
    for match, entry, _ in found:
        if match.start() >= end:
            phrases.append(_phrase(match, entry.kind))
            end = match.end()
    return tuple(phrases)


def _matches(text: str) -> Iterator[tuple[re.Match[str], Entry, int]]:
    signs = {sign for sign in SIGNS if compiled(sign).search(text)}
    for number, entry in enumerate(TABLE):
        match = entry.pattern.search(text) if entry.sign in signs else None
        while match is not None:
            refused = entry.refuses(match)
            if not refused:
                yield match, entry, number
            match = entry.pattern.search(text, match.start() + 1 if refused else match.end())


def _phrase(match: re.Match[str], kind: Kind) -> Phrase:
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    start, end = match.span("phrase") if "phrase" in groups else match.span()
    parts = tuple(_parts(groups, kind))
    if kind is Kind.DAYS and len(parts) == 1:
        kind = Kind.DAY
    word = next((groups[name] for name in ("word", "which", "soon", "the") if name in groups), "")
    before = match.string[max(0, start - _LONGEST_ROLE) : start]
    role = next((role for role, words in _BEFORE_IT if words.search(before)), Role.NONE)
    forms = frozenset(_forms(match, groups, kind, start, end))
    return Phrase(start, end, kind, parts, tuple(_clocks(groups)), " ".join(small(word).split()), role, forms)


def _clocks(groups: dict[str, str]) -> Iterator[Clock]:
    if "spoken" in groups:
        yield _spoken(small(groups["spoken"]), small(groups.get("shift", "")))
    for number in (1, 2):
        if f"h{number}" in groups:
            yield Clock(int(groups[f"h{number}"]), int(groups.get(f"i{number}", 0)))


def _spoken(hour: str, shift: str) -> Clock:
    """Return a time in words, such as `halv nio`."""
    minute = 60 * (NUMBERS[hour] if hour in NUMBERS else int(hour))
    if shift:
        minute += -2 * _QUARTER if shift == "halv" else _QUARTER if shift.endswith("över") else -_QUARTER
    minute += 12 * 60 if minute < _MORNING else 0
    return Clock(minute // 60, minute % 60)


def _parts(groups: dict[str, str], kind: Kind) -> Iterator[Written]:
    """Yield the days or longer times that the groups of a match name; what the second leaves out the first has."""
    if "days" in groups:
        shared = _written(groups, 1)
        for number, day in enumerate(re.findall(r"\d+", groups["days"])):
            yield replace(shared, day=int(day), weekday=None if number else shared.weekday)
        return
    first, second = _written(groups, 1), _written(groups, 2)
    if Written() in (first, second):
        yield from (part for part in (first, second) if part != Written())
        return
    if kind is Kind.YEAR and second.year is not None and second.year < 100:
        century = (first.year or 0) // 100 * 100
        second = replace(second, year=century + second.year)
    yield replace(first, month=first.month or second.month, year=first.year)
    yield replace(second, month=second.month or first.month)


def _written(groups: dict[str, str], number: int) -> Written:
    month = groups.get(f"m{number}") or groups.get(f"s{number}")
    weekday, ordinal = groups.get(f"w{number}"), groups.get(f"o{number}")
    written = Written(
        day=ORDINALS[small(ordinal)] if ordinal else _number(groups, f"d{number}"),
        month=MONTHS[small(month)] if month else _number(groups, f"n{number}"),
        year=2000 + int(groups[f"z{number}"]) if f"z{number}" in groups else _number(groups, f"y{number}"),
        weekday=WEEKDAYS[small(weekday)] if weekday else None,
        week=_number(groups, f"k{number}"),
    )
    return _named(written, groups) if number == 1 else written


def _named(written: Written, groups: dict[str, str]) -> Written:
    """Return what is written with the season, feast or decade that it is named by, if it is."""
    season = groups.get("season") or groups.get("soon") or groups.get("the")
    if season is not None:
        return replace(written, season=SEASONS[_single(season)])
    if "decade" in groups:
        year = int(groups["decade"])
        return replace(written, year=year, vague=1 if year % 100 else 2)
    if "feast" not in groups:
        return written
    feast = FEAST_TIMES.get(_single(groups["feast"]), _single(groups["feast"]))
    if feast in FIXED_FEASTS:
        month, day = FIXED_FEASTS[feast]
        return replace(written, month=month, day=day)
    return replace(written, feast=feast)


def _forms(match: re.Match[str], groups: dict[str, str], kind: Kind, start: int, end: int) -> Iterator[Form]:
    """Yield how the match departs from the recommended form."""
    range_sign = groups.get("to", "")
    if "-" in range_sign and "--" not in range_sign:
        yield Form.HYPHEN_RANGE
    if range_sign.strip() in ("–", "—") and range_sign != range_sign.strip():
        yield Form.SPACED_RANGE
    glued = kind in (Kind.DAY, Kind.DAYS) and _GLUED.search(match[0])
    before, after = match.string[max(0, start - 1) : start], match.string[end : end + 1]
    if glued or before in (",", ";", ":") or (kind is not Kind.RELATIVE and after.isalpha()):
        yield Form.MISSING_SPACE
    if groups.get("kl", "").casefold() == "kl":
        yield Form.KL_WITHOUT_STOP
    if kind is Kind.TIME and any(re.match("0[0-9]", groups.get(f"h{number}", "")) for number in (1, 2)):
        yield Form.LEADING_ZERO
    if ":" in (groups.get("c1"), groups.get("c2")):
        yield Form.COLON
    if "n1" in groups:
        yield Form.SLASH if "/" in match[0] and "y1" not in groups else Form.NUMERIC
    if "s1" in groups or "s2" in groups:
        yield Form.ABBREVIATED


def _number(groups: dict[str, str], name: str) -> int | None:
    return int(groups[name]) if name in groups else None


def _single(words: str) -> str:
    """Return words in small letters with single blanks between them."""
    return " ".join(small(words).split())
