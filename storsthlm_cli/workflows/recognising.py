"""Recognising: whose message it is that a mail is about.

By our marks first: the id that a message has for its recipient, and the token in its way out. They are a function of
issue and recipient under the workspace's key, so that nobody else can make one, and need no table of their own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Engine

from storsthlm_cli.messages.letter import load_letter
from storsthlm_cli.messages.unsubscribing import PURPOSE
from storsthlm_cli.model.delivery import Recipient
from storsthlm_cli.model.inbox import Mark, Understood
from storsthlm_cli.store import dispatches
from storsthlm_cli.store.bounces import Sent, sent_to
from storsthlm_cli.store.database import reading
from storsthlm_cli.tokens import Keys


@dataclass(frozen=True, slots=True)
class Known:
    """What this workspace knows of the marks and addresses of some mails.

    `owners` has the normalised address that a mark was made for, and for an id of a message the issue. `sent` has what
    was sent to an address, the newest first. `domains` and `key_ids` are those of marks that only we write.
    """

    owners: Mapping[str, tuple[str, str]]
    sent: Mapping[str, tuple[Sent, ...]]
    domains: frozenset[str] = frozenset()
    key_ids: frozenset[str] = frozenset()

    def owner(self, marks: Iterable[Mark]) -> tuple[Sent, bool] | None:
        """Return the row that the first known mark stands for, and whether it names that very message.

        A token names the reader only: then it is the newest message to them.
        """
        for mark in marks:
            key, issue = self.owners.get(mark.text, ("", ""))
            for row in self.sent.get(key, ()):
                if not issue or row.issue == issue:
                    return row, bool(issue)
        return None

    def forged(self, marks: Iterable[Mark]) -> bool:
        """Tell whether somebody wrote marks that look like ours and are nobody's."""
        return any(
            mark.text not in self.owners
            and (mark.text.partition("-")[0] in self.key_ids if mark.token else mark.domain in self.domains)
            for mark in marks
        )

    def named(self, addresses: Iterable[str]) -> Sent | None:
        """Return the newest row of the first of these addresses that something was sent to."""
        for address in addresses:
            for row in self.sent.get(address.lower(), ()):
                return row
        return None


def recognise(engine: Engine | None, keys: Keys, mails: Collection[Understood]) -> Known:
    """Look up whatever these mails name. Goes through the recipients of the dispatches, the newest first, once.

    Raises Failure when the token keys are not those of a dispatch.
    """
    if engine is None:
        return Known({}, {})
    wanted = {mark.text for mail in mails for mark in mail.marks}
    owners: dict[str, tuple[str, str]] = {}
    domains = set()
    for dispatch in dispatches.find(reading(engine)):
        if dispatch.rehearsal:
            continue
        letter = load_letter(dispatches.letter(engine, dispatch.id), keys)
        domains.add(letter.sender.rpartition("@")[2].lower())
        if not wanted - owners.keys():
            continue
        signers = [Keys((key,)) for key in keys.keys]
        for number, (key, address) in enumerate(dispatches.addresses(reading(engine), dispatch.id), 1):
            made = [(letter.envelope(Recipient(number, address, key, {})).id, dispatch.issue)]
            made += [(signer.sign(PURPOSE, letter.list_id, key).lower(), "") for signer in signers]
            for text, issue in made:
                if text in wanted:
                    owners.setdefault(text, (key, issue))
    named = {address.lower() for mail in mails for fate in mail.fates for address in fate.addresses}
    named |= {mail.sender for mail in mails} | {key for key, _ in owners.values()}
    return Known(owners, sent_to(engine, named), frozenset(domains), frozenset(key.id.lower() for key in keys.keys))
