"""What is around the sections of an old mail: its title, its date, its padding, the links that every mail has."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from storsthlm_cli.issues.importing.cleaning import clean
from storsthlm_cli.issues.importing.days import find_days, nearest
from storsthlm_cli.issues.importing.lines import Line
from storsthlm_cli.issues.importing.notes import Dropped
from storsthlm_cli.issues.importing.rows import without_bullet
from storsthlm_cli.issues.importing.words import FRAME, NEWSLETTER

_PADDING = 5
_LONGEST_NAME = 100
_LONGEST_MASTHEAD = 70
_LONGEST_SENDER = 40
_HEAD = 4
_RULE = re.compile(r"\s*[-–—_=*~#·•.+ \xa0]{3,}\s*\Z")
_NUMBER = re.compile(r"\b(?:nr|nummer|no)\.?\s*(\d{1,4})\b", re.IGNORECASE)
_ADDRESS = re.compile(r"(?<!\d)\d{3} ?\d{2} [A-ZÅÄÖ][\w-]+\W*\Z")
_WORD = re.compile(r"[^\W\d_]{2,}")
_A_DAY = datetime.date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Framed:
    """The lines of the sections; the mail's title; the date and the number above them; and what was left out."""

    lines: tuple[Line, ...]
    title: Line | None
    date: datetime.date | None
    number: int | None
    dropped: tuple[Dropped, ...]


def take_frame(lines: Sequence[Line], subject: str | None) -> Framed:
    """Separate the mail's own frame from what is said in it. `subject` is that of the mail, if there is one."""
    seen = [line for line in lines if not line.blank and not _reason(line)]
    title = _title(lines, seen, subject)
    above = seen[: seen.index(title)] if title is not None else []
    masthead = _masthead(seen, title)
    contents = _contents(seen)
    sender = _sender(seen)
    kept: list[Line] = []
    dropped: list[Dropped] = []
    for line in lines:
        reason = _reason(line)
        if line is title:
            same = subject is not None and clean(line.text).casefold() == clean(subject).casefold()
            reason = "" if subject is None else "the same as the subject" if same else "the name of the newsletter"
        elif line in above:
            reason = "it stands above the title"
        elif masthead is not None and line is masthead[0]:
            reason = "the date and number of the old mail"
        elif line.number in contents:
            reason = "the contents of the old mail"
        elif line.number in sender:
            reason = "the sender at the end of the old mail"
        if reason:
            dropped.append(Dropped(line.number, line.text, reason))
        if reason in ("", "empty", "a row of spaces") and line is not title:
            kept.append(line)
        elif reason == "a rule":
            kept.append(Line(line.number, "\xa0"))
    day, number = (masthead[1], masthead[2]) if masthead is not None else (None, None)
    return Framed(tuple(kept), title, day, number, tuple(dropped))


def _reason(line: Line) -> str:
    """Return why a line is not in the draft; nothing when it is."""
    if line.image is not None:
        return ""
    if not line.text:
        return "empty"
    if line.blank:
        return "a row of spaces"
    if line.marked == "columns":
        return "the heads of a table's columns"
    if len(line.text) <= 200 and _RULE.match(line.text):
        return "a rule"
    small = clean(line.text[:300]).lower()
    return "the frame of the old mail" if len(line.text) <= 250 and FRAME.match(small.rstrip(" .!»›>:")) else ""


def _title(lines: Sequence[Line], seen: Sequence[Line], subject: str | None) -> Line | None:
    """Return the mail's title: its first line, when it is padded or named like a newsletter, or a lone heading.

    A name alone may stand above it.
    """
    levels = Counter(line.heading for line in lines if line.heading)
    for number, line in enumerate(seen[:_HEAD]):
        words = clean(line.text)
        if line.image is not None:
            continue
        if number + 1 == len(seen) or len(words) > _LONGEST_NAME or (number and not line.heading):
            return None
        below = seen[number + 1]
        between = lines[lines.index(line) + 1 : lines.index(below)]
        padded = number == 0 and any(len(gap.text) >= _PADDING for gap in between)
        same = subject is not None and words.casefold() == clean(subject).casefold()
        alone = line.heading > 0 and levels[line.heading] == 1
        headed = 0 < below.heading != line.heading or below.marked == "kicker" or _date_and_number(below) is not None
        lone = alone and headed and not line.strong
        if padded or same or NEWSLETTER.match(words.lower()) or lone:
            return line
        if len(words) > _LONGEST_NAME // 2 or line.anchors:
            return None
    return None


def _masthead(seen: Sequence[Line], title: Line | None) -> tuple[Line, datetime.date, int | None] | None:
    """Return the line near the title that says the mail's date, with that date and the number of the issue."""
    first = seen.index(title) + 1 if title is not None else 0
    for line in seen[first : first + 2]:
        said = _date_and_number(line)
        if said is not None:
            return (line, *said)
    return None


def _date_and_number(line: Line) -> tuple[datetime.date, int | None] | None:
    """Return the date and the number that a line says, when it says the year and hardly a word more."""
    text = clean(line.text)
    if line.heading or line.image is not None or len(text) > _LONGEST_MASTHEAD:
        return None
    day = next((day for day in find_days(text) if day.year and day.to_day is None), None)
    span = nearest(day, _A_DAY) if day is not None else None
    if day is None or span is None:
        return None
    rest = _NUMBER.sub(" ", text[: day.start] + " " + text[day.end :])
    number = _NUMBER.search(text)
    return (span.first, int(number.group(1)) if number else None) if len(_WORD.findall(rest)) <= 2 else None


def _sender(seen: Sequence[Line]) -> frozenset[int]:
    """Return the lines at the very end that say who sent the mail: a postal address, and a name above it."""
    tail = seen[-3:]
    at = next((at for at, line in enumerate(tail) if len(line.text) <= 100 and _ADDRESS.search(line.text)), None)
    if at is None or len(seen) <= len(tail) or tail[at].heading:
        return frozenset()
    name = (
        tail[at - 1]
        if at and len(tail[at - 1].text) <= 40 and not tail[at - 1].text.endswith(("!", ".", "?"))
        else None
    )
    return frozenset(line.number for line in (tail[at], name) if line is not None and line.image is None)


def _contents(seen: Sequence[Line]) -> frozenset[int]:
    """Return the lines that only list what is said below: links within the mail, lists of the headlines to come."""
    words = Counter(clean(without_bullet(line.text)).casefold() for line in seen)
    found = {
        line.number
        for line in seen
        if not line.heading
        and (line.bullet or line.text.lstrip()[:1] in "•-*" or (line.url or "").startswith("#"))
        and words[clean(without_bullet(line.text)).casefold().removeprefix("- ")] > 1 - line.text.startswith("- ")
    }
    listed = [line.number in found for line in seen]
    first = listed.index(True) if True in listed else 0
    block = next((at for at in range(first, len(seen)) if not listed[at]), len(seen))
    return (
        frozenset(line.number for line in seen[first:block])
        if first <= 2 * _HEAD and block - first > 2
        else frozenset()
    )
