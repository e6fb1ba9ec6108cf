"""The line above a headline, and how a person is presented: made from the directory, in sentence case.

Capitals are a matter of styling only: screen readers and the text part meet the words as written here.
"""

from __future__ import annotations

import datetime

from storsthlm_cli.model.directory import Directory, Person, Role
from storsthlm_cli.model.issue import Section

_INSIDE = frozenset({"kommun", "kommuner", "stad"})


def kicker(section: Section, directory: Directory, on: datetime.date) -> str:
    """Return the words above the headline, or an empty string.

    The author's own wording first, then the person (`Intervju med {name}, {role} …` for an interview), then the
    categories. Roles are those held `on` that day. Unknown references give nothing: checks report them.
    """
    if section.kicker:
        return _raised(section.kicker.content.strip())
    person = directory.people.get(section.person.key) if section.person else None
    if person is not None:
        presented = presentation(person, directory, on)
        return f"Intervju med {presented}" if section.kind == "interview" else _raised(presented)
    known = (directory.categories.get(category.key) for category in section.categories)
    return _joined([category.label.content for category in known if category is not None])


def presentation(person: Person, directory: Directory, on: datetime.date) -> str:
    """Return name and role: `Åsa Ek (M), ordförande i Täby kommun`; the name alone without a role `on` that day."""
    name = f"{person.name} ({person.party})" if person.party else person.name.content
    role = person.role(on)
    return name if role is None else f"{name}, {role_of(role, directory)}"


def role_of(role: Role, directory: Directory) -> str:
    """Return a role with its organisation: `framtidsdirektör i Huddinge kommun`, `utredare på Socialstyrelsen`."""
    organisation = directory.organisations.get(role.organisation) if role.organisation else None
    if organisation is None:
        return role.label
    return f"{role.label} {preposition(organisation.name.content)} {organisation.name}"


def preposition(organisation: str) -> str:
    """Return the preposition: `i` for municipalities, cities and regions, `på` for authorities and companies."""
    words = organisation.casefold().split()
    return "i" if words and (words[-1] in _INSIDE or words[0] == "region") else "på"


def _joined(labels: list[str]) -> str:
    """Join topics as one phrase: `Digitalisering och ekonomi`; with commas where an `och` is inside already."""
    words = labels[:1] + [_lowered(label) for label in labels[1:]]
    comma = len(words) > 2 or any(" och " in word for word in words)
    return (", " if comma else " och ").join(words)


def _raised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lowered(text: str) -> str:
    """Lower the first letter, unless the word is an acronym or a name in capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
