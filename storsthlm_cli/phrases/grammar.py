"""The grammar: a table of forms, each a pattern and what its groups mean. The first form in the table wins a tie."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from storsthlm_cli.model.phrases import Clock, Form, Kind, Phrase, Role, Written
from storsthlm_cli.phrases.vocabulary import FULL_MONTHS, MONTHS, RELATIVE, SEASONS, SHORT_MONTHS, WEEKDAYS

_S = r"[ \u00a0\u202f]"
_GAP = rf"{_S}{{0,2}}"
_TO = rf"(?P<to>{_GAP}[-–—/]{_GAP}|{_S}+(?:till|t\.?o\.?m\.?|till{_S}+och{_S}+med){_S}+)"
_OR_TO = rf"(?P<to>{_GAP}[-–—/]{_GAP}|{_S}+(?:och|&|samt|till|t\.?o\.?m\.?|till{_S}+och{_S}+med){_S}+)"
_COUNTED = (
    r"procent|%|kr\b|kronor|euro|miljon|miljard|tusen|personer|elever|invånare|kommuner|platser|deltagare|medlemmar"
    r"|bostäder|lägenheter|timmar|ton|meter|kilometer|kg|km|mail|ex\b|exemplar|stycken|st\b"
)


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted((re.escape(word).replace(r"\ ", f"{_S}+") for word in words), key=len, reverse=True))


def _weekday(number: int) -> str:
    return rf"(?P<w{number}>{_any(WEEKDAYS)})\b\.?,?{_S}+"


_FRACTIONS = frozenset({"1/2", "1/3", "2/3", "1/4", "3/4", "1/5", "1/10"})
"""Parts of a whole, unless a text begins with them as a calendar's row does."""
_DEN = rf"(?:den{_S}+)?"
_BEFORE = r"(?<![\w/:.-])(?<!\d,)"
_EA = r"(?::?[ea](?![\w]))?"


def _day(number: int) -> str:
    return rf"(?P<d{number}>\d{{1,2}}){_EA}"


def _month(number: int) -> str:
    return rf"(?:(?P<m{number}>{_any(FULL_MONTHS)})(?!\w)|(?P<s{number}>{_any(SHORT_MONTHS)})(?!\w)\.?)"


def _year(number: int, *, optional: bool = True) -> str:
    # A number after a date is its year, unless it counts something: `den 5 maj 2000 personer`.
    year = rf"(?P<y{number}>(?:19|20)\d\d)(?![\d]|[-–/]\d|{_S}+(?:{_COUNTED}))"
    return rf"(?:,?{_S}+{year})?" if optional else year


@dataclass(frozen=True, slots=True)
class _Entry:
    """One form: what it names, its pattern, and what refuses a match that only looks like one."""

    kind: Kind
    pattern: re.Pattern[str]
    refuses: Callable[[re.Match[str]], bool] = lambda match: False


def _form(kind: Kind, pattern: str, refuses: Callable[[re.Match[str]], bool] = lambda match: False) -> _Entry:
    return _Entry(kind, re.compile(pattern, re.IGNORECASE), refuses)


def _no_date(match: re.Match[str]) -> bool:
    """Refuse fractions and round the clock: `2/3 av kommunerna`, `24/7`; and what can be no month."""
    tail = match.string[match.end() : match.end() + 8]
    alone = match["y1"] is None and match["d2"] is None and not match["w1"] and "den" not in match[0].casefold()
    counts = match[0] == "24/7" or re.match(rf"{_S}+(?:av|delar?)\b", tail) is not None
    part = match[0] in _FRACTIONS and match.start() > 0
    return not 1 <= int(match["n1"]) <= 12 or (alone and (counts or part))


def _no_month(match: re.Match[str]) -> bool:
    """Refuse a month by itself, without a preposition or a year: `Maj`, `Mars` and `mar` are words and names too."""
    if match["y2"] or match["which"]:
        return False
    name = match["m2"] or ""
    return match["of"] is None or not name or name != name.casefold()


def _our(match: re.Match[str]) -> bool:
    """Refuse `i vår kommun`: the season ends a clause."""
    return match["season"].casefold() == "vår" and re.match(rf"[.,;:!?)]|$|{_S}+(?:och|samt)\b", _tail(match)) is None


def _no_years(match: re.Match[str]) -> bool:
    """Refuse numbers such as `2021-45` and `2021/04`: a second year in two figures follows the first (`2021/22`)."""
    second = match["y2"]
    return len(second) == 2 and ("-" in match["to"] or int(second) <= int(match["y1"][2:]))


def _tail(match: re.Match[str]) -> str:
    return match.string[match.end() : match.end() + 10]


_PREPOSITIONS = (
    "i", "under", "från", "till", "sedan", "sedan i", "efter", "före", "innan", "senast", "hela", "till och med",
    "från och med", "början av", "slutet av", "mitten av", "månadsskiftet", "redan i",
)  # fmt: skip

