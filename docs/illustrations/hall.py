"""The conference: a full hall, seen from the last rows, and a conversation on the stage."""

from __future__ import annotations

from canvas import HEIGHT, WIDTH, Canvas, smooth
from pen import Pen, darker, lighter, mix

STAGE = 372.0
"""Where the stage's floor begins."""

_SKIN = ("#F0C3A0", "#E9B48F", "#8A5A3C", "#F3CBAA", "#C98D66", "#F2C1A2")
_HAIR = ("#7A4A2B", "#D9A441", "#2A2326", "#B7B6B5", "#3B2A22", "#B5533C")
"""Of each skin its hair."""

_CLOTH = ("#1D4E89", "#27404F", "#8A1C4A", "#0F6466", "#E0A458", "#4B3F6F", "#5A6772", "#9A3B2B", "#F0E8DA")


def draw() -> Canvas:
    """Return the picture: a stage with screen and four speakers, before three rows of listeners."""
    sheet = Canvas("#2B4658")
    sheet.fade(0, STAGE + 40, "#24394B", "#3E6274")
    _curtains(sheet)
    _screen(sheet)
    sheet.polygon([(150, STAGE), (1050, STAGE), (1130, STAGE + 44), (70, STAGE + 44)], "#C99A6B")
    sheet.box(70, STAGE + 44, 1130, STAGE + 84, "#8A5F3F")
    for x in (330, 600, 870):
        sheet.polygon([(x - 16, 0), (x + 16, 0), (x + 150, STAGE + 30), (x - 150, STAGE + 30)], "#FFF1D6", 0.09)
        sheet.rounded(x - 20, -6, x + 20, 16, 6, "#1C2C38")
    _speakers(sheet)
    sheet.fade(STAGE + 84, HEIGHT, "#2B4658", "#1F3443")
    for n, (foot, size, gap, shift) in enumerate(_ROWS):
        _row(sheet, n, foot, size, gap, shift)
    return sheet


_ROWS = ((502.0, 0.62, 88.0, 20.0), (574.0, 0.86, 122.0, -30.0), (676.0, 1.2, 172.0, 16.0))
"""Of each row: where the seats' backs stand, size, distance between two listeners, start."""


def _curtains(sheet: Canvas) -> None:
    for n in range(4):
        for left in (-10 + n * 46, 1026 + n * 46):
            sheet.box(left, 0, left + 46, STAGE + 84, "#7A2350" if n % 2 else "#8A1C4A")
            sheet.box(left + 34, 0, left + 46, STAGE + 84, "#64173B", 0.6)


def _screen(sheet: Canvas) -> None:
    """Draw the screen behind the speakers: eight people of many colours in a ring, the sign of meeting."""
    sheet.glow((600, 170), 420, "#FFF1D6", 0.35)
    sheet.rounded(330, 48, 870, 300, 8, "#FFFBF2")
    sheet.fade_box(342, 60, 858, 288, "#C4DAE8", "#FBEBD8")
    crest = smooth([(342, 244), (430, 216), (560, 248), (700, 220), (858, 246)], closed=False)
    sheet.polygon([*crest, (858, 288), (342, 288)], "#86B08F")
    sheet.ellipse((600, 166), 78, 78, "#FFF4E2")
    ring = ("#8A1C4A", "#E0A458", "#0F6466", "#1D4E89")
    for n, (x, y) in enumerate(((0, -58), (50, -30), (50, 30), (0, 58), (-50, 30), (-50, -30))):
        colour = ring[n % 4]
        sheet.ellipse((600 + x, 160 + y), 12, 12, colour)
        sheet.curve([(600 + x - 19, 192 + y), (600 + x - 13, 176 + y), (600 + x, 172 + y), (600 + x + 13, 176 + y),
                     (600 + x + 19, 192 + y)], colour)  # fmt: skip


def _speakers(sheet: Canvas) -> None:
    """Draw one at the lectern and three in armchairs."""
    _standing(Pen(sheet, (236, STAGE + 24), 0.98), "#8A5A3C", "#2A2326", "#E0A458")
    for n, x in enumerate((610, 726, 842)):
        _seated(Pen(sheet, (x, STAGE + 26), 0.92), _SKIN[n], ("#D9A441", "#B7B6B5", "#2A2326")[n],
                ("#1D4E89", "#4B3F6F", "#0F6466")[n])  # fmt: skip
    sheet.rounded(656, STAGE + 2, 684, STAGE + 7, 2, "#6B4F3A")
    sheet.line([(670, STAGE + 6), (670, STAGE + 28)], 4, "#6B4F3A")
    sheet.rounded(666, STAGE - 12, 674, STAGE + 2, 2, "#A9CBD6")


