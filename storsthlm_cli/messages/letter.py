"""A letter: one issue encoded once, from which each recipient's message is made by filling its slots."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from storsthlm_cli.messages import frames, headers
from storsthlm_cli.messages.frames import Frame
from storsthlm_cli.messages.unsubscribing import TOKEN
from storsthlm_cli.messages.values import BODY, display_name, value_of, without_values
from storsthlm_cli.model.delivery import NO_MARK, Envelope, Recipient
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.newsletter import TOKEN_PLACE, Newsletter
from storsthlm_cli.model.rendered import ADDRESS, MergeSlot, Pieces, Rendered, SlotPlace
from storsthlm_cli.tokens import Keys

_VERSION = 1
_SLOTS_SIZE = 4096
"""Bytes that the filled slots of a message have at most, or nearly: servers only want an estimate (RFC 1870 §6.1)."""

_VALUES = 512
"""Values of a slot remembered as they are written."""

Writer = Callable[[Recipient], bytes]
"""Makes the bytes of one slot for a recipient."""


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything of an issue that is the same for all recipients, and how the rest is filled in.

    `issue` is the issue's key, `sender` the address of From, `bounces` the envelope sender, in which `{token}` stands
    for the reader's token ("" for the sender's address), `subject` what the Subject line is made of where it has
    slots. `edition` tells a mail from the first one of the issue, which has none (""): its Message-IDs are others, and
    as stable. `mark` is that of the dispatch, in the readers' tokens. All of it but `keys` and `mark` is frozen into
    the database by `dump`.
    """

    issue: str
    sender: str
    list_id: str
    subject: Pieces
    frame: Frame
    keys: Keys = field(repr=False)
    edition: str = ""
    mark: str = NO_MARK
    bounces: str = ""
    _size: int = field(init=False, repr=False, compare=False)
    _id: Callable[[str], str] = field(init=False, repr=False, compare=False)
    _first_id: Callable[[str], str] = field(init=False, repr=False, compare=False)
    _returns: Callable[[int], str] = field(init=False, repr=False, compare=False)
    _blank: list[bytes] = field(init=False, repr=False, compare=False)
    _writers: list[tuple[Writer, tuple[int, ...]]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        blank = [piece if isinstance(piece, bytes) else b"" for piece in self.frame]
        object.__setattr__(self, "_size", sum(map(len, blank)) + _SLOTS_SIZE)
        first_id = self.keys.digests("message-id", self.issue)
        own_id = self.keys.digests("message-id", self.issue, self.edition) if self.edition else first_id
        object.__setattr__(self, "_first_id", first_id)
        object.__setattr__(self, "_id", own_id)
        object.__setattr__(self, "_returns", self._return_paths())
        places: dict[MergeSlot, list[int]] = {}
        for index, piece in enumerate(self.frame):
            if isinstance(piece, MergeSlot):
                places.setdefault(piece, []).append(index)
        writers = [(self._writer(slot), tuple(indexes)) for slot, indexes in places.items()]
        object.__setattr__(self, "_blank", blank)
        object.__setattr__(self, "_writers", writers)

    def message(self, recipient: Recipient) -> bytes:
        """Return the finished message: CRLF at every line's end, no line beginning with a dot, ASCII only.

        Raises Failure when a slot without default has no value; `values.missing` tells beforehand.
        """
        pieces = self._blank.copy()
        for write, indexes in self._writers:
            written = write(recipient)
            for index in indexes:
                pieces[index] = written
        return b"".join(pieces)

    def envelope(self, recipient: Recipient) -> Envelope:
        """Return what the SMTP conversation says of the message; its id there is that of its Message-ID."""
        return Envelope(self._returns(recipient.number), recipient.address, self._id(recipient.key), self._size)

    def id_of(self, key: str) -> str:
        """Return what stands before the @ of the Message-ID of the message to a normalised address."""
        return self._id(key)

    def dump(self) -> bytes:
        """Return the letter as JSON, from which `load_letter` makes one that writes the very same messages."""
        return json.dumps(
            {
                "version": _VERSION,
                "issue": self.issue,
                "sender": self.sender,
                "list_id": self.list_id,
                "edition": self.edition,
                "bounces": self.bounces,
                "keys": _mark(self.keys),
                "subject": [_stored(piece) for piece in self.subject],
                "frame": [
                    piece.decode("ascii") if isinstance(piece, bytes) else _stored(piece) for piece in self.frame
                ],
            }
        ).encode("ascii")

    def _return_paths(self) -> Callable[[int], str]:
        """Return what makes the envelope sender from a row's number."""
        before, place, after = self.bounces.partition(TOKEN_PLACE)
        if not place:
            sender = self.bounces or self.sender
            return lambda _number: sender
        token = self.keys.reader_tokens(self.mark)
        return lambda number: f"{before}{token(number)}{after}"

    def _writer(self, slot: MergeSlot) -> Writer:
        """Choose how the slot is filled."""
        if slot == frames.TO:
            return lambda recipient: headers.mailbox("To", display_name(recipient.fields), recipient.address)
        if slot == frames.SUBJECT:
            return self._subject_line
        if slot == frames.MESSAGE_ID:
            return lambda recipient: self._id(recipient.key).encode("ascii")
        if slot == frames.FIRST_ID:
            return lambda recipient: self._first_id(recipient.key).encode("ascii")
        if slot.field == TOKEN:
            token = self.keys.reader_tokens(self.mark)
            return lambda recipient: token(recipient.number).encode("ascii")
        if slot.field.startswith("@") and slot.field != ADDRESS:
            raise ValueError(f"nothing fills the slot {slot.field}")
        write = BODY[slot.place]
        if slot.field != ADDRESS:
            write = lru_cache(_VALUES)(write)  # the same first names come again and again
        return lambda recipient: write(value_of(slot, recipient))

    def _subject_line(self, recipient: Recipient) -> bytes:
        """Write the Subject line; values that only together make what a header must not hold give way to defaults."""
        words = [piece if isinstance(piece, str) else value_of(piece, recipient) for piece in self.subject]
        subject = "".join(words)
        return headers.text("Subject", without_values(self.subject) if headers.fault(subject) else subject)


def write_letter(
    rendered: Rendered,
    newsletter: Newsletter,
    keys: Keys,
    date: datetime.datetime,
    *,
    edition: str = "",
    follows: bool = False,
) -> Letter:
    """Encode an issue for sending; `date` becomes the Date header and needs a time zone.

    `edition` is that of `Letter`; a mail that `follows` refers to the first one of the issue.
    Raises Failure when the subject or a setting cannot stand in a header.
    """
    return Letter(
        issue=rendered.issue,
        sender=frames.sender_of(newsletter),
        list_id=newsletter.list_id,
        subject=rendered.subject,
        frame=frames.frame(rendered, newsletter, date, follows=follows),
        keys=keys,
        edition=edition,
        bounces=newsletter.bounces or "",
    )


def load_letter(data: bytes, keys: Keys, mark: str = NO_MARK) -> Letter:
    """Read what `Letter.dump` wrote, for the dispatch with this mark.

    Raises Failure when it is damaged or was made with another key file.
    """
    try:
        stored = json.loads(data)
        if stored["version"] != _VERSION:
            raise ValueError(stored["version"])
        signed_by = stored["keys"]
        frame = tuple(piece.encode("ascii") if isinstance(piece, str) else _slot(piece) for piece in stored["frame"])
        subject = tuple(piece if isinstance(piece, str) else _slot(piece) for piece in stored["subject"])
        issue, sender, list_id = str(stored["issue"]), str(stored["sender"]), str(stored["list_id"])
        edition = str(stored.get("edition", ""))  # letters frozen by earlier versions have none of the two
        bounces = str(stored.get("bounces", ""))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Failure("the frozen letter in the database cannot be read", hint="restore the database") from error
    if signed_by != _mark(keys):
        raise Failure(
            "the letter was frozen with other token keys than those of this workspace",
            hint="restore the token keys together with the database",
        )
    return Letter(issue, sender, list_id, subject, frame, keys, edition, mark, bounces)


def _mark(keys: Keys) -> str:
    """Return what a key file is known by without giving it away."""
    return keys.digests()("letter")


def _stored(piece: str | MergeSlot) -> str | list[str | None]:
    return piece if isinstance(piece, str) else [piece.field, piece.default, piece.place.value]


def _slot(stored: list[str | None]) -> MergeSlot:
    name, default, place = stored
    return MergeSlot(str(name), default, SlotPlace(str(place)))
