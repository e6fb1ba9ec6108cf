"""From bytes to pixels: whole, upright, in the colours that mail programs assume, and without a camera's notes."""

from __future__ import annotations

import io
import struct
import warnings
from typing import TYPE_CHECKING

from storsthlm_cli.images.files import foreign
from storsthlm_cli.model.evidence import ImageFacts, ImageProblem

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 60_000_000
"""Larger images are refused unread: a file of a few kilobytes can claim gigabytes of pixels."""

_TURNED = range(5, 9)
_TURNS = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}
"""What brings a picture upright, by the camera's orientation (EXIF 2.3 §4.6.4 A)."""
_ORIENTATION = 0x0112
_POSITION, _LATITUDE = 0x8825, 2
_DEEP = ("I", "I;16", "I;16L", "I;16B", "I;16N")


def decode(data: bytes) -> Image | ImageProblem:
    """Return the decoded image, or what it is when it is not one whole, still JPEG or PNG image of a bearable size."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(data), formats=("JPEG", "PNG"))
            if image.width * image.height > MOST_PIXELS:
                return ImageProblem.UNREADABLE
            if image.format == "PNG" and _frames(image) > 1:
                return ImageProblem.APNG
            image.load()
            image.getexif()
    except (OSError, SyntaxError, ValueError, EOFError, struct.error, Image.DecompressionBombError):
        return foreign(data) or ImageProblem.UNREADABLE
    return image


def examine(data: bytes) -> ImageFacts | ImageProblem:
    """Return what is known of an image. Width and height are those seen, after the camera's orientation."""
    image = decode(data)
    if isinstance(image, ImageProblem):
        return image
    with image:
        width, height = image.size
        if image.getexif().get(_ORIENTATION) in _TURNED:
            width, height = height, width
        return ImageFacts(width, height, format_of(image), len(data), located=_is_located(image))


def format_of(image: Image) -> str:
    """Return JPEG or PNG; the two-picture JPEGs of telephones (MPO) are JPEG, their first picture counts."""
    return "PNG" if image.format == "PNG" else "JPEG"


def upright(image: Image) -> Image:
    """Return the image turned as it was held, in sRGB with 8 bits a colour, and with nothing besides its pixels.

    Of the camera's notes only the orientation is read: `ImageOps.exif_transpose` writes all of them anew, and fails
    when one makes no sense.
    """
    from PIL.Image import Transpose

    turn = _TURNS.get(image.getexif().get(_ORIENTATION, 1))
    turned = _in_srgb(image.transpose(Transpose[turn]) if turn is not None else image.copy())
    if turned.mode in _DEEP:
        turned = turned.convert("I").point(lambda value: value / 256).convert("L")
    transparency = turned.info.get("transparency")
    turned.info = {} if transparency is None else {"transparency": transparency}
    return turned


def _is_located(image: Image) -> bool:
    """Tell whether the camera noted where it was (EXIF 2.3 §4.6.6); notes that make no sense tell nothing."""
    try:
        return _LATITUDE in image.getexif().get_ifd(_POSITION)
    except (OSError, SyntaxError, ValueError, KeyError, TypeError, struct.error):
        return False


def _frames(image: Image) -> int:
    return int(getattr(image, "n_frames", 1))


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
