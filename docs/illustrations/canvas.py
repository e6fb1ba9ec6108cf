"""A sheet to draw on: flat shapes with smooth edges, measured in pixels of the finished picture."""

from __future__ import annotations

import math
import pathlib
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT = 1200, 675
"""The finished picture: twice the 600 pixels that a mail shows, in 16 : 9."""

_FINER = 3
"""Everything is drawn this many times larger, and scaled down at the end: that makes the edges smooth."""

Point = tuple[float, float]


class Canvas:
    """A picture in the making. Colours are `#RRGGBB`; `opacity` 1 covers what lies below."""

    def __init__(self, ground: str, width: int = WIDTH, height: int = HEIGHT) -> None:
        self.width, self.height = width, height
        self._image = Image.new("RGB", (width * _FINER, height * _FINER), ground)

    def polygon(self, points: Sequence[Point], colour: str, opacity: float = 1.0) -> None:
        """Fill the area within `points`."""
        mask, corner = _stencil(points, 0)
        ImageDraw.Draw(mask).polygon(_placed(points, corner), fill=255)
        self._fill(mask, corner, colour, opacity)

    def curve(self, points: Sequence[Point], colour: str, opacity: float = 1.0) -> None:
        """Fill the area within a closed curve that runs smoothly through `points`."""
        self.polygon(smooth(points), colour, opacity)

    def ellipse(self, centre: Point, across: float, high: float, colour: str, opacity: float = 1.0) -> None:
        """Fill an ellipse of the given half-axes."""
        steps = [2 * math.pi * n / 180 for n in range(180)]
        self.polygon(
            [(centre[0] + across * math.cos(a), centre[1] + high * math.sin(a)) for a in steps], colour, opacity
        )

    def box(self, left: float, top: float, right: float, bottom: float, colour: str, opacity: float = 1.0) -> None:
        """Fill a rectangle."""
        self.polygon([(left, top), (right, top), (right, bottom), (left, bottom)], colour, opacity)

    def rounded(
        self, left: float, top: float, right: float, bottom: float, radius: float, colour: str, opacity: float = 1.0
    ) -> None:
        """Fill a rectangle with round corners."""
        corners = [(right - radius, top + radius, -90), (right - radius, bottom - radius, 0)]
        corners += [(left + radius, bottom - radius, 90), (left + radius, top + radius, 180)]
        points = [
            (x + radius * math.cos(math.radians(start + turn)), y + radius * math.sin(math.radians(start + turn)))
            for x, y, start in corners
            for turn in range(0, 91, 6)
        ]
        self.polygon(points, colour, opacity)

    def line(self, points: Sequence[Point], width: float, colour: str, opacity: float = 1.0) -> None:
        """Draw a line with round ends and joints through `points`."""
        mask, corner = _stencil(points, width)
        pen = ImageDraw.Draw(mask)
        fine = _placed(points, corner)
        pen.line(fine, fill=255, width=round(width * _FINER))
        radius = width * _FINER / 2
        for x, y in fine:
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
        self._fill(mask, corner, colour, opacity)

    def stroke(self, points: Sequence[Point], width: float, colour: str, opacity: float = 1.0) -> None:
        """Draw a smooth line with round ends through `points`."""
        self.line(smooth(points, closed=False), width, colour, opacity)

    def fade(self, top: float, bottom: float, upper: str, lower: str) -> None:
        """Fill the band between two heights with colours that pass gently into each other."""
        self.fade_box(0, top, self.width, bottom, upper, lower)

    def fade_box(self, left: float, top: float, right: float, bottom: float, upper: str, lower: str) -> None:
        """Fill a rectangle with colours that pass gently into each other, from above to below."""
        x, y, far, low = (round(value * _FINER) for value in (left, top, right, bottom))
        band = Image.linear_gradient("L").resize((far - x, low - y))
        blend = Image.composite(Image.new("RGB", band.size, lower), Image.new("RGB", band.size, upper), band)
        self._image.paste(blend, (x, y))

    def glow(self, centre: Point, radius: float, colour: str, opacity: float) -> None:
        """Lay a soft light around a point."""
        small = Image.new("L", (self.width // 4, self.height // 4), 0)
        x, y, r = centre[0] / 4, centre[1] / 4, radius / 8
        ImageDraw.Draw(small).ellipse((x - r, y - r, x + r, y + r), fill=255)
        soft = small.filter(ImageFilter.GaussianBlur(radius / 8)).resize(self._image.size)
        self._fill(soft, (0, 0), colour, opacity)

    def mirror(self, surface: float, depth: float, tint: str, opacity: float) -> None:
        """Show what stands above the water line `surface` upside down in the `depth` pixels below it, tinted."""
        y, reach = round(surface * _FINER), round(depth * _FINER)
        above = self._image.crop((0, y - reach, self._image.width, y)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        above = above.filter(ImageFilter.GaussianBlur(_FINER * 2.5))
        self._image.paste(Image.blend(above, Image.new("RGB", above.size, tint), opacity), (0, y))

    def inset(self, other: Canvas, left: int, top: int) -> None:
        """Lay another picture upon this one, its upper left corner at the given place."""
        self._image.paste(other._image, (left * _FINER, top * _FINER))

    def save(self, path: pathlib.Path) -> None:
        """Scale down and write a JPEG without any notes in it."""
        picture = self._image.resize((self.width, self.height), Image.Resampling.LANCZOS)
        picture.save(path, "JPEG", quality=82, subsampling="4:2:2", optimize=True, progressive=True)

    def _fill(self, mask: Image.Image, corner: tuple[int, int], colour: str, opacity: float) -> None:
        if opacity < 1:
            mask = mask.point(lambda value: value * opacity)
        self._image.paste(Image.new("RGB", mask.size, colour), corner, mask)


def _stencil(points: Sequence[Point], margin: float) -> tuple[Image.Image, tuple[int, int]]:
    """Return an empty mask just large enough for `points` and a margin, and where its upper left corner lies."""
    across, down = [x for x, _ in points], [y for _, y in points]
    left, top = (math.floor((min(values) - margin) * _FINER) for values in (across, down))
    right, bottom = (math.ceil((max(values) + margin) * _FINER) for values in (across, down))
    return Image.new("L", (right - left + 1, bottom - top + 1), 0), (left, top)


def _placed(points: Sequence[Point], corner: tuple[int, int]) -> list[Point]:
    return [(x * _FINER - corner[0], y * _FINER - corner[1]) for x, y in points]


def smooth(points: Sequence[Point], *, closed: bool = True) -> list[Point]:
    """Return a curve (Catmull-Rom) through `points`, twelve pieces between each two."""
    ring = [points[-1], *points, *points[:2]] if closed else [points[0], *points, points[-1]]
    curve = [
        _between(*run, step / 12) for run in zip(ring, ring[1:], ring[2:], ring[3:], strict=False) for step in range(12)
    ]
    return curve if closed else [*curve, points[-1]]


def _between(before: Point, start: Point, end: Point, after: Point, t: float) -> Point:
    def along(a: float, b: float, c: float, d: float) -> float:
        return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)

    return (
        along(before[0], start[0], end[0], after[0]),
        along(before[1], start[1], end[1], after[1]),
    )
