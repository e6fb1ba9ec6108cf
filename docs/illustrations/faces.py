"""A face, drawn from a small record: as many friendly people as are needed, of one hand."""

from __future__ import annotations

import math
from dataclasses import dataclass

import clothes
import hair
from canvas import Canvas, Point
from pen import Pen, darker, mirrored, mix


@dataclass(frozen=True, slots=True)
class Face:
    """What a person looks like. Colours are `#RRGGBB`, shares are around 1, `years` is an age."""

    skin: str
    years: int
    hair: str
    """A form of `hair.FORMS`."""
    colour: str
    """Of the hair."""
    clothes: str
    """A form of `clothes.FORMS`."""
    cloth: str
    inner: str = "#FBF6EC"
    """What is worn under the jacket, or the collar."""
    accent: str = "#8A1C4A"
    """Tie, pin, scarf."""
    eyes: str = "#33404B"
    brows: str | None = None
    """As the hair, a little darker, when nothing is said."""
    lips: str | None = None
    """Made up; the skin's own when nothing is said."""
    beard: str | None = None
    """A form of `hair.BEARDS`."""
    beard_colour: str | None = None
    glasses: str | None = None
    """A form of `_LENSES`."""
    rims: str = "#3B2A33"
    man: bool = False
    jaw: float = 1.0
    long: float = 0.0
    """How much longer the face is than most, in units of the figure."""
    smile: float = 1.0
    teeth: bool = False
    freckles: bool = False
    earrings: str | None = None
    lean: float = 0.0
    """How far the head leans, in degrees, clockwise."""

    @property
    def shade(self) -> str:
        """The skin where no light falls."""
        return mix(self.skin, "#A8553A", 0.26)

    @property
    def deep(self) -> str:
        """The skin's darkest line."""
        return mix(self.shade, "#6B2F28", 0.28)

    @property
    def blush(self) -> str:
        """The cheeks."""
        return mix(self.skin, "#D9604F", 0.34)


_LASHES = "#3A2A2E"


def draw(sheet: Canvas, face: Face, place: Point, size: float = 1.0) -> None:
    """Draw head and shoulders, with the point between the eyes at `place`; at `size` 1 the face is 290 high."""
    body, head = Pen(sheet, place, size), Pen(sheet, place, size, face.lean)
    form = hair.FORMS[face.hair]
    if form.behind:
        form.behind(head, face.colour)
    _neck(body, face)
    clothes.FORMS[face.clothes](body, face.cloth, face.inner, face.accent)
    if form.beside:
        form.beside(head, face.colour)
    _head(head, face)
    if face.beard:
        hair.BEARDS[face.beard](head, face.beard_colour or face.colour, face.jaw, face.long)
    if face.glasses:
        for side in (-1, 1):
            head.curve([(side * (48 + x), y + 1) for x, y in _LENSES[face.glasses]], "#FFFFFF", 0.2)
    _features(head, face)
    form.before(head, face.colour)
    if face.glasses:
        _glasses(head, face)


def _neck(pen: Pen, face: Face) -> None:
    wide = 62 if face.man else 51
    pen.polygon(
        [(-wide, 60), (wide, 60), (wide + 6, 190), (wide + 40, 236), (0, 330), (-wide - 40, 236), (-wide - 6, 190)],
        face.skin,
    )
    shadow = [(-wide - 1, 96), (wide + 1, 96), (wide + 3, 150), (wide * 0.5, 196 + face.long), (-wide * 0.35, 192)]
    pen.curve([*shadow, (-wide - 2, 160)], face.shade)


def outline(face: Face) -> list[Point]:
    """Return the right half of the face, from the crown to the chin."""
    jaw, long = face.jaw, face.long
    cheek, corner = (95 * jaw, 62 * jaw) if face.man else (90 * jaw, 51 * jaw)
    return [
        (0, -146),
        (72, -128),
        (108, -64),
        (109, 14),
        (cheek, 80 + long * 0.6),
        (corner, 128 + long),
        (0, 146 + long),
    ]


def _head(pen: Pen, face: Face) -> None:
    for side in (-1, 1):
        pen.ellipse((side * 113, 18), 17, 27, face.shade)
        pen.ellipse((side * 115, 20), 8, 16, face.deep, 0.35)
        if face.earrings:
            pen.ellipse((side * 116, 48), 6.5, 6.5, face.earrings)
    right = outline(face)
    pen.curve(mirrored(right), face.skin)


