"""What only looks like a phrase of day or time: each function tells whether a match is none."""

from __future__ import annotations

import re

from storsthlm_cli.phrases.from_today import is_told
from storsthlm_cli.phrases.patterns import S
from storsthlm_cli.phrases.vocabulary import LAST, ORDINALS, small

_FRACTIONS = frozenset({"1/2", "1/3", "2/3", "1/4", "3/4", "1/5", "1/10"})
"""Parts of a whole, unless a text begins with them as a calendar's row does."""

_COUNTS = re.compile(rf"{S}+(?:av|delar?)\b", re.IGNORECASE)
_NUMBERED = re.compile(rf"(?<!\w)(?:nr|nummer|no|dnr|sid|sida|kap|version|§)\.?{S}*\Z", re.IGNORECASE)
_BETWEEN = re.compile(rf"\bmellan{S}+\Z", re.IGNORECASE)
_EVERY = re.compile(rf"\b(?:gång|gånger|dag|dagar|dagen|timme|timmar|möte|möten){S}+\Z", re.IGNORECASE)
_CLAUSE_ENDS = re.compile(rf"[.,;:!?)]|$|{S}+(?:och|samt)\b")


def fraction(match: re.Match[str]) -> bool:
    """Refuse fractions and round the clock: `2/3 av kommunerna`, `24/7`; `nr 5/2`; and what can be no month."""
    alone = match["y1"] is None and not match["w1"] and "den" not in match[0].casefold()
    counts = match[0] == "24/7" or _COUNTS.match(match.string, match.end()) is not None
    part = match[0] in _FRACTIONS and match.start() > 0
    return not 1 <= int(match["n1"]) <= 12 or (alone and (counts or part or _before(_NUMBERED, match)))


def two_apart(match: re.Match[str]) -> bool:
    """Refuse `5 maj och 3 juni` as days from and to, unless `mellan` stands before; and what `ordinal` refuses."""
    return ordinal(match) or _joined(match)


def ordinal(match: re.Match[str]) -> bool:
    """Refuse a day in words without `den`, but for the last one and `första maj`: `tredje maj`."""
    groups = match.groupdict()
    word = groups.get("o1")
    if word is None or re.search(r"\bden\b", match[0], re.IGNORECASE) or ORDINALS[small(word)] == LAST:
        return False
    return not (small(word) == "första" and small(groups.get("m1") or "") == "maj")


def name_of_month(match: re.Match[str]) -> bool:
    """Refuse a month by itself, without a preposition or a year: `Maj`, `Mars` and `mar` are words and names too.

    Refuse `maj 2021 och juni 2022` as months from and to as well.
    """
    if match["y1"] and _joined(match):
        return True
    if match["y2"] or match["which"] or (match["z2"] and match["m2"]):
        return False
    name = match["m2"] or ""
    return not (match["of"] or match["m1"]) or not name or name != name.casefold()


def our(match: re.Match[str]) -> bool:
    """Refuse `i vår kommun`: the season ends a clause, or has its year."""
    written = match["y1"] or match["z1"]
    season = small(match["soon"] or "")
    return season == "vår" and not written and _CLAUSE_ENDS.match(match.string, match.end()) is None


def number_of_a_year(match: re.Match[str]) -> bool:
    """Refuse numbers such as `2021-45` and `2021/04`: a second year in two figures follows the first (`2021/22`)."""
    second = match["y2"]
    return len(second) == 2 and ("-" in match["to"] or int(second) <= int(match["y1"][2:]))


def per_week(match: re.Match[str]) -> bool:
    """Refuse `två gånger i veckan`."""
    return small(match["word"]).endswith("i veckan") and _before(_EVERY, match)


def uncounted(match: re.Match[str]) -> bool:
    """Refuse numbers that nobody counts days by: `om 90 dagar`, `om 00 dagar`."""
    return not is_told(match["word"])


def unspoken(match: re.Match[str]) -> bool:
    """Refuse a clock in figures that is not told in words: `kl. 9` has its own form; and hours that there are not."""
    spoken = match["spoken"]
    return spoken.isdecimal() and (match["shift"] is None or not 1 <= int(spoken) <= 12)


def _joined(match: re.Match[str]) -> bool:
    """Tell whether two times are named one by one."""
    return match["to"].strip().casefold() in ("och", "samt", "&") and not _before(_BETWEEN, match)


def _before(words: re.Pattern[str], match: re.Match[str]) -> bool:
    return words.search(match.string[max(0, match.start() - 20) : match.start()]) is not None
