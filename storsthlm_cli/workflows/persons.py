"""One person: everything that is known of them, from the lists and from the memory (GDPR, article 15)."""

from __future__ import annotations

import pathlib
from collections.abc import Iterator, Mapping

from storsthlm_cli.addresses import InvalidAddress, parse
from storsthlm_cli.audience.columns import fields_of
from storsthlm_cli.audience.files import SUFFIXES
from storsthlm_cli.audience.lists import header_of, rows_of
from storsthlm_cli.messages.letter import load_letter
from storsthlm_cli.model.audience import ERASED, ERASURE, Suppression
from storsthlm_cli.model.delivery import Recipient
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.lists import ListFacts
from storsthlm_cli.model.persons import Listed, Mailed, Person
from storsthlm_cli.store import dispatches, persons, suppressions
from storsthlm_cli.store.database import reading
from storsthlm_cli.store.traces import trace_of
from storsthlm_cli.tokens import Keys
from storsthlm_cli.workflows.leavers import digest_of
from storsthlm_cli.workflows.listing import facts_of
from storsthlm_cli.workflows.memory import remembered, token_keys
from storsthlm_cli.workflows.workspace import Workspace

_KEPT = "~"
"""What the name of a copy ends in that an import has kept of a list."""


def key_of(raw: str) -> str:
    """Return the normalised form of an address that somebody typed. Raises Failure for what is none."""
    try:
        return parse(raw.strip()).key
    except InvalidAddress as error:
        raise Failure(f"`{raw}` is not an address: {error}", hint="write it as it stands in the list") from None


def person(workspace: Workspace, raw: str) -> Person:
    """Return everything that is known of who has an address. Raises Failure for what is no address."""
    key = key_of(raw)
    digest = digest_of(token_keys(workspace))(key)
    listed, unread = listed_in(workspace, key)
    engine = remembered(workspace)
    if engine is None:
        return Person(
            key=key,
            listed=listed,
            suppressions=(),
            departures=(),
            mailed=(),
            facts=_facts(workspace, {each.list for each in listed}),
            published=published_in(workspace, key),
            unread=unread,
        )
    looking = reading(engine)
    held = (*suppressions.of(looking, key), *suppressions.of(looking, digest))
    changes = (*suppressions.departures_of(looking, key), *suppressions.departures_of(looking, digest))
    mailed = persons.mailed(engine, (key, digest))
    names = {each.list for each in listed} | {each.list for each in mailed if each.list}
    return Person(
        key=key,
        listed=listed,
        suppressions=held,
        departures=tuple(sorted(changes, key=lambda each: each.at)),
        mailed=mailed,
        facts=_facts(workspace, names),
        published=published_in(workspace, key),
        unread=unread,
        erased=erasure_of(held),
    )


def erasure_of(held: tuple[Suppression, ...]) -> Suppression | None:
    """Return the suppression among these that an erasure left."""
    return next((each for each in held if each.key.startswith(ERASED) and each.reason == ERASURE), None)


def listed_in(workspace: Workspace, key: str) -> tuple[tuple[Listed, ...], tuple[str, ...]]:
    """Return the rows of the files in `lists/` that have an address, and the files that could not be read.

    Those are the lists, and the copies that imports have kept of them.
    """
    found: list[Listed] = []
    unread: list[str] = []
    for path, name, kept in _files(workspace.lists):
        shown = workspace.shown(path)
        try:
            header = header_of(path, name, shown).cells
            over = dict(zip(fields_of(header), header, strict=True))
            for row in rows_of(path, name, shown, []):
                # a row with too many cells is none of the list's, and has the address all the same
                if row.address.lower() == key or getattr(row, "key", None) == key:
                    fields = {field: value for field, value in getattr(row, "fields", {}).items() if value}
                    headings = {field: over[field] for field in fields}
                    found.append(Listed(shown, row.line, name, fields, kept, headings))
        except Failure:
            unread.append(shown)
    return tuple(found), tuple(unread)


def published_in(workspace: Workspace, key: str) -> tuple[str, ...]:
    """Return where an address stands in the directory, as that of a contact: `directory/people.yaml:12`."""
    trace = trace_of(key)
    return tuple(
        f"{workspace.shown(path)}:{number}"
        for path in sorted(workspace.directory.glob("*.yaml"))
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1)
        if trace.found(line)
    )


def mails_of(workspace: Workspace, found: Person) -> Iterator[tuple[Mailed, bytes]]:
    """Yield the very mails that a person got, or may have got; not those whose address is no longer kept."""
    engine = remembered(workspace)
    if engine is None:
        return
    keys = token_keys(workspace).keys
    for each in found.mailed:
        if each.state in dispatches.HAS_IT and not each.forgotten:
            (dispatch,) = dispatches.find(engine, name=each.dispatch)
            then = [key for key in keys if not (key.made and each.updated and key.made > each.updated)]
            letter = load_letter(dispatches.letter(engine, dispatch.id), Keys(tuple(then)), dispatch.mark)
            yield each, letter.message(Recipient(each.number, each.address, found.key, each.fields, each.list))


def _facts(workspace: Workspace, names: set[str]) -> Mapping[str, ListFacts]:
    """Return what is known of lists, of those of which something is."""
    known = ((name, facts_of(workspace, name)[0]) for name in sorted(names))
    return {name: facts for name, facts in known if facts is not None}


def _files(folder: pathlib.Path) -> Iterator[tuple[pathlib.Path, str, bool]]:
    """Yield the files that are lists or were: path, name of the list, whether it is a kept copy."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        kept = path.name.endswith(_KEPT)
        if path.name.startswith((".", "~$")) or not path.is_file() or not (kept or path.suffix in SUFFIXES):
            continue
        yield path, path.name.partition(".")[0] if kept else path.stem, kept
