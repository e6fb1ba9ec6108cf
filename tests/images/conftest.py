"""Pictures to work on."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

from storsthlm_cli.images import PreparedImage, Recipe
from storsthlm_cli.images.preparing import prepare

MAIL = Recipe(576)
RED, GREEN, BLUE, YELLOW = (220, 30, 30), (30, 200, 30), (30, 30, 220), (230, 220, 30)


def jpeg(size: tuple[int, int] = (1600, 900), colour: tuple[int, int, int] = (20, 80, 120), **options: Any) -> bytes:
    return saved(Image.new("RGB", size, colour), "JPEG", **options)


def saved(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def photograph(size: tuple[int, int] = (1200, 700)) -> Image.Image:
    """Return what has as many colours as a photograph."""
    bands = [Image.effect_noise(size, strength) for strength in (40, 60, 80)]
    return Image.merge("RGB", bands).resize(size, Image.Resampling.BICUBIC, box=(0, 0, size[0] // 4, size[1] // 4))


def made(*sources: bytes, recipe: Recipe = MAIL) -> PreparedImage:
    """Prepare an image that can be prepared."""
    prepared = prepare(sources, recipe)
    assert isinstance(prepared, PreparedImage)
    return prepared


def opened(prepared: PreparedImage) -> Image.Image:
    return Image.open(io.BytesIO(prepared.data))


def near(found: object, wanted: tuple[int, int, int]) -> bool:
    """Tell whether a colour is the wanted one, as far as a JPEG keeps it."""
    assert isinstance(found, tuple)
    return all(abs(one - other) < 12 for one, other in zip(found[:3], wanted, strict=True))
