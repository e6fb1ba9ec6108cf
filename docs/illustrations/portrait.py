"""The new director: an invented face before an open fjärd."""

from __future__ import annotations

from canvas import HEIGHT, WIDTH, Canvas, smooth

SKIN, SHADE, BLUSH = "#F0C3A0", "#E0A988", "#E8A28C"
HAIR, HAIR_DARK, HAIR_LIGHT = "#C3C7CC", "#A1A7B0", "#DADDE0"
JACKET, JACKET_DARK = "#1D4E89", "#173F70"
SHORE = 430.0


def draw() -> Canvas:
    """Return the picture: a smiling woman with grey hair and glasses, in a blue jacket, by the water."""
    sheet = Canvas("#EAF0F3")
    sheet.fade(0, SHORE, "#C4DAE8", "#FBEBD8")
    sheet.ellipse((600, 300), 262, 262, "#FFF4E2", 0.85)
    _fjard(sheet)
    _hair_behind(sheet)
    _shoulders(sheet)
    _head(sheet)
    _face(sheet)
    _hair_before(sheet)
    _glasses(sheet)
    return sheet


def _fjard(sheet: Canvas) -> None:
    sheet.curve([(-60, 440), (-40, 408), (120, 386), (280, 402), (420, 424), (460, 440), (200, 470)], "#A9C2C8")
    for x, high in ((1010, 58), (1038, 76), (1066, 62), (1092, 84), (1122, 66), (1150, 78)):
        foot = 402 - abs(x - 1000) * 0.06
        sheet.polygon([(x - high * 0.24, foot), (x, foot - high), (x + high * 0.24, foot)], "#5F8F86")
    sheet.curve([(760, 440), (860, 408), (1000, 388), (1120, 386), (1260, 374), (1280, 440), (1000, 470)], "#8FB0B6")
    sheet.fade(SHORE, HEIGHT, "#BFD9DC", "#5B9AA8")
    for n in range(22):
        y = SHORE + 14 + n * 10.5
        x = (n * 337 + 130) % WIDTH
        half = 26 + (n * 29) % 56
        sheet.rounded(x - half, y, x + half, y + 3.5, 1.7, "#F3FAF8", 0.4)
    sheet.polygon([(196, 432), (196, 352), (232, 426)], "#FFFBF2")
    sheet.polygon([(191, 428), (191, 364), (166, 424)], "#F4E4CF")
    sheet.polygon([(158, 432), (240, 432), (228, 446), (170, 446)], "#8A1C4A")


def _hair_behind(sheet: Canvas) -> None:
    sheet.curve(
        [
            (606, 124),
            (664, 136),
            (722, 190),
            (742, 270),
            (740, 350),
            (722, 404),
            (676, 424),
            (524, 424),
            (478, 404),
            (460, 350),
            (458, 270),
            (472, 184),
            (526, 124),
        ],
        HAIR_DARK,
    )


def _shoulders(sheet: Canvas) -> None:
    sheet.curve(
        [(330, 760), (344, 610), (392, 536), (480, 500), (600, 486), (720, 500), (808, 536), (856, 610), (870, 760)],
        JACKET,
    )
    sheet.polygon([(548, 380), (652, 380), (660, 500), (600, 560), (540, 500)], SHADE)
    sheet.polygon([(520, 492), (600, 700), (680, 492), (656, 470), (600, 540), (544, 470)], "#FBF6EC")
    collar = smooth([(548, 466), (508, 486), (486, 522)], closed=False)
    sheet.polygon([*collar, (530, 560), (512, 580), (600, 700), (566, 700)], JACKET_DARK)
    sheet.polygon([(548, 466), (486, 522), (532, 556), (512, 584), (598, 720), (600, 690), (556, 560)], JACKET_DARK)
    sheet.polygon([(652, 466), (714, 522), (668, 556), (688, 584), (602, 720), (600, 690), (644, 560)], "#235A9B")
    sheet.stroke([(398, 600), (404, 650), (402, 700)], 3, JACKET_DARK, 0.8)
    sheet.stroke([(802, 600), (796, 650), (798, 700)], 3, JACKET_DARK, 0.8)
    sheet.ellipse((722, 606), 11, 11, "#E8B84E")
    sheet.ellipse((722, 606), 5, 5, "#8A1C4A")


