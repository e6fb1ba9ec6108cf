"""Where the images of a mail are: inside the message, at a public address, or beside the web page."""

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
from storsthlm_cli.model.rendered import EmbeddedImage, HostedImage, ImageWeight

LOGO = "logo"
"""The name under which the newsletter's logo is among the prepared images."""

_FOLDER = "images"
_ENDINGS = {"image/jpeg": "jpg", "image/png": "png"}


@dataclass(frozen=True, slots=True)
class ShownImage:
    """A picture as a template writes it; width and height in CSS pixels."""

    src: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Pictures:
    """The images of one mail or page, by the pictures' names, and what each of them weighs."""

    shown: Mapping[str, ShownImage]
    embedded: tuple[EmbeddedImage, ...]
    hosted: tuple[HostedImage, ...]
    weights: tuple[ImageWeight, ...] = ()

    def get(self, picture: Picture) -> ShownImage | None:
        """Return how a picture is shown, or None when there is no image for it."""
        return self.shown.get(picture.name)

    def logo(self) -> ShownImage | None:
        """Return how the newsletter's logo is shown, or None when it has none."""
        return self.shown.get(LOGO)


def placed(issue: Issue, newsletter: Newsletter, images: Mapping[str, PreparedImage]) -> Pictures:
    """Return the images of the mail in their places. Names hold a hash of the content: a changed image has a new one.

    Raises Failure when images are to be hosted and the newsletter has no public address.
    """
    if newsletter.images is ImageDelivery.HOSTED:
        if images and not newsletter.archive_url:
            raise Failure("hosted images need a public address", hint="set `archive_url`, or set `images: embedded`")
        folder = f"issues/{issue.key}/{_FOLDER}"
        return _hosted(images, folder, f"{newsletter.archive_url}/{folder}")
    shown: dict[str, ShownImage] = {}
    embedded: dict[str, EmbeddedImage] = {}
    for name, image in images.items():
        file_name = _file_name(name, image)
        cid = f"{file_name}@{newsletter.list_id}"
        embedded[cid] = EmbeddedImage(cid, image.media_type, image.data, file_name)
        shown[name] = ShownImage(f"cid:{cid}", image.width, image.height)
    return Pictures(shown, tuple(embedded.values()), (), _weights(images))


def placed_on_page(images: Mapping[str, PreparedImage]) -> Pictures:
    """Return the images in their places beside the issue's web page: paths and addresses are relative to the page.

    They are the files that a mail with hosted images refers to.
    """
    return _hosted(images, _FOLDER, _FOLDER)


def _hosted(images: Mapping[str, PreparedImage], folder: str, address: str) -> Pictures:
    """Return images as files of a folder that has an address."""
    shown: dict[str, ShownImage] = {}
    hosted: dict[str, HostedImage] = {}
    for name, image in images.items():
        file_name = _file_name(name, image)
        hosted[file_name] = HostedImage(f"{folder}/{file_name}", image.data)
        shown[name] = ShownImage(f"{address}/{file_name}", image.width, image.height)
    return Pictures(shown, (), tuple(hosted.values()), _weights(images))


def _weights(images: Mapping[str, PreparedImage]) -> tuple[ImageWeight, ...]:
    """Return what each image weighs; two pictures of the same bytes are one file and weigh once."""
    weights: dict[str, ImageWeight] = {}
    for name, image in images.items():
        file_name = _file_name(name, image)
        weight = ImageWeight(name, file_name, image.width, image.height, image.pixels, len(image.data))
        weights.setdefault(file_name, weight)
    return tuple(weights.values())


def _file_name(name: str, image: PreparedImage) -> str:
    """Return a picture's name as that of a file: lower-case ASCII and a hash, `sodra-bryggan-3f9a1c04b2d7.jpg`."""
    stem = "collage" if name.startswith("collage of ") else re.split(r"[/\\]", name)[-1].rsplit(".", 1)[0]
    letters = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:40] or "bild"
    return f"{words}-{hashlib.sha256(image.data).hexdigest()[:12]}.{_ENDINGS[image.media_type]}"
