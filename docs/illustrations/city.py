"""The picture of the region: Stockholm's towers and gables by the water."""

from __future__ import annotations

from canvas import HEIGHT, WIDTH, Canvas

QUAY = 448.0
"""Where the houses meet the water."""

OCHRE, ROSE, BRICK, CREAM, SAND = "#E0A458", "#D98E73", "#9A3B2B", "#F3E3C8", "#E9C893"
COPPER, SLATE, DARK = "#6FA79B", "#43525F", "#2E3B47"


def draw() -> Canvas:
    """Return the picture: city hall, church spires, a row of houses and a bridge, mirrored in calm water."""
    sheet = Canvas("#E9EEF1")
    sheet.fade(0, QUAY, "#A9C8DF", "#FBE9D3")
    sheet.glow((820, 300), 380, "#FFF3DC", 0.7)
    _clouds(sheet)
    _far_side(sheet)
    _bridge(sheet)
    _city_hall(sheet, 196)
    _old_town(sheet)
    sheet.box(0, QUAY - 12, WIDTH, QUAY, "#8C8377")
    sheet.box(0, QUAY - 12, WIDTH, QUAY - 8, "#A89D8E")
    sheet.mirror(QUAY, HEIGHT - QUAY, "#2F6F86", 0.7)
    _ripples(sheet)
    _ferry(sheet, 690, 560)
    return sheet


def _clouds(sheet: Canvas) -> None:
    for x, y, size in ((390, 128, 1.0), (1052, 92, 0.8), (470, 66, 0.5)):
        sheet.rounded(x - 110 * size, y, x + 110 * size, y + 26 * size, 13 * size, "#F3F6F6")
        sheet.rounded(x - 52 * size, y - 22 * size, x + 70 * size, y + 10 * size, 16 * size, "#F3F6F6")


def _far_side(sheet: Canvas) -> None:
    """Södermalm in the haze behind everything else."""
    sheet.curve(
        [
            (-60, 460),
            (-60, 392),
            (90, 372),
            (260, 386),
            (430, 360),
            (640, 352),
            (840, 344),
            (1010, 356),
            (1260, 342),
            (1280, 460),
        ],
        "#B9C7CF",
    )
    for x, top, wide in ((60, 352, 44), (118, 360, 36), (1010, 326, 40), (1068, 312, 52), (1140, 330, 46)):
        sheet.polygon([(x, 400), (x, top), (x + wide / 2, top - 14), (x + wide, top), (x + wide, 400)], "#A9B9C3")
    sheet.ellipse((966, 318), 26, 30, "#A9B9C3")
    sheet.box(940, 318, 992, 400, "#A9B9C3")
    sheet.polygon([(960, 292), (966, 252), (972, 292)], "#A9B9C3")


def _bridge(sheet: Canvas) -> None:
    sheet.box(300, 404, 520, QUAY, "#B8AB99")
    sheet.box(296, 398, 524, 408, "#CDBFAB")
    for x in (338, 410, 482):
        sheet.ellipse((x, QUAY), 28, 30, "#7C94A0")
    for x in (318, 374, 446, 502):
        sheet.line([(x, 398), (x, 376)], 2.5, SLATE)
        sheet.ellipse((x, 374), 4, 4, "#FFE7B0")


