"""The summer picture: an evening in the archipelago."""

from __future__ import annotations

import math

from canvas import HEIGHT, WIDTH, Canvas, Point, smooth

SHORE = 392.0
"""Where the sky ends and the water begins."""

SUN = 520.0
"""How far to the right the sun stands."""


def draw() -> Canvas:
    """Return the picture: low sun, islands in three distances, a red cottage, a sailing boat."""
    sheet = Canvas("#F7E3CC")
    sheet.fade(0, 230, "#B5D0E4", "#EFE6DD")
    sheet.fade(230, SHORE, "#EFE6DD", "#FAD9B0")
    sheet.glow((SUN, 330), 420, "#FFF1D6", 0.75)
    sheet.ellipse((SUN, 318), 64, 64, "#F9BE73")
    for top, colour, hills in _DISTANCES:
        sheet.curve(_ridge(top, hills), colour)
    sheet.fade(SHORE, HEIGHT, "#E3D4BF", "#3C7E92")
    _glitter(sheet)
    _island(sheet)
    _cottage(sheet, 905, 330)
    _jetty(sheet)
    _boat(sheet, 300, 478)
    _gulls(sheet)
    _skerry(sheet)
    return sheet


_DISTANCES = (
    (352.0, "#B9CCD3", (0.2, 0.9, 0.5, 0.8, 0.3, 1.0, 0.6, 0.2)),
    (368.0, "#8FB0B6", (0.9, 0.4, 0.1, 0.3, 0.7, 0.4, 0.9, 0.7)),
)


def _ridge(top: float, hills: tuple[float, ...]) -> list[Point]:
    step = WIDTH / (len(hills) - 1)
    crest = [(n * step, SHORE - (SHORE - top) * high) for n, high in enumerate(hills)]
    return [(-80, SHORE), *crest, (WIDTH + 80, SHORE), (WIDTH + 80, SHORE + 60), (-80, SHORE + 60)]


def _glitter(sheet: Canvas) -> None:
    """Draw the sun's road on the water: dashes that grow wider and rarer towards the viewer."""
    for n in range(15):
        y = SHORE + 10 + n * 9 + n * n * 0.55
        half = 26 + n * 9 + 16 * math.sin(n * 2.3)
        x = SUN + 18 * math.sin(n * 1.7)
        sheet.rounded(x - half, y, x + half, y + 4.5, 2.2, "#FCE3B8", 0.75 - n * 0.028)


def _island(sheet: Canvas) -> None:
    sheet.curve(
        [
            (640, 470),
            (700, 418),
            (790, 392),
            (900, 372),
            (1020, 366),
            (1130, 374),
            (1290, 366),
            (1320, 500),
            (980, 520),
            (760, 500),
        ],
        "#D8C3AA",
    )
    sheet.curve(
        [
            (676, 436),
            (742, 402),
            (840, 380),
            (930, 362),
            (1040, 352),
            (1150, 360),
            (1290, 352),
            (1300, 430),
            (1080, 424),
            (900, 432),
            (770, 442),
        ],
        "#5E8C61",
    )
    for x, foot, high, colour in _FIRS:
        _fir(sheet, x, foot, high, colour)


_FIRS = (
    (1010, 366, 150, "#2B6B3F"),
    (1056, 368, 196, "#245A36"),
    (1104, 366, 162, "#2F7546"),
    (1146, 370, 214, "#2B6B3F"),
    (1190, 368, 176, "#245A36"),
    (800, 404, 92, "#2F7546"),
    (768, 414, 70, "#2B6B3F"),
)


def _fir(sheet: Canvas, x: float, foot: float, high: float, colour: str) -> None:
    wide = high * 0.21
    sheet.box(x - 3, foot - 14, x + 3, foot + 8, "#5B4636")
    for share, reach in ((0.0, 1.0), (0.26, 0.80), (0.5, 0.58), (0.7, 0.38)):
        base = foot - 8 - high * share * 0.92
        sheet.polygon(
            [(x - wide * reach, base), (x, base - high * 0.36), (x + wide * reach, base), (x, base - 5)], colour
        )


