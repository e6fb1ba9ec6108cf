"""Eight signs for the areas of planning upper secondary schools, each 100 wide around its middle."""

from __future__ import annotations

from canvas import Point
from pen import Pen

_INK, _PAPER, _GOLD, _RED, _BLUE, _GREEN = "#2E3B47", "#FFFBF2", "#E8B84E", "#A63A2B", "#1D4E89", "#0F6466"


def train(pen: Pen) -> None:
    """Draw a commuter train: travelling between home and school."""
    pen.curve([(-30, -30), (-22, -44), (22, -44), (30, -30), (33, 26), (24, 34), (-24, 34), (-33, 26)], _BLUE)
    pen.polygon([(-24, -28), (24, -28), (27, 0), (-27, 0)], "#C9DDE2")
    pen.line([(0, -28), (0, 0)], 3, _BLUE)
    pen.box(-31, 8, 31, 14, _GOLD)
    for side in (-1, 1):
        pen.ellipse((side * 18, 23), 5, 5, "#FFE7B0")
        pen.line([(side * 16, 38), (side * 27, 52)], 5, _INK)
    pen.line([(-22, 45), (22, 45)], 4, _INK)


def building(pen: Pen) -> None:
    """Draw a house with a crane: premises."""
    pen.line([(30, 46), (30, -48)], 6, _GOLD)
    pen.line([(-34, -40), (44, -40)], 5, _GOLD)
    pen.line([(30, -52), (-28, -40)], 2.4, _GOLD)
    pen.line([(-24, -40), (-24, -24)], 2.4, _INK)
    pen.box(-36, -24, -12, -14, _RED)
    pen.box(-42, 0, 18, 46, _PAPER)
    for y in (8, 26):
        for x in (-35, -17, 1):
            pen.box(x, y, x + 11, y + 12, "#6F9FB5")
    pen.line([(-46, 47), (46, 47)], 4, _INK)


def chart(pen: Pen) -> None:
    """Draw growing columns: how many pupils there will be."""
    for n, high in enumerate((26, 42, 58, 78)):
        pen.box(-42 + n * 22, 42 - high, -26 + n * 22, 42, (_GREEN, _BLUE, _RED, _GOLD)[n])
    pen.line([(-48, 44), (48, 44)], 4, _INK)
    pen.stroke([(-38, 2), (-12, -14), (8, -28), (28, -48)], 4, _INK)
    pen.polygon([(36, -56), (32, -36), (18, -48)], _INK)


def signpost(pen: Pen) -> None:
    """Draw a signpost: the pupils' choice."""
    pen.line([(0, 48), (0, -48)], 7, "#6B4F3A")
    for y, side, colour in ((-34, 1, _RED), (-10, -1, _BLUE), (14, 1, _GREEN)):
        sign: list[Point] = [(-14, y - 9), (32, y - 9), (44, y), (32, y + 9), (-14, y + 9)]
        pen.polygon([(side * x, high) for x, high in sign], colour)
    pen.line([(-18, 48), (18, 48)], 5, _INK)


def programmes(pen: Pen) -> None:
    """Draw an open book: the programmes."""
    pen.polygon([(-53, -20), (0, -12), (53, -20), (53, 40), (6, 47), (0, 50), (-6, 47), (-53, 40)], _RED)
    for side in (-1, 1):
        pen.polygon([(0, -20), (side * 22, -32), (side * 48, -26), (side * 48, 34), (side * 22, 28), (0, 40)],
                    _PAPER if side < 0 else "#F1E4CC")  # fmt: skip
        for n in range(3):
            pen.line([(side * 9, -6 + n * 14), (side * 24, -13 + n * 14), (side * 39, -11 + n * 14)], 3, "#6F9FB5")
    pen.polygon([(22, -32), (32, -30), (32, 2), (27, -4), (22, 0)], _GOLD)


def teacher(pen: Pen) -> None:
    """Draw somebody at a blackboard: teachers."""
    pen.box(-48, -42, 30, 22, "#C08F63")
    pen.box(-43, -37, 25, 17, "#2F5D50")
    pen.stroke([(-34, -6), (-26, -22), (-16, -6), (-6, -22)], 3, _PAPER)
    pen.line([(-34, 6), (-8, 6)], 3, _PAPER)
    pen.curve([(4, 50), (6, 16), (18, 6), (34, 6), (46, 16), (48, 50)], _RED)
    pen.line([(8, 18), (-4, 0)], 8, _RED)
    pen.ellipse((-5, -2), 4.5, 4.5, "#E9B48F")
    pen.ellipse((26, -10), 14, 15, "#E9B48F")
    pen.curve([(12, -8), (12, -22), (26, -29), (40, -22), (41, -4), (34, -16), (22, -18)], "#4A3428")


def coins(pen: Pen) -> None:
    """Draw piles of coins: money."""
    for x, count in ((-28, 3), (2, 5), (32, 2)):
        for n in range(count):
            y = 40 - n * 13
            pen.box(x - 17, y - 7, x + 17, y + 2, "#C99A3C")
            pen.ellipse((x, y + 2), 17, 6, "#C99A3C")
            pen.ellipse((x, y - 7), 17, 6, _GOLD)
    pen.ellipse((28, -22), 20, 20, "#C99A3C")
    pen.ellipse((28, -22), 15, 15, _GOLD)
    pen.line([(28, -30), (28, -14)], 4, "#A67C2B")


def together(pen: Pen) -> None:
    """Draw three people arm in arm: municipalities that work together."""
    for x, y, colour, skin, hair in ((-28, 4, _BLUE, "#F0C3A0", "#D9A441"), (28, 4, _GREEN, "#8A5A3C", "#2A2326"),
                                     (0, 10, _GOLD, "#E9B48F", "#7A4A2B")):  # fmt: skip
        half = [(8, -4), (20, 6), (23, 40)]
        body = [*half, *((-across, up) for across, up in reversed(half))]
        pen.curve([(x + across, y + up) for across, up in body], colour)
        pen.ellipse((x, y - 20), 14, 15, skin)
        pen.curve([(x - 15, y - 18), (x - 14, y - 32), (x, y - 39), (x + 14, y - 32), (x + 15, y - 18), (x + 8, y - 28),
                   (x - 6, y - 30)], hair)  # fmt: skip


ALL = (train, programmes, chart, teacher, building, together, coins, signpost)
"""In their order around the school, clockwise from the upper right."""
