"""Phrases of day and time in running text: as they are written, and what they mean in their issue."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from storsthlm_cli.model.places import Spot
from storsthlm_cli.model.texts import Piece


class Kind(StrEnum):
    """What a phrase names: one day or several, a list of days, a feast, a longer time, or a time of day."""

    DAY = "day"
    DAYS = "days"
    LIST = "list"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    FEAST = "feast"
    RELATIVE = "relative"
    TIME = "time"


DAY_KINDS = frozenset({Kind.DAY, Kind.DAYS, Kind.LIST})
"""Kinds that name their days, or the first and the last of them."""


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

    `season` is 21 for spring to 24 for winter, 33 to 36 for quarters, 40 and 41 for halves (EDTF, ISO 8601-2), `week` a
    week of ISO 8601. `day` is -1 for the last one of its month; `feast` names a day that is another one every year.
    So many figures of the `year` are `vague`: one in `2020-talet`.
    """

    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    season: int | None = None
    week: int | None = None
    feast: str = ""
    vague: int = 0


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as written; it may be none that there is."""

    hour: int
    minute: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase in a text, at its characters `start` to `end` (excluded), the words of its role not included.

    A range has two `parts`, a list as many as are named; a time of day has `clocks` instead. `word` is what is told
    from today (`förra veckan`, `i år` of `mars i år`), and a season's own that looks one way (`höstas`, `i höst`).
    """

    start: int
    end: int
    kind: Kind
    parts: tuple[Written, ...] = ()
    clocks: tuple[Clock, ...] = ()
    word: str = ""
    role: Role = Role.NONE
    forms: frozenset[Form] = frozenset()


class Fault(StrEnum):
    """Why a phrase means nothing."""

    NO_SUCH_DATE = "no such date"
    REVERSED = "reversed"


@dataclass(frozen=True, slots=True)
class Meaning:
    """The days from `first` to `last`, both included; None where there are none, as for a time of day.

    `written` is the meaning in the form of EDTF (ISO 8601-2): `2021-03-07/2021-03-08`, `2018-12`, `2018-21`,
    `2020-W16`, `T09:00/T10:30`; empty with a `fault`. `inferred` says that no year is written or told, and that it is
    another than the issue's.
    """

    first: datetime.date | None = None
    last: datetime.date | None = None
    written: str = ""
    inferred: bool = False
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Saying:
    """A phrase of day or time, where it stands and what it means in its issue."""

    piece: Piece
    phrase: Phrase
    meaning: Meaning

    @property
    def words(self) -> str:
        """The phrase as written, white space of any kind as single blanks."""
        return " ".join(self.literal.split())

    @property
    def literal(self) -> str:
        """The phrase as written, character by character."""
        return self.piece.text.content[self.phrase.start : self.phrase.end]

    @property
    def spot(self) -> Spot:
        """Where the phrase stands."""
        return self.piece.text.spot(self.phrase.start, self.phrase.end)
