"""The eight areas: signs in a ring around a school."""

from __future__ import annotations

import math

import icons
from canvas import HEIGHT, Canvas, Point
from pen import Pen, darker

_MIDDLE: Point = (600.0, 340.0)
_GROUNDS = ("#CFE0E8", "#F3DDB3", "#D3E3D3", "#F0D2C4")


def draw() -> Canvas:
    """Return the picture: a school in the middle, and eight circles that hang together with it. No words."""
    sheet = Canvas("#F6EFE2")
    sheet.fade(0, HEIGHT, "#E4EDF0", "#FBF0DF")
    sheet.ellipse(_MIDDLE, 420, 246, "#FFFBF2", 0.8)
    places = [_place(n) for n in range(8)]
    for x, y in places:
        _thread(sheet, (x, y))
    for n, (x, y) in enumerate(places):
        colour = _GROUNDS[n % 4]
        sheet.ellipse((x, y + 5), 90, 90, "#5A4A36", 0.10)
        sheet.ellipse((x, y), 90, 90, "#FFFFFF")
        sheet.ellipse((x, y), 81, 81, colour)
        icons.ALL[n](Pen(sheet, (x, y), 1.08))
    _school(Pen(sheet, (600, 424), 1.0))
    return sheet


def _place(n: int) -> Point:
    right, down = n < 4, n in (2, 3, 4, 5)
    across, up = (164.0, 222.0) if n in (0, 3, 4, 7) else (432.0, 106.0)
    return _MIDDLE[0] + across * (1 if right else -1), _MIDDLE[1] + up * (1 if down else -1)


def _thread(sheet: Canvas, end: Point) -> None:
    """Draw a dotted line from the school to a circle."""
    across, up = end[0] - _MIDDLE[0], end[1] - _MIDDLE[1]
    length = math.hypot(across, up)
    for n in range(round(length / 14)):
        x, y = across * n * 14 / length, up * n * 14 / length
        beside_the_school = math.hypot(x / 196, y / 128) > 1
        if beside_the_school and math.hypot(across - x, up - y) > 98:
            sheet.ellipse((_MIDDLE[0] + x, _MIDDLE[1] + y), 3.6, 3.6, "#8A1C4A", 0.55)


def _school(pen: Pen) -> None:
    pen.ellipse((0, 2), 176, 22, "#86B08F")
    for x in (-148, 148):
        pen.line([(x, 0), (x, -46)], 8, "#6B4F3A")
        pen.ellipse((x, -66), 25, 34, "#3F8053")
        pen.ellipse((x - 7, -76), 12, 18, "#FFFFFF", 0.12)
    for side in (-1, 1):
        pen.polygon([(side * 40, -88), (side * 124, -88), (side * 124, 0), (side * 40, 0)], "#F6EBD8")
        pen.polygon([(side * 36, -86), (side * 50, -110), (side * 118, -110), (side * 132, -86)], "#8A1C4A")
        for n in range(3):
            for y in (-74, -38):
                x = side * (60 + n * 24)
                pen.box(x - 9, y - 2, x + 9, y + 24, "#FFFDF7")
                pen.box(x - 7, y, x + 7, y + 22, "#6F9FB5")
    pen.box(-46, -124, 46, 0, "#F6EBD8")
    pen.line([(0, -170), (0, -214)], 3, "#5E6A72")
    pen.box(1, -213, 36, -190, "#1D4E89")
    pen.box(1, -204, 36, -199, "#F3C64F")
    pen.box(10, -213, 15, -190, "#F3C64F")
    pen.polygon([(-56, -120), (0, -170), (56, -120)], "#8A1C4A")
    pen.polygon([(0, -170), (56, -120), (0, -120)], darker("#8A1C4A", 0.2))
    pen.ellipse((0, -138), 12, 12, "#FFFDF7")
    pen.line([(0, -138), (0, -146)], 2, "#2E3B47")
    pen.line([(0, -138), (6, -135)], 2, "#2E3B47")
    for x in (-28, 0, 28):
        pen.box(x - 11, -112, x + 11, -80, "#FFFDF7")
        pen.box(x - 8, -109, x + 8, -83, "#6F9FB5")
    pen.box(-32, -68, 32, -60, "#8A1C4A")
    pen.box(-25, -60, 25, 0, "#2E4A5A")
    for left in (-22, 2):
        pen.box(left, -56, left + 20, 0, "#A9CBD6")
    pen.box(-36, -4, 36, 6, "#CDB79A")