def _cottage(sheet: Canvas, x: float, y: float) -> None:
    sheet.polygon([(x - 62, y), (x + 62, y), (x + 62, y + 62), (x - 62, y + 66)], "#A63A2B")
    sheet.polygon([(x + 62, y), (x + 62, y + 62), (x + 30, y + 63), (x + 30, y)], "#8E2F24")
    sheet.polygon([(x - 74, y + 6), (x - 50, y - 46), (x + 50, y - 46), (x + 74, y + 6)], "#3A3A3A")
    sheet.box(x + 18, y - 66, x + 34, y - 40, "#8E2F24")
    sheet.box(x - 64, y + 4, x - 58, y + 66, "#FBF3E6")
    sheet.box(x + 57, y + 4, x + 63, y + 62, "#FBF3E6")
    for left in (x - 44, x + 26):
        sheet.box(left, y + 18, left + 24, y + 44, "#FBF3E6")
        sheet.box(left + 3, y + 21, left + 21, y + 41, "#FBD48F")
        sheet.box(left + 11, y + 21, left + 13, y + 41, "#FBF3E6")
        sheet.box(left + 3, y + 30, left + 21, y + 32, "#FBF3E6")
    sheet.box(x - 11, y + 20, x + 13, y + 64, "#FBF3E6")
    sheet.box(x - 8, y + 23, x + 10, y + 64, "#1D4E89")


def _jetty(sheet: Canvas) -> None:
    for n in range(3):
        sheet.rounded(590 + 8 * n, 474 + 12 * n, 690 - 4 * n, 478 + 12 * n, 2, "#5B4636", 0.3 - 0.07 * n)
    for x in (606, 656):
        sheet.box(x, 452, x + 7, 476, "#5B4636")
    sheet.polygon([(584, 446), (770, 440), (770, 454), (584, 458)], "#B0906F")
    sheet.polygon([(584, 454), (770, 450), (770, 456), (584, 461)], "#876A4E")


def _boat(sheet: Canvas, x: float, y: float) -> None:
    for n, half in enumerate((74, 58, 66, 40)):
        sheet.rounded(x - half + 6, y + 30 + 11 * n, x + half + 14, y + 34 + 11 * n, 2, "#1D4E89", 0.34 - 0.06 * n)
    sheet.line([(x, y + 4), (x, y - 214)], 4, "#5B4636")
    leech = smooth([(x + 5, y - 208), (x + 50, y - 126), (x + 88, y - 18)], closed=False)
    sheet.polygon([*leech, (x + 5, y - 14)], "#FFFBF2")
    sheet.polygon([(x + 5, y - 92), *leech[12:], (x + 5, y - 14)], "#F6EADA", 0.6)
    luff = smooth([(x - 5, y - 190), (x - 50, y - 92), (x - 78, y - 10)], closed=False)
    sheet.polygon([*luff, (x - 5, y - 24)], "#F4DCC2")
    sheet.polygon([(x, y - 214), (x, y - 198), (x - 30, y - 206)], "#8A1C4A")
    hull = smooth([(x + 106, y - 2), (x + 88, y + 17), (x + 56, y + 26)], closed=False)
    stern = smooth([(x - 56, y + 26), (x - 78, y + 16), (x - 86, y - 2)], closed=False)
    sheet.polygon([*hull, *stern], "#1D4E89")
    sheet.polygon([(x + 106, y - 2), (x + 101, y + 5), (x - 84, y + 5), (x - 86, y - 2)], "#FBF3E6")
    sheet.rounded(x - 96, y + 23, x + 102, y + 28, 2.5, "#FFF6E4", 0.75)


def _gulls(sheet: Canvas) -> None:
    for x, y, half in ((690, 150, 22), (744, 122, 16), (150, 206, 15)):
        sheet.stroke([(x - half, y - 5), (x - half * 0.45, y - 9), (x, y)], 3.2, "#5E7686")
        sheet.stroke([(x, y), (x + half * 0.45, y - 9), (x + half, y - 5)], 3.2, "#5E7686")


def _skerry(sheet: Canvas) -> None:
    sheet.curve(
        [(-60, 690), (-40, 600), (60, 560), (170, 572), (250, 604), (330, 640), (380, 720), (100, 740)], "#C9AE93"
    )
    sheet.curve([(-60, 690), (-40, 610), (40, 582), (120, 590), (190, 622), (230, 680), (100, 720)], "#DCC6AB")
    for x, y in ((60, 582), (86, 580), (110, 586)):
        sheet.stroke([(x, y), (x + 2, y - 22), (x + 9, y - 44)], 3, "#2B6B3F")
        sheet.stroke([(x, y), (x - 4, y - 16), (x - 12, y - 30)], 3, "#5E8C61")