def _city_hall(sheet: Canvas, x: float) -> None:
    """Draw the city hall: low wings of brick, and the tower with its lantern and three crowns."""
    sheet.box(x - 196, 356, x + 44, QUAY, BRICK)
    sheet.polygon([(x - 204, 358), (x - 190, 326), (x + 44, 326), (x + 44, 358)], COPPER)
    for n in range(7):
        left = x - 184 + n * 26
        sheet.rounded(left, 372, left + 12, 396, 6, "#F6D9A2", 0.9)
        sheet.rounded(left - 2, 410, left + 14, QUAY, 8, "#6E2A20")
    sheet.polygon([(x, QUAY), (x + 6, 190), (x + 70, 190), (x + 76, QUAY)], "#A84433")
    sheet.polygon([(x + 44, QUAY), (x + 44, 190), (x + 70, 190), (x + 76, QUAY)], "#8E3527")
    for n in range(5):
        sheet.rounded(x + 18, 212 + n * 44, x + 25, 234 + n * 44, 3.5, "#5E231B")
        sheet.rounded(x + 52, 212 + n * 44, x + 59, 234 + n * 44, 3.5, "#5E231B")
    sheet.box(x + 2, 182, x + 74, 192, CREAM)
    sheet.polygon([(x + 12, 182), (x + 16, 148), (x + 60, 148), (x + 64, 182)], COPPER)
    sheet.box(x + 20, 116, x + 56, 148, "#5C9186")
    for left in (x + 24, x + 35, x + 46):
        sheet.rounded(left, 122, left + 6, 146, 3, "#FBE9D3")
    sheet.polygon([(x + 15, 118), (x + 38, 92), (x + 61, 118)], COPPER)
    sheet.line([(x + 38, 94), (x + 38, 58)], 2.5, "#C99A3C")
    for across, up in ((-9, 70), (9, 70), (0, 56)):
        sheet.ellipse((x + 38 + across, up), 5, 4, "#E8B84E")


def _old_town(sheet: Canvas) -> None:
    _spire(sheet, 592, 300, 112, lattice=True)
    _spire(sheet, 764, 296, 92, lattice=False)
    _cathedral(sheet, 918)
    left = 520.0
    for wide, high, wall, roof in _HOUSES:
        _house(sheet, left, wide, high, wall, roof)
        left += wide


_HOUSES = (
    (64, 96, SAND, SLATE),
    (58, 126, ROSE, DARK),
    (76, 108, CREAM, "#A65B3F"),
    (54, 142, OCHRE, SLATE),
    (68, 118, "#C9755B", DARK),
    (58, 134, CREAM, SLATE),
    (80, 112, SAND, "#A65B3F"),
    (56, 146, "#C98A4B", DARK),
    (66, 122, ROSE, SLATE),
    (60, 136, OCHRE, DARK),
    (72, 104, CREAM, "#A65B3F"),
)


