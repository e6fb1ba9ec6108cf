"""Portraits and collages: the people of `people.py`, each alone or four together."""

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

_WIDE, _HIGH, _GUTTER = 1200, 900, 12


def portrait(key: str) -> Callable[[], Canvas]:
    """Return what draws the square portrait of somebody in the directory."""

    def draw() -> Canvas:
        sheet = Canvas("#DCE9EF", grounds.SIDE, grounds.SIDE)
        _GROUNDS[key](sheet)
        faces.draw(sheet, PEOPLE[key], (400, 372), 1.2)
        return sheet

    return draw


def collage(*keys: str) -> Callable[[], Canvas]:
    """Return what draws four people, two above two, with a thin white gutter between them."""

    def draw() -> Canvas:
        sheet = Canvas("#FFFFFF", _WIDE, _HIGH)
        wide, high = (_WIDE - _GUTTER) // 2, (_HIGH - _GUTTER) // 2
        for n, (key, colour) in enumerate(zip(keys, ("#A9C8DF", "#A9C8B4", "#E9C893", "#C9B8C9"), strict=True)):
            tile = Canvas("#FFFFFF", wide, high)
            grounds.plain(colour)(tile)
            faces.draw(tile, PEOPLE[key], (wide / 2, 190), 0.78)
            sheet.inset(tile, n % 2 * (wide + _GUTTER), n // 2 * (high + _GUTTER))
        return sheet

    return draw
