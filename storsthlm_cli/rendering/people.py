"""How people and organisations are presented, with what they are on the issue's day."""

from __future__ import annotations

import datetime

from storsthlm_cli.model.blocks import Reference, Who
from storsthlm_cli.model.directory import Directory, Person, Role

_INSIDE = frozenset({"kommun", "kommuner", "stad"})


def somebody(who: Who | None, directory: Directory) -> Person | None:
    """Return the person of the directory, or one made of words: the name on the first line, the role on the second.

    Unknown keys give nothing: checks report them.
    """
    if who is None:
        return None
    if isinstance(who, Reference):
        return directory.people.get(who.key)
    name, _, title = who.content.partition("\n")
    spot = who.spot()
    roles = (Role(" ".join(title.split()), None, None, None, spot),) if title.strip() else ()
    return Person("", who.part(0, len(name.rstrip())), roles, None, None, None, spot)


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


def title(person: Person, directory: Directory, on: datetime.date) -> str:
    """Return a role as it stands below a name: `Förbundsdirektör, Storsthlm`; nothing without a role `on` that day."""
    role = person.role(on)
    if role is None:
        return ""
    known = directory.organisations.get(role.organisation) if role.organisation else None
    raised = role.label[:1].upper() + role.label[1:]
    return raised if known is None else f"{raised}, {known.name}"


def preposition(organisation: str) -> str:
    """Return the preposition: `i` for municipalities, cities and regions, `på` for authorities and companies."""
    words = organisation.casefold().split()
    return "i" if words and (words[-1] in _INSIDE or words[0] == "region") else "på"


def organisation(who: Who, directory: Directory) -> str:
    """Return the name of an organisation, or the words; of an unknown key the key, so that nothing gets lost."""
    if not isinstance(who, Reference):
        return who.content
    known = directory.organisations.get(who.key)
    return known.name.content if known is not None else who.key
