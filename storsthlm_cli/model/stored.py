"""Collections too long for memory."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stored(Collection[T]):
    """A collection that lies elsewhere, in a file or a database: `count` items, read whenever it is gone through."""

    count: int
    read: Callable[[], Iterator[T]]

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[T]:
        return self.read()

    def __contains__(self, item: object) -> bool:
        return any(each == item for each in self)


@dataclass(frozen=True, slots=True, eq=False)
class StoredFields(Mapping[str, str]):
    """A subscriber's fields as a JSON object, read when asked for: many are only carried from one place to another."""

    text: str

    def __getitem__(self, name: str) -> str:
        return str(json.loads(self.text)[name])

    def __iter__(self) -> Iterator[str]:
        return iter(json.loads(self.text))

    def __len__(self) -> int:
        return len(json.loads(self.text))


def as_json(fields: Mapping[str, str]) -> str:
    """Return fields as the JSON object that `StoredFields` reads."""
    return fields.text if isinstance(fields, StoredFields) else _encode(dict(fields))


_encode = json.JSONEncoder(ensure_ascii=False).encode
