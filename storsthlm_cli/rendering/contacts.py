"""The line that says whom to ask: `Har du frågor? Kontakta Åsa Ek, kommundirektör, asa.ek@kommun.example`."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from storsthlm_cli.model.blocks import LOST
from storsthlm_cli.model.directory import Directory, Person
from storsthlm_cli.model.issue import Contact
from storsthlm_cli.rendering.links import telephone
from storsthlm_cli.rendering.people import role_of, somebody
from storsthlm_cli.rendering.typography import unbroken

_USUAL = "Kontakt:"
_GAP = "[adress saknas]"
_CLOSING = (".", ",", ";", ":", "!", "?")


@dataclass(frozen=True, slots=True)
class Detail:
    """What is known of whom to ask. `href` leads to it; None for a role, and for an address that is lost."""

    text: str
    href: str | None = None
    lost: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class ContactLine:
    """The parts of the line in their order; blanks, commas and brackets between them are in them."""

    before: str
    name: str
    opening: str
    details: tuple[Detail, ...]
    after: str


def contact_line(contact: Contact, directory: Directory, on: datetime.date) -> ContactLine | None:
    """Return the line for a contact, with the role held `on` that day; None when there is nobody to be shown.

    Details follow the name after a comma, or in brackets where the author's words go on.
    """
    person = somebody(contact.person, directory)
    if person is None and contact.mailbox is None:
        return None
    name = person.name.content if person is not None else ""
    details = tuple(_details(contact, person, directory, on))
    wording = contact.wording.content if contact.wording else _USUAL
    words = contact.after.content if contact.after else ""
    after = words if not words or words.startswith(_CLOSING) else f" {words}"
    if not name or not details:
        return ContactLine(f"{wording} ", name, "", details, after)
    return ContactLine(f"{wording} ", name, " (" if words else ", ", details, f"){after}" if words else "")


def _details(contact: Contact, person: Person | None, directory: Directory, on: datetime.date) -> list[Detail]:
    found: list[Detail] = []
    role = person.role(on) if person is not None else None
    if role is not None:
        found.append(Detail(role_of(role, directory)))
    address = contact.mailbox or (person.email if person is not None else None)
    if address:
        lost = address.content == LOST
        found.append(Detail(_GAP, lost=True) if lost else Detail(address.content, f"mailto:{address}"))
    if person is not None and person.phone:
        found.append(Detail(unbroken(person.phone), telephone(person.phone), whole=True))
    return found
