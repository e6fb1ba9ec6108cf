"""What people wear: shoulders and collars, in the measures of a face (the point between the eyes is the origin)."""

from __future__ import annotations

from collections.abc import Callable

from canvas import Point, smooth
from pen import Pen, darker, lighter, mirrored, other_side

Draw = Callable[[Pen, str, str, str], None]
"""Draws with the colours of the cloth, of what is under it, and of tie, pin or scarf."""

FLOOR = 560.0
"""Below every picture's edge."""

_WOMAN: list[Point] = [(54, 190), (72, 206), (122, 220), (198, 248), (246, 300), (268, 380), (284, FLOOR)]
_MAN: list[Point] = [(64, 184), (84, 200), (140, 214), (226, 240), (276, 292), (298, 380), (312, FLOOR)]
"""The right shoulder, from the neck to the elbow."""


def _shoulders(pen: Pen, half: list[Point], colour: str, *, open_to: float = 212) -> None:
    """Fill the shoulders, with a neckline that is `open_to` below the eyes, and mark where the arms begin."""
    right = smooth(half, closed=False)
    pen.polygon(mirrored([(0, open_to), *right, (0, FLOOR)]), colour)
    x = half[4][0] - 46
    for side in (-1, 1):
        pen.stroke([(side * x, 344), (side * (x - 8), 400), (side * (x - 6), FLOOR)], 3, darker(colour, 0.3), 0.7)


def _lapels(pen: Pen, colour: str, wide: float, deep: float) -> None:
    """Draw the turned-down front of a jacket that closes `deep` below the eyes."""
    left = [(-wide, 176), (-wide - 44, 232), (-wide - 64, 258), (-wide - 18, 290), (-wide - 36, 314), (-6, deep + 40)]
    left += [(0, deep), (-wide + 11, 258)]
    pen.polygon(left, darker(colour, 0.22))
    pen.polygon(other_side(left), lighter(colour, 0.1))
    pen.line([(-1, deep), (-1, FLOOR)], 3, darker(colour, 0.3))
    for y in (deep + 42, deep + 100):
        pen.ellipse((16, y), 7, 7, darker(colour, 0.4))


def suit(pen: Pen, cloth: str, inner: str, accent: str) -> None:
    """Draw a suit with shirt and tie."""
    _shoulders(pen, _MAN, cloth, open_to=300)
    pen.polygon([(-66, 196), (66, 196), (54, 260), (4, 440), (-4, 440), (-54, 260)], inner)
    pen.polygon([(-17, 218), (17, 218), (12, 244), (26, 380), (0, 420), (-26, 380), (-12, 244)], accent)
    pen.polygon([(-12, 244), (12, 244), (14, 254), (-14, 254)], darker(accent, 0.3))
    for step in range(3):
        y = 282 + step * 38
        pen.polygon([(-17 - step * 3, y), (18 + step * 3, y - 14), (19 + step * 3, y - 6), (-18 - step * 3, y + 9)],
                    lighter(accent, 0.3))  # fmt: skip
    collar = [(-66, 172), (-74, 206), (-40, 256), (-2, 216), (-30, 206)]
    pen.polygon(collar, lighter(inner, 0.4))
    pen.polygon(other_side(collar), lighter(inner, 0.4))
    pen.line([(-40, 256), (-2, 217)], 2.4, darker(inner, 0.22))
    pen.line([(40, 256), (2, 217)], 2.4, darker(inner, 0.22))
    _lapels(pen, cloth, 66, 430)


def open_shirt(pen: Pen, cloth: str, inner: str, accent: str) -> None:
    """Draw a jacket over a shirt without a tie."""
    _shoulders(pen, _MAN, cloth, open_to=300)
    pen.polygon([(-66, 196), (-30, 206), (0, 286), (30, 206), (66, 196), (54, 260), (4, 440), (-4, 440)], inner)
    pen.line([(0, 290), (0, 440)], 2.6, darker(inner, 0.2))
    for y in (314, 360):
        pen.ellipse((0, y), 4.5, 4.5, darker(inner, 0.35))
    collar = [(-64, 170), (-76, 206), (-52, 264), (-2, 290), (-34, 214)]
    pen.polygon(collar, lighter(inner, 0.35))
    pen.polygon(other_side(collar), lighter(inner, 0.35))
    pen.line([(-52, 264), (-2, 290)], 2.4, darker(inner, 0.2))
    pen.line([(52, 264), (2, 290)], 2.4, darker(inner, 0.2))
    _lapels(pen, cloth, 66, 430)
    pen.polygon([(150, 300), (198, 292), (200, 306), (152, 314)], accent)


def polo(pen: Pen, cloth: str, inner: str, accent: str) -> None:
    """Draw a jacket over a polo neck."""
    _shoulders(pen, _MAN, cloth, open_to=300)
    pen.polygon([(-64, 190), (64, 190), (70, 270), (4, 440), (-4, 440), (-70, 270)], inner)
    _roll(pen, inner, 70)
    _lapels(pen, cloth, 70, 430)


def _roll(pen: Pen, colour: str, half: float) -> None:
    """Draw the rolled neck of a jersey."""
    pen.curve([(-half + 6, 170), (0, 180), (half - 6, 170), (half + 3, 214), (0, 232), (-half - 3, 214)], colour)
    pen.stroke([(-half - 3, 214), (0, 232), (half + 3, 214)], 3.2, darker(colour, 0.3))
    for x in (-38, -13, 13, 38):
        pen.line([(x, 180), (x * 1.06, 216)], 2, darker(colour, 0.25), 0.5)