def _features(pen: Pen, face: Face) -> None:
    brow = face.brows or darker(face.colour, 0.22)
    thick = 8.5 if face.man else 5.5
    for side in (-1, 1):
        x = side * 48
        up = 0 if face.man else 3
        high = [(-25, -39 - up), (-9, -45 - up), (9, -46 - up), (26, -37 - up)]
        pen.stroke([(x + side * across, y) for across, y in high], thick, brow)
        pen.ellipse((x, 0), 8.5, 9.5, face.eyes)
        pen.ellipse((x + 2.8, -3.2), 2.6, 2.6, "#FFFFFF")
        if face.man:
            pen.stroke([(x - side * 14, -9), (x, -15), (x + side * 16, -7)], 3.4, face.deep)
        else:
            pen.stroke(
                [(x - side * 15, -3), (x - side * 5, -11.5), (x + side * 7, -12), (x + side * 21, -8)], 4, _LASHES
            )
        pen.ellipse((side * 66, 52), 23, 14, face.blush, 0.5)
        _years(pen, face, side)
    if face.freckles:
        for x, y in ((52, 44), (66, 50), (80, 43), (60, 58), (74, 60), (40, 52)):
            pen.ellipse((x, y), 2.4, 2.4, face.deep, 0.5)
            pen.ellipse((-x, y), 2.4, 2.4, face.deep, 0.5)
    reach = 13 if face.man else 10
    pen.stroke([(4, 8), (reach, 36), (reach - 3, 49), (-7, 52)], 4.6, face.deep, 0.75)
    _mouth(pen, face)


def _years(pen: Pen, face: Face, side: int) -> None:
    """Draw the lines that laughing leaves, from fifty on."""
    if face.years >= 45:
        pen.stroke([(side * 36, 50), (side * 52, 64), (side * 58, 80)], 3, face.deep, 0.4)
    if face.years >= 52:
        for y, up in ((-3, -6), (5, 3)):
            pen.stroke([(side * 79, y), (side * 89, y + up)], 2.4, face.deep, 0.35)
        pen.stroke([(side * 36, 19), (side * 50, 23), (side * 62, 18)], 2.6, face.deep, 0.35)
    if face.years >= 60:
        pen.stroke([(side * 4, -78), (side * 26, -82), (side * 46, -79)], 2.8, face.deep, 0.35)


def _mouth(pen: Pen, face: Face) -> None:
    half, low = 44 * face.smile, 92 + face.long * 0.4
    lips = face.lips or mix(face.shade, "#B5404A", 0.42)
    line = darker(mix(lips, "#8A2A30", 0.5), 0.15)
    ends = low - 12
    if face.teeth:
        upper = [(-half, ends), (-half * 0.5, low - 5), (0, low - 3), (half * 0.5, low - 5), (half, ends)]
        lower = [(half * 0.62, low + 12), (0, low + 20), (-half * 0.62, low + 12)]
        pen.curve([(x * 1.04, y + 3) for x, y in [*upper, *lower]], lips)
        pen.curve([*((x * 0.93, y + 1) for x, y in upper), *((x * 0.9, y - 3) for x, y in lower)], "#FFFDF8")
        pen.stroke(upper, 4.2, line)
    else:
        if face.lips or not face.man:
            full = [(-28, low - 4), (-12, low - 8), (0, low - 5), (12, low - 8), (28, low - 4)]
            pen.curve([*full, (16, low + 9), (0, low + 13), (-16, low + 9)], lips)
        curve = [(-half, ends), (-half * 0.58, low - 4), (0, low), (half * 0.58, low - 4), (half, ends)]
        pen.stroke(curve, 4.6, line)
        if face.man and not face.beard:
            pen.stroke([(-14, low + 14), (0, low + 17), (14, low + 14)], 3, face.deep, 0.5)
    if not face.beard:
        pen.stroke([(-12, 121 + face.long), (0, 124 + face.long), (12, 121 + face.long)], 3, face.deep, 0.35)


_LENSES: dict[str, list[Point]] = {
    "soft": [(-38, 2), (-34, -18), (-14, -26), (14, -26), (34, -18), (38, 2), (30, 22), (10, 30), (-10, 30), (-30, 22)],
    "round": [(36 * math.cos(n * math.pi / 6), 2 + 34 * math.sin(n * math.pi / 6)) for n in range(12)],
    "square": [
        (-39, 2),
        (-38, -17),
        (-30, -25),
        (0, -26),
        (30, -25),
        (38, -17),
        (39, 2),
        (36, 20),
        (26, 28),
        (0, 29),
        (-26, 28),
        (-36, 20),
    ],
    "cat": [(-37, -4), (-30, -18), (0, -24), (34, -30), (43, -26), (39, 0), (26, 22), (0, 27), (-26, 20)],
}
"""The right lens, from its middle."""


def _glasses(pen: Pen, face: Face) -> None:
    assert face.glasses
    for side in (-1, 1):
        rim = [(side * (48 + x), y + 1) for x, y in _LENSES[face.glasses]]
        closed = [rim[-1], *rim, rim[0], rim[1]]
        pen.stroke(closed, 4.8, face.rims)
        pen.line([(side * 87, -8), (side * 110, -12)], 4.8, face.rims)
    pen.stroke([(-11, -4), (0, -9), (11, -4)], 4.8, face.rims)