def _standing(pen: Pen, skin: str, hair: str, cloth: str) -> None:
    pen.curve([(-32, 0), (-34, -70), (-22, -104), (22, -104), (34, -70), (32, 0)], cloth)
    pen.line([(28, -90), (56, -72), (72, -104)], 13, darker(cloth, 0.1))
    pen.ellipse((74, -110), 7, 7, skin)
    pen.line([(0, -102), (0, -112)], 14, darker(skin, 0.12))
    pen.ellipse((0, -134), 20, 23, skin)
    pen.curve([(-22, -128), (-22, -152), (0, -164), (22, -152), (22, -128), (14, -146), (-10, -148)], hair)
    for x in (-7, 7):
        pen.ellipse((x, -134), 2, 2.4, "#33404B")
    pen.stroke([(-7, -124), (0, -121), (7, -124)], 2.2, "#6E2A20")
    pen.polygon([(-44, -66), (44, -66), (34, 6), (-34, 6)], "#A8744C")
    pen.polygon([(-50, -74), (50, -74), (46, -62), (-46, -62)], "#C08F63")
    pen.line([(14, -74), (8, -92)], 2.4, "#2E3B47")


def _seated(pen: Pen, skin: str, hair: str, cloth: str) -> None:
    pen.curve([(-44, 8), (-46, -54), (-30, -74), (30, -74), (46, -54), (44, 8)], "#D9B48A")
    pen.curve([(-25, -22), (-28, -62), (-16, -84), (16, -84), (28, -62), (25, -22)], cloth)
    pen.line([(-12, -26), (-14, -22), (-12, 14)], 15, "#2E3B47")
    pen.line([(12, -26), (16, -22), (18, 14)], 15, "#27333D")
    pen.line([(-12, 15), (-16, 16)], 9, "#1C2328")
    pen.line([(18, 15), (23, 16)], 9, "#1C2328")
    pen.line([(-24, -70), (-28, -44), (-8, -32)], 11, darker(cloth, 0.15))
    pen.line([(24, -70), (28, -44), (8, -32)], 11, darker(cloth, 0.15))
    pen.ellipse((0, -32), 8, 6, skin)
    pen.line([(0, -84), (0, -92)], 13, darker(skin, 0.12))
    pen.ellipse((0, -113), 19, 21, skin)
    pen.curve([(-21, -106), (-22, -128), (0, -141), (22, -128), (21, -106), (13, -124), (-8, -128)], hair)
    for x in (-7, 7):
        pen.ellipse((x, -113), 2, 2.4, "#33404B")
    pen.stroke([(-6, -104), (0, -101), (6, -104)], 2.2, "#6E2A20")
    for side in (-1, 1):
        pen.line([(side * 42, -38), (side * 42, 4)], 12, "#C9A176")


def _row(sheet: Canvas, row: int, foot: float, size: float, gap: float, shift: float) -> None:
    """Draw a row of listeners from behind, the more in the dark the nearer they sit."""
    dusk = 0.08 + row * 0.10
    for n in range(round(WIDTH / gap) + 2):
        k = n * 5 + row * 7
        pen = Pen(sheet, (shift + n * gap, foot), size, ((k * 7) % 9 - 4) * 0.9)
        _listener(pen, k, dusk)
    for n in range(round(WIDTH / gap) + 2):
        x = shift + n * gap
        half = gap * 0.44
        sheet.rounded(
            x - half, foot + 4 * size, x + half, foot + 160 * size, 16 * size, mix("#7A3B3B", "#1F3443", dusk * 1.6)
        )
        sheet.rounded(x - half, foot + 4 * size, x + half, foot + 12 * size, 4 * size, "#E8B9A0", 0.16)


def _listener(pen: Pen, k: int, dusk: float) -> None:
    look = k * 5 % 11 % len(_SKIN)
    skin, hair, cloth = (mix(colour, "#1F3443", dusk) for colour in (_SKIN[look], _HAIR[look], _CLOTH[k % len(_CLOTH)]))
    pen.curve([(-62, 70), (-60, 14), (-44, -14), (-18, -30), (18, -30), (44, -14), (60, 14), (62, 70)], cloth)
    pen.line([(0, -20), (0, -42)], 25, darker(skin, 0.15))
    if k % 3:
        for side in (-1, 1):
            pen.ellipse((side * 31, -66), 6, 9, skin)
    pen.ellipse((0, -72), 31, 36, hair)
    if k % 3 == 0:
        pen.curve(
            [(-31, -78), (-37, -44), (-35, -14), (-18, -4), (0, -1), (18, -4), (35, -14), (37, -44), (31, -78)], hair
        )
        pen.stroke([(-12, -96), (-20, -66), (-19, -22)], 2.6, lighter(hair, 0.2), 0.7)
    elif k % 7 == 1:
        pen.ellipse((0, -112), 17, 15, darker(hair, 0.15))
    elif k % 5 == 2:
        pen.ellipse((0, -84), 22, 20, skin)
    else:
        pen.stroke([(-12, -98), (-20, -80), (-20, -60)], 2.6, lighter(hair, 0.2), 0.7)
