"""A file's data held against its shape: what pydantic objects to becomes findings of ours at their places.

A shape may tell forms of a value apart by tags in angle brackets (`Tag("<quote>")`), and may raise errors of its own:
`date`, `choice` (its message is what was wanted), `block` and `kind` (its message is the known ones, comma between).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeGuard

from storsthlm_cli.model.findings import Finding, Level
from storsthlm_cli.model.places import Part, Path, Spot
from storsthlm_cli.source.shape_tree import described, keys_at

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

    from storsthlm_cli.source.yaml import Document

_TAG = re.compile(r"<\w+>")
_WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
}


def check_shape(document: Document, shape: type[BaseModel]) -> tuple[tuple[Finding, ...], frozenset[Path]]:
    """Hold a document's data against a shape.

    Returns the findings and the paths whose values are not what the shape promises, so that nobody reads them: those of
    the wrong type, and those under unknown keys. A mapping that lacks a key is not among them: the rest can be read.
    """
    from pydantic import ValidationError

    try:
        shape.model_validate(document.data)
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True)
        found = [_Complaint(detail, document, shape) for detail in details]
        broken = frozenset(complaint.path for complaint in found if complaint.breaks)
        return tuple(complaint.finding() for complaint in found), broken
    return (), frozenset()


def nearest(word: str, known: Sequence[str]) -> str:
    """Return the known word that `word` is probably meant to be, or an empty string."""
    folded = {name.casefold(): name for name in known}
    close = difflib.get_close_matches(word.casefold(), folded, n=1)
    return folded[close[0]] if close else ""


def said(value: object) -> str:
    """Return what kind of YAML value something is, in words."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, Mapping):
        return "a mapping"
    return "a list" if isinstance(value, list) else "text"


def is_cut_line(value: object) -> TypeGuard[Mapping[str, object]]:
    """Tell whether a mapping is a line of text that YAML has cut at a colon: its only key has a space in it."""
    return isinstance(value, Mapping) and len(value) == 1 and " " in str(next(iter(value)))


class _Complaint:
    """One error of pydantic: `path` is where it is, `breaks` whether the value there is of no use."""

    def __init__(self, detail: ErrorDetails, document: Document, shape: type[BaseModel]) -> None:
        self.kind = detail["type"]
        self.message = detail["msg"]
        self.context = detail.get("ctx", {})
        self.value: object = detail["input"]
        self.file = document.file
        self.document = document
        self.location = detail["loc"]
        self.shape = shape
        self.bad_key = self.location[-1:] == ("[key]",)
        self.path = _path(document.data, self.location[:-1] if self.bad_key else self.location)

    @property
    def breaks(self) -> bool:
        return not self.bad_key and self.kind != "missing"

    def finding(self) -> Finding:
        """Say it in our words."""
        if self.bad_key:
            return self._wrong_value(Part.KEY) if isinstance(self.value, str) else self._wrong_type("text", Part.KEY)
        if self.kind in ("extra_forbidden", "invalid_key"):
            return self._unknown_key()
        if self.kind == "missing":
            return self._error("S022", self._spot(self.path[:-1], owner=True), key=str(self.path[-1]))
        if self.kind == "kind":
            return self._kind()
        if self.kind in ("choice", "block") and is_cut_line(self.value):
            return self._error("S033", self._spot(self.path), key=str(next(iter(self.value))))
        if self.kind == "block":
            return self._block()
        if (self.value is None and self.path) or self.kind in ("string_too_short", "too_short"):
            return self._empty()
        if self.kind == "date":
            return self._error("S024", self._spot(self.path), found=str(self.value))
        if self.kind == "choice":
            return self._wrong_type(self.message)
        if self.kind in _WANTED:
            return self._wrong_type(_WANTED[self.kind])
        return self._wrong_value()

    @property
    def written(self) -> str:
        """The value as it is written: `9.00`, and not the number that it is read as."""
        return self.document.text_at(self.path).content

    def _error(self, code: str, where: Spot, **arguments: str) -> Finding:
        return Finding(code, Level.ERROR, where, arguments)

    def _spot(self, path: Path, *, owner: bool = False) -> Spot:
        """Return the spot of a value; as an owner of keys it is shown by its own key, if it has one."""
        named = owner and path and isinstance(path[-1], str)
        return Spot(self.file, path, part=Part.KEY if named else Part.VALUE)

    def _unknown_key(self) -> Finding:
        key, spot = str(self.path[-1]), Spot(self.file, self.path, part=Part.KEY)
        known = keys_at(self.shape, self.location[:-1])
        if len(known) == 1 and self.location[-2] == f"<{known[0]}>":
            return self._error("S038", spot, key=key, block=known[0])
        return self._error("S020", spot, key=key, nearest=nearest(key, known), known=", ".join(known))

    def _kind(self) -> Finding:
        if not isinstance(self.value, Mapping):
            return self._wrong_type("a mapping")
        kind = self.value.get("kind")
        if kind is None:
            return self._error("S022", self._spot(self.path), key="kind")
        spot, known = self._spot((*self.path, "kind")), self.message.split(", ")
        return self._error("S021", spot, kind=str(kind), nearest=nearest(str(kind), known), known=self.message)

    def _block(self) -> Finding:
        if not isinstance(self.value, Mapping) or not self.value:
            return self._wrong_type("text or a block")
        key = next(iter(self.value))
        spot, known = Spot(self.file, (*self.path, key), part=Part.KEY), self.message.split(", ")
        return self._error("S020", spot, key=str(key), nearest=nearest(str(key), known), known=self.message)

    def _empty(self) -> Finding:
        key = next((step for step in reversed(self.path) if isinstance(step, str)), "")
        return self._error("S022", self._spot(self.path, owner=True), key=key, empty=key)

    def _wrong_type(self, wanted: str, part: Part = Part.VALUE) -> Finding:
        spot = Spot(self.file, self.path, part=part)
        found = said(self.path[-1] if part is Part.KEY else self.value)
        value = self.written if isinstance(self.value, bool | int | float) else ""
        return self._error("S023", spot, found=found, wanted=wanted, value=value)

    def _wrong_value(self, part: Part = Part.VALUE) -> Finding:
        known = re.findall(r"'([^']*)'", str(self.context.get("expected", "")))
        key = next((step for step in reversed(self.path) if isinstance(step, str)), "")
        found = str(self.value)
        return self._error(
            "S037",
            Spot(self.file, self.path, part=part),
            key=key,
            found=found if len(found) <= 60 else found[:57] + "...",
            nearest=nearest(found, known),
            wanted=", ".join(known) or described(self.shape, self.location),
        )


def _path(data: object, location: Sequence[str | int]) -> Path:
    """Return pydantic's location as a path into the data: without the tags of branches."""
    path: list[str | int] = []
    for step in location:
        inside = isinstance(data, Mapping) and step in data
        if isinstance(step, str) and _TAG.fullmatch(step) and not inside:
            continue
        path.append(step)
        if isinstance(data, Mapping):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            data = None
    return tuple(path)
