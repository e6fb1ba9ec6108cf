"""A101 to A104 and A108: what keeps people from reading. What is said of images is in `images.descriptions`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.checks.writing import shortened, tongue
from storsthlm_cli.model.contrast import LEAST, contrast
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.places import Text
from storsthlm_cli.model.prose import Bullets, Paragraph, Prose, ProseBlock, Strong, Subheading
from storsthlm_cli.model.texts import RUNNING, Use, joined, pieces, proses

_HEADING = 80
"""Characters up to which a line may be a heading."""

_PASSAGE = 12
"""Words from which on a text is a passage: names and terms in English are shorter."""
_SHARE = 0.35
"""How many words of an English passage are among the commonest. Swedish ones have next to none of these."""
_ENGLISH = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at be by can for from has have in is it not of on or our that the their they this to was we "
        "were which will with you your",
    )
)
_WORD = re.compile(r"[^\W\d_]+")
_READ_OUT = RUNNING | {Use.CLOSING}


@rule("A101", Level.ERROR, judges=Directory)
def faint_category(directory: Directory, evidence: Evidence) -> Iterator[Hit]:
    """Find a category whose colour does not stand out from the ground (WCAG 2.2, success criterion 1.4.3)."""
    for category in directory.categories.values():
        for key, ground in zip(("colour", "colour_dark"), evidence.palette.topics, strict=True):
            colour = category.colour if key == "colour" else category.colour_dark
            ratio = contrast(colour, ground)
            if ratio < LEAST:
                where = category.spot.at(key)
                yield hit(where, label=category.label.content, colour=colour, ground=ground, ratio=f"{ratio:.1f}")


@rule("A102", Level.ERROR, judges=Directory)
def faint_text(directory: Directory, evidence: Evidence) -> Iterator[Hit]:
    """Find a colour of the newsletter's that makes text hard to read, or is hard to read itself (WCAG 2.2, 1.4.3).

    What the design brings of its own is not the newsletter's fault, and held by tests.
    """
    palette = evidence.palette
    for text, ground in palette.pairs:
        name = text if text in palette.own else ground
        ratio = contrast(palette.colours[text], palette.colours[ground])
        if name in palette.own and ratio < LEAST:
            yield hit(
                palette.own[name],
                name=name,
                text=text,
                colour=palette.colours[text],
                ground=ground,
                ground_colour=palette.colours[ground],
                ratio=f"{ratio:.1f}",
            )


@rule("A103", Level.WARNING, judges=Issue)
def subheadings_of_two_levels(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a subheading that is meant to lie below another: a design shows all of a section's on one level.

    Below the headline of its section, or item, each is one level down, so that none is ever skipped (WCAG 2.2, 1.3.1).
    """
    for section in issue.sections:
        found = [part for prose in proses(section) for part in _flat(prose) if isinstance(part, Subheading)]
        for part in found:
            if part.level != found[0].level:
                yield hit(part.spot, marks="#" * part.level, others="#" * found[0].level)


@rule("A104", Level.INFO, judges=Issue)
def bold_line(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a short paragraph in bold above another: it looks like a heading, and is none for who listens."""
    for section in issue.sections:
        for prose in proses(section):
            for part, below in pairwise(prose):
                words = _bold_words(part)
                if words is not None and isinstance(below, Paragraph | Bullets) and _bold_words(below) is None:
                    yield hit(words.spot(), words=words.content)


@rule("A108", Level.INFO, judges=Issue)
def unmarked_english(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a passage in English of which nobody says that it is: it is read out as Swedish (WCAG 2.2, 3.1.2)."""
    for piece in pieces(issue):
        if piece.use in _READ_OUT and tongue(piece.language or issue.language) != "en":
            words = _WORD.findall(piece.text.content.casefold())
            if len(words) >= _PASSAGE and sum(word in _ENGLISH for word in words) >= _SHARE * len(words):
                yield hit(piece.text.spot(), words=shortened(piece.text.content), language="en")


def _flat(prose: Prose) -> Iterator[ProseBlock]:
    for part in prose:
        if isinstance(part, Bullets):
            for item in part.items:
                yield from _flat(item)
        else:
            yield part


def _bold_words(part: ProseBlock) -> Text | None:
    """Return the words of a paragraph that is bold altogether and looks like a heading; None for any other."""
    if not isinstance(part, Paragraph):
        return None
    inlines = [each for each in part.inlines if not (isinstance(each, Text) and not each.content.strip())]
    words = joined(part.inlines) if len(inlines) == 1 and isinstance(inlines[0], Strong) else None
    short = (
        words is not None and len(words.content) <= _HEADING and not words.content.rstrip().endswith((".", "!", ":"))
    )
    return words if short else None
