"""Segments: the rows of a list for which something holds, such as `roll=ordförande`."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from storsthlm_cli.addresses import InvalidAddress, parse
from storsthlm_cli.audience.columns import field_named, fields_of
from storsthlm_cli.model.audience import LeftOut, Subscriber
from storsthlm_cli.model.errors import Failure

_FORM = re.compile(r"\s*(?P<name>[^=!~]+?)\s*(?P<operator>!=|=|~)\s*(?P<value>.*?)\s*", re.DOTALL)
_EXAMPLES = "`roll=ordförande`, `roll!=registrator` or `e-post~@danderyd.se`"


@dataclass(frozen=True, slots=True)
class Condition:
    """A field by the name that a person gave it, `=`, `!=` or `~` (is a part), and a value. Case does not matter."""

    name: str
    operator: str
    value: str

    def __str__(self) -> str:
        return f"{self.name}{self.operator}{self.value}"

    def holds(self, value: str) -> bool:
        """Tell whether it holds for the value of the field."""
        wanted, found = _folded(self.value), _folded(value)
        if self.operator == "~":
            return wanted in found
        return (wanted == found) is (self.operator == "=")


def condition(text: str) -> Condition:
    """Read a condition as written.

    Raises Failure for what is none, and for one that means a single person: a dispatch keeps its conditions, and so
    does its receipt, in which no address may stand.
    """
    found = _FORM.fullmatch(text)
    if found is None or not (found["value"] or found["operator"] != "~"):
        raise Failure(f"`{text}` is not a condition", hint=f"write one such as {_EXAMPLES}; several must all hold")
    try:
        parse(found["value"])
    except InvalidAddress:
        return Condition(found["name"], found["operator"], found["value"])
    raise Failure(
        f"`{text}` means one person, and a segment is for more",
        hint="`send --test ADDRESS` goes to one person; `suppress ADDRESS` leaves one out",
    )


def select(
    rows: Iterable[Subscriber | LeftOut], conditions: Sequence[Condition], shown: str, headings: Sequence[str] = ()
) -> Iterator[Subscriber | LeftOut]:
    """Yield the rows of a list, shown as `shown`, for which all conditions hold.

    Rows without a valid address stay, so that they are told. Raises Failure for a column that the list has not, with
    the nearest that it has: one of its `headings` as they are written, where they are given.
    """
    fields: list[str] = []
    for row in rows:
        if isinstance(row, Subscriber):
            fields = fields or [_field(each, row.fields, shown, headings) for each in conditions]
            values = map(row.fields.__getitem__, fields)
            if not all(each.holds(value) for each, value in zip(conditions, values, strict=True)):
                continue
        yield row


def _field(each: Condition, fields: Collection[str], shown: str, headings: Sequence[str]) -> str:
    field = field_named(each.name, fields)
    if field is None:
        own = dict(zip(fields_of(headings), headings, strict=True))
        known = {name: own.get(name, name) for name in fields}
        spelt = {**known, **{heading.casefold(): heading for heading in known.values()}}
        near = difflib.get_close_matches(each.name.casefold(), spelt, 1)
        there = ", ".join(f"`{name}`" for name in known.values())
        raise Failure(
            f"the list `{shown}` has no column `{each.name}`",
            hint=f"did you mean `{spelt[near[0]]}`?" if near else f"its columns are {there}",
        )
    return field


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
