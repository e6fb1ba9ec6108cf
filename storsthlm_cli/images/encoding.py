"""From pixels to the bytes of a JPEG or PNG file: the smaller of the two where a reader sees no difference."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

JPEG, PNG = "image/jpeg", "image/png"

ENOUGH = 200_000
"""Bytes: a JPEG that is heavier is written again with less quality, which two pixels for one hide."""

_QUALITIES = (82, 74, 66)
_FINE_QUALITIES = (90, 82, 74)
"""For what was a PNG: it has not lost anything yet."""

_MANY_COLOURS = 8192
"""A drawing has fewer colours at the size of a mail, smoothed edges counted; a photograph has tens of thousands."""


def encode(image: Image, kind: str) -> tuple[bytes, str]:
    """Return the bytes and the media type of an image that was a JPEG or PNG file.

    A JPEG stays one. A PNG stays one, without loss, when something shines through it or when it is a drawing or a
    text: JPEG would blur its edges. An opaque PNG of many colours is a photograph, and becomes a JPEG if that is
    smaller. Nothing but pixels is written.
    """
    if kind == "JPEG":
        return _lightest(image.convert("RGB") if image.mode not in ("RGB", "L") else image, _QUALITIES), JPEG
    if image.has_transparency_data:
        if _shines_through(image):
            return _png(image), PNG
        image = image.convert("RGB")
    data = _png(image)
    colours = image.convert("RGB")
    if colours.getcolors(_MANY_COLOURS) is None:
        as_jpeg = _lightest(colours, _FINE_QUALITIES, subsampling=0)
        if len(as_jpeg) < len(data):
            return as_jpeg, JPEG
    return data, PNG


def _shines_through(image: Image) -> bool:
    lowest, _ = image.convert("RGBA").getchannel("A").getextrema()
    return isinstance(lowest, tuple) or lowest < 255


def _lightest(image: Image, qualities: Sequence[int], subsampling: int = -1) -> bytes:
    """Return the first that is light enough, else the last. `subsampling` 0 keeps thin coloured lines sharp."""
    data = b""
    for quality in qualities:
        target = io.BytesIO()
        image.save(target, "JPEG", quality=quality, optimize=True, progressive=True, subsampling=subsampling)
        data = target.getvalue()
        if len(data) <= ENOUGH:
            break
    return data


def _png(image: Image) -> bytes:
    target = io.BytesIO()
    image.save(target, "PNG", optimize=True)
    return target.getvalue()
