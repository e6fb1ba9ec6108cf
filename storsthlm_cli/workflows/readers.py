"""Readers: subscribers to look at an issue as, found on the lists."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from storsthlm_cli.addresses import InvalidAddress, parse
from storsthlm_cli.audience.lists import ListFile, read_list
from storsthlm_cli.model.audience import Subscriber, Suppression
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.workflows.leavers import leavers_of
from storsthlm_cli.workflows.workspace import Workspace

_MOST_COMPARED = 20_000
"""Addresses among which the nearest is looked for: comparing takes some microseconds each."""


def find_reader(workspace: Workspace, address: str, lists: Sequence[str] = ()) -> Subscriber:
    """Return the first subscriber with an address, on these lists (all that there are for none).

    Raises Failure, naming the nearest address, when nobody has it, and when a list cannot be read.
    """
    names = lists or workspace.list_names()
    return reader_on([open_list(workspace, name) for name in names], address)


def reader_on(files: Sequence[ListFile], address: str) -> Subscriber:
    """Return the first subscriber with an address on these lists. Raises Failure when nobody has it."""
    try:
        key = parse(address).key
    except InvalidAddress as error:
        raise Failure(f"`{address}` is not an address: {error}", hint="`--recipient name@domain`") from None
    for file in files:
        for subscriber in file.subscribers:
            if subscriber.key == key:
                return subscriber
    known = [subscriber.address for file in files for subscriber in file.subscribers]
    near = difflib.get_close_matches(key, known[:_MOST_COMPARED], n=1)
    where = f"not on the list `{files[0].name}`" if len(files) == 1 else "on no list"
    raise Failure(
        f"`{address}` is {where}", hint=f"did you mean `{near[0]}`?" if near else "name somebody who is on a list"
    )


def open_list(workspace: Workspace, name: str) -> ListFile:
    """Read a list by its name. Raises Failure when there is none or it cannot be read."""
    if name not in workspace.list_names():
        there = ", ".join(f"`{other}`" for other in workspace.list_names())
        raise Failure(f"there is no list `{name}`", hint=f"the lists are {there}" if there else "there are no lists")
    path = workspace.list_file(name)
    return read_list(path, name, workspace.shown(path))


def matching(subscribers: Sequence[Subscriber], words: str) -> Iterator[Subscriber]:
    """Yield the subscribers in whose row all of these words stand, each as the beginning or the middle of a word."""
    asked = words.casefold().split()
    for subscriber in subscribers:
        row = f"{subscriber.address} {' '.join(subscriber.fields.values())}".casefold()
        if all(word in row for word in asked):
            yield subscriber


def suppression_of(workspace: Workspace, reader: Subscriber) -> Suppression | None:
    """Return why a subscriber must get nothing, of their list or of all; None when they may."""
    return leavers_of(workspace).why(reader.key, reader.list)
