"""The minister at the lectern: a hall with a window towards the water, and two flags."""

from __future__ import annotations

import math

import faces
from canvas import HEIGHT, WIDTH, Canvas, smooth
from pen import darker
from people import PEOPLE

WALL, PANEL, FLOOR = "#E9D9BF", "#DCC7A6", 640.0
WOOD, WOOD_DARK, WOOD_LIGHT = "#A8744C", "#875A39", "#C08F63"
STAND = 560.0
"""How far to the right she stands."""


def draw() -> Canvas:
    """Return the picture: a woman in a plum jacket behind a lectern with two microphones."""
    sheet = Canvas(WALL)
    sheet.fade(0, FLOOR, "#EFE2CC", "#E6D2B2")
    _panels(sheet)
    _window(sheet)
    sheet.ellipse((STAND, 300), 262, 262, "#FFF4E2", 0.85)
    sheet.box(0, FLOOR, WIDTH, HEIGHT, "#8A6A50")
    _flag(sheet, 960, "#1D4E89", "#F3C64F")
    _flag(sheet, 1080, "#1F3F86", None)
    faces.draw(sheet, PEOPLE["naima-solberga"], (STAND, 236), 0.86)
    _lectern(sheet)
    _hands(sheet)
    return sheet


def _panels(sheet: Canvas) -> None:
    for n in range(7):
        left = 20 + n * 172
        sheet.rounded(left, 40, left + 140, 420, 4, PANEL, 0.45)
        sheet.rounded(left, 452, left + 140, FLOOR - 24, 4, PANEL, 0.45)
    sheet.box(0, FLOOR - 12, WIDTH, FLOOR, "#B98B6A")


def _window(sheet: Canvas) -> None:
    """Show the old town across the water, through a tall window."""
    sheet.box(76, 50, 294, 470, "#FFFDF7")
    sheet.fade_box(90, 64, 280, 360, "#A9C8DF", "#FBE9D3")
    sheet.box(90, 346, 280, 456, "#8FB0B6")
    sheet.box(228, 240, 242, 330, "#A65B3F")
    sheet.polygon([(224, 242), (235, 138), (246, 242)], "#6FA79B")
    for left, top, wall in ((90, 300, "#E0A458"), (124, 286, "#D98E73"), (158, 306, "#F3E3C8"), (196, 290, "#C9755B"),
                            (232, 302, "#E9C893"), (258, 288, "#D98E73")):  # fmt: skip
        right = min(left + 38, 280)
        sheet.box(left, top, right, 352, wall)
        sheet.polygon([(left, top), (left + 8, top - 14), (right - 8, top - 14), (right, top)], "#43525F")
    for y in (372, 396, 420, 440):
        sheet.rounded(104 + y % 31, y, 180 + y % 47, y + 3, 1.5, "#F3FAF8", 0.5)
    sheet.box(181, 64, 189, 456, "#FFFDF7")
    for y in (190, 330):
        sheet.box(90, y, 280, y + 7, "#FFFDF7")
    sheet.box(64, 462, 306, 478, "#F6EADA")


def _flag(sheet: Canvas, x: float, cloth: str, cross: str | None) -> None:
    """Draw a flag that hangs from an upright pole: Sweden's with its cross, the union's with its ring of stars."""
    sheet.box(x - 4, 96, x + 4, FLOOR + 14, "#C99A3C")
    sheet.ellipse((x, 92), 9, 9, "#E8B84E")
    sheet.rounded(x - 34, FLOOR + 8, x + 34, FLOOR + 20, 5, "#6B4F3A")
    edge = smooth([(x + 4, 116), (x + 40, 150), (x + 66, 240), (x + 78, 360), (x + 84, 470)], closed=False)
    hem = smooth([(x + 84, 470), (x + 62, 482), (x + 40, 468), (x + 20, 480), (x - 14, 466)], closed=False)
    sheet.polygon([*edge, *hem, (x - 10, 300), (x - 4, 116)], cloth)
    if cross:
        sheet.polygon([(x + 6, 128), (x + 14, 132), (x + 40, 260), (x + 48, 472), (x + 28, 474), (x + 18, 280)], cross)
        sheet.polygon([(x - 6, 236), (x + 62, 220), (x + 68, 248), (x - 8, 262)], cross)
    else:
        for n in range(12):
            turn = math.radians(30 * n)
            sheet.ellipse((x + 34 + 25 * math.sin(turn), 330 - 50 * math.cos(turn)), 4.5, 4.5, "#F3C64F")
    sheet.polygon([(x + 22, 136), (x + 36, 146), (x + 62, 482), (x + 42, 470)], darker(cloth, 0.5), 0.25)


def _lectern(sheet: Canvas) -> None:
    left, right = STAND - 176, STAND + 176
    sheet.polygon([(left - 8, 560), (right + 8, 560), (right - 24, HEIGHT), (left + 24, HEIGHT)], WOOD)
    sheet.polygon([(left + 20, 600), (right - 20, 600), (right - 42, HEIGHT), (left + 42, HEIGHT)], WOOD_LIGHT, 0.5)
    sheet.rounded(left - 22, 546, right + 22, 572, 6, WOOD_DARK)
    sheet.rounded(left - 22, 542, right + 22, 556, 6, WOOD_LIGHT)
    sheet.ellipse((STAND, 636), 24, 24, "#F3C64F")
    sheet.ellipse((STAND, 636), 15, 15, "#1D4E89")
    for side in (-1, 1):
        sheet.stroke([(STAND + side * 84, 546), (STAND + side * 78, 516), (STAND + side * 40, 500)], 4, "#2E3B47")
        sheet.line([(STAND + side * 44, 502), (STAND + side * 30, 495)], 15, "#2E3B47")
    sheet.polygon([(STAND - 62, 543), (STAND + 58, 543), (STAND + 48, 530), (STAND - 50, 530)], "#FFFDF7")


def _hands(sheet: Canvas) -> None:
    """Lay her hands upon the lectern's edge."""
    face = PEOPLE["naima-solberga"]
    sleeve = darker(face.cloth, 0.1)
    for side in (-1, 1):
        x = STAND + side * 176
        sheet.stroke([(x + side * 40, 720), (x + side * 36, 640), (x + side * 12, 578)], 56, sleeve)
        sheet.stroke([(x + side * 30, 650), (x + side * 10, 600)], 3, darker(face.cloth, 0.35), 0.7)
        sheet.line([(x + side * 10, 568), (x + side * 6, 560)], 46, face.inner)
        hand = [(24, 556), (22, 536), (2, 524), (-26, 526), (-40, 540), (-38, 556), (-14, 566), (8, 568)]
        sheet.curve([(x + side * across, y) for across, y in hand], face.skin)
        for n in range(3):
            across = -30 + n * 13
            sheet.stroke([(x + side * across, 562), (x + side * (across - 3), 546)], 2.6, face.shade)
