"""An issue as HTML and text, before anybody's name is in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SlotPlace(StrEnum):
    """Where a merge slot stands; it decides how a value is escaped."""

    HTML = "html"
    URL = "url"
    TEXT = "text"
    HEADER = "header"


ADDRESS = "@address"
"""The tool's own slot for the address that the message goes to."""
UNSUBSCRIBE_URL = "@unsubscribe_url"
"""The tool's own slot for the recipient's own address to leave the list."""


@dataclass(frozen=True, slots=True)
class MergeSlot:
    """A place that is filled per recipient.

    `field` is a recipient's field (`first_name`) or one of the tool's own, which begin with `@`.
    `default` fills in for an empty value; None: the value must not be empty.
    """

    field: str
    default: str | None
    place: SlotPlace


Pieces = tuple[str | MergeSlot, ...]
"""Constant text and slots, in order; no two strings side by side, no empty string."""


@dataclass(frozen=True, slots=True)
class EmbeddedImage:
    """An image inside the message, referred to as `cid:NAME` from the HTML. `media_type` is image/jpeg or image/png."""

    cid: str
    media_type: str
    data: bytes
    file_name: str


@dataclass(frozen=True, slots=True)
class HostedImage:
    """An image that the HTML refers to by its public address; `path` is its path below the archive address."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class ImageWeight:
    """What one image costs: its bytes (`size`), its pixels, and the CSS pixels that it is shown at.

    `name` is what the image goes by in the issue (`Picture.name`; the logo is `logo`), `file_name` its name in mails
    and on the web.
    """

    name: str
    file_name: str
    width: int
    height: int
    pixels: tuple[int, int]
    size: int


@dataclass(frozen=True, slots=True)
class Rendered:
    """One issue, rendered and unmerged. `weights` are its images', in the order of the issue.

    `intro` has the words of what is said to one list only, so that a design can be held to showing them.
    """

    issue: str
    language: str
    subject: Pieces
    preheader: Pieces
    html: Pieces
    text: Pieces
    embedded: tuple[EmbeddedImage, ...]
    hosted: tuple[HostedImage, ...]
    weights: tuple[ImageWeight, ...] = ()
    intro: str = ""