_MONTHS_OF = (
    rf"(?P<phrase>(?:{_month(1)}{_OR_TO})?{_month(2)}"
    rf"(?:,?{_S}+{_year(2, optional=False)}|{_S}+(?P<which>i{_S}+år|i{_S}+fjol|förra{_S}+året|nästa{_S}+år)\b)?)"
)
_CLOCKS = (
    r"(?P<h1>\d{1,2})(?:(?P<c1>[.:])(?P<i1>\d\d))?(?!\d)"
    rf"(?:(?P<to>{_GAP}[-–—]{_GAP}|{_S}+(?:till|och){_S}+)(?:kl\.?{_S}*)?"
    rf"(?P<h2>\d{{1,2}})(?:(?P<c2>[.:])(?P<i2>\d\d))?(?![\d/]|{_S}+(?:{_any(MONTHS)})))"
)

_TABLE = (
    # 2021-06-21, 2021-06-21/23
    _form(
        Kind.DAYS,
        r"(?<![\w-])(?P<y1>(?:19|20)\d\d)-(?P<n1>\d\d)-(?P<d1>\d\d)(?:(?P<to>/|--)(?P<d2>\d\d))?(?![\w-])",
    ),
    # 2021-09
    _form(Kind.MONTH, r"(?<![\w-])(?P<y1>(?:19|20)\d\d)-(?P<n1>0[1-9]|1[0-2])(?![\w-])"),
    # 20/5–3/6, 5/2, 5/2 2021, fre 5/2
    _form(
        Kind.DAYS,
        rf"(?<![\w/.,-])(?:{_weekday(1)})?{_DEN}(?P<d1>\d{{1,2}})/(?P<n1>\d{{1,2}})"
        rf"(?:(?P<to>{_GAP}[-–—]{_GAP})(?P<d2>\d{{1,2}})/(?P<n2>\d{{1,2}}))?"
        r"(?:[/ -](?P<y1>(?:19|20)\d\d))?(?![\d/])",
        _no_date,
    ),
    # 21.6.2021
    _form(Kind.DAYS, r"(?<![\w.])(?P<d1>\d{1,2})\.(?P<n1>\d{1,2})\.(?P<y1>(?:19|20)\d\d)(?!\w)"),
    # 28 december–8 januari, torsdag den 30 augusti 2021 till den 2 september
    _form(
        Kind.DAYS,
        rf"{_BEFORE}(?:{_weekday(1)})?{_DEN}{_day(1)}{_GAP}{_month(1)}{_year(1)}"
        rf"{_TO}(?:{_weekday(2)})?{_DEN}{_day(2)}{_GAP}{_month(2)}{_year(2)}",
    ),
    # 5, 12 och 19 maj
    _form(
        Kind.LIST,
        rf"{_BEFORE}(?:{_weekday(1)})?{_DEN}(?P<days>\d{{1,2}}(?:,{_S}*\d{{1,2}})+{_S}+och{_S}+\d{{1,2}})"
        rf"{_S}+{_month(1)}{_year(1)}",
    ),
    # den 7–8 mars, 26 och 27 augusti, tisdag–onsdag den 5–6 maj 2021
    _form(
        Kind.DAYS,
        rf"{_BEFORE}(?:(?P<w1>{_any(WEEKDAYS)})\b\.?"
        rf"(?:{_OR_TO.replace('<to>', '<wto>')}(?P<w2>{_any(WEEKDAYS)})\b\.?)?,?{_S}+)?"
        rf"{_DEN}{_day(1)}{_OR_TO}{_DEN}{_day(2)}{_GAP}{_month(2)}{_year(2)}",
    ),
    # torsdagen den 29 april, 5 maj 2021, 21maj
    _form(Kind.DAY, rf"{_BEFORE}(?:{_weekday(1)})?{_DEN}{_day(1)}{_GAP}{_month(1)}{_year(1)}"),
    # i mars, under april–juni, mars 2021, sedan i mars i år
    _form(Kind.MONTH, rf"\b(?P<of>(?:{_any(_PREPOSITIONS)}){_S}+)?{_MONTHS_OF}", _no_month),
    # våren 2018, hösten
    _form(Kind.SEASON, rf"\b(?P<season>våren|sommaren|hösten|vintern)(?!\w){_year(1)}"),
    # i höstas, i sommar
    _form(Kind.SEASON, rf"\bi{_S}+(?P<season>våras|somras|höstas|vintras|sommar|höst|vinter|vår)(?!\w)", _our),
    # v. 27, veckorna 27–30
    _form(
        Kind.WEEK,
        rf"\b(?:v\.?{_S}?|vecka{_S}+|veckorna{_S}+)(?P<k1>\d{{1,2}})(?:{_OR_TO}(?P<k2>\d{{1,2}}))?"
        rf"(?!\w|[.:]\d){_year(1)}",
    ),
    # förra veckan, i år, i måndags, på fredag
    _form(Kind.RELATIVE, rf"\b(?P<word>{_any(RELATIVE)})(?!\w)"),
    # 2019–2022, 2018/2019, 2019/20
    _form(
        Kind.YEAR,
        rf"(?<![\w.,:-])(?:år(?:en)?{_S}+)?(?P<y1>(?:19|20)\d\d)(?P<to>{_GAP}[-–—/]{_GAP})"
        r"(?P<y2>(?:19|20)\d\d|\d\d)(?!\w|-\d)",
        _no_years,
    ),
    # 2027, år 2027
    _form(
        Kind.YEAR,
        rf"(?<![\w.,:/–-])(?<!\d{_S})(?:år{_S}+)?{_year(1, optional=False)}(?!\w|{_S}\d{{3}}(?!\d)|[.,:]\d)",
    ),
    # kl. 9, klockan 9–10.30
    _form(Kind.TIME, rf"\b(?P<kl>kl\.?|klockan){_GAP}{_CLOCKS}?"),
    # 09.00–11.00
    _form(Kind.TIME, rf"(?<![\w.,:-])(?=\d{{1,2}}[.:]\d\d){_CLOCKS}(?![\w:])"),
)