def _head(sheet: Canvas) -> None:
    sheet.ellipse((486, 300), 17, 27, SHADE)
    sheet.ellipse((714, 300), 17, 27, SHADE)
    sheet.ellipse((486, 326), 5, 5, "#E8B84E")
    sheet.ellipse((714, 326), 5, 5, "#E8B84E")
    sheet.curve(
        [
            (600, 140),
            (672, 156),
            (708, 220),
            (708, 300),
            (690, 366),
            (650, 414),
            (600, 430),
            (550, 414),
            (510, 366),
            (492, 300),
            (492, 220),
            (528, 156),
        ],
        SKIN,
    )


def _face(sheet: Canvas) -> None:
    for side in (-1, 1):
        x = 600 + side * 48
        sheet.stroke([(x - 24, 244 + 3 * (side < 0)), (x, 236), (x + 24, 244 + 3 * (side > 0))], 6, "#8F8E92")
        sheet.ellipse((x, 284), 8, 9, "#33404B")
        sheet.ellipse((x + 2.5, 281), 2.4, 2.4, "#FFFFFF")
        sheet.ellipse((600 + side * 66, 336), 22, 13, BLUSH, 0.45)
    sheet.stroke([(604, 290), (612, 322), (608, 334), (594, 336)], 4.5, SHADE)
    sheet.curve(
        [(572, 372), (586, 369), (600, 371), (614, 369), (628, 372), (616, 383), (600, 387), (584, 383)], "#C9736A"
    )
    sheet.stroke([(556, 364), (574, 372), (600, 376), (626, 372), (644, 364)], 4.5, "#9C463F")
    sheet.stroke([(588, 404), (600, 407), (612, 404)], 3, SHADE)


def _hair_before(sheet: Canvas) -> None:
    """Draw a fringe swept from the parting over the forehead, and a shorter fall on the other side."""
    sheet.curve(
        [
            (656, 118),
            (706, 142),
            (738, 206),
            (746, 290),
            (744, 356),
            (728, 396),
            (706, 392),
            (716, 340),
            (712, 276),
            (700, 222),
            (676, 178),
            (650, 148),
        ],
        HAIR,
    )
    sheet.curve(
        [
            (664, 122),
            (600, 104),
            (532, 116),
            (476, 174),
            (454, 260),
            (454, 344),
            (470, 396),
            (494, 392),
            (484, 340),
            (486, 284),
            (498, 246),
            (540, 224),
            (600, 200),
            (648, 164),
            (672, 138),
        ],
        HAIR,
    )
    for line in (
        [(644, 134), (590, 168), (530, 192), (490, 232), (474, 300)],
        [(618, 122), (560, 146), (504, 188), (474, 250)],
        [(684, 152), (712, 198), (724, 262), (726, 330)],
    ):
        sheet.stroke(line, 3.5, HAIR_LIGHT, 0.9)


def _glasses(sheet: Canvas) -> None:
    for side in (-1, 1):
        x = 600 + side * 48
        sheet.rounded(x - 38, 258, x + 38, 314, 25, "#FFFFFF", 0.22)
        rim = [
            (x - 38, 286),
            (x - 34, 266),
            (x - 14, 258),
            (x + 14, 258),
            (x + 34, 266),
            (x + 38, 286),
            (x + 30, 306),
            (x + 10, 314),
            (x - 10, 314),
            (x - 30, 306),
        ]
        sheet.line(smooth([*rim, rim[0], rim[1]], closed=False), 4.5, "#3B2A33")
        sheet.line([(x + side * 38, 280), (600 + side * 108, 276)], 4.5, "#3B2A33")
    sheet.stroke([(590, 280), (600, 275), (610, 280)], 4.5, "#3B2A33")
