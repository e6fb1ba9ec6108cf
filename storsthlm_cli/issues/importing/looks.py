"""What a line looks like, judged by itself."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass

from storsthlm_cli.issues.importing.cleaning import begins_with_dash, clean, spaced
from storsthlm_cli.issues.importing.lines import Gap, Line
from storsthlm_cli.issues.importing.rows import BULLET, Row, row_of, without_bullet
from storsthlm_cli.issues.importing.words import (
    CONTACT,
    CREDIT,
    EXCERPT,
    FACTS,
    FRAME_KICKERS,
    GREETING,
    LINK,
    LINK_END,
    PRONOUNS,
    ROLES,
    ROWS_OF_PEOPLE,
)

LONGEST_TITLE = 120
"""Characters of a headline, a kicker or a sub-heading, at most."""
LONG = 130
"""From how many characters on a line is a paragraph and no caption without a mark."""

_CAPITAL_WORD = r"(?:[A-ZÅÄÖÉÜ][\w’'´-]*|[A-ZÅÄÖÉ]\.)"
_NAME_WORD = rf"(?:{_CAPITAL_WORD}|[”\"][\w-]+[”\"]|von|van|de|af|av|der|den|al)"
NAME = re.compile(rf"(?<!\w){_CAPITAL_WORD} (?:{_NAME_WORD} ){{0,3}}{_CAPITAL_WORD}(?: \([A-ZÅÄÖ]{{1,3}}\))?")
"""A person's name as it is written, with a party behind it: two to five words."""
_CONTACT_NAME = re.compile(
    rf"(?:[\w.+-]{{1,64}}@[\w-][\w.-]{{1,80}}|(?-i:{_CAPITAL_WORD} {_NAME_WORD}))", re.IGNORECASE
)
SENTENCE_END = re.compile(r"[.!?][”’)]?\Z")


class Look(enum.Enum):
    """What a line looks like."""

    TEXT = enum.auto()
    SHORT = enum.auto()
    QUESTION = enum.auto()
    QUOTE = enum.auto()
    BULLET = enum.auto()
    ROW = enum.auto()
    CAPTION = enum.auto()
    IMAGE = enum.auto()
    FACT = enum.auto()
    LINK = enum.auto()
    CONTACT = enum.auto()
    GREETING = enum.auto()
    SIGNATURE = enum.auto()


@dataclass(frozen=True, slots=True)
class Seen:
    """A line with words or an image, the gap before it, its clean text, and what it looks like.

    `weak` says of a link that only its first word speaks for it.
    """

    line: Line
    gap: Gap
    text: str
    look: Look
    row: Row | None = None
    weak: bool = False

    @property
    def number(self) -> int:
        """The number of the line."""
        return self.line.number


def is_title(seen: Seen) -> bool:
    """Tell whether a line can be a headline by its form: short, and no sentence that goes on."""
    return (
        seen.look in (Look.SHORT, Look.QUESTION, Look.GREETING, Look.LINK, Look.QUOTE)
        and len(seen.text) <= LONGEST_TITLE
        and not (seen.look is Look.LINK and not seen.weak)
        and not (seen.look is Look.QUOTE and not seen.line.heading)
        and not seen.text.endswith((",", ";", ":", "."))
    )


def look_by_itself(line: Line, gap: Gap) -> Seen:
    """Return a line with what it looks like when nothing around it is known."""
    text = clean(line.text)
    bare = spaced(without_bullet(line.text))
    if line.image is not None and not text:
        return Seen(line, gap, text, Look.IMAGE)
    row = row_of(line, bare)
    bullet = line.bullet or (BULLET.match(line.text) is not None and bare != spaced(line.text))
    if bullet:
        return Seen(line, gap, clean(bare), Look.ROW if row else Look.BULLET, row)
    look, weak = _of_words(line, text)
    return Seen(line, gap, text, look, row, weak)


def _of_words(line: Line, text: str) -> tuple[Look, bool]:
    small = text[: 2 * LONG].lower()
    if EXCERPT.match(text):
        return Look.TEXT, False
    if len(text) <= 300 and (_is_collage(text) or CREDIT.search(text)):
        return Look.CAPTION, False
    if len(text) <= 200 and any(pattern.match(text) for pattern in FACTS.values()):
        return Look.FACT, False
    if begins_with_dash(line.text.strip(" \xa0")):
        return Look.QUOTE, False
    if line.heading or FRAME_KICKERS.match(small):
        return (Look.QUESTION if text.endswith("?") else Look.SHORT), False
    if line.url and len(text) <= 200:
        return Look.LINK, False
    if len(text) <= 260 and _is_contact(text):
        return Look.CONTACT, False
    if len(text) <= 170 and text.endswith("?"):
        return Look.QUESTION, False
    if len(text) <= 160 and (LINK_END.search(small) or LINK.match(small)):
        strong = LINK_END.search(small) or small.startswith(("läs ", "här ", "mer "))
        if strong or not text.endswith("."):
            return Look.LINK, not strong
    if len(text) <= 90 and GREETING.match(small):
        return Look.GREETING, False
    if len(text) <= LONGEST_TITLE and not SENTENCE_END.search(text.removesuffix("!")):
        return Look.SHORT, False
    return Look.TEXT, False


def _is_collage(text: str) -> bool:
    return any(pattern.match(text) for pattern in ROWS_OF_PEOPLE.values())


def _is_contact(text: str) -> bool:
    match = CONTACT.search(text.lower())
    return match is not None and _CONTACT_NAME.search(text, match.end(), match.end() + 120) is not None


def is_name(text: str) -> bool:
    """Tell whether a text is formed like a person's name; one in capitals only is not."""
    return NAME.fullmatch(text) is not None and not text.isupper()


def is_role(text: str) -> bool:
    """Tell whether a text says what somebody is."""
    return ROLES.search(text) is not None


def named(text: str) -> tuple[str, str] | None:
    """Return name and role when a text is `Åsa Ek, rektor i Exempelby`, None when it is something else."""
    name, comma, role = text.partition(",")
    name = name.strip()
    if not is_name(name) or not comma or name.lower() in PRONOUNS or len(text) > 200:
        return None
    return (name, role.strip(" .")) if role.strip() else None
