"""C101 to C103, C105 and C106: the ways to reach people."""

from __future__ import annotations

from collections.abc import Iterator

from storsthlm_cli.addresses import InvalidAddress, parse
from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.model.blocks import LOST
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.places import Text


@rule("C101", Level.ERROR, judges=Issue)
def contact_without_address(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find somebody whom readers are asked to contact, and no e-mail address to do it with."""
    for section in issue.sections:
        for contact in section.contacts:
            if contact.mailbox is not None or contact.person is None:
                continue
            if isinstance(contact.person, Text):
                yield hit(contact.person.spot(), name=contact.person.content.partition("\n")[0], key="")
            else:
                person = evidence.directory.people.get(contact.person.key)
                if person is not None and not person.email:
                    yield hit(contact.person.spot, name=person.name.content, key=person.key)


@rule("C102", Level.ERROR, judges=Directory)
def invalid_address(directory: Directory, evidence: Evidence) -> Iterator[Hit]:
    """Find an e-mail address that is none (RFC 5321, RFC 6531; the domain is not looked up)."""
    for person in directory.people.values():
        if person.email:
            try:
                parse(person.email.content)
            except InvalidAddress as error:
                address, name = person.email.content, person.name.content
                yield hit(person.email.spot(), name=name, address=address, reason=str(error))


@rule("C105", Level.ERROR, judges=Issue)
def invalid_mailbox(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a mailbox to contact that is no e-mail address (RFC 5321, RFC 6531; the domain is not looked up)."""
    for section in issue.sections:
        for contact in section.contacts:
            if contact.mailbox is not None and contact.mailbox.content != LOST:
                try:
                    parse(contact.mailbox.content)
                except InvalidAddress as error:
                    yield hit(contact.mailbox.spot(), address=contact.mailbox.content, reason=str(error))


@rule("C106", Level.WARNING, judges=Issue)
def lost_mailbox(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a mailbox that its author says is lost: tolerable in a draft, not in a mail that is about to leave."""
    level = Level.ERROR if evidence.sending else None
    for section in issue.sections:
        for contact in section.contacts:
            if contact.mailbox is not None and contact.mailbox.content == LOST:
                yield hit(contact.mailbox.spot(), level)


@rule("C103", Level.WARNING, judges=Directory)
def invalid_phone(directory: Directory, evidence: Evidence) -> Iterator[Hit]:
    """Find a telephone number that cannot be dialled in Sweden, by the numbering plan in phonenumbers."""
    for person in directory.people.values():
        if person.phone and not _can_be_dialled(person.phone.content):
            yield hit(person.phone.spot(), name=person.name.content, number=person.phone.content)


def _can_be_dialled(number: str) -> bool:
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number, "SE")
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number(parsed) or phonenumbers.is_valid_short_number_for_region(parsed, "SE")
