"""The picture of the schools: pupils on their way from three directions."""

from __future__ import annotations

from dataclasses import dataclass

from canvas import HEIGHT, Canvas, smooth

GROUND = 404.0
"""Where the school stands."""

WALL, WALL_SIDE, PLINTH, ROOF = "#F6EBD8", "#E6D3B5", "#B98B6A", "#8A1C4A"
GLASS, GLASS_LIGHT, FRAME = "#6F9FB5", "#A9CBD6", "#FFFDF7"
PATH = "#EBD9BA"


def draw() -> Canvas:
    """Return the picture: a school among trees, three paths that meet at its door, eight pupils."""
    sheet = Canvas("#DCE9EF")
    sheet.fade(0, GROUND, "#B9D4E6", "#F8EEDD")
    _clouds(sheet)
    sheet.curve(
        [(-60, 420), (-40, 340), (130, 306), (330, 344), (560, 316), (800, 338), (1010, 300), (1250, 334), (1270, 430)],
        "#A9C8B4",
    )
    sheet.curve(
        [(-60, 440), (-40, 376), (160, 352), (400, 382), (760, 372), (1060, 346), (1260, 372), (1270, 440)], "#86B08F"
    )
    sheet.fade(GROUND - 6, HEIGHT, "#78A67C", "#4D8557")
    _paths(sheet)
    for x, foot, size, colour in _BEHIND:
        _tree(sheet, x, foot, size, colour)
    _school(sheet)
    for x, foot, size, colour in _BEFORE:
        _tree(sheet, x, foot, size, colour)
    for pupil in sorted(_PUPILS, key=lambda pupil: pupil.foot):
        pupil.draw(sheet)
    return sheet


_BEHIND = ((250, 404, 0.9, "#3F8053"), (930, 402, 1.0, "#3F8053"), (1002, 410, 0.8, "#2B6B3F"))
_BEFORE = (
    (96, 470, 1.25, "#2B6B3F"),
    (1110, 476, 1.35, "#2B6B3F"),
    (196, 436, 0.85, "#5A9A63"),
    (1030, 432, 0.7, "#5A9A63"),
)


def _clouds(sheet: Canvas) -> None:
    for x, y, size in ((210, 110, 0.9), (930, 84, 1.0), (1090, 170, 0.55)):
        sheet.rounded(x - 110 * size, y, x + 110 * size, y + 26 * size, 13 * size, "#F6F8F7")
        sheet.rounded(x - 52 * size, y - 22 * size, x + 70 * size, y + 10 * size, 16 * size, "#F6F8F7")


def _paths(sheet: Canvas) -> None:
    """Three ways to one door: from the left, from the right and from where the viewer stands."""
    upper = smooth([(556, 408), (500, 452), (340, 500), (120, 528), (-40, 540)], closed=False)
    lower = smooth([(-40, 594), (160, 578), (390, 540), (560, 484), (600, 470)], closed=False)
    sheet.polygon([*upper, *lower, (640, 408)], PATH)
    upper = smooth([(644, 408), (700, 452), (860, 500), (1080, 528), (1240, 540)], closed=False)
    lower = smooth([(1240, 594), (1040, 578), (810, 540), (640, 484), (600, 470)], closed=False)
    sheet.polygon([*upper, *lower, (560, 408)], PATH)
    left = smooth([(560, 408), (552, 500), (520, 600), (470, 700)], closed=False)
    right = smooth([(730, 700), (680, 600), (648, 500), (640, 408)], closed=False)
    sheet.polygon([*left, *right], PATH)


def _tree(sheet: Canvas, x: float, foot: float, size: float, colour: str) -> None:
    sheet.ellipse((x, foot), 52 * size, 8 * size, "#2B4A36", 0.22)
    sheet.polygon(
        [
            (x - 7 * size, foot),
            (x - 4 * size, foot - 80 * size),
            (x + 4 * size, foot - 80 * size),
            (x + 7 * size, foot),
        ],
        "#6B4F3A",
    )
    crown = [(0, -214), (46, -190), (64, -140), (50, -88), (0, -66), (-50, -88), (-64, -140), (-46, -190)]
    sheet.curve([(x + across * size, foot + up * size) for across, up in crown], colour)
    light = [(-8, -202), (18, -178), (8, -132), (-28, -110), (-52, -136), (-40, -182)]
    sheet.curve([(x + across * size, foot + up * size) for across, up in light], "#FFFFFF", 0.1)


def _school(sheet: Canvas) -> None:
    _wing(sheet, 300, 520)
    _wing(sheet, 680, 900)
    sheet.box(508, 156, 692, GROUND, WALL)
    sheet.polygon([(494, 160), (600, 96), (706, 160)], ROOF)
    sheet.polygon([(600, 96), (706, 160), (600, 160)], "#761540")
    sheet.line([(600, 98), (600, 40)], 3.5, "#5E6A72")
    sheet.polygon([(602, 42), (664, 42), (664, 80), (602, 80)], "#1D4E89")
    sheet.box(602, 57, 664, 65, "#F3C64F")
    sheet.box(618, 42, 626, 80, "#F3C64F")
    sheet.ellipse((600, 132), 19, 19, FRAME)
    sheet.line([(600, 132), (600, 120)], 2.6, "#2E3B47")
    sheet.line([(600, 132), (609, 136)], 2.6, "#2E3B47")
    for left in (526, 580, 634):
        for top in (180, 246):
            _window(sheet, left, top, 40, 46)
    sheet.box(508, GROUND - 14, 692, GROUND, PLINTH)
    sheet.rounded(536, 306, 664, 320, 5, ROOF)
    sheet.box(552, 320, 648, GROUND, "#2E4A5A")
    for left in (556, 603):
        sheet.box(left, 325, left + 41, GROUND, GLASS)
        sheet.polygon([(left, 325), (left + 28, 325), (left, 372)], GLASS_LIGHT)
    sheet.rounded(594, 358, 598, 382, 2, "#F3C64F")
    sheet.rounded(602, 358, 606, 382, 2, "#F3C64F")
    sheet.box(540, GROUND - 6, 660, GROUND + 6, "#CDB79A")