def _house(sheet: Canvas, left: float, wide: float, high: float, wall: str, roof: str) -> None:
    top, right = QUAY - high, left + wide
    sheet.box(left, top, right + 0.5, QUAY, wall)
    sheet.polygon([(left - 2, top + 2), (left + 9, top - 26), (right - 9, top - 26), (right + 2, top + 2)], roof)
    sheet.box(right - 20, top - 42, right - 11, top - 24, "#8E4B38")
    middle = left + wide / 2 - 6
    sheet.polygon(
        [(middle - 9, top), (middle - 9, top - 14), (middle, top - 23), (middle + 9, top - 14), (middle + 9, top)], wall
    )
    sheet.box(middle - 4, top - 13, middle + 4, top - 3, DARK)
    sheet.box(right - 4, top + 2, right + 0.5, QUAY, "#2E3B47", 0.12)
    columns = 3 if wide > 62 else 2
    gap = wide / columns
    for row in range(int((high - 34) // 25) + 1):
        for column in range(columns):
            x, y = left + gap * (column + 0.5), top + 12 + row * 25
            warm = (row * 3 + column * 5 + int(wide)) % 4 == 0
            sheet.box(x - 5.5, y, x + 5.5, y + 14, "#FFE2A0" if warm else "#56707F")
    sheet.rounded(left + gap * 0.5 - 6.5, QUAY - 30, left + gap * 0.5 + 6.5, QUAY, 6, DARK)


def _spire(sheet: Canvas, x: float, foot: float, wide: float, *, lattice: bool) -> None:
    half = wide / 4
    sheet.box(x - half, foot - 60, x + half, QUAY, "#B5533C" if lattice else "#A65B3F")
    sheet.box(x, foot - 60, x + half, QUAY, DARK, 0.16)
    sheet.rounded(x - 6, foot - 44, x + 6, foot - 16, 6, DARK)
    tip = foot - (218 if lattice else 190)
    colour = SLATE if lattice else COPPER
    sheet.polygon([(x - half - 3, foot - 58), (x, tip), (x + half + 3, foot - 58)], colour)
    sheet.line([(x, tip + 4), (x, tip - 16)], 2.5, "#C99A3C")
    sheet.ellipse((x, tip - 2), 4, 4, "#E8B84E")
    if lattice:
        for share in (0.16, 0.32, 0.48, 0.62, 0.74):
            y = foot - 58 - (foot - 58 - tip) * share
            reach = (half + 3) * (1 - share) - 6
            sheet.polygon([(x - reach, y), (x, y - 15 * (1 - share) - 5), (x + reach, y), (x, y + 4)], "#DDE2E2", 0.75)
    else:
        sheet.polygon([(x, tip), (x + half + 3, foot - 58), (x, foot - 58)], "#5C9186")


def _cathedral(sheet: Canvas, x: float) -> None:
    """Draw the cathedral's broad tower with its clock and stepped lantern."""
    sheet.box(x - 30, 236, x + 30, QUAY, "#E3B66E")
    sheet.box(x + 8, 236, x + 30, QUAY, "#2E3B47", 0.12)
    sheet.box(x - 34, 230, x + 34, 238, CREAM)
    sheet.ellipse((x, 262), 14, 14, CREAM)
    sheet.line([(x, 262), (x, 253)], 2.2, DARK)
    sheet.line([(x, 262), (x + 6, 265)], 2.2, DARK)
    sheet.curve([(x - 30, 231), (x - 26, 206), (x, 192), (x + 26, 206), (x + 30, 231)], SLATE)
    sheet.box(x - 14, 174, x + 14, 200, "#E3B66E")
    sheet.rounded(x - 5, 178, x + 5, 198, 5, DARK)
    sheet.curve([(x - 17, 176), (x - 12, 160), (x, 148), (x + 12, 160), (x + 17, 176)], SLATE)
    sheet.line([(x, 152), (x, 126)], 2.5, "#C99A3C")
    sheet.ellipse((x, 140), 4, 4, "#E8B84E")


def _ripples(sheet: Canvas) -> None:
    for n in range(26):
        y = QUAY + 14 + n * 8 + (n % 3) * 3
        half = 30 + (n * 37) % 70
        x = (n * 271 + 90) % WIDTH
        sheet.rounded(x - half, y, x + half, y + 3, 1.5, "#E8F1F2", 0.22)


def _ferry(sheet: Canvas, x: float, y: float) -> None:
    sheet.polygon([(x - 104, y), (x + 112, y), (x + 88, y + 32), (x - 92, y + 32)], "#FBF6EC")
    sheet.polygon([(x - 100, y + 17), (x + 99, y + 17), (x + 88, y + 32), (x - 92, y + 32)], "#1D4E89")
    sheet.rounded(x - 84, y - 26, x + 62, y + 2, 6, "#FBF6EC")
    for n in range(7):
        sheet.rounded(x - 76 + n * 19, y - 19, x - 63 + n * 19, y - 7, 3, "#56707F")
    sheet.rounded(x - 8, y - 46, x + 42, y - 24, 5, "#FBF6EC")
    sheet.rounded(x + 8, y - 41, x + 38, y - 31, 3, "#56707F")
    sheet.box(x - 40, y - 48, x - 24, y - 26, "#8A1C4A")
    sheet.rounded(x - 112, y + 30, x + 112, y + 35, 2.5, "#FFFFFF", 0.7)
    for n, half in enumerate((86, 70, 50)):
        sheet.rounded(x - half, y + 42 + 10 * n, x + half, y + 46 + 10 * n, 2, "#FFFFFF", 0.3 - 0.07 * n)
