"""The tree of a YAML file: scalars, lists and mappings with their offsets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from storsthlm_cli.model.places import Path


@dataclass(frozen=True, slots=True)
class Scalar:
    """A scalar. `style` is `'`, `"`, `|`, `>` or empty for a plain one; `start` and `end` include the quotes."""

    value: str
    start: int
    end: int
    style: str


@dataclass(slots=True)
class Listing:
    """A list."""

    start: int
    end: int
    items: list[Branch] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """A mapping, its entries in the order of the file. Of entries under the same key the first one counts."""

    start: int
    end: int
    entries: list[tuple[Scalar, Branch]] = field(default_factory=list)
    index: dict[str, int] = field(default_factory=dict)


Branch = Scalar | Listing | Mapping


@dataclass(frozen=True, slots=True)
class Hit:
    """What stands at a path: the branch, the key that leads to it (if one does), and whether it is the whole path."""

    branch: Branch
    key: Scalar | None
    whole: bool


def find(root: Branch, path: Path) -> Hit:
    """Return what stands at a path, or its nearest ancestor that exists."""
    branch, key = root, None
    for step in path:
        if isinstance(branch, Mapping) and step in branch.index:
            key, branch = branch.entries[branch.index[str(step)]]
        elif isinstance(branch, Listing) and isinstance(step, int) and 0 <= step < len(branch.items):
            key, branch = None, branch.items[step]
        else:
            return Hit(branch, key, whole=False)
    return Hit(branch, key, whole=True)


def scalars(branch: Branch, path: Path = ()) -> Iterator[tuple[Path, Scalar]]:
    """Return every scalar that counts with its path, in the order of the file. Keys are left out."""
    if isinstance(branch, Scalar):
        yield path, branch
    elif isinstance(branch, Listing):
        for number, item in enumerate(branch.items):
            yield from scalars(item, (*path, number))
    else:
        for key, number in branch.index.items():
            yield from scalars(branch.entries[number][1], (*path, key))


def flattened(branch: Branch) -> Iterator[Branch]:
    """Return every branch and every key, in the order of the file."""
    yield branch
    if isinstance(branch, Listing):
        for item in branch.items:
            yield from flattened(item)
    elif isinstance(branch, Mapping):
        for key, value in branch.entries:
            yield key
            yield from flattened(value)
