"""What is around the sections of an old mail: its title, its date, its padding, the links that every mail has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from storsthlm_cli.issues.importing.cleaning import clean
from storsthlm_cli.issues.importing.days import find_days
from storsthlm_cli.issues.importing.lines import Line
from storsthlm_cli.issues.importing.masthead import Said, said_by
from storsthlm_cli.issues.importing.notes import Dropped
from storsthlm_cli.issues.importing.rows import without_bullet
from storsthlm_cli.issues.importing.words import FRAME, FRAME_LINKS, NEWSLETTER, SAYS_NEWS

_PADDING = 5
_LONGEST_NAME = 100
_LONGEST_SENDER = 40
_HEAD = 4
_RULE = re.compile(r"\s*[-–—_=*~#·•.+ \xa0]{3,}\s*\Z")
_SENTENCE_END = (".", "!", "?")
_WORD = re.compile(r"\w[\w-]*")
_ADDRESS = re.compile(r"(?<!\d)\d{3} ?\d{2} [A-ZÅÄÖ][\w-]+\W*\Z")


@dataclass(frozen=True, slots=True)
class Framed:
    """The lines of the sections; the mail's title; what is said above them about the mail; and what was left out."""

    lines: tuple[Line, ...]
    title: Line | None
    said: tuple[Said, ...]
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
            reason = _reason_of_title(line, subject)
        elif line in above:
            reason = "it stands above the title"
        elif masthead is not None and line is masthead[0]:
            date_too = masthead[1].date is not None
            reason = "the date and number of the old mail" if date_too else "the number of the old mail"
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
    named = title if title is not None and (subject is not None or not _only_numbered(title)) else None
    return Framed(tuple(kept), named, _said(seen, title, masthead, subject), tuple(dropped))


def _only_numbered(line: Line) -> bool:
    said = said_by(line.text)
    return said.alone and said.date is None


def _reason_of_title(line: Line, subject: str | None) -> str:
    """Return why the title is not in the draft; nothing when it is, as the subject."""
    if subject is None:
        return "the number of the old mail" if _only_numbered(line) else ""
    if clean(line.text).casefold() == clean(subject).casefold():
        return "the same as the subject"
    said = said_by(line.text)
    more = [name for name, value in (("number", said.number), ("date", said.date)) if value is not None]
    return f"the {' and '.join(('name', *more))} of the newsletter"


def _said(
    seen: Sequence[Line], title: Line | None, masthead: tuple[Line, Said] | None, subject: str | None
) -> tuple[Said, ...]:
    """Return what the mail says about itself, what is nearest to it first."""
    found = [masthead[1]] if masthead is not None else []
    found += [said_by(title.text)] if title is not None else []
    found += [said_by(subject)] if subject is not None else []
    first = [line for line in seen[:2] if line.image is None and len(line.text) <= _LONGEST_NAME]
    found += [said_by(line.text) for line in first if SAYS_NEWS.search(clean(line.text).lower())]
    return tuple(said for said in found if said.date is not None or said.number is not None)


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
    bare = small.rstrip(" .!»›>:")
    called = FRAME.match(bare) or (line.anchors and FRAME_LINKS.match(bare))
    return "the frame of the old mail" if len(line.text) <= 250 and called else ""


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
        headed = 0 < below.heading != line.heading or below.marked == "kicker" or _says_only(below) is not None
        lone = alone and headed and not line.strong
        if padded or NEWSLETTER.match(words.lower()) or lone or (same and _stands_alone(line, below, levels)):
            return line
        if same:
            return None
        if len(words) > _LONGEST_NAME // 2 or line.anchors:
            return None
    return None


def _stands_alone(line: Line, below: Line, levels: Mapping[int, int]) -> bool:
    """Tell whether a line that says what the subject says is the mail's title, and no headline with its text below."""
    if line.heading:
        return 0 < below.heading != line.heading or (levels[line.heading] == 1 and max(levels) > line.heading)
    return below.image is None and len(below.text) <= _LONGEST_NAME and not below.text.rstrip().endswith(_SENTENCE_END)


def _masthead(seen: Sequence[Line], title: Line | None) -> tuple[Line, Said] | None:
    """Return the line near the title that says the mail's date or number, with what it says."""
    first = seen.index(title) + 1 if title is not None else 0
    for line in seen[first : first + 2]:
        said = _says_only(line)
        if said is not None:
            return line, said
    return None


def _says_only(line: Line) -> Said | None:
    """Return the date with its year, or the number, that a line says with hardly a word more."""
    said = said_by(line.text) if line.image is None else None
    if said is None or not said.alone or (line.heading and said.date is not None):
        return None
    return said


def _sender(seen: Sequence[Line]) -> frozenset[int]:
    """Return the lines at the very end that say who sent the mail: a postal address, and a name above it."""
    tail = seen[-3:]
    at = next((at for at, line in enumerate(tail) if _is_postal(line)), None)
    if at is None or len(seen) <= len(tail) or tail[at].heading:
        return frozenset()
    name = tail[at - 1] if at and _names_a_sender(tail[at - 1]) else None
    return frozenset(line.number for line in (tail[at], name) if line is not None and line.image is None)


def _is_postal(line: Line) -> bool:
    """Tell whether a line is a postal address, and not a meeting at one."""
    return len(line.text) <= 100 and _ADDRESS.search(line.text) is not None and not any(find_days(line.text))


def _names_a_sender(line: Line) -> bool:
    """Tell whether a line can be the name of an organisation or a street: few words, most with a capital or a digit."""
    text = line.text.strip()
    if len(text) > _LONGEST_SENDER or text.endswith(("!", ".", "?", ":")) or line.bullet or line.cells or line.anchors:
        return False
    words = _WORD.findall(text)
    return bool(words) and not any(find_days(text)) and 2 * sum(not word[0].islower() for word in words) >= len(words)


def _contents(seen: Sequence[Line]) -> frozenset[int]:
    """Return the lines that only list what is said below: links within the mail, lists of the headlines to come."""
    words = Counter(clean(without_bullet(line.text)).casefold() for line in seen)
    found = {
        line.number
        for line in seen
        if not line.heading
        and (line.bullet or line.text.lstrip().startswith(("•", "-", "*")) or (line.url or "").startswith("#"))
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
