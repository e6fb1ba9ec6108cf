"""A: what keeps people from reading."""

from __future__ import annotations

from collections.abc import Iterator

from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.model.contrast import LEAST, contrast
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.places import Spot

_GROUNDS = {"colour": "#FFFFFF", "colour_dark": "#191F23"}
"""What the label of a category stands on, by the key of its colour: the standard design's card, light and dark."""


@rule("A101", Level.ERROR, judges=Directory)
def faint_category(directory: Directory, evidence: Evidence) -> Iterator[Hit]:
    """Find a category whose colour does not stand out from the ground (WCAG 2.2, success criterion 1.4.3)."""
    for category in directory.categories.values():
        for key, ground in _GROUNDS.items():
            colour = category.colour if key == "colour" else category.colour_dark
            ratio = contrast(colour, ground)
            if ratio < LEAST:
                where = Spot(category.spot.file, (*category.spot.path, key))
                yield hit(where, label=category.label.content, colour=colour, ground=ground, ratio=f"{ratio:.1f}")