def jacket(pen: Pen, cloth: str, inner: str, accent: str) -> None:
    """Draw a lady's jacket over a light top, with a pin."""
    _shoulders(pen, _WOMAN, cloth, open_to=300)
    pen.polygon([(-56, 186), (-44, 206), (0, 270), (44, 206), (56, 186), (60, 262), (4, 410), (-4, 410), (-60, 262)],
                inner)  # fmt: skip
    _lapels(pen, cloth, 56, 408)
    pen.ellipse((124, 308), 10.5, 10.5, "#E8B84E")
    pen.ellipse((124, 308), 5, 5, accent)


def round_jacket(pen: Pen, cloth: str, inner: str, accent: str) -> None:
    """Draw a jacket without a collar over a round-necked top, with a string of beads."""
    _shoulders(pen, _WOMAN, cloth, open_to=300)
    front = smooth([(-54, 184), (-33, 227), (0, 243), (33, 227), (54, 184)], closed=False)
    pen.polygon([*front, (84, 290), (30, FLOOR), (-30, FLOOR), (-84, 290)], inner)
    for side in (-1, 1):
        pen.stroke([(side * 74, 196), (side * 82, 290), (side * 32, FLOOR)], 9, darker(cloth, 0.28))
    beads = smooth([(-60, 204), (-46, 244), (0, 270), (46, 244), (60, 204)], closed=False)
    for x, y in beads[::4]:
        pen.ellipse((x, y), 7.5, 7.5, accent)
        pen.ellipse((x - 2, y - 2), 2.4, 2.4, lighter(accent, 0.6))


def jersey(pen: Pen, cloth: str, inner: str, accent: str) -> None:
    """Draw a knitted jersey with the collar of a shirt."""
    _shoulders(pen, _WOMAN, cloth)
    neckline = smooth([(-78, 212), (-46, 262), (0, 274), (46, 262), (78, 212)], closed=False)
    pen.polygon([*neckline, (56, 188), (0, 208), (-56, 188)], darker(inner, 0.08))
    pen.line(neckline, 8, darker(cloth, 0.18))
    for side in (-1, 1):
        collar = [(side * 52, 182), (side * 70, 214), (side * 40, 258), (side * 2, 234), (side * 30, 212)]
        pen.polygon(collar, inner)
        pen.line([(side * 70, 214), (side * 40, 258), (side * 2, 234)], 2.4, darker(inner, 0.22))
    for x in range(-220, 221, 44):
        high = 292 + abs(x) * 0.22
        for y in range(round(high), 540, 34):
            pen.line([(x - 9, y), (x, y + 11), (x + 9, y)], 3, darker(cloth, 0.16), 0.6)


def turtleneck(pen: Pen, cloth: str, inner: str, accent: str) -> None:
    """Draw a lady's polo-necked jersey with a long necklace."""
    _shoulders(pen, _WOMAN, cloth)
    _roll(pen, cloth, 58)
    chain = smooth([(-66, 226), (-54, 300), (0, 366), (54, 300), (66, 226)], closed=False)
    pen.line(chain, 3, accent)
    pen.ellipse((0, 376), 15, 15, accent)
    pen.ellipse((0, 376), 7, 7, lighter(accent, 0.5))


def scarf(pen: Pen, cloth: str, inner: str, accent: str) -> None:
    """Draw a jacket with a silk scarf around the neck."""
    jacket(pen, cloth, inner, accent)
    pen.curve([(-70, 184), (-36, 204), (0, 210), (36, 204), (70, 184), (78, 220), (40, 252), (0, 262), (-40, 252),
               (-78, 220)], accent)  # fmt: skip
    pen.stroke([(-66, 198), (-30, 226), (8, 238)], 4, lighter(accent, 0.45))
    pen.stroke([(66, 200), (36, 222), (8, 234)], 4, lighter(accent, 0.45))
    pen.curve([(-2, 246), (26, 250), (62, 340), (44, 372), (14, 356)], darker(accent, 0.14))
    pen.curve([(-4, 246), (18, 254), (14, 330), (-16, 366), (-40, 340)], accent)
    pen.stroke([(0, 262), (-8, 310), (-20, 348)], 4, lighter(accent, 0.45))
    pen.ellipse((4, 246), 20, 17, lighter(accent, 0.12))


def blouse(pen: Pen, cloth: str, inner: str, accent: str) -> None:
    """Draw a blouse with an open neck and a thin necklace."""
    _shoulders(pen, _WOMAN, cloth, open_to=318)
    for side in (-1, 1):
        pen.polygon([(side * 56, 178), (side * 92, 222), (side * 60, 290), (side * 2, 322)], darker(cloth, 0.14))
        pen.line([(side * 92, 222), (side * 60, 290), (side * 2, 322)], 2.4, darker(cloth, 0.35))
    pen.line([(0, 322), (0, FLOOR)], 2.8, darker(cloth, 0.3))
    for y in (352, 400):
        pen.ellipse((0, y), 5, 5, accent)


FORMS: dict[str, Draw] = {
    "suit": suit,
    "open shirt": open_shirt,
    "polo": polo,
    "jacket": jacket,
    "round jacket": round_jacket,
    "jersey": jersey,
    "turtleneck": turtleneck,
    "scarf": scarf,
    "blouse": blouse,
}
