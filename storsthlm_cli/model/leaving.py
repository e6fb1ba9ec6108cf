"""What a reader asks by a link or a button: to get no more, or to get it again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
    """

    list: str = ""
    left: bool = False
    left_list: bool = False
    may_return: bool = False
