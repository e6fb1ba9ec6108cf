"""The campaign's picture: a young person on the threshold of an open door, and the whole morning before it."""

from __future__ import annotations

from canvas import HEIGHT, WIDTH, Canvas, Point, smooth
from pen import Pen, darker, lighter

LEFT, RIGHT, TOP, SILL = 392.0, 808.0, 44.0, 548.0
"""The door's opening."""

_HORIZON = 372.0


def draw() -> Canvas:
    """Return the picture: from a room in dusk, through open doors, towards a path, water and a rising sun."""
    sheet = Canvas("#33405E")
    sheet.fade(0, SILL, "#2F3A58", "#4B4A6B")
    _outside(sheet)
    _room(sheet)
    _light(sheet)
    _doors(sheet)
    _person(Pen(sheet, (574, 602), 1.0))
    return sheet


def _outside(sheet: Canvas) -> None:
    sheet.fade_box(LEFT, TOP, RIGHT, _HORIZON, "#A9C8DF", "#FCE3BE")
    sheet.ellipse((600, 318), 150, 150, "#FFF1D6", 0.6)
    sheet.ellipse((600, 318), 92, 92, "#FFE2A0")
    sheet.fade_box(LEFT, _HORIZON - 2, RIGHT, 430, "#E9D3B0", "#8FB8BE")
    sheet.polygon([*smooth([(LEFT, 352), (440, 330), (510, 350), (560, 372)], closed=False), (LEFT, 374)], "#8FB0B6")
    sheet.polygon([*smooth([(650, 372), (700, 346), (760, 326), (RIGHT, 340)], closed=False), (RIGHT, 374)], "#8FB0B6")
    for n in range(6):
        half = 46 - n * 5 + (n % 2) * 16
        sheet.rounded(600 - half, 380 + n * 8, 600 + half, 383 + n * 8, 1.5, "#FFF6E4", 0.8)
    top = smooth([(LEFT, 424), (470, 410), (600, 418), (730, 408), (RIGHT, 424)], closed=False)
    sheet.polygon([*top, (RIGHT, SILL), (LEFT, SILL)], "#7FAE7C")
    far = smooth([(612, 415), (662, 430), (672, 452), (628, 488), (560, SILL)], closed=False)
    near = smooth([(724, SILL), (726, 500), (734, 458), (704, 430), (626, 414)], closed=False)
    sheet.polygon([*far, *near], "#F3E0B8")
    for x, foot, high in ((424, 424, 96), (456, 420, 70), (768, 420, 104), (742, 416, 66)):
        for share, reach in ((0.0, 1.0), (0.28, 0.76), (0.55, 0.5)):
            base, wide = foot - high * share * 0.92, high * 0.22 * reach
            sheet.polygon([(x - wide, base), (x, base - high * 0.46), (x + wide, base)], "#4F8A63")
    for x, y, half in ((492, 150, 19), (540, 118, 24), (690, 138, 21), (650, 96, 15), (720, 190, 14)):
        sheet.stroke([(x - half, y - 7), (x - half * 0.45, y - 11), (x, y)], 3.6, "#4B5B7A")
        sheet.stroke([(x, y), (x + half * 0.45, y - 11), (x + half, y - 7)], 3.6, "#4B5B7A")


def _room(sheet: Canvas) -> None:
    sheet.box(0, SILL, WIDTH, HEIGHT, "#5B4A5E")
    for x in (-240, -80, 90, 260, 940, 1110, 1280, 1440):
        sheet.line([(600 + (x - 600) * 0.62, SILL), (x, HEIGHT)], 2.4, "#46394D")
    sheet.box(0, SILL - 16, WIDTH, SILL, "#3A3350")
    sheet.box(LEFT, SILL - 16, RIGHT, SILL, "#F3E0B8")
    for left, right in ((60, 200), (1000, 1140)):
        sheet.rounded(left, 96, right, 420, 4, "#3D4666", 0.7)
    sheet.rounded(10, 150, 102, 270, 3, "#5A5F80")
    sheet.curve([(22, 256), (34, 230), (54, 240), (74, 208), (92, 256)], "#7480A0")
    sheet.rounded(1094, 430, 1186, 446, 3, "#2B2A42")
    sheet.box(1102, 446, 1110, SILL, "#2B2A42")
    sheet.box(1170, 446, 1178, SILL, "#2B2A42")
    for x, y in ((1122, 352), (1142, 336), (1162, 354)):
        sheet.stroke([(1141, 400), ((1141 + x) / 2, 378), (x, y)], 4, "#5E8C61")
        sheet.ellipse((x, y), 10, 14, "#5E8C61")
    sheet.polygon([(1120, 430), (1162, 430), (1168, 396), (1114, 396)], "#A65B4F")


