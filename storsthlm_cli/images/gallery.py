"""Facts and prepared images, each made once: what a cache has of them is not made again."""

from __future__ import annotations

import hashlib
import json
import pathlib
from collections.abc import Sequence

from storsthlm_cli.images.cache import Cache
from storsthlm_cli.images.files import read
from storsthlm_cli.images.recipe import VERSION, PreparedImage, Recipe
from storsthlm_cli.model.evidence import ImageFacts, ImageProblem

_STARTS = {"image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG\r\n\x1a\n"}


class Gallery:
    """What is known of images, and how they look in the mail. Keys are the content of the files, not their names."""

    def __init__(self, cache: Cache | None = None) -> None:
        self._cache = cache

    def facts(self, data: bytes) -> ImageFacts | ImageProblem:
        """Return what is known of an image, or why it cannot be used.

        The image is decoded whole, so that a truncated file is found. Images of other formats, and animations, go by
        their names; images of more than `decoding.MOST_PIXELS` pixels are UNREADABLE.
        """
        key = _key(f"facts {VERSION}", (data,))
        kept = self._get(key)
        if kept is not None and (known := _facts(kept, len(data))) is not None:
            return known
        from storsthlm_cli.images.decoding import examine

        found = examine(data)
        if isinstance(found, ImageFacts):
            self._put(key, json.dumps([found.width, found.height, found.format, found.located]).encode())
        return found

    def prepared(self, sources: Sequence[bytes], recipe: Recipe) -> PreparedImage | ImageProblem:
        """Return the image of these files ready for the mail; four are a collage. Or what is wrong with one of them."""
        key = _key(f"image {recipe.key}", sources)
        kept = self._get(key)
        if kept is not None and (image := _image(kept)) is not None:
            return image
        from storsthlm_cli.images.preparing import prepare

        made = prepare(sources, recipe)
        if isinstance(made, PreparedImage):
            head = json.dumps([made.media_type, made.width, made.height, made.pixels, made.room]).encode()
            self._put(key, head + b"\n" + made.data)
        return made

    def _get(self, key: str) -> bytes | None:
        return self._cache.get(key) if self._cache is not None else None

    def _put(self, key: str, data: bytes) -> None:
        if self._cache is not None:
            self._cache.put(key, data)


def facts(folder: pathlib.Path, name: str) -> ImageFacts | ImageProblem:
    """Return what is known of image `name` in `folder`, or why it cannot be used (see `Gallery.facts`)."""
    data = read(folder, name)
    return data if isinstance(data, ImageProblem) else Gallery().facts(data)


def _facts(kept: bytes, size: int) -> ImageFacts | None:
    """Return facts as they were kept; None for what this version would not have written."""
    try:
        width, height, kind, located = json.loads(kept)
    except (ValueError, TypeError):
        return None
    whole = isinstance(width, int) and isinstance(height, int) and kind in ("JPEG", "PNG")
    return ImageFacts(width, height, kind, size, located=bool(located)) if whole else None


def _image(kept: bytes) -> PreparedImage | None:
    """Return an image as it was kept; None for what this version would not have written."""
    head, _, data = kept.partition(b"\n")
    try:
        media_type, width, height, (wide, high), room = json.loads(head)
    except (ValueError, TypeError):
        return None
    whole = all(isinstance(number, int) for number in (width, height, wide, high, room))
    fits = data.startswith(_STARTS.get(str(media_type), ())) and whole
    return PreparedImage(data, media_type, width, height, (wide, high), room) if fits else None


def _key(what: str, sources: Sequence[bytes]) -> str:
    digest = hashlib.sha256(what.encode())
    for source in sources:
        digest.update(hashlib.sha256(source).digest())
    return digest.hexdigest()
