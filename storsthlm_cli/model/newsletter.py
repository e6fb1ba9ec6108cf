"""The publication itself: name, sender, footer, design. What `storsthlm.yaml` says about all issues."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
"""What a colour looks like: `#1D4E89`."""

LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
"""One word of a domain (RFC 1035 §2.3.1, RFC 1123 §2.1), as a pattern."""

LIST_ID = re.compile(rf"(?=.{{1,255}}\Z)[A-Za-z0-9][A-Za-z0-9_-]{{0,62}}(?:\.{LABEL})+")
"""What stands in angle brackets in List-Id: words with dots between them, at most 255 octets (RFC 2919 §2 and §3)."""


TOKEN_PLACE = "{token}"  # noqa: S105 (where one stands)
"""What stands for the reader's token in an address that reports come back to."""


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
    `unsubscribe_mail` is the address of the mailto road. `timezone` is an IANA name. `colours` override the design's,
    and so do `fonts`, names of fonts in the order of preference (CSS `font-family`). `logo` is a JPEG or PNG file, by
    its path in the workspace. `bounces` is the address that reports of delivery come back to (the envelope sender), in
    which `{token}` stands for the reader's; None for that of the sender.
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
    fonts: str | None = None
    logo: str | None = None
    bounces: str | None = None
