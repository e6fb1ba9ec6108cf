"""Recognising: whose message it is that a mail is about.

By our marks first: the token in a message's way out says the row, and the id of a message is a function of issue and
recipient under the workspace's key. Nobody else can make one, and they need no table of their own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Engine

from storsthlm_cli.messages.letter import Letter, load_letter
from storsthlm_cli.model.delivery import NO_MARK, Dispatch
from storsthlm_cli.model.inbox import Kind, Mark, Understood
from storsthlm_cli.store import addressees, dispatches
from storsthlm_cli.store.bounces import Sent, sent_to
from storsthlm_cli.store.database import reading
from storsthlm_cli.tokens import Keys

Owner = tuple[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class Known:
    """What this workspace knows of the marks and addresses of some mails.

    `owners` has the normalised address that a mark was made for, and for an id of a message the dispatches whose
    messages bear it: a correction's are others than those of the first mail of the issue. `sent` has what was sent to
    an address, the newest first. `domains` and `key_ids` are those of marks that only we write. `tests` and `rehearsed`
    are marks of tests and of rehearsals, which stand for nobody.
    """

    owners: Mapping[str, Owner]
    sent: Mapping[str, tuple[Sent, ...]]
    domains: frozenset[str] = frozenset()
    key_ids: frozenset[str] = frozenset()
    tests: frozenset[str] = frozenset()
    rehearsed: frozenset[str] = frozenset()

    def owner(self, marks: Iterable[Mark]) -> tuple[Sent, bool] | None:
        """Return the row that the first known mark stands for, and whether it names that very message.

        A correction bears the id of the first mail too, so that of several ids to one reader the newest message's
        counts.
        """
        known = [self.owners[mark.text] for mark in marks if mark.text in self.owners]
        for key, names in known:
            borne = {name for other, others in known if other == key for name in others}
            for row in self.sent.get(key, ()):
                if not names or row.dispatch in borne:
                    return row, bool(names)
        return None

    def tried(self, marks: Iterable[Mark]) -> bool:
        """Tell whether it is about a test mail."""
        return any(mark.text in self.tests for mark in marks)

    def was_rehearsed(self, marks: Iterable[Mark]) -> bool:
        """Tell whether it is about a mail of a rehearsal."""
        return any(mark.text in self.rehearsed for mark in marks)

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
    """Look up whatever these mails name: whom they name by address first, then all recipients for marks that are left.

    Raises Failure when the token keys are not those of a dispatch.
    """
    told = [mail for mail in mails if mail.kind not in (Kind.PERSONAL, Kind.AUTO_REPLY)]
    if engine is None or not told:
        return Known({}, {})
    everything = tuple(_letters(engine, keys))
    letters = [(dispatch, letter) for dispatch, letter in everything if not dispatch.rehearsal]
    rehearsals = [(dispatch, letter) for dispatch, letter in everything if dispatch.rehearsal]
    domains = frozenset(letter.sender.rpartition("@")[2].lower() for _, letter in everything)
    key_ids = frozenset(key.id.lower() for key in keys.keys)
    wanted = {
        mark.text
        for mail in told
        for mark in mail.marks
        if (mark.text.partition("-")[0] in key_ids if mark.token else mark.domain is None or mark.domain in domains)
    }
    named = {address.lower() for mail in told for fate in mail.fates for address in fate.addresses}
    sent = sent_to(engine, named | {mail.sender for mail in told})
    alike: dict[tuple[str, str], set[str]] = {}
    for dispatch, letter in letters:
        alike.setdefault((letter.issue, letter.edition), set()).add(dispatch.id)
    tests = frozenset(text for text in wanted if (row := keys.reader(text)) is not None and row.mark == NO_MARK)
    owners = dict(_readers(engine, keys, wanted))
    for _, letter in letters:
        _find(owners, wanted, sent, letter, alike[letter.issue, letter.edition])
    for dispatch, letter in letters:
        if any("-" not in text for text in wanted - owners.keys()):
            _find(owners, wanted, _everybody(engine, dispatch), letter, alike[letter.issue, letter.edition])
    played = {dispatch.id for dispatch, _ in rehearsals}
    rehearsed = {text: owner for text, owner in owners.items() if played.issuperset(owner[1])}
    for dispatch, letter in rehearsals:
        if any("-" not in text for text in wanted - owners.keys() - rehearsed.keys()):
            _find(rehearsed, wanted - owners.keys(), _everybody(engine, dispatch), letter, (dispatch.id,))
    owners = {text: owner for text, owner in owners.items() if text not in rehearsed}
    return Known(
        owners,
        {**sent_to(engine, (key for key, _ in owners.values())), **sent},
        domains,
        key_ids,
        tests,
        frozenset(rehearsed),
    )


def _everybody(engine: Engine, dispatch: Dispatch) -> Iterator[str]:
    return (key for key, _ in addressees.addresses(reading(engine), dispatch.id))


def _letters(engine: Engine, keys: Keys) -> Iterator[tuple[Dispatch, Letter]]:
    """Yield the dispatches, the newest first, with what makes the marks of their messages."""
    for dispatch in dispatches.find(reading(engine)):
        yield (
            dispatch,
            replace(load_letter(dispatches.letter(reading(engine), dispatch.id), keys, dispatch.mark), frame=()),
        )


def _readers(engine: Engine, keys: Keys, wanted: Iterable[str]) -> Iterator[tuple[str, Owner]]:
    """Yield whose tokens these marks are, if they are any."""
    for text in wanted:
        row = keys.reader(text)
        found = addressees.reader(reading(engine), row.mark, row.number) if row is not None else None
        if found is not None:
            yield text, (found.key, (found.dispatch,))


def _find(
    owners: dict[str, Owner], wanted: Collection[str], people: Iterable[str], letter: Letter, names: Collection[str]
) -> None:
    """Find for whom wanted ids of this letter, that of dispatches, were made."""
    for key in people:
        if (name := letter.id_of(key)) in wanted:
            owners.setdefault(name, (key, names))
