"""Finding an image's file, and reading it: no path leads out of the folder that it belongs into."""

from __future__ import annotations

import pathlib

from storsthlm_cli.model.evidence import ImageProblem

MOST_BYTES = 50_000_000
"""Larger files are refused unread."""

_HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_LOOKED_AT = 1000


def read(folder: pathlib.Path, name: str) -> bytes | ImageProblem:
    """Return the bytes of file `name` in `folder`, or why they cannot be had.

    Names and symbolic links that lead out of the folder are OUTSIDE; a file of more than `MOST_BYTES` is UNREADABLE.
    """
    path = _resolve(folder, name)
    if isinstance(path, ImageProblem):
        return path
    try:
        return path.read_bytes() if path.stat().st_size <= MOST_BYTES else ImageProblem.UNREADABLE
    except OSError:
        return ImageProblem.UNREADABLE


def read_raw(folder: pathlib.Path, name: str) -> bytes | None:
    """Return the bytes of file `name` in `folder` as they are, None when they cannot be had (see `read`)."""
    data = read(folder, name)
    return None if isinstance(data, ImageProblem) else data


def foreign(data: bytes) -> ImageProblem | None:
    """Return which format these bytes have that mail programs do not all show, None when they have none of those.

    The name of a file says nothing: telephones and browsers give WebP and HEIC the ending .jpg.
    """
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return ImageProblem.WEBP
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return ImageProblem.GIF
    if data[:4] in (b"II*\0", b"MM\0*"):
        return ImageProblem.TIFF
    if data[4:8] == b"ftyp":
        return _brand(data)
    return ImageProblem.SVG if b"<svg" in data[:_LOOKED_AT].lower() else None


def _brand(data: bytes) -> ImageProblem | None:
    """Return the format of a file in boxes by its brands (ISO/IEC 14496-12 §4.3): the major one, then the others."""
    end = min(int.from_bytes(data[:4], "big"), _LOOKED_AT)
    brands = [data[at : at + 4] for at in (8, *range(16, end - 3, 4))]
    if b"avif" in brands or b"avis" in brands:
        return ImageProblem.AVIF
    return ImageProblem.HEIC if any(brand in _HEIC for brand in brands) else None


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
