"""Making images ready for the mail: one cut and scaled, or four in a collage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from storsthlm_cli.images.decoding import decode, format_of, upright
from storsthlm_cli.images.encoding import encode
from storsthlm_cli.images.recipe import SHARPNESS, UPRIGHT_COLLAGE_WIDTH, PreparedImage, Recipe, Size, cut
from storsthlm_cli.model.blocks import Form
from storsthlm_cli.model.evidence import ImageProblem

if TYPE_CHECKING:
    from PIL.Image import Image

_GAP = 4
"""Between the pictures of a collage, in CSS pixels. White, in dark mode too, where it looks like a mount."""
_WHITE = (255, 255, 255)


def prepare(sources: Sequence[bytes], recipe: Recipe) -> PreparedImage | ImageProblem:
    """Return an image ready for the mail, or what is wrong with a source. Four sources are a collage.

    Each is turned upright, cut to the recipe's form, scaled down to twice the shown size at most, never up, brought to
    the sRGB colours and written anew without the camera's notes. One that cannot be written as a file, such as a line
    of a single pixel's height, is UNREADABLE.
    """
    images: list[Image] = []
    kinds: list[str] = []
    for source in sources:
        image = decode(source)
        if isinstance(image, ImageProblem):
            return image
        with image:
            kinds.append(format_of(image))
            images.append(upright(image))
    kind = "PNG" if all(kind == "PNG" for kind in kinds) else "JPEG"
    try:
        return _single(images[0], kind, recipe) if len(images) == 1 else _collage(images, kind, recipe)
    except OSError:
        return ImageProblem.UNREADABLE


def _single(image: Image, kind: str, recipe: Recipe) -> PreparedImage:
    if recipe.form is not Form.ORIGINAL:
        image = image.crop(cut(image.size, recipe.ratio(image.size), recipe.focus))
    shown = recipe.shown(image.size)
    pixels = min(image.width, SHARPNESS * shown[0])
    if pixels < image.width:
        image = _scaled(image, (pixels, max(1, round(image.height * pixels / image.width))))
    return _finished(image, kind, shown, recipe.room(image.size))


def _collage(images: Sequence[Image], kind: str, recipe: Recipe) -> PreparedImage:
    """Put pictures two by two, each cut to the same form: that of the recipe, or of the first.

    The smallest of them decides how large they are, so that none is blown up. What shines through is white.
    """
    from PIL import Image

    ratio = recipe.ratio(images[0].size)
    boxes = [cut(image.size, ratio, recipe.focus) for image in images]
    cells = [image.crop(box) for image, box in zip(images, boxes, strict=True)]
    widest = replace(recipe, upright=UPRIGHT_COLLAGE_WIDTH).room(ratio)
    width = min(SHARPNESS * (widest - _GAP) // 2, *(cell.width for cell in cells))
    height = max(1, min(round(width * ratio[1] / ratio[0]), *(cell.height for cell in cells)))
    gap = _GAP * SHARPNESS if 2 * width > widest else _GAP
    canvas = Image.new("RGB", (2 * width + gap, 2 * height + gap), _WHITE)
    for number, cell in enumerate(cells):
        row, column = divmod(number, 2)
        small = _opaque(_scaled(cell, (width, height)))
        canvas.paste(small, (column * (width + gap), row * (height + gap)))
    shown = min(canvas.width, widest)
    return _finished(canvas, kind, (shown, max(1, round(canvas.height * shown / canvas.width))), widest)


def _finished(image: Image, kind: str, shown: Size, room: int) -> PreparedImage:
    data, media_type = encode(image, kind)
    return PreparedImage(data, media_type, *shown, image.size, room)


def _scaled(image: Image, size: Size) -> Image:
    from PIL.Image import Resampling

    if image.size == size:
        return image
    if image.mode not in ("RGB", "RGBA", "L", "CMYK"):
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    return image.resize(size, Resampling.LANCZOS)


def _opaque(image: Image) -> Image:
    from PIL import Image

    if not image.has_transparency_data:
        return image.convert("RGB")
    seen = image.convert("RGBA")
    ground = Image.new("RGBA", seen.size, (*_WHITE, 255))
    return Image.alpha_composite(ground, seen).convert("RGB")
