"""The logo of the sample newsletter: sun and water of the archipelago, and the name in letters of one stroke.

It stands on a plate of its own with round corners, so that it can be read on the ground of any design, also of one that
a mail program has turned dark by itself.
"""

from __future__ import annotations

import math
import pathlib
from collections.abc import Callable

from canvas import Canvas, Point
from pen import Pen
from PIL import Image, ImageDraw

WIDTH, HEIGHT = 508, 128
"""Twice the size at which a mail shows it."""

_CORNER = 22
_BLUE, _WATER, _SUN, _PLATE = "#0E3F5C", "#4A9DB5", "#F4B942", "#FFFFFF"
_STROKE = 10.5
_FOOT = 88
"""The line that letters stand on; small letters are 40 pixels high."""


class Plate(Canvas):
    """A sheet with round corners, written as a PNG whose corners let the ground through."""

    def save(self, path: pathlib.Path) -> None:
        """Scale down and write it without any notes in it."""
        picture = self._image.resize((self.width, self.height), Image.Resampling.LANCZOS)
        finer = 4
        mask = Image.new("L", (self.width * finer, self.height * finer), 0)
        edge = (0, 0, mask.width - 1, mask.height - 1)
        ImageDraw.Draw(mask).rounded_rectangle(edge, _CORNER * finer, fill=255)
        picture.putalpha(mask.resize(picture.size, Image.Resampling.LANCZOS))
        picture.quantize(64, method=Image.Quantize.FASTOCTREE).save(path, "PNG", optimize=True)


def draw() -> Plate:
    """Draw the logo."""
    sheet = Plate(_PLATE, WIDTH, HEIGHT)
    _mark(Pen(sheet, (70, 64)))
    left = 136.0
    for letter in "storsthlm":
        write, width = _LETTERS[letter]
        write(Pen(sheet, (left, _FOOT)))
        left += width
    return sheet


def _mark(pen: Pen) -> None:
    """Draw the sun going down behind three waves, in a round window."""
    pen.ellipse((0, 0), 44, 44, _BLUE)
    pen.ellipse((0, 2), 21, 21, _SUN)
    low = [(44 * math.cos(a), 44 * math.sin(a)) for a in (math.pi * (0.04 + 0.92 * n / 60) for n in range(61))]
    pen.polygon(low, _WATER)
    for height, reach in ((16, 31), (28, 24)):
        steps = 40
        wave = [(reach * (2 * n / steps - 1), height + 3 * math.sin(n * math.pi / 5)) for n in range(steps + 1)]
        pen.line(wave, 4.5, _PLATE)


def _s(pen: Pen) -> None:
    points: list[Point] = [(23, -33), (13, -37), (3, -29), (13, -20), (24, -11), (13, -2), (1, -7)]
    pen.stroke(points, _STROKE, _BLUE)


def _t(pen: Pen) -> None:
    pen.line([(7, -52), (7, -12)], _STROKE, _BLUE)
    pen.stroke([(7, -12), (10, -4), (19, -3)], _STROKE, _BLUE)
    pen.line([(0, -37), (18, -37)], _STROKE, _BLUE)


def _o(pen: Pen) -> None:
    pen.ellipse((18, -20), 23, 23, _BLUE)
    pen.ellipse((18, -20), 12.5, 12.5, _PLATE)


def _r(pen: Pen) -> None:
    pen.line([(0, -37), (0, -3)], _STROKE, _BLUE)
    pen.stroke([(0, -22), (5, -34), (17, -37)], _STROKE, _BLUE)


def _h(pen: Pen) -> None:
    pen.line([(0, -60), (0, -3)], _STROKE, _BLUE)
    _arch(pen, 0)


def _l(pen: Pen) -> None:
    pen.line([(0, -60), (0, -3)], _STROKE, _BLUE)


def _m(pen: Pen) -> None:
    pen.line([(0, -37), (0, -3)], _STROKE, _BLUE)
    _arch(pen, 0)
    _arch(pen, 27)


def _arch(pen: Pen, left: float) -> None:
    """Draw the arch of an h or an m from its stem to its foot."""
    pen.stroke([(left, -22), (left + 4, -32), (left + 14, -37), (left + 24, -32), (left + 27, -22)], _STROKE, _BLUE)
    pen.line([(left + 27, -22), (left + 27, -3)], _STROKE, _BLUE)


_LETTERS: dict[str, tuple[Callable[[Pen], None], float]] = {
    "s": (_s, 38),
    "t": (_t, 34),
    "o": (_o, 54),
    "r": (_r, 31),
    "h": (_h, 44),
    "l": (_l, 18),
    "m": (_m, 70),
}
"""How each letter is written from its left foot, and how far the next one is away."""
