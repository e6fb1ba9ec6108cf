"""A phrase of day or time as it is written, before anybody knows which year is meant."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a phrase names: one day or several, a list of days, a longer time, or a time of day."""

    DAY = "day"
    DAYS = "days"
    LIST = "list"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    RELATIVE = "relative"
    TIME = "time"


class Role(StrEnum):
    """What the words before a phrase make of it."""

    NONE = ""
    DEADLINE = "deadline"
    FROM = "from"
    UNTIL = "until"


class Form(StrEnum):
    """How a phrase departs from Myndigheternas skrivregler (Språkrådet, 8th edition, chapters 8 and 10)."""

    HYPHEN_RANGE = "a hyphen in a range"
    SPACED_RANGE = "blanks around the dash of a range"
    MISSING_SPACE = "no blank beside the day"
    KL_WITHOUT_STOP = "`kl` without a full stop"
    LEADING_ZERO = "an hour with a zero before it"
    COLON = "a colon in a time of day"
    SLASH = "day and month with a slash"
    NUMERIC = "day, month and year in figures"
    ABBREVIATED = "a month cut short"


@dataclass(frozen=True, slots=True)
class Written:
    """The parts of one day or longer time, as far as they are written. Weekdays count from Monday as 0.

    `season` is 21 for spring to 24 for winter (EDTF, ISO 8601-2), `week` a week of ISO 8601.
    """

    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    season: int | None = None
    week: int | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as written; it may be none that there is."""

    hour: int
    minute: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase in a text, at its characters `start` to `end` (excluded), the words of its role not included.

    A range has two `parts`, a list as many as are named; a time of day has `clocks` instead. `word` is what is told
    from today (`förra veckan`, `i år` of `mars i år`), and a season's own (`höstas`).
    """

    start: int
    end: int
    kind: Kind
    parts: tuple[Written, ...] = ()
    clocks: tuple[Clock, ...] = ()
    word: str = ""
    role: Role = Role.NONE
    forms: frozenset[Form] = frozenset()
