"""What lies behind a portrait: a low sun, and a piece of the region where that person is at home."""

from __future__ import annotations

from collections.abc import Callable

from canvas import Canvas
from pen import Pen

SIDE = 800
"""A portrait is as high as it is wide, in pixels."""

SHORE = 560.0
"""Where the sky ends."""

_SUN = "#FFF4E2"


def _sky(sheet: Canvas, upper: str = "#C4DAE8", lower: str = "#FBEBD8") -> None:
    sheet.fade(0, SHORE, upper, lower)
    sheet.ellipse((SIDE / 2, 392), 330, 330, _SUN, 0.85)


def _water(sheet: Canvas, upper: str = "#BFD9DC", lower: str = "#5B9AA8") -> None:
    sheet.fade(SHORE, SIDE, upper, lower)
    for n in range(16):
        y, x, half = SHORE + 14 + n * 14.5, (n * 337 + 60) % SIDE, 22 + (n * 29) % 46
        sheet.rounded(x - half, y, x + half, y + 3.5, 1.7, "#F3FAF8", 0.4)


def _hills(sheet: Canvas, colour: str, heights: tuple[float, ...]) -> None:
    step = SIDE / (len(heights) - 1)
    crest = [(n * step, SHORE - high) for n, high in enumerate(heights)]
    sheet.curve([(-80, SHORE), *crest, (SIDE + 80, SHORE), (SIDE + 80, SHORE + 60), (-80, SHORE + 60)], colour)


def _firs(sheet: Canvas, trees: tuple[tuple[float, float, float], ...], colour: str) -> None:
    for x, foot, high in trees:
        for share, reach in ((0.0, 1.0), (0.28, 0.76), (0.55, 0.5)):
            base, wide = foot - high * share * 0.92, high * 0.22 * reach
            sheet.polygon([(x - wide, base), (x, base - high * 0.46), (x + wide, base)], colour)


def fjard(sheet: Canvas) -> None:
    """Draw open water with islands and a sail."""
    _sky(sheet)
    _hills(sheet, "#A9C2C8", (34, 58, 40, 8, 0, 0, 10, 30, 46))
    _hills(sheet, "#8FB0B6", (26, 14, 0, 0, 0, 4, 26, 56, 70))
    _firs(sheet, ((664, 524, 70), (696, 514, 96), (728, 508, 78), (760, 502, 104)), "#5F8F86")
    _water(sheet)
    sheet.polygon([(94, 588), (94, 486), (134, 580)], "#FFFBF2")
    sheet.polygon([(88, 582), (88, 500), (58, 576)], "#F4E4CF")
    sheet.polygon([(48, 588), (142, 588), (128, 604), (62, 604)], "#8A1C4A")


def lighthouse(sheet: Canvas) -> None:
    """Draw skerries with a lighthouse."""
    _sky(sheet, "#B5D0E4", "#FAD9B0")
    _hills(sheet, "#B9CCD3", (10, 26, 34, 20, 0, 0, 18, 30, 22))
    _water(sheet, "#D9D2C3", "#4C8797")
    sheet.curve([(-60, 640), (-30, 566), (70, 540), (180, 548), (262, 590), (200, 640)], "#C9AE93")
    sheet.curve([(-60, 600), (-20, 560), (60, 546), (120, 556), (140, 590), (40, 620)], "#DCC6AB")
    sheet.polygon([(62, 552), (74, 392), (118, 392), (130, 552)], "#FBF6EC")
    sheet.polygon([(100, 552), (104, 392), (118, 392), (130, 552)], "#2E3B47", 0.1)
    for top, bottom in ((424, 452), (484, 514)):
        near, far = 8.0 * (552 - top) / 160, 8.0 * (552 - bottom) / 160
        sheet.polygon([(62 + near * 1.5, top), (130 - near * 1.5, top), (130 - far * 1.5, bottom),
                       (62 + far * 1.5, bottom)], "#A63A2B")  # fmt: skip
    sheet.box(66, 384, 126, 394, "#43525F")
    sheet.box(78, 352, 114, 386, "#FBD48F")
    for x in (78, 95, 112):
        sheet.box(x - 1.5, 352, x + 1.5, 386, "#43525F")
    sheet.curve([(72, 354), (80, 336), (96, 326), (112, 336), (120, 354), (96, 356)], "#A63A2B")
    for x, y, half in ((640, 200, 20), (690, 172, 15), (170, 210, 14)):
        sheet.stroke([(x - half, y - 5), (x - half * 0.45, y - 9), (x, y)], 3.2, "#5E7686")
        sheet.stroke([(x, y), (x + half * 0.45, y - 9), (x + half, y - 5)], 3.2, "#5E7686")


