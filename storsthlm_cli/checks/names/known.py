"""The names that are right as they are, and their words."""

from __future__ import annotations

from collections.abc import Iterator

from storsthlm_cli.checks.words import genitive, words
from storsthlm_cli.model.directory import Directory


def official(directory: Directory) -> Iterator[str]:
    """Yield the names that are right even with a word in them that we avoid; those of municipalities have none."""
    yield from (each.name.content for each in directory.organisations.values())
    yield from (each.name.content for each in directory.meetings.values())
    yield from (each.name.content for each in directory.people.values())


def known_words(directory: Directory) -> set[str]:
    """Return the words of all names, those of municipalities among them, and their genitives."""
    places = (form for each in directory.municipalities.values() for form in (each.name.content, each.short.content))
    found = {word.content for name in (*official(directory), *places) for word in words(name)}
    return found | {genitive(word) for word in found}
