"""Portraits of the people of `people.py`: those of the directory, and those that collages are made of."""

from __future__ import annotations

from collections.abc import Callable

import faces
import grounds
from canvas import Canvas
from people import PEOPLE

_GROUNDS = {
    "gunvor-tallhammar": grounds.fjard,
    "birger-ostangard": grounds.lighthouse,
    "linnea-stavsjo": grounds.wind,
    "barbro-kallhult": grounds.town,
    "joar-fagerhem": grounds.city,
    "rebecka-ravnas": grounds.birches,
}
KEYS = tuple(_GROUNDS)
"""Those of the directory who have a portrait."""

_WIDE, _HIGH = 594, 444


def portrait(key: str) -> Callable[[], Canvas]:
    """Return what draws the square portrait of somebody in the directory."""

    def draw() -> Canvas:
        sheet = Canvas("#DCE9EF", grounds.SIDE, grounds.SIDE)
        _GROUNDS[key](sheet)
        faces.draw(sheet, PEOPLE[key], (400, 372), 1.2)
        return sheet

    return draw


def bust(key: str, colour: str) -> Callable[[], Canvas]:
    """Return what draws somebody on a plain ground, for a collage."""

    def draw() -> Canvas:
        sheet = Canvas("#FFFFFF", _WIDE, _HIGH)
        grounds.plain(colour)(sheet)
        faces.draw(sheet, PEOPLE[key], (_WIDE / 2, 190), 0.78)
        return sheet

    return draw