def wind(sheet: Canvas) -> None:
    """Draw green hills with wind turbines and roofs that take the sun in."""
    _sky(sheet, "#B9D4E6", "#F8EEDD")
    _hills(sheet, "#A9C8B4", (60, 96, 70, 40, 60, 90, 110, 84, 60))
    for x, foot, high, turn in ((96, 480, 210, 12), (204, 500, 150, 47), (700, 470, 230, 80)):
        _turbine(sheet, x, foot, high, turn)
    _hills(sheet, "#86B08F", (40, 24, 44, 70, 40, 20, 30, 60, 90))
    sheet.fade(SHORE - 4, SIDE, "#78A67C", "#4D8557")
    sheet.polygon([(20, 640), (70, 584), (196, 584), (172, 640)], "#1D4E89")
    for n in range(1, 4):
        sheet.line([(20 + n * 38, 640), (70 + n * 31.5, 584)], 3, "#A9CBD6", 0.8)
    sheet.line([(45, 612), (184, 612)], 3, "#A9CBD6", 0.8)


def _turbine(sheet: Canvas, x: float, foot: float, high: float, turn: float) -> None:
    half, low = high * 0.03, foot + 40
    sheet.polygon([(x - half, low), (x - 3, foot - high), (x + 3, foot - high), (x + half, low)], "#FBF6EC")
    for n in range(3):
        blade = Pen(sheet, (x, foot - high), high / 200, turn + 120 * n)
        blade.polygon([(-3, 0), (-9, -36), (0, -128), (5, -36), (3, 0)], "#FFFFFF")
    sheet.ellipse((x, foot - high), 7, 7, "#D3DADD")


def town(sheet: Canvas) -> None:
    """Draw a street of small houses among trees."""
    _sky(sheet, "#BCD5E4", "#FBE9D3")
    _hills(sheet, "#A9C8B4", (90, 120, 104, 84, 90, 110, 128, 112, 90))
    _firs(sheet, ((30, 540, 120), (232, 540, 104), (590, 540, 110), (780, 540, 130)), "#5A9A63")
    for left, wide, high, wall, roof in _HOUSES:
        _house(sheet, left, wide, high, wall, roof)
    sheet.fade(SHORE, SIDE, "#8DB48A", "#4D8557")


_HOUSES = (
    (-30.0, 120.0, 110.0, "#A63A2B", "#3A3A3A"),
    (96.0, 104.0, 90.0, "#E9C893", "#A65B3F"),
    (206.0, 110.0, 120.0, "#F3E3C8", "#43525F"),
    (500.0, 112.0, 116.0, "#E0A458", "#43525F"),
    (618.0, 104.0, 92.0, "#F3E3C8", "#A65B3F"),
    (728.0, 120.0, 112.0, "#A63A2B", "#3A3A3A"),
)


def _house(sheet: Canvas, left: float, wide: float, high: float, wall: str, roof: str) -> None:
    top, right = SHORE - high, left + wide
    sheet.box(left + wide * 0.66, top - 56, left + wide * 0.8, top - 10, "#8E4B38")
    sheet.box(left, top, right, SHORE + 4, wall)
    sheet.polygon([(left - 8, top + 4), (left + wide / 2, top - 58), (right + 8, top + 4)], roof)
    sheet.polygon([(left + 10, top + 4), (left + wide / 2, top - 40), (right - 10, top + 4)], wall)
    sheet.rounded(left + wide / 2 - 9, top - 22, left + wide / 2 + 9, top + 2, 3, "#FFFDF7")
    sheet.box(left + wide / 2 - 6, top - 18, left + wide / 2 + 6, top - 2, "#56707F")
    for n in range(2):
        x, y = left + wide * (0.28 + 0.44 * n), top + 20
        sheet.box(x - 15, y - 3, x + 15, y + 35, "#FFFDF7")
        sheet.box(x - 12, y, x + 12, y + 32, "#FBD48F" if n else "#56707F")
        sheet.box(x - 1.5, y, x + 1.5, y + 32, "#FFFDF7")


