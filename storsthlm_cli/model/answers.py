"""What was answered when a link or a mail domain was asked for, or why nobody was asked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What an answer comes to. Of the last three nothing is known: nobody was asked, or nobody could be reached."""

    HERE = "here"
    GONE = "gone"
    """Certainly of no use to readers: no such page, no such name, a certificate that every browser refuses."""
    WALLED = "walled"
    """Does not answer programs, and may be there for people."""
    FAILING = "failing"
    """Does not answer as it should, at the moment at least."""
    PERSONAL = "personal"
    PRIVATE = "private"
    UNANSWERED = "unanswered"

    @property
    def told(self) -> bool:
        """Whether somebody answered."""
        return self not in (Verdict.PERSONAL, Verdict.PRIVATE, Verdict.UNANSWERED)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of a link or a mail domain, and why in the words of a sentence, where there is more to say.

    `moved` is where a page has gone for good, "" for one that has not; `remembered` that it was asked for before.
    """

    verdict: Verdict
    reason: str = ""
    moved: str = ""
    remembered: bool = False


def asked_as(url: str) -> str:
    """Return a link as it is asked for, and goes by among the answers: without the fragment."""
    return url.partition("#")[0]
