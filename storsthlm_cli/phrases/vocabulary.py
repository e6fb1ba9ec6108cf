"""The Swedish words for days, months, seasons, feasts and numbers."""

from __future__ import annotations

from collections.abc import Mapping

_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
_SHORT_MONTHS = {
    "jan": 1, "feb": 2, "febr": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "okt": 10,
    "nov": 11, "dec": 12,
}  # fmt: skip
_WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_SHORT_WEEKDAYS = {
    "mån": 0, "må": 0, "tis": 1, "ti": 1, "ons": 2, "on": 2, "tors": 3, "tor": 3, "to": 3, "fre": 4, "fr": 4, "lör": 5,
    "lö": 5, "sön": 6, "sö": 6,
}  # fmt: skip

FULL_MONTHS: Mapping[str, int] = {name: number for number, name in enumerate(_MONTHS, 1)}
SHORT_MONTHS: Mapping[str, int] = _SHORT_MONTHS
MONTHS: Mapping[str, int] = {**FULL_MONTHS, **_SHORT_MONTHS}
"""Months by their names and abbreviations, January as 1."""

WEEKDAYS: Mapping[str, int] = {
    **{form: number for number, name in enumerate(_WEEKDAYS) for form in (name, f"{name}en")},
    **_SHORT_WEEKDAYS,
}
"""Days of the week by all that can stand before a date, Monday as 0."""

WEEKDAY_NAMES = _WEEKDAYS

NUMBERS: Mapping[str, int] = {
    "en": 1, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9, "tio": 10,
    "elva": 11, "tolv": 12,
}  # fmt: skip

LAST = -1
"""The day of `sista april`, whatever the month's length."""

_ORDINALS = (
    "första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde", "tionde", "elfte",
    "tolfte", "trettonde", "fjortonde", "femtonde", "sextonde", "sjuttonde", "artonde", "nittonde", "tjugonde",
)  # fmt: skip
ORDINALS: Mapping[str, int] = {
    **{word: number for number, word in enumerate(_ORDINALS, 1)},
    **{f"tjugo{word}": number for number, word in enumerate(_ORDINALS[:9], 21)},
    "trettionde": 30,
    "trettioförsta": 31,
    "förste": 1,
    "andre": 2,
    "sista": LAST,
    "siste": LAST,
}
"""Days of a month in words, the last one as -1."""

SOON_SEASONS: Mapping[str, int] = {"vår": 21, "sommar": 22, "höst": 23, "vinter": 24}
PAST_SEASONS: Mapping[str, int] = {"våras": 21, "somras": 22, "höstas": 23, "vintras": 24}
TERMS: Mapping[str, int] = {"vt": 21, "ht": 23}
THE_SEASONS: Mapping[str, int] = {"våren": 21, "sommaren": 22, "hösten": 23, "vintern": 24}
_PERIODS = {
    **THE_SEASONS,
    "vårterminen": 21,
    "höstterminen": 23,
    **{f"{nth} kvartalet": 32 + number for number, nth in enumerate(_ORDINALS[:4], 1)},
    **{f"{nth} halvåret": 39 + number for number, nth in enumerate(_ORDINALS[:2], 1)},
}
PERIODS: Mapping[str, int] = {
    **{f"{word}{case}": code for word, code in _PERIODS.items() for case in ("", "s")},
    **{f"kvartal {number}": 32 + number for number in range(1, 5)},
}
"""Times of the year by the words that name one, without a year too."""

SHORT_PERIODS: Mapping[str, int] = {"q1": 33, "q2": 34, "q3": 35, "q4": 36, "h1": 40, "h2": 41}
SEASONS: Mapping[str, int] = {**SOON_SEASONS, **PAST_SEASONS, **TERMS, **PERIODS, **SHORT_PERIODS}
"""Times of the year: 21 to 24 from spring to winter, 33 to 36 quarters, 40 and 41 halves (EDTF, ISO 8601-2)."""

MONTHS_OF: Mapping[int, tuple[int, int]] = {
    21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3), 33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3), 40: (1, 6),
    41: (7, 6),
}  # fmt: skip
"""The month that a time of the year begins in, and how many it has (not SMHI's seasons by temperature)."""

FIXED_FEASTS: Mapping[str, tuple[int, int]] = {
    "nyårsdagen": (1, 1),
    "årsskiftet": (1, 1),
    "trettondagsafton": (1, 5),
    "trettondagen": (1, 6),
    "trettondedag jul": (1, 6),
    "valborgsmässoafton": (4, 30),
    "nationaldagen": (6, 6),
    "halvårsskiftet": (7, 1),
    "luciadagen": (12, 13),
    "julafton": (12, 24),
    "juldagen": (12, 25),
    "annandag jul": (12, 26),
    "nyårsafton": (12, 31),
}
"""Feasts and turns of the year that have their month and day."""

MOVABLE_FEASTS: Mapping[str, tuple[str, int]] = {
    "skärtorsdagen": ("långfredagen", -1),
    "skärtorsdag": ("långfredagen", -1),
    "långfredagen": ("långfredagen", 0),
    "långfredag": ("långfredagen", 0),
    "påskafton": ("påskdagen", -1),
    "påskdagen": ("påskdagen", 0),
    "annandag påsk": ("annandag påsk", 0),
    "kristi himmelsfärdsdag": ("Kristi himmelsfärdsdag", 0),
    "kristi himmelsfärds dag": ("Kristi himmelsfärdsdag", 0),
    "pingstafton": ("pingstdagen", -1),
    "pingstdagen": ("pingstdagen", 0),
    "midsommar": ("midsommarafton", 0),
    "midsommarafton": ("midsommarafton", 0),
    "midsommardagen": ("midsommardagen", 0),
    "allhelgonaafton": ("alla helgons dag", -1),
    "alla helgons dag": ("alla helgons dag", 0),
}
"""Feasts by the day off (its name in `workdays`) that they are so many days after."""

FEAST_TIMES: Mapping[str, str] = {
    "jul": "juldagen",
    "julen": "juldagen",
    "nyår": "nyårsdagen",
    "påsk": "påskdagen",
    "påsken": "påskdagen",
    "pingst": "pingstdagen",
    "pingsten": "pingstdagen",
    "valborg": "valborgsmässoafton",
}
"""Short words for feasts, which need a preposition to be one: `före jul`."""


def small(word: str) -> str:
    """Return a word in the small letters that it matched in: `ſ` and `ı` match `s` and `i` whatever the case."""
    return word.casefold().replace("\u0307", "").replace("ı", "i")
