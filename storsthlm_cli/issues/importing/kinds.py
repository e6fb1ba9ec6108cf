"""What kind of section it is: structure first, then words, each with its weight."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from storsthlm_cli.issues.importing.cutting import Piece
from storsthlm_cli.issues.importing.days import find_days
from storsthlm_cli.issues.importing.parts import (
    Asked,
    Asking,
    Dated,
    Facts,
    Linked,
    Paragraph,
    Part,
    Pictured,
    Signed,
    Sub,
    all_parts,
)
from storsthlm_cli.issues.importing.rich import plain
from storsthlm_cli.issues.importing.words import DEADLINE, FACTS, IN_BODY, KINDS, REGISTER, SAVE_THE_DATE

ENOUGH = 5
"""The weight that a kind needs."""
SURE = 10
"""From which weight on a kind needs no second look."""
SHORT = 110
"""Words of a short piece of news, at most."""
_READ = 2000


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of section; `why` says by which word it was guessed, `weak` by what else, both empty without a doubt."""

    name: str
    why: str = ""
    weak: str = ""


def kind_of(piece: Piece, parts: Sequence[Part]) -> Kind:
    """Return the kind of a section."""
    everything = list(all_parts(parts))
    text = " ".join(plain(part.text) for part in everything if isinstance(part, Paragraph))
    weights: Counter[str] = Counter()
    words: dict[str, str] = {}
    for seen in (piece.kicker, piece.headline):
        for kind, weight, word in _said(KINDS, seen.text.lower() if seen is not None else "", r"\b"):
            weights[kind] += weight
            words.setdefault(kind, word)
    for kind, weight, word in _said(IN_BODY, text[:_READ].lower(), ""):
        weights[kind] += weight
        words.setdefault(kind, word)
    _weigh_structure(everything, text, weights)
    _settle(piece, everything, text, weights)
    best, weight = max(weights.items(), key=lambda entry: entry[1], default=("article", 0))
    if weight < ENOUGH:
        short = _is_short(piece, everything, text)
        return Kind("short", weak="the kind was guessed from its length") if short else Kind("article")
    if best == "calendar" and best not in words:
        return Kind(best, weak="the kind was guessed from its rows alone")
    return Kind(best, "" if weight >= SURE or best not in words else words[best])


def deadline_in(text: str) -> tuple[int, int] | None:
    """Return where a text names the last day for something: the characters after `senast den`."""
    for match in DEADLINE.finditer(text):
        day = next(find_days(text[match.end() : match.end() + 40]), None)
        if day is not None and day.start <= 1:
            return match.end(), match.end() + day.end
    return None


def labels(part: Facts) -> list[str]:
    """Return what lines such as `När: …` are about."""
    return [key for seen in part.lines for key, pattern in FACTS.items() if pattern.match(seen.text)]


def _said(table: object, text: str, boundary: str) -> Iterator[tuple[str, int, str]]:
    assert isinstance(table, dict)
    for kind, patterns in table.items():
        for pattern, weight in patterns:
            match = re.search(f"{boundary}(?:{pattern})", text) if text else None
            if match:
                yield kind, weight, match.group().strip()[:40]


def _weigh_structure(parts: Sequence[Part], text: str, weights: Counter[str]) -> None:
    """Add what the parts say: rows, a signature, questions, facts, a registration, a deadline."""
    rows = sum(len(part.rows) for part in parts if isinstance(part, Dated))
    weights["calendar"] += 20 if rows > 1 else 8 if rows else 0
    weights["letter"] += 20 * any(isinstance(part, Signed) for part in parts)
    asked = sum(isinstance(part, Asked) for part in parts)
    weights["interview"] += (8 if asked > 1 else 6) if asked else 0
    told = [key for part in parts if isinstance(part, Facts) for key in labels(part)]
    weights["call" if set(told) == {"deadline"} else "event"] += 10 * bool(told)
    register = any(isinstance(part, Linked) and REGISTER.search(part.text.lower()) for part in parts)
    weights["event"] += 3 * register
    if deadline_in(text) and not register:
        weights["call"] += 4


def _settle(piece: Piece, parts: Sequence[Part], text: str, weights: Counter[str]) -> None:
    """Take away what cannot be."""
    told = any("deadline" in labels(part) for part in parts if isinstance(part, Facts))
    if not deadline_in(text) and not told:
        weights["call"] = 0
    if not any(isinstance(part, Dated) for part in parts):
        prose = all(isinstance(part, Paragraph | Linked | Asking | Pictured) for part in parts)
        if not prose or len(text.split()) > SHORT:
            weights["calendar"] = 0
    if any(isinstance(part, Sub) and SAVE_THE_DATE.match(part.headline.text.lower()) for part in parts):
        weights["event"] -= 2
    if weights["recap"] >= ENOUGH:
        weights["event"] = min(weights["event"], weights["recap"] - 1)
    if weights["personnel"] >= ENOUGH and weights["interview"] < ENOUGH:
        weights["board"] = 0


def _is_short(piece: Piece, parts: Sequence[Part], text: str) -> bool:
    only_text = all(isinstance(part, Paragraph | Linked | Asking) for part in parts)
    return piece.headline is not None and piece.kicker is None and only_text and 0 < len(text.split()) <= SHORT
