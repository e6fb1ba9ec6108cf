"""Hair and beards, in the measures of a face (the point between the eyes is the origin)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from canvas import Point
from pen import Pen, darker, lighter, mirrored, mix, other_side

Layer = Callable[[Pen, str], None]


@dataclass(frozen=True, slots=True)
class Form:
    """A way to wear hair: what lies before the face, behind the neck, and beside it upon the shoulders."""

    before: Layer
    behind: Layer | None = None
    beside: Layer | None = None


def _strands(pen: Pen, colour: str, lines: list[list[Point]]) -> None:
    for line in lines:
        pen.stroke(line, 3.5, lighter(colour, 0.3), 0.8)


def _bob_behind(pen: Pen, colour: str) -> None:
    right: list[Point] = [(0, -170), (70, -156), (126, -98), (144, -14), (146, 70), (130, 128), (76, 142), (0, 142)]
    pen.curve(mirrored(right), darker(colour))


def _bob(pen: Pen, colour: str) -> None:
    """Draw hair to the chin with an even fringe."""
    right: list[Point] = [(0, -182), (76, -168), (132, -108), (150, -14), (152, 76), (138, 126), (104, 132), (112, 70)]
    right += [(108, 0), (98, -52), (60, -60), (0, -56)]
    pen.curve(mirrored(right), colour)
    _strands(pen, colour, [[(-16, -164), (-24, -120), (-26, -78)], [(34, -160), (48, -116), (54, -78)],
                           [(96, -132), (124, -70), (130, 20)], [(-76, -146), (-116, -80), (-128, 10)]])  # fmt: skip


def _long_behind(pen: Pen, colour: str) -> None:
    right: list[Point] = [(0, -172), (76, -156), (130, -94), (146, -6), (156, 90), (164, 180), (150, 244), (80, 262)]
    pen.curve(mirrored([*right, (0, 256)]), darker(colour))


def _long_beside(pen: Pen, colour: str) -> None:
    """Let a wave of hair fall upon each shoulder."""
    for side in (-1, 1):
        fall: list[Point] = [
            (120, 40),
            (150, 90),
            (158, 160),
            (166, 214),
            (148, 268),
            (112, 280),
            (114, 226),
            (92, 180),
        ]
        pen.curve([(side * x, y) for x, y in [*fall, (98, 110)]], colour)
        _strands(pen, colour, [[(side * 130, 90), (side * 132, 150), (side * 142, 200), (side * 136, 246)]])


def _parted(pen: Pen, colour: str) -> None:
    """Draw long hair with a parting at the side, swept away from the forehead."""
    pen.curve([(40, -150), (64, -172), (112, -142), (146, -70), (152, 20), (152, 110), (124, 130), (108, 90), (116, 20),
               (104, -44), (72, -98)], colour)  # fmt: skip
    pen.curve([(58, -166), (0, -184), (-74, -168), (-130, -106), (-150, -14), (-152, 110), (-124, 130), (-106, 90),
               (-116, 20), (-110, -28), (-78, -66), (-10, -96), (38, -128)], colour)  # fmt: skip
    _strands(pen, colour, [[(36, -150), (-22, -118), (-84, -84), (-122, -20), (-130, 60)],
                           [(16, -164), (-60, -132), (-116, -70)], [(84, -132), (122, -70), (132, 30)]])  # fmt: skip


def _pixie(pen: Pen, colour: str) -> None:
    """Draw short layered hair, swept across the forehead."""
    fall: list[Point] = [(62, -160), (104, -140), (132, -86), (132, -20), (120, 34), (106, 20), (104, -30), (92, -74)]
    pen.curve([*fall, (66, -112)], darker(colour, 0.1))
    pen.curve([(76, -150), (40, -186), (-34, -192), (-98, -164), (-134, -100), (-136, -28), (-120, 36), (-106, 20),
               (-104, -22), (-88, -48), (-52, -50), (-8, -72), (36, -104)], colour)  # fmt: skip
    _strands(pen, colour, [[(52, -148), (0, -112), (-58, -82), (-96, -56)], [(28, -172), (-38, -140), (-98, -90)],
                           [(-20, -180), (-84, -144), (-120, -80), (-124, -20)]])  # fmt: skip


def _bun_behind(pen: Pen, colour: str) -> None:
    pen.ellipse((8, -206), 58, 52, darker(colour, 0.12))
    pen.stroke([(-28, -222), (6, -240), (44, -218)], 3.5, lighter(colour, 0.25), 0.8)
    pen.stroke([(-32, -196), (8, -212), (48, -194)], 3.5, lighter(colour, 0.25), 0.8)


def _drawn_back(pen: Pen, colour: str) -> None:
    """Draw hair drawn back over the crown from a parting, without anything falling down."""
    right: list[Point] = [(0, -178), (70, -166), (116, -116), (126, -50), (118, 8), (106, -14), (98, -58), (66, -96)]
    pen.curve(mirrored([*right, (10, -116)]), colour)
    for side in (-1, 1):
        _strands(pen, colour, [[(side * 12, -142), (side * 66, -128), (side * 104, -74)],
                               [(side * 14, -162), (side * 72, -146), (side * 112, -92)]])  # fmt: skip


def _nape_behind(pen: Pen, colour: str) -> None:
    pen.curve([(84, 60), (128, 62), (150, 104), (132, 146), (92, 150), (66, 120)], darker(colour, 0.14))
    pen.stroke([(92, 76), (126, 92), (128, 128)], 3.5, lighter(colour, 0.25), 0.8)


_CURLS: list[Point] = [(0, -160), (46, -153), (86, -130), (114, -94), (128, -50), (130, -4), (122, 38)]
"""Where the curls of the right side lie, from the crown to below the ear."""


def _cloud_behind(pen: Pen, colour: str) -> None:
    for x, y in _CURLS:
        for side in (-1, 1):
            pen.ellipse((side * x * 0.98, y + 6), 40, 40, darker(colour))


def _cloud(pen: Pen, colour: str) -> None:
    """Draw short curls all around the face."""
    right: list[Point] = [(0, -172), (70, -156), (116, -104), (128, -40), (118, -16), (98, -76), (44, -104), (0, -108)]
    pen.curve(mirrored(right), colour)
    for n, (x, y) in enumerate(_CURLS):
        for side in (-1, 1):
            wide = 29 + (n * 7 + side * 3) % 8
            pen.ellipse((side * x, y - 4), wide, wide, colour)
    for x, y in ((-62, -100), (-22, -112), (22, -108), (64, -98), (-94, -70), (96, -66)):
        pen.ellipse((x, y), 25, 23, colour)
    for n, (x, y) in enumerate([*_CURLS, (-24, -116), (-34, -110), (-70, -104)]):
        side = 1 if n % 2 else -1
        pen.stroke([(side * x - 13, y + 3), (side * x - 3, y - 12), (side * x + 12, y - 5)], 3.5, lighter(colour), 0.8)


def _cap(pen: Pen, colour: str, crown: float, temple: float, fringe: list[Point]) -> None:
    """Draw short hair: over the crown from ear to ear, with `fringe` as the line over the forehead, right to left."""
    outside: list[Point] = [(-110, 30), (-121, -20), (-121, -84), (-88, -146), (-30, crown), (40, crown), (94, -146)]
    outside += [(122, -84), (121, -20), (110, 30)]
    pen.curve([*outside, (103, -14), (104, temple), *fringe, (-104, temple), (-103, -14)], colour)


def _side_parting(pen: Pen, colour: str) -> None:
    """Draw a man's short hair, combed to the side."""
    _cap(pen, colour, -186, -58, [(88, -92), (62, -112), (20, -106), (-40, -92), (-84, -84)])
    _strands(pen, colour, [[(62, -128), (10, -140), (-54, -120), (-96, -92)], [(68, -146), (4, -164), (-66, -144)],
                           [(86, -128), (106, -90), (110, -40)]])  # fmt: skip


