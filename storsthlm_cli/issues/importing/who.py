"""People and organisations as an issue refers to them: by the directory's key, else in words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from storsthlm_cli.issues.importing.looks import is_name
from storsthlm_cli.issues.importing.notes import Notes
from storsthlm_cli.model.directory import Directory, folded

_PARTY = re.compile(r" \([A-ZÅÄÖ]{1,3}\)\Z")


def who(words: str, directory: Directory, notes: Notes, number: int) -> str:
    """Return the key of the person whom words name, when exactly one of the directory has that name; else the words."""
    words = words.strip(" .")
    name, comma, role = words.partition(",")
    keys = _by_name(directory).get(folded(_PARTY.sub("", name)), ())
    if len(keys) != 1:
        return in_words(words)
    notes.rewrite(number, words, keys[0])
    roles = [folded(held.label) for held in directory.people[keys[0]].roles]
    if comma and not any(label in folded(role) for label in roles):
        notes.check(f"the text calls {name} {role.strip()}; the directory has another title")
    return keys[0]


def in_words(words: str) -> str:
    """Return words in a form that nobody takes for a key of the directory."""
    keylike = not any(character.isspace() or character.isupper() for character in words)
    return words[:1].upper() + words[1:] if keylike else words


def organisation(words: str, directory: Directory) -> str:
    """Return the key of the organisation of that name or alias, else the words."""
    known = (
        key
        for key, entry in directory.organisations.items()
        for name in (entry.name, entry.short, *entry.aliases)
        if name is not None and folded(name.content) == folded(words)
    )
    return next(known, in_words(words))


def people_of(words: str) -> list[str] | None:
    """Return the names of a list such as `Åsa Ek, Bo Ask och Siv Lind`; None when something else is among them."""
    names = [name.strip() for name in re.split(r", (?:och )?| och | samt ", words.strip(" ."))]
    return names if names and all(is_name(_PARTY.sub("", name)) for name in names) else None


def _by_name(directory: Directory) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key, person in directory.people.items():
        name = folded(person.name.content)
        found[name] = (*found.get(name, ()), key)
    return found
