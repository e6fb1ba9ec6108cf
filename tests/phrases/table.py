"""The phrases of `phrases.tsv`, whose head tells what its columns say."""

from __future__ import annotations

import datetime
import pathlib
from dataclasses import dataclass

_FILE = pathlib.Path(__file__).with_name("phrases.tsv")


@dataclass(frozen=True, slots=True)
class Row:
    """A phrase, the date of its issue, what it means there, and the codes of the findings about it."""

    text: str
    issued: datetime.date
    meant: str
    codes: frozenset[str]


def rows() -> list[Row]:
    """Return the rows of the table."""
    lines = [line for line in _FILE.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [_row(*line.split("\t")) for line in lines]


def _row(text: str, issued: str, meant: str, codes: str = "") -> Row:
    day = datetime.date.fromisoformat(issued)
    return Row(text.replace("⍽", "\u00a0"), day, meant, frozenset(codes.split()))