def _brushed_up(pen: Pen, colour: str) -> None:
    """Draw a man's hair, brushed upwards from the forehead, short at the sides."""
    sides = mix(colour, "#B99A86", 0.18)
    _cap(pen, sides, -160, -56, [(86, -92), (40, -104), (-40, -104), (-86, -92)])
    pen.curve([(-100, -94), (-114, -138), (-82, -182), (-20, -200), (52, -198), (100, -172), (112, -126), (98, -90),
               (70, -110), (10, -118), (-60, -108)], colour)  # fmt: skip
    _strands(pen, colour, [[(-66, -118), (-74, -150), (-50, -180)], [(-20, -124), (-18, -160), (10, -188)],
                           [(32, -124), (44, -156), (72, -178)]])  # fmt: skip


def _cropped(pen: Pen, colour: str) -> None:
    """Draw a man's very short hair with a straight line over the forehead."""
    _cap(pen, colour, -162, -58, [(95, -82), (62, -98), (0, -104), (-62, -98), (-95, -82)])
    pen.stroke([(-60, -140), (0, -150), (60, -140)], 4, lighter(colour, 0.16), 0.7)


def _receding(pen: Pen, colour: str) -> None:
    """Draw grey hair that leaves the temples free."""
    _cap(
        pen,
        colour,
        -172,
        -66,
        [(97, -84), (80, -110), (50, -126), (22, -112), (-24, -112), (-52, -126), (-80, -110), (-97, -84)],
    )
    _strands(pen, colour, [[(34, -138), (-10, -150), (-58, -144)], [(54, -154), (0, -166)],
                           [(108, -110), (112, -64)], [(-108, -110), (-112, -64)]])  # fmt: skip


