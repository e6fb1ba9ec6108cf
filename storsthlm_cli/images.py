"""The images of an issue: what is known of them, and how they are made ready for a mail.

Only JPEG and PNG: Outlook shows no WebP or AVIF, Gmail no SVG. Nothing of a camera's notes (EXIF, position, comments)
leaves the machine.
"""

from __future__ import annotations

import io
import pathlib
import struct
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.evidence import ImageFacts, ImageProblem

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 60_000_000
"""Larger images are refused unread: a file of a few kilobytes can claim gigabytes of pixels."""

MOST_BYTES = 50_000_000
"""Larger files are refused unread."""

_SHARPNESS = 2
"""Image pixels per shown pixel, at most."""
_QUALITY = 82
_TURNED = range(5, 9)
_ORIENTATION = 0x0112
_WHY = {
    ImageProblem.MISSING: "is missing",
    ImageProblem.OUTSIDE: "lies outside the issue's folder",
    ImageProblem.UNREADABLE: "is not a readable JPEG or PNG image",
}


@dataclass(frozen=True, slots=True)
class PreparedImage:
    """An image ready for the mail. `width` and `height` are the shown size; the data may have twice as many pixels.

    `media_type` is image/jpeg or image/png.
    """

    data: bytes
    media_type: str
    width: int
    height: int


def facts(folder: pathlib.Path, name: str) -> ImageFacts | ImageProblem:
    """Return what is known of image `name` in `folder`, or why it cannot be used.

    The image is decoded whole, so that a truncated file is found. Width and height are those seen, after the
    camera's orientation. Names and symbolic links that lead out of the folder are OUTSIDE; animations, images of
    other formats and of more than `MOST_PIXELS` pixels or `MOST_BYTES` bytes are UNREADABLE.
    """
    path = _resolve(folder, name)
    if isinstance(path, ImageProblem):
        return path
    image = _open(path)
    if image is None:
        return ImageProblem.UNREADABLE
    with image:
        exif = image.getexif()
        width, height = image.size
        if exif.get(_ORIENTATION) in _TURNED:
            width, height = height, width
        return ImageFacts(
            width=width,
            height=height,
            format=_format(image),
            size=path.stat().st_size,
        )


def prepare(folder: pathlib.Path, name: str, width: int) -> PreparedImage:
    """Return image `name` of `folder` ready for the mail, shown at most `width` pixels wide.

    It is turned upright, scaled down to twice the shown width at most, never up, brought to the sRGB colours and
    written anew without the camera's notes. Raises Failure when the image cannot be used (see `facts`).
    """
    path = _resolve(folder, name)
    image = path if isinstance(path, ImageProblem) else _open(path) or ImageProblem.UNREADABLE
    if isinstance(image, ImageProblem):
        raise Failure(
            f"image `{name}` {_WHY[image]}", hint="put a JPEG or PNG file into the issue's folder and name it there"
        )
    with image:
        kind = _format(image)
        upright = _upright(image)
    pixels = min(upright.width, _SHARPNESS * width)
    if pixels < upright.width:
        upright = _scaled(upright, pixels)
    shown = min(upright.width, width)
    return PreparedImage(
        data=_written(upright, kind),
        media_type="image/jpeg" if kind == "JPEG" else "image/png",
        width=shown,
        height=max(1, round(upright.height * shown / upright.width)),
    )


def read_raw(folder: pathlib.Path, name: str) -> bytes | None:
    """Return the bytes of file `name` in `folder` as they are, None when it is not there or leads out of it."""
    path = _resolve(folder, name)
    if isinstance(path, ImageProblem) or path.stat().st_size > MOST_BYTES:
        return None
    return path.read_bytes()


def _resolve(folder: pathlib.Path, name: str) -> pathlib.Path | ImageProblem:
    try:
        root = folder.resolve()
        path = (root / name).resolve()
        there = path.is_file()
    except (OSError, ValueError, RuntimeError):
        return ImageProblem.MISSING
    if not path.is_relative_to(root):
        return ImageProblem.OUTSIDE
    return path if there else ImageProblem.MISSING


def _open(path: pathlib.Path) -> Image | None:
    """Open and decode; None when it is not one whole, still JPEG or PNG image of a bearable size."""
    from PIL import Image

    try:
        if path.stat().st_size > MOST_BYTES:
            return None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(path.read_bytes()), formats=("JPEG", "PNG"))
            if image.width * image.height > MOST_PIXELS or (image.format == "PNG" and _frames(image) > 1):
                return None
            image.load()
            image.getexif()
    except (OSError, SyntaxError, ValueError, EOFError, struct.error, Image.DecompressionBombError):
        return None
    return image


def _frames(image: Image) -> int:
    return int(getattr(image, "n_frames", 1))


def _format(image: Image) -> str:
    """Return JPEG or PNG; the two-picture JPEGs of telephones (MPO) are JPEG, their first picture counts."""
    return "PNG" if image.format == "PNG" else "JPEG"


def _upright(image: Image) -> Image:
    from PIL import ImageOps

    upright = ImageOps.exif_transpose(image)
    upright = _in_srgb(upright)
    transparency = upright.info.get("transparency")
    upright.info = {} if transparency is None else {"transparency": transparency}
    return upright


def _in_srgb(image: Image) -> Image:
    """Return the image in the colours that mail programs assume; as it is when its profile makes no sense."""
    profile = image.info.get("icc_profile")
    if not isinstance(profile, bytes) or image.mode not in ("RGB", "CMYK"):
        return image
    from PIL import ImageCms

    try:
        changed = ImageCms.profileToProfile(
            image, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError):
        return image
    return changed if changed is not None else image


def _scaled(image: Image, pixels: int) -> Image:
    from PIL.Image import Resampling

    if image.mode not in ("RGB", "RGBA", "L", "CMYK"):
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    size = (pixels, max(1, round(image.height * pixels / image.width)))
    return image.resize(size, Resampling.LANCZOS)


def _written(image: Image, kind: str) -> bytes:
    target = io.BytesIO()
    if kind == "JPEG":
        if image.mode not in ("RGB", "L"):
            image = image.convert("RGB")
        image.save(target, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    else:
        image.save(target, "PNG", optimize=True)
    return target.getvalue()