def _light(sheet: Canvas) -> None:
    """Let the morning fall upon the floor and the walls."""
    sheet.polygon([(LEFT, SILL), (RIGHT, SILL), (960, HEIGHT), (240, HEIGHT)], "#FCE3B8", 0.55)
    sheet.polygon([(LEFT + 70, SILL), (RIGHT - 70, SILL), (840, HEIGHT), (360, HEIGHT)], "#FFF1D6", 0.45)
    sheet.glow((600, 340), 560, "#FFE2A0", 0.3)


def _doors(sheet: Canvas) -> None:
    """Draw two glazed doors that open into the room, and curtains that move a little."""
    for side in (-1, 1):
        hinge, edge = 600 + side * 208, 600 + side * 330
        sheet.polygon([(hinge, TOP), (edge, TOP - 26), (edge, SILL + 40), (hinge, SILL)], "#F6EBD8")
        for upper, lower in ((0.04, 0.30), (0.34, 0.60), (0.64, 0.90)):
            pane = []
            for x, share in ((0.14, upper), (0.86, upper), (0.86, lower), (0.14, lower)):
                top, bottom = TOP - 26 * x, SILL + 40 * x
                pane.append((hinge + (edge - hinge) * x, top + (bottom - top) * share))
            sheet.polygon(pane, "#C9DDE2")
            sheet.polygon([pane[0], pane[1], pane[3]], "#FBEBD8", 0.7)
        sheet.rounded(edge - side * 12 - 3, 300, edge - side * 12 + 3, 336, 3, "#C99A3C")
        sheet.box(hinge - 7, TOP - 12, hinge + 7, SILL, "#FBF3E6")
    sheet.box(LEFT - 7, TOP - 14, RIGHT + 7, TOP, "#FBF3E6")
    sheet.rounded(200, 14, 1000, 22, 4, "#C99A3C")
    for side in (-1, 1):
        inner = smooth([(190, 20), (214, 180), (262, 330), (246, 460), (290, 596)], closed=False)
        outer = smooth([(398, 600), (372, 440), (384, 260), (380, 20)], closed=False)
        sheet.polygon([(600 + side * (x + 90), y) for x, y in [*inner, *outer]], "#8A4A6B")
        for n in range(3):
            fold = [(320 + n * 44, 24), (338 + n * 40, 220), (356 + n * 34, 400), (388 + n * 30, 592)]
            sheet.stroke([(600 + side * x, y) for x, y in fold], 4, "#6E3757", 0.6)


def _person(pen: Pen) -> None:
    """Draw somebody of sixteen from behind, stepping out, a bag on the back, the hair in the morning wind."""
    skin, hair, coat, bag = "#B07A52", "#33262A", "#E0A458", "#0F6466"
    pen.polygon([(-50, 8), (50, 0), (104, 76), (-150, 76)], "#4A3A50", 0.35)
    pen.line([(20, -140), (25, -76), (24, -26)], 27, "#27405E")
    pen.ellipse((25, -18), 16, 9, "#F0E6D6")
    pen.line([(-19, -140), (-23, -70), (-25, -8)], 29, "#2E4A6B")
    pen.ellipse((-26, 2), 18, 10, "#FBF6EC")
    pen.stroke([(48, -254), (68, -204), (74, -146)], 24, darker(coat, 0.14))
    pen.ellipse((75, -130), 11, 13, skin)
    pen.stroke([(-46, -256), (-82, -214), (-52, -190)], 24, darker(coat, 0.1))
    body: list[Point] = [
        (-48, -108),
        (-50, -180),
        (-56, -240),
        (-44, -270),
        (-16, -286),
        (16, -286),
        (44, -270),
        (56, -240),
    ]
    pen.curve([*body, (52, -180), (50, -108), (0, -100)], coat)
    pen.curve([(-33, -142), (-35, -214), (-24, -244), (24, -244), (35, -214), (33, -142), (0, -136)], bag)
    pen.curve([(-23, -148), (-24, -182), (24, -182), (23, -148)], lighter(bag, 0.14))
    for side in (-1, 1):
        pen.stroke([(side * 24, -236), (side * 31, -266), (side * 26, -280)], 9, darker(bag, 0.2))
    pen.line([(0, -284), (0, -308)], 25, darker(skin, 0.2))
    pen.ellipse((-33, -334), 6, 10, skin)
    pen.curve([(-34, -330), (-36, -362), (-20, -386), (4, -391), (28, -382), (39, -354), (42, -322), (54, -290),
               (78, -262), (96, -254), (72, -244), (84, -232), (48, -234), (30, -226), (10, -240), (-14, -250),
               (-30, -284)], hair)  # fmt: skip
    for strand in ([(-14, -380), (-22, -336), (-8, -288), (20, -250)], [(8, -384), (8, -332), (24, -286), (52, -252)]):
        pen.stroke(strand, 3.5, "#6A4A42", 0.9)
    pen.stroke([(26, -378), (37, -352), (41, -318), (53, -286), (76, -262)], 4, "#F0B86A", 0.85)
