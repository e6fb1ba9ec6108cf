"""The table of forms: each a pattern, what it names, and what refuses a match that only looks like one."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass

from storsthlm_cli.model.phrases import Kind
from storsthlm_cli.phrases import refusals
from storsthlm_cli.phrases.from_today import BARE_WEEKDAYS, COUNTED_UNITS, NAMED, TODAY
from storsthlm_cli.phrases.patterns import (
    A_MONTH,
    BEFORE,
    CLOCKS,
    COUNTED,
    DASH_TO,
    DEN,
    GAP,
    OR_TO,
    OTHER_YEAR,
    TO,
    S,
    any_of,
    bare_year,
    day,
    month,
    short_year,
    weekday,
    year,
)
from storsthlm_cli.phrases.vocabulary import (
    FEAST_TIMES,
    FIXED_FEASTS,
    MONTHS,
    MOVABLE_FEASTS,
    NUMBERS,
    ORDINALS,
    PAST_SEASONS,
    PERIODS,
    SHORT_PERIODS,
    SOON_SEASONS,
    TERMS,
    THE_SEASONS,
    WEEKDAYS,
)

_ANY, _DIGIT, _SLASH, _YEARS = "", r"\d", r"\d/\d", r"(?:19|20)\d\d.*\d"
_MONTH = "(?:" + "|".join(sorted({name[:3] for name in MONTHS})) + ")"
_MONTHS = f"{_MONTH}.*{_MONTH}"
_LISTED = rf"\d,{S}*\d"
_SEVERAL = rf"\d(?::?[ea])?{S}*(?:[-–—/&]|och|samt|t)|{any_of(ORDINALS)}"
_FEAST = "|".join(sorted({name[:3] for name in (*FIXED_FEASTS, *MOVABLE_FEASTS)}))
_WEEK = r"\bv(?:\W|\d|eck)"
_LATEST = "senast"


@dataclass(frozen=True, slots=True)
class Entry:
    """One form. Its groups are those of `patterns`; a group `phrase` is what counts of the match.

    A text without the `sign` is not searched: most have little of it, and a form that no text needs is never compiled.
    """

    kind: Kind
    sign: str
    source: str
    refuses: Callable[[re.Match[str]], bool]

    @property
    def pattern(self) -> re.Pattern[str]:
        """The form as a pattern."""
        return compiled(self.source)


@functools.cache
def compiled(source: str) -> re.Pattern[str]:
    """Compile a form or a sign; case does not matter, and a line's end is a blank like any other."""
    return re.compile(source, re.IGNORECASE | re.DOTALL)


def _form(kind: Kind, sign: str, pattern: str, refuses: Callable[[re.Match[str]], bool] = lambda match: False) -> Entry:
    return Entry(kind, sign, pattern, refuses)


_PREPOSITIONS = (
    "i", "under", "från", "till", "sedan", "sedan i", "efter", "före", "innan", "senast", "hela", "till och med",
    "från och med", "början av", "slutet av", "mitten av", "månadsskiftet", "redan i",
)  # fmt: skip
_ISO = r"(?P<y{0}>(?:19|20)\d\d)-(?P<n{0}>\d\d)-(?P<d{0}>\d\d)"
_FIGURES_YEAR = rf"(?:(?:[/ -]|,?{S}+)(?P<y1>(?:19|20)\d\d)|{S}?-(?P<z1>[1-4]\d))?"
_PAIR_YEAR = rf"(?:,?{S}+(?P<y1>(?:19|20)\d\d)(?!\d))?"
_SEASON_YEAR = rf"(?:,?{S}+(?P<y1>(?:19|20)\d\d)(?:/(?:20)?\d\d)?(?!\d|[-–]\d)|{short_year(1)})?"
_NO_DATE_AFTER = rf"(?!,?{S}+(?:den{S}+)?\d{{1,2}}(?::?[ea])?(?:/|{GAP}{A_MONTH}))"
_ACCORDING = rf"{S}+(?:kl\b|klockan|den\b|(?:{any_of(WEEKDAYS)})\b)"