def _wing(sheet: Canvas, left: float, right: float) -> None:
    sheet.box(left, 214, right, GROUND, WALL)
    sheet.box(right - 12 if left < 600 else left, 214, right if left < 600 else left + 12, GROUND, WALL_SIDE)
    sheet.polygon([(left - 14, 218), (left + 12, 176), (right - 12, 176), (right + 14, 218)], ROOF)
    sheet.box(left, GROUND - 14, right, GROUND, PLINTH)
    for n in range(4):
        for top in (236, 314):
            _window(sheet, left + 17 + n * 49, top, 36, 54)


def _window(sheet: Canvas, left: float, top: float, wide: float, high: float) -> None:
    sheet.rounded(left - 4, top - 4, left + wide + 4, top + high + 4, 3, FRAME)
    sheet.box(left, top, left + wide, top + high, GLASS)
    sheet.polygon([(left, top), (left + wide * 0.7, top), (left, top + high * 0.6)], GLASS_LIGHT)
    sheet.box(left + wide / 2 - 1.5, top, left + wide / 2 + 1.5, top + high, FRAME)
    sheet.box(left, top + high * 0.38, left + wide, top + high * 0.38 + 3, FRAME)


@dataclass(frozen=True)
class Pupil:
    """A young person on the way. `size` 1 is 130 pixels high; `heading` -1 walks to the left, 1 to the right."""

    x: float
    foot: float
    size: float
    heading: int
    skin: str
    hair: str
    top: str
    bottom: str
    bag: str
    long_hair: bool = False

    def draw(self, sheet: Canvas) -> None:
        """Draw the pupil from behind or from the side, walking."""
        at, s, h = self._at, self.size, self.heading
        sheet.ellipse(at(0, 0), 30 * s, 5 * s, "#5A4A36", 0.25)
        sheet.line([at(-2, -52), at(-12 * h, -26), at(-17 * h, -3)], 11 * s, self.bottom)
        sheet.line([at(2, -52), at(10 * h, -27), at(13 * h, -3)], 11 * s, self.bottom)
        sheet.line([at(-18 * h, -3), at(-10 * h, -2)], 8 * s, "#FBF6EC")
        sheet.line([at(12 * h, -3), at(20 * h, -2)], 8 * s, "#FBF6EC")
        sheet.curve([at(-14, -50), at(-15, -76), at(-9, -97), at(9, -97), at(15, -76), at(14, -50)], self.top)
        sheet.line([at(4 * h, -90), at(8 * h, -70), at(16 * h, -58)], 8.5 * s, self.top)
        sheet.ellipse(at(17 * h, -57), 4.6 * s, 4.6 * s, self.skin)
        sheet.curve([at(-8 * h, -98), at(-26 * h, -92), at(-27 * h, -64), at(-8 * h, -60)], self.bag)
        sheet.line([at(-4 * h, -96), at(2 * h, -84), at(-4 * h, -66)], 3.5 * s, self.bag)
        sheet.line([at(0, -100), at(0, -108)], 8 * s, self.skin)
        sheet.ellipse(at(0, -118), 14 * s, 15 * s, self.skin)
        back = 1.0 if not self.long_hair else 2.1
        sheet.curve(
            [
                at(11 * h, -126),
                at(2 * h, -136),
                at(-11 * h, -131),
                at(-17 * h, -118),
                at(-15 * h, -112 + 10 * back),
                at(-6 * h, -110 + 8 * back),
                at(-3 * h, -119),
                at(3 * h, -126),
            ],
            self.hair,
        )

    def _at(self, across: float, up: float) -> tuple[float, float]:
        return self.x + across * self.size, self.foot + up * self.size


_PUPILS = (
    Pupil(86, 572, 1.05, 1, "#F0C3A0", "#7A4A2B", "#1D4E89", "#3A4652", "#E0A458", long_hair=True),
    Pupil(170, 560, 1.0, 1, "#8D5B3E", "#2A2326", "#E0A458", "#27404F", "#8A1C4A"),
    Pupil(372, 516, 0.8, 1, "#E9B48F", "#D9A441", "#8A1C4A", "#3A4652", "#0F6466"),
    Pupil(1106, 572, 1.05, -1, "#F0C3A0", "#B5533C", "#0F6466", "#27404F", "#E0A458"),
    Pupil(1022, 562, 1.0, -1, "#C98D66", "#2A2326", "#F6EBD8", "#1D4E89", "#9A3B2B", long_hair=True),
    Pupil(806, 512, 0.78, -1, "#F0C3A0", "#4A3428", "#4B3F8F", "#3A4652", "#E0A458"),
    Pupil(566, 640, 1.25, 1, "#E9B48F", "#3B2A22", "#9A3B2B", "#27404F", "#1D4E89"),
    Pupil(648, 622, 1.2, -1, "#F0C3A0", "#C99A4B", "#1D4E89", "#3A4652", "#8A1C4A", long_hair=True),
)
