"""Walking down a shape to the place of an error: which keys there are there, and what a value may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin

if TYPE_CHECKING:
    from pydantic import BaseModel


def keys_at(shape: type[BaseModel], location: Sequence[str | int]) -> list[str]:
    """Return the keys that the mapping at a location may have."""
    for annotation in _annotations_at(shape, location):
        for kind in _branches(annotation):
            if hasattr(kind, "model_fields"):
                return [info.alias or name for name, info in kind.model_fields.items()]
    return []


def described(shape: type[BaseModel], location: Sequence[str | int]) -> str:
    """Return what the value at a location may be, in the words of its shape: the title of its type."""
    return next((text for kind in _annotations_at(shape, location) for text in _titles(kind)), "")


def _titles(annotation: Any) -> Iterator[str]:
    if get_origin(annotation) is Annotated:
        yield from (extra.title for extra in get_args(annotation)[1:] if getattr(extra, "title", None))
    if get_origin(annotation) not in (list, dict):
        for inner in get_args(annotation):
            yield from _titles(inner)


def _annotations_at(shape: type[BaseModel], location: Sequence[str | int]) -> list[Any]:
    """Return the types that a shape gives to the value at a location."""
    current: list[Any] = [shape]
    steps = (*location[:-2], "[key]") if location[-1:] == ("[key]",) else location
    for step in steps:
        current = [inner for annotation in current for inner in _step(annotation, step)]
    return current


def _step(annotation: Any, step: str | int) -> Iterator[Any]:
    for branch in _branches(annotation, tagged=True):
        if get_origin(branch) is Annotated:
            if step in (getattr(extra, "tag", None) for extra in get_args(branch)[1:]):
                yield get_args(branch)[0]
                continue
            branch = next(_branches(branch))
        fields = getattr(branch, "model_fields", None)
        if fields is not None:
            named = (info for name, info in fields.items() if (info.alias or name) == step)
            yield from (Annotated[info.annotation, info] for info in named)
            if list(fields) == ["root"]:
                yield from _step(fields["root"].annotation, step)
        elif get_origin(branch) is list and isinstance(step, int):
            yield get_args(branch)[0]
        elif get_origin(branch) is dict:
            yield get_args(branch)[0 if step == "[key]" else 1]


def _branches(annotation: Any, *, tagged: bool = False) -> Iterator[Any]:
    """Return the members of a union, or the type itself; with `tagged` those with a tag keep it."""
    if get_origin(annotation) is Annotated:
        has_tag = any(getattr(extra, "tag", None) for extra in get_args(annotation)[1:])
        if tagged and has_tag:
            yield annotation
        else:
            yield from _branches(get_args(annotation)[0], tagged=tagged)
    elif isinstance(annotation, type) or get_origin(annotation) in (list, dict):
        yield annotation
    else:
        for member in get_args(annotation):
            yield from _branches(member, tagged=tagged)
