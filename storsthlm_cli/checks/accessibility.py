"""A: what keeps people from reading."""

from __future__ import annotations

from collections.abc import Iterator

from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.model.contrast import LEAST, contrast
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.places import Spot


@rule("A101", Level.ERROR, judges=Directory)
def faint_category(directory: Directory, evidence: Evidence) -> Iterator[Hit]:
    """Find a category whose colour does not stand out from the ground (WCAG 2.2, success criterion 1.4.3)."""
    for category in directory.categories.values():
        for key, ground in zip(("colour", "colour_dark"), evidence.palette.topics, strict=True):
            colour = category.colour if key == "colour" else category.colour_dark
            ratio = contrast(colour, ground)
            if ratio < LEAST:
                where = Spot(category.spot.file, (*category.spot.path, key))
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