def _wreath(pen: Pen, colour: str) -> None:
    """Leave the crown bare, and hair around the ears."""
    for side in (-1, 1):
        sides: list[Point] = [(106, 30), (117, 2), (119, -40), (111, -76), (98, -90), (97, -76), (105, -44), (104, -8)]
        pen.curve([(side * x, y) for x, y in sides], colour)
        _strands(pen, colour, [[(side * 108, -78), (side * 116, -44), (side * 114, -8)]])
    pen.curve([(-54, -118), (-20, -132), (22, -134), (10, -124), (-24, -120)], "#FFFFFF", 0.28)


def _stubble(pen: Pen, colour: str, jaw: float, long: float) -> None:
    outer: list[Point] = [(109, 14), (101 * jaw, 80 + long * 0.6), (70 * jaw, 132 + long), (0, 156 + long)]
    inner: list[Point] = [(90, 46), (64, 72), (36, 62), (0, 66)]
    pen.curve([*outer, *other_side(outer[-2::-1]), *other_side(inner), *inner[-2::-1]], colour)


def _full_beard(pen: Pen, colour: str, jaw: float, long: float) -> None:
    _stubble(pen, colour, jaw * 1.03, long + 10)
    for x in (-46, -16, 16, 46):
        pen.stroke([(x, 128 + long), (x * 0.9, 142 + long), (x * 0.7, 152 + long)], 3, lighter(colour, 0.35), 0.7)


def _moustache(pen: Pen, colour: str, jaw: float, long: float) -> None:
    right: list[Point] = [(0, 62), (22, 60), (44, 72), (54, 88), (36, 86), (12, 80)]
    pen.curve(mirrored([*right, (0, 80)]), colour)


BEARDS: dict[str, Callable[[Pen, str, float, float], None]] = {
    "full": _full_beard,
    "moustache": _moustache,
    "stubble": _stubble,
}

FORMS: dict[str, Form] = {
    "bob": Form(_bob, _bob_behind),
    "long": Form(_parted, _long_behind, _long_beside),
    "pixie": Form(_pixie),
    "bun": Form(_drawn_back, _bun_behind),
    "nape": Form(_drawn_back, _nape_behind),
    "cloud": Form(_cloud, _cloud_behind),
    "side parting": Form(_side_parting),
    "brushed up": Form(_brushed_up),
    "cropped": Form(_cropped),
    "receding": Form(_receding),
    "wreath": Form(_wreath),
}
