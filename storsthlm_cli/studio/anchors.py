"""From a finding to the place in the mail that it is about: the section's anchor, and words to look for in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.places import Place
from storsthlm_cli.source.yaml import Document

_LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")
_MARKS = re.compile(r"\*\*|__|`|^\s*(?:- |#+ |> )?(?:[a-z_]+:(?:\s+|$))?[\"'|>]?-?\s*")
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Anchored:
    """A section of the mail: the `id` of its element, its headline, and where it stands in the issue's file."""

    id: str
    headline: str
    place: Place


def sections_of(issue: Issue | None, document: Document) -> tuple[Anchored, ...]:
    """Return the sections of an issue in their order."""
    if issue is None:
        return ()
    return tuple(
        Anchored(
            section.id,
            section.headline.content if section.headline is not None else section.kind,
            document.place(section.spot),
        )
        for section in issue.sections
    )


def section_at(place: Place, sections: Sequence[Anchored]) -> Anchored | None:
    """Return the section in which a place lies, None when it lies in none."""
    return next((section for section in sections if section.place.holds(place)), None)


def words_at(place: Place) -> tuple[str, ...]:
    """Return what may stand in the mail for a place, the best first: what is marked, then the line that it is on.

    Markdown is taken away; of a link there is its text, then its address.
    """
    end = place.end_column - 1 if place.end_line == place.line else len(place.text)
    marked = place.text[place.column - 1 : end]
    found: list[str] = []
    for text in (marked, place.text):
        found += [part for link in _LINK.finditer(text) for part in link.groups()] if text == marked else []
        found.append(_MARKS.sub("", _LINK.sub(r"\1", text)).strip().strip("\"'"))
    return tuple(dict.fromkeys(words for words in found if len(words) >= _SHORTEST))