def city(sheet: Canvas) -> None:
    """Draw a new part of the town: blocks of flats, a crane, trees along a quay."""
    _sky(sheet, "#A9C8DF", "#FBE9D3")
    for left, wide, high in ((-10, 90, 190), (250, 80, 150), (480, 70, 170), (700, 120, 210)):
        sheet.box(left, SHORE - high, left + wide, SHORE, "#B9C7CF")
    sheet.box(640, 250, 650, SHORE, "#C99A3C")
    sheet.polygon([(560, 252), (790, 252), (790, 260), (560, 260)], "#C99A3C")
    sheet.line([(645, 214), (566, 252)], 3, "#C99A3C")
    sheet.line([(645, 214), (786, 252)], 3, "#C99A3C")
    sheet.line([(645, 214), (645, 256)], 7, "#C99A3C")
    sheet.line([(748, 258), (748, 318)], 2.5, "#43525F")
    sheet.box(736, 318, 760, 332, "#8E4B38")
    for left, wide, high, wall in ((30, 104, 150, "#E9C893"), (140, 92, 196, "#C9755B"), (560, 96, 170, "#F3E3C8"),
                                   (662, 118, 132, "#D98E73")):  # fmt: skip
        sheet.box(left, SHORE - high, left + wide, SHORE, wall)
        sheet.box(left, SHORE - high - 8, left + wide, SHORE - high, "#43525F")
        for row in range(int(high - 24) // 30):
            for column in range(3):
                x, y = left + wide * (column + 0.5) / 3, SHORE - high + 16 + row * 30
                warm = (row * 3 + column * 5 + int(wide)) % 4 == 0
                sheet.box(x - 9, y, x + 9, y + 17, "#FFE2A0" if warm else "#56707F")
    _water(sheet, "#A9C3CC", "#4C8797")
    sheet.box(0, SHORE - 4, SIDE, SHORE + 10, "#A89D8E")


def birches(sheet: Canvas) -> None:
    """Draw a lake among birches."""
    _sky(sheet, "#C4DAE8", "#F8EEDD")
    _hills(sheet, "#A9C8B4", (70, 88, 64, 50, 46, 60, 84, 96, 80))
    _hills(sheet, "#86B08F", (26, 36, 30, 18, 16, 22, 40, 50, 34))
    _water(sheet)
    sheet.curve([(-80, 800), (-60, 660), (60, 622), (190, 650), (280, 740), (260, 860)], "#5A9A63")
    sheet.curve([(880, 800), (860, 650), (740, 616), (620, 640), (540, 740), (560, 860)], "#5A9A63")
    for x, foot, high in ((70, 640, 470), (150, 654, 380), (672, 640, 400), (742, 634, 490)):
        sheet.polygon([(x - 9, foot), (x - 4, foot - high), (x + 4, foot - high), (x + 9, foot)], "#FBF6EC")
        for n in range(5):
            y, side = foot - 40 - n * high * 0.13, 1 if n % 2 else -1
            sheet.line([(x + side * 6, y), (x + side * 1, y + 2)], 4, "#43525F")
        for across, up, wide in ((0, 0.98, 46), (-30, 0.82, 44), (32, 0.8, 46), (-6, 0.68, 52), (0, 0.86, 54)):
            sheet.ellipse((x + across, foot - high * up), wide, wide * 0.86, "#8DBB72" if across > 0 else "#7CAE6A")


def plain(colour: str) -> Callable[[Canvas], None]:
    """Return a ground of one colour with the sun on it, for any size of sheet."""

    def draw(sheet: Canvas) -> None:
        sheet.fade(0, sheet.height, colour, "#F6EADA")
        sheet.ellipse((sheet.width / 2, sheet.height * 0.46), sheet.height * 0.46, sheet.height * 0.46, _SUN, 0.8)

    return draw