_ROLES = (
    (Role.DEADLINE, r"senast|sista (?:dag|anmälningsdag|ansökningsdag)(?:en)?(?: (?:är|för anmälan är))?"),
    (Role.FROM, r"från och med|fr\.?o\.?m\.?|från"),
    (Role.UNTIL, r"till och med|t\.?o\.?m\.?|fram till"),
)
_BEFORE_IT = tuple(
    (role, re.compile(rf"(?<!\w)(?:{words.replace(' ', f'{_S}+')}){_S}+\Z", re.IGNORECASE)) for role, words in _ROLES
)


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


def _matches(text: str) -> Iterator[tuple[re.Match[str], _Entry, int]]:
    for number, entry in enumerate(_TABLE):
        yield from ((match, entry, number) for match in entry.pattern.finditer(text) if not entry.refuses(match))


def _phrase(match: re.Match[str], kind: Kind) -> Phrase:
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    start, end = match.span("phrase") if "phrase" in groups else match.span()
    parts = tuple(_parts(groups, kind))
    clocks = tuple(
        Clock(int(groups[f"h{number}"]), int(groups.get(f"i{number}", 0)))
        for number in (1, 2)
        if f"h{number}" in groups
    )
    if kind is Kind.DAYS and len(parts) == 1:
        kind = Kind.DAY
    word = " ".join(
        next((groups[name] for name in ("word", "which", "season") if name in groups), "").casefold().split()
    )
    before = match.string[max(0, start - 40) : start]
    role = next((role for role, words in _BEFORE_IT if words.search(before)), Role.NONE)
    forms = frozenset(_forms(match, groups, kind, start, end))
    return Phrase(start, end, kind, parts, clocks, word, role, forms)


def _parts(groups: dict[str, str], kind: Kind) -> Iterator[Written]:
    """Yield the days or longer times that the groups of a match name; what the second leaves out the first has."""
    if "days" in groups:
        shared = _written(groups, 1)
        yield from (replace(shared, day=int(day), weekday=None) for day in re.findall(r"\d+", groups["days"]))
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
    name = groups.get(f"m{number}") or groups.get(f"s{number}")
    month = MONTHS[_small(name)] if name else _number(groups, f"n{number}")
    weekday = groups.get(f"w{number}")
    season = groups.get("season") if number == 1 else None
    return Written(
        day=_number(groups, f"d{number}"),
        month=month,
        year=_number(groups, f"y{number}"),
        weekday=WEEKDAYS[_small(weekday)] if weekday else None,
        season=SEASONS[_small(season)] if season else None,
        week=_number(groups, f"k{number}"),
    )


def _forms(match: re.Match[str], groups: dict[str, str], kind: Kind, start: int, end: int) -> Iterator[Form]:
    """Yield how the match departs from the recommended form."""
    range_sign = groups.get("to", "")
    if "-" in range_sign and "--" not in range_sign:
        yield Form.HYPHEN_RANGE
    if range_sign.strip() in ("–", "—") and range_sign != range_sign.strip():
        yield Form.SPACED_RANGE
    glued = re.search(r"\d(?::?[ea])?(?=[a-zåäö]{3})", match[0], re.IGNORECASE) and kind in (Kind.DAY, Kind.DAYS)
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


def _small(word: str) -> str:
    """Return a word in the small letters that it matched in: `ſ` and `ı` match `s` and `i` whatever the case."""
    return word.casefold().replace("\u0307", "").replace("ı", "i")
