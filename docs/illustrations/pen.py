"""A pen that draws a figure in its own measures, at a place of the sheet, larger or smaller, leaning or not."""

from __future__ import annotations

import math
from collections.abc import Sequence

from canvas import Canvas, Point, smooth


class Pen:
    """Draws on `sheet` what is measured from a figure's own origin: `size` 1 is the measure of the sheet itself.

    `lean` turns the figure around its origin, in degrees, clockwise. Down is positive, as on the sheet.
    """

    def __init__(self, sheet: Canvas, origin: Point, size: float = 1.0, lean: float = 0.0) -> None:
        self.sheet, self._origin, self._size = sheet, origin, size
        self._cos, self._sin = math.cos(math.radians(lean)), math.sin(math.radians(lean))

    def polygon(self, points: Sequence[Point], colour: str, opacity: float = 1.0) -> None:
        """Fill the area within `points`."""
        self.sheet.polygon(self._placed(points), colour, opacity)

    def curve(self, points: Sequence[Point], colour: str, opacity: float = 1.0) -> None:
        """Fill the area within a closed curve that runs smoothly through `points`."""
        self.polygon(smooth(points), colour, opacity)

    def ellipse(self, centre: Point, across: float, high: float, colour: str, opacity: float = 1.0) -> None:
        """Fill an ellipse of the given half-axes."""
        steps = [2 * math.pi * n / 120 for n in range(120)]
        self.polygon(
            [(centre[0] + across * math.cos(a), centre[1] + high * math.sin(a)) for a in steps], colour, opacity
        )

    def box(self, left: float, top: float, right: float, bottom: float, colour: str, opacity: float = 1.0) -> None:
        """Fill a rectangle."""
        self.polygon([(left, top), (right, top), (right, bottom), (left, bottom)], colour, opacity)

    def line(self, points: Sequence[Point], width: float, colour: str, opacity: float = 1.0) -> None:
        """Draw a line with round ends and joints through `points`."""
        self.sheet.line(self._placed(points), width * self._size, colour, opacity)

    def stroke(self, points: Sequence[Point], width: float, colour: str, opacity: float = 1.0) -> None:
        """Draw a smooth line with round ends through `points`."""
        self.line(smooth(points, closed=False), width, colour, opacity)

    def _placed(self, points: Sequence[Point]) -> list[Point]:
        (left, top), size, cos, sin = self._origin, self._size, self._cos, self._sin
        return [(left + size * (x * cos - y * sin), top + size * (x * sin + y * cos)) for x, y in points]


def mirrored(right: Sequence[Point]) -> list[Point]:
    """Return the whole outline of a symmetrical figure from its right half, which runs from the top to the bottom."""
    return [*right, *((-x, y) for x, y in reversed(right) if x)]


def other_side(points: Sequence[Point]) -> list[Point]:
    """Return `points` as a mirror shows them."""
    return [(-x, y) for x, y in points]


def mix(colour: str, other: str, share: float) -> str:
    """Return `colour` with a `share` (0 to 1) of the `other` in it."""
    pairs = ((int(colour[n : n + 2], 16), int(other[n : n + 2], 16)) for n in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def darker(colour: str, share: float = 0.2) -> str:
    """Return `colour` in the shade: a warm dark, never black."""
    return mix(colour, "#2B1D24", share)


def lighter(colour: str, share: float = 0.25) -> str:
    """Return `colour` in the light."""
    return mix(colour, "#FFF8EC", share)
