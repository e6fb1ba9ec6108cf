"""The colours of a design as rules see them: which text stands on which ground, and whose colours they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from storsthlm_cli.model.places import Spot


@dataclass(frozen=True, slots=True)
class Palette:
    """All colours by name, those of the newsletter in the place of the design's.

    `pairs` are the names of a text's colour and its ground's. `topics` are the grounds of the categories' colours,
    light and dark; without a design those of paper and of night. `own` says where the newsletter sets a colour.
    """

    colours: Mapping[str, str] = field(default_factory=dict)
    pairs: tuple[tuple[str, str], ...] = ()
    topics: tuple[str, str] = ("#FFFFFF", "#191F23")
    own: Mapping[str, Spot] = field(default_factory=dict)
