"""What a reader asks by a link or a button: to get no more, or to get it again."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

BY_WEB = "by the reader, on the web"
"""The source of what a reader asked for by a link or a button."""
BY_MAIL = "unsubscription of "
"""How the source begins of what a reader asked for by mail; the dispatch that they answered follows."""
ASKED_TO_LEAVE = "asked to leave"


def own_word(source: str) -> bool:
    """Tell whether a suppression of this source is a reader's own word: this, and nothing else, they may take back."""
    return source == BY_WEB or source.startswith(BY_MAIL)


class Ask(StrEnum):
    """What is asked: to leave everything, to leave the list through which the mail came, or to take that back."""

    LEAVE = "leave"
    LEAVE_LIST = "leave_list"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the reader of a mail stands now.

    `list` is what the list calls itself to its readers, "" where it has no title or is not known. `left` says that
    they get nothing at all, `left_list` that they get nothing through that list. `may_return` says that all of it was
    their own word, so that they may take it back; what a colleague, a bounce or a complaint led to they may not.
    `test` says that the mail was a test: it has no reader, and nothing changes whatever is asked.
    """

    list: str = ""
    left: bool = False
    left_list: bool = False
    may_return: bool = False
    test: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """What the holder of a reader's token asked on a host without the database, as its journal tells it.

    Events are numbered from 1. `mac` is signed over the event and the `mac` of the one before it, so that none can be
    changed, taken out or moved.
    """

    number: int
    id: str
    at: datetime.datetime
    token: str
    ask: Ask
    mac: str


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a journal is known: the number of an event, its mac, and that of the first one, by which it is known.

    The beginning is number 0, and has neither.
    """

    number: int = 0
    mac: str = ""
    journal: str = ""


BEGINNING = Reached()
