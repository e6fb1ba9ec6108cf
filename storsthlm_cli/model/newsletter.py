"""The publication itself: name, sender, footer, design. What `storsthlm.yaml` says about all issues."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class ImageDelivery(StrEnum):
    """How a reader's program gets the images: inside the message (CID), or from the web."""

    EMBEDDED = "embedded"
    HOSTED = "hosted"


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A display name and an address."""

    name: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsletter:
    """The newsletter.

    `list_id` is the List-Id's domain-like part (RFC 2919). `archive_url` is the public address under which issues
    and hosted images lie, without a slash at the end. `unsubscribe_url` takes the reader's token at its end;
    `unsubscribe_mail` is the address of the mailto road. `timezone` is an IANA name. `colours` override the design's.
    """

    name: str
    list_id: str
    sender: Mailbox
    reply_to: Mailbox | None
    organisation: str
    postal_address: str
    why: str
    privacy_url: str | None
    archive_url: str | None
    unsubscribe_url: str | None
    unsubscribe_mail: str
    language: str
    timezone: str
    design: str
    images: ImageDelivery
    colours: Mapping[str, str]
