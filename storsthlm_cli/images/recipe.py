"""How an image is to be shown, and the geometry of it: where to cut, how large. No pixels are touched here."""

from __future__ import annotations

from dataclasses import dataclass

from storsthlm_cli.model.blocks import Focus, Form

VERSION = 1
"""Changes with whatever changes the bytes that a recipe makes, so that nothing made before is taken for it."""

SHARPNESS = 2
"""Image pixels per shown pixel, at most."""

UPRIGHT_WIDTH = 300
"""A picture as high as wide, or higher, is shown no wider than this, or it would fill the screen. CSS pixels."""

UPRIGHT_COLLAGE_WIDTH = 400
"""A collage as high as wide may be wider: each of its faces has half of it. CSS pixels."""

Size = tuple[int, int]
"""Width and height."""

Box = tuple[int, int, int, int]
"""Left, top, right, bottom."""

_RATIOS = {Form.PORTRAIT: (4, 5), Form.WIDE: (16, 9), Form.SQUARE: (1, 1)}
_FACES = 0.35
"""How much of what is cut off an upright picture goes at the top: faces are above the middle."""


@dataclass(frozen=True, slots=True)
class PreparedImage:
    """An image ready for the mail. `width` and `height` are the shown size; the data may have twice as many `pixels`.

    `media_type` is image/jpeg or image/png. `room` is the width that it could be shown at if it had pixels enough.
    `pixels` and `room` are 0 where nobody has counted them.
    """

    data: bytes
    media_type: str
    width: int
    height: int
    pixels: Size = (0, 0)
    room: int = 0


@dataclass(frozen=True, slots=True)
class Recipe:
    """How an image is to be shown: at most `width` and `height` CSS pixels large, cut to a form.

    `upright` is the widest for an image as high as wide. Without a focus the middle is kept, of upright pictures a
    little more of the top.
    """

    width: int
    form: Form = Form.ORIGINAL
    focus: Focus | None = None
    height: int | None = None
    upright: int = UPRIGHT_WIDTH

    @property
    def key(self) -> str:
        """All of it, and the version, in words."""
        focus = self.focus.value if self.focus is not None else ""
        return f"{VERSION} {self.form.value} {focus} {self.width} {self.height} {self.upright}"

    def ratio(self, size: Size) -> Size:
        """Return width : height of the form; `size` is what an uncut picture has."""
        return _RATIOS.get(self.form, size)

    def room(self, size: Size) -> int:
        """Return how wide, in CSS pixels, a picture of this ratio may be."""
        width, height = size
        return min(self.width, self.upright) if height >= width else self.width

    def shown(self, size: Size) -> Size:
        """Return the size in CSS pixels at which `size` pixels are shown: never larger than they are."""
        width, height = size
        scale = min(1.0, self.room(size) / width, (self.height or height) / height)
        return max(1, round(width * scale)), max(1, round(height * scale))


def cut(size: Size, ratio: Size, focus: Focus | None) -> Box:
    """Return the largest part of `size` that has the ratio; where it lies is said by the focus."""
    width, height = size
    wide, high = ratio
    if width * high > height * wide:
        kept = max(1, round(height * wide / high))
        share = {Focus.LEFT: 0.0, Focus.RIGHT: 1.0}.get(focus or Focus.MIDDLE, 0.5)
        left = round((width - kept) * share)
        return left, 0, left + kept, height
    kept = min(height, max(1, round(width * high / wide)))
    usual = _FACES if focus is None and height > width else 0.5
    share = {Focus.TOP: 0.0, Focus.BOTTOM: 1.0}.get(focus or Focus.MIDDLE, usual)
    top = round((height - kept) * share)
    return 0, top, width, top + kept
