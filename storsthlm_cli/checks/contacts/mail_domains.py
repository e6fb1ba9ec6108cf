"""C109 and C110: mail addresses whose domain is nearly one that we know, or takes no mail."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote

from storsthlm_cli.addresses import InvalidAddress, parse
from storsthlm_cli.checks.names.near_misses import near
from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.checks.words import mended
from storsthlm_cli.model.answers import Verdict
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Contact, Issue
from storsthlm_cli.model.places import Spot, Text
from storsthlm_cli.model.targets import targets
from storsthlm_cli.model.texts import pieces

_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]+@(?P<domain>[\w-]+(?:\.[\w-]+)+)")


@rule("C109", Level.WARNING, judges=Issue, fixes=True)
def domain_nearly(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a mail address in the text whose domain is, with a slip of the pen, one of the directory's."""
    known = _domains(evidence.directory)
    for piece in pieces(issue):
        if "@" not in piece.text.content:
            continue
        for match in _ADDRESS.finditer(piece.text.content):
            domain = match["domain"].casefold()
            found = [other for other in known if other != domain and near(domain, other)] if domain not in known else []
            if len(found) == 1:
                yield mended(piece.text, *match.span("domain"), found[0])


@rule("C110", Level.ERROR, judges=Issue, at_times=True)
def no_mail_for_the_domain(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find somebody to write to whose domain takes no mail. Judged only when somebody was asked (`--online`)."""
    for domain, address, spot in mail_domains(issue, evidence.directory) if evidence.answers else ():
        answer = evidence.answers.get(domain)
        if answer is not None and answer.verdict is Verdict.GONE:
            yield hit(spot, address=address, reason=answer.reason)


def mail_domains(issue: Issue, directory: Directory) -> Iterator[tuple[str, str, Spot]]:
    """Yield domain, address and place of all that readers are asked to write to; C102 to C105, L103 tell of no address.

    Domains are in lower case, as A-labels.
    """
    for address, spot in _written_to(issue, directory):
        try:
            yield parse(address).key.rpartition("@")[2], address, spot
        except InvalidAddress:
            continue


def _written_to(issue: Issue, directory: Directory) -> Iterator[tuple[str, Spot]]:
    for section in issue.sections:
        for contact in section.contacts:
            address = contact.mailbox or _address_of(contact, directory)
            if address is not None:
                yield address.content, address.spot()
    for target in targets(issue):
        scheme, _, addresses = target.url.partition(":")
        if scheme.casefold() == "mailto":
            yield from ((each.strip(), target.where) for each in unquote(addresses.partition("?")[0]).split(","))


def _address_of(contact: Contact, directory: Directory) -> Text | None:
    if contact.person is None or isinstance(contact.person, Text):
        return None
    person = directory.people.get(contact.person.key)
    return person.email if person is not None else None


def _domains(directory: Directory) -> Counter[str]:
    """Return the domains of the directory's addresses, and how many have each."""
    addresses = (person.email.content for person in directory.people.values() if person.email)
    return Counter(address.rpartition("@")[2].casefold() for address in addresses if "@" in address)
