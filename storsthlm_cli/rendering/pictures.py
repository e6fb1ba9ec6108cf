"""Where the images of a mail are: inside the message, or at a public address."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from storsthlm_cli.images import PreparedImage
from storsthlm_cli.model.blocks import Picture
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.newsletter import ImageDelivery, Newsletter
from storsthlm_cli.model.rendered import EmbeddedImage, HostedImage

_ENDINGS = {"image/jpeg": "jpg", "image/png": "png"}
_UPRIGHT_WIDTH = 300
"""A picture as high as wide, or higher, is shown no wider than this, or it would fill the screen."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as a template writes it; width and height in CSS pixels."""

    src: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Pictures:
    """The images of one mail, by the pictures' names."""

    shown: Mapping[str, Shown]
    embedded: tuple[EmbeddedImage, ...]
    hosted: tuple[HostedImage, ...]

    def get(self, picture: Picture) -> Shown | None:
        """Return how a picture is shown, or None when there is no image for it."""
        return self.shown.get(picture.name)


def placed(issue: Issue, newsletter: Newsletter, images: Mapping[str, PreparedImage]) -> Pictures:
    """Return the images in their places. Names hold a hash of the content, so that a changed image has a new one.

    Raises Failure when images are to be hosted and the newsletter has no public address.
    """
    if newsletter.images is ImageDelivery.HOSTED and images and not newsletter.archive_url:
        raise Failure("hosted images need a public address", hint="set `archive_url`, or set `images: embedded`")
    shown: dict[str, Shown] = {}
    embedded: dict[str, EmbeddedImage] = {}
    hosted: dict[str, HostedImage] = {}
    for file, image in images.items():
        name = _name(file, image)
        if newsletter.images is ImageDelivery.HOSTED:
            path = f"issues/{issue.key}/images/{name}"
            hosted[path] = HostedImage(path, image.data)
            src = f"{newsletter.archive_url}/{path}"
        else:
            cid = f"{name}@{newsletter.list_id}"
            embedded[cid] = EmbeddedImage(cid, image.media_type, image.data, name)
            src = f"cid:{cid}"
        shown[file] = _shown(src, image)
    return Pictures(shown, tuple(embedded.values()), tuple(hosted.values()))


def _shown(src: str, image: PreparedImage) -> Shown:
    if image.height >= image.width > _UPRIGHT_WIDTH:
        return Shown(src, _UPRIGHT_WIDTH, round(image.height * _UPRIGHT_WIDTH / image.width))
    return Shown(src, image.width, image.height)


def _name(file: str, image: PreparedImage) -> str:
    """Return the file's name in lower-case ASCII with a hash: `sodra-bryggan-3f9a1c04b2d7.jpg`."""
    stem = re.split(r"[/\\]", file)[-1].rsplit(".", 1)[0]
    letters = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:40] or "bild"
    return f"{words}-{hashlib.sha256(image.data).hexdigest()[:12]}.{_ENDINGS[image.media_type]}"