TABLE = (
    # 2021-06-21, 2021-06-21/23
    _form(Kind.DAYS, _DIGIT, rf"(?<![\w-])(?:{weekday(1)})?{_ISO.format(1)}(?:(?P<to>/|--)(?P<d2>\d\d))?(?![\w-])"),
    # 2021-06-21/2021-06-23
    _form(
        Kind.DAYS,
        _DIGIT,
        rf"(?<![\w-]){_ISO.format(1)}(?:{GAP}(?:–|—|--|/){GAP}|{S}+till{S}+){_ISO.format(2)}(?![\w-])",
    ),
    # 2021-09
    _form(Kind.MONTH, _DIGIT, r"(?<![\w-])(?P<y1>(?:19|20)\d\d)-(?P<n1>0[1-9]|1[0-2])(?![\w-])"),
    # 20/5–3/6, 5/2, 5/2 2021, fre 5/2
    _form(
        Kind.DAYS,
        _SLASH,
        rf"(?<![\w/.,-])(?:{weekday(1)})?{DEN}(?P<d1>\d{{1,2}})/(?P<n1>\d{{1,2}})"
        rf"(?:{DASH_TO}{DEN}(?P<d2>\d{{1,2}})/(?P<n2>\d{{1,2}}))?{_FIGURES_YEAR}(?![\d/])",
        refusals.fraction,
    ),
    # 5–6/5
    _form(
        Kind.DAYS,
        _SLASH,
        rf"(?<![\w/.,-])(?:{weekday(1)})?{DEN}(?P<d1>\d{{1,2}})(?P<to>{GAP}[-–—]{GAP}|{S}+och{S}+)(?P<d2>\d{{1,2}})"
        rf"/(?P<n1>\d{{1,2}}){_FIGURES_YEAR}(?![\d/])",
        refusals.fraction,
    ),
    # 21.6.2021
    _form(Kind.DAYS, _DIGIT, r"(?<![\w.])(?P<d1>\d{1,2})\.(?P<n1>\d{1,2})\.(?P<y1>(?:19|20)\d\d)(?!\w)"),
    # 28 december–8 januari, torsdag den 30 augusti 2021 till den 2 september, mellan 3 maj och 5 juni
    _form(
        Kind.DAYS,
        _MONTHS,
        rf"{BEFORE}(?:{weekday(1)})?{DEN}{day(1)}{GAP}{month(1)}{_PAIR_YEAR}"
        rf"{OR_TO}(?:{weekday(2)})?{DEN}{day(2)}{GAP}{month(2)}{year(2)}",
        refusals.two_apart,
    ),
    # 5, 12 och 19 maj
    _form(
        Kind.LIST,
        _LISTED,
        rf"{BEFORE}(?:{weekday(1)})?{DEN}(?P<days>\d{{1,2}}(?:,{S}*\d{{1,2}}){{1,30}},?{S}+(?:och|samt){S}+\d{{1,2}})"
        rf"{S}+{month(1)}{year(1)}",
    ),
    # den 7–8 mars, 26 och 27 augusti, tisdag–onsdag den 5–6 maj 2021
    _form(
        Kind.DAYS,
        _SEVERAL,
        rf"{BEFORE}(?:(?P<w1>{any_of(WEEKDAYS)})\b\.?"
        rf"(?:{OR_TO.replace('<to>', '<wto>')}(?P<w2>{any_of(WEEKDAYS)})\b\.?)?,?{S}+)?"
        rf"{DEN}{day(1)}{OR_TO}{DEN}{day(2)}{GAP}{month(2)}{year(2, told=True)}",
        refusals.ordinal,
    ),
    # tisdagen den 4 och onsdagen den 5 maj
    _form(
        Kind.DAYS,
        _SEVERAL,
        rf"{BEFORE}{weekday(1)}{DEN}{day(1)}{OR_TO}{weekday(2)}{DEN}{day(2)}{GAP}{month(2)}{year(2, told=True)}",
    ),
    # torsdagen den 29 april, 5 maj 2021, 21maj, den tredje maj, den 5 maj i år
    _form(
        Kind.DAY,
        _MONTH,
        rf"{BEFORE}(?:{weekday(1)})?{DEN}{day(1)}{GAP}{month(1)}{year(1, told=True)}",
        refusals.ordinal,
    ),
    # den 24:e
    _form(Kind.DAY, _DIGIT, rf"\bden{S}+(?P<d1>\d{{1,2}}):?[ea](?={S}*(?:[.;!?)]|$|kl\b|klockan))"),
    # årsskiftet 2021/22
    _form(Kind.FEAST, _DIGIT, rf"\b(?P<feast>årsskiftet){S}+(?:19|20)\d\d[/–-](?:20)?(?P<z1>\d\d)(?!\d)"),
    # midsommarafton, julafton 2022
    _form(Kind.FEAST, _FEAST, rf"\b(?P<feast>{any_of((*FIXED_FEASTS, *MOVABLE_FEASTS))})(?!\w){year(1, told=True)}"),
    # före jul
    _form(
        Kind.FEAST,
        _ANY,
        rf"\b(?:före|innan|efter|till|kring|runt|under|i|på|över){S}+"
        rf"(?P<phrase>(?P<feast>{any_of(FEAST_TIMES)})(?![\w-]){year(1)})",
    ),
    # i mars, under april–juni, mars 2021, sedan i mars i år
    _form(
        Kind.MONTH,
        _MONTH,
        rf"\b(?P<of>(?:{any_of(_PREPOSITIONS)}){S}+)?(?P<phrase>(?:{month(1)}{_PAIR_YEAR}{OR_TO})?{month(2)}"
        rf"(?:,?{S}+{bare_year(2)}|{short_year(2)}|{S}+{OTHER_YEAR})?)",
        refusals.name_of_month,
    ),
    # våren 2018, höstens, vintern 2021/22, andra kvartalet
    _form(Kind.SEASON, _ANY, rf"\b(?P<season>{any_of(PERIODS)})(?!\w)(?:{S}+{OTHER_YEAR}|{_SEASON_YEAR})"),
    # nästa höst, förra våren
    _form(
        Kind.SEASON,
        _ANY,
        rf"\b(?P<which>nästa|förra|kommande){S}+(?P<season>{any_of((*SOON_SEASONS, *PERIODS))})(?!\w)",
    ),
    # vår 2022, Q3 2021
    _form(Kind.SEASON, _DIGIT, rf"\b(?P<season>{any_of((*SOON_SEASONS, *SHORT_PERIODS))})[ \u00a0/-]{bare_year(1)}"),
    # ht 2021, vt-22
    _form(
        Kind.SEASON,
        _DIGIT,
        rf"\b(?P<season>{any_of(TERMS)})(?:[ \u00a0]{bare_year(1)}|[ \u00a0]?-?(?P<z1>[1-4]\d)(?!\w))",
    ),
    # i höstas, i sommar, till hösten
    _form(
        Kind.SEASON,
        _ANY,
        rf"\b(?:i{S}+(?P<soon>{any_of((*SOON_SEASONS, *PAST_SEASONS))})|till{S}+(?P<the>{any_of(THE_SEASONS)}))(?!\w)"
        rf"{_SEASON_YEAR}",
        refusals.our,
    ),
    # v. 27, veckorna 27–30
    _form(
        Kind.WEEK,
        _WEEK,
        rf"(?<!\d)(?<!\d[ \u00a0])\b(?:v\.?{S}?|vecka{S}+|veckorna{S}+)(?P<k1>\d{{1,2}})"
        rf"(?:{OR_TO}(?:v\.?{S}?|vecka{S}+)?(?P<k2>\d{{1,2}}))?(?!\w|[.:]\d|{S}+(?:{COUNTED})){year(1)}",
    ),
    # förra veckan, i år, i måndags, på fredag
    _form(Kind.RELATIVE, _ANY, rf"\b(?P<word>{any_of(NAMED)})(?!\w){_NO_DATE_AFTER}", refusals.per_week),
    _form(Kind.RELATIVE, _ANY, rf"\b(?P<word>{any_of(TODAY)}){_NO_DATE_AFTER}(?={_ACCORDING})"),
    # senast fredag
    _form(Kind.RELATIVE, _LATEST, rf"(?<=senast{S})(?P<word>{any_of(BARE_WEEKDAYS)})(?!\w){_NO_DATE_AFTER}"),
    # om två veckor, för ett år sedan
    _form(
        Kind.RELATIVE,
        _ANY,
        rf"\b(?P<word>(?:om{S}+(?:{any_of(NUMBERS)}|\d{{1,2}}){S}+(?:{any_of(COUNTED_UNITS)})"
        rf"|för{S}+(?:{any_of(NUMBERS)}|\d{{1,2}}){S}+(?:{any_of(COUNTED_UNITS)}){S}+sedan))(?!\w)",
        refusals.uncounted,
    ),
    # 2019–2022, 2018/2019, 2019/20
    _form(
        Kind.YEAR,
        _YEARS,
        rf"(?<![\w.,:-])(?:år(?:en)?{S}+)?(?P<y1>(?:19|20)\d\d){TO}(?P<y2>(?:19|20)\d\d|\d\d)"
        rf"(?!\w|[-:.,/]\d|{S}\d{{3}}(?!\d)|{S}+(?:{COUNTED}|{A_MONTH}))",
        refusals.number_of_a_year,
    ),
    # läsåret 21/22
    _form(
        Kind.YEAR, _DIGIT, rf"\b(?:läs|verksamhets)år(?:et)?{S}+(?P<phrase>(?P<z1>\d\d)(?P<to>[/–-])(?P<z2>\d\d))(?!\w)"
    ),
    # 1990-talet, 1900-talet
    _form(Kind.YEAR, _DIGIT, r"(?<!\w)(?P<decade>(?:1\d|20)\d0)-tal(?:ets?)\b"),
    # 2027, år 2027
    _form(
        Kind.YEAR,
        _DIGIT,
        rf"(?<![\w.,:/–-])(?<!\d{S})(?:år{S}+)?{bare_year(1)}(?!\w|-tal|{S}\d{{3}}(?!\d)|[.,:]\d)",
    ),
    # kl. 9, klockan 9–10.30
    _form(Kind.TIME, _DIGIT, rf"\b(?P<kl>kl\.?|klockan){GAP}{CLOCKS}?"),
    # klockan halv nio
    _form(
        Kind.TIME,
        _ANY,
        rf"\b(?P<kl>kl\.?|klockan){S}+(?:(?P<shift>halv|kvart{S}+över|kvart{S}+i){S}+)?"
        rf"(?P<spoken>{any_of(NUMBERS)}|1?\d)(?![\w.:–-])",
        refusals.unspoken,
    ),
    # 09.00–11.00
    _form(Kind.TIME, _DIGIT, rf"(?<![\w.,:-])(?=\d{{1,2}}[.:]\d\d){CLOCKS}(?![\w:])"),
)
"""The first form in the table wins a tie."""

SIGNS = tuple(dict.fromkeys(entry.sign for entry in TABLE))
"""The signs of all forms, each once."""
