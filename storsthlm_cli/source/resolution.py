"""What a plain scalar means here, and what YAML 1.1 readers would take it for.

Here: nothing, `~` and `null` are None; `true` and `false` are booleans; numbers in their only usual form are numbers.
All else is text, so that `no`, `12:30`, `010` and `2021-06-21` stay what their author wrote.
"""

from __future__ import annotations

import re

from yaml.resolver import Resolver

from storsthlm_cli.source.tree import Branch, Listing, Scalar

Data = dict[str, "Data"] | list["Data"] | str | int | float | bool | None

_WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,17}")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,18}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}")
_PREFIX = "tag:yaml.org,2002:"


def plain_data(branch: Branch) -> Data:
    """Return a branch as dicts, lists and scalars. Keys are text, whatever they look like."""
    if isinstance(branch, Scalar):
        return branch.value if branch.style else resolve(branch.value)
    if isinstance(branch, Listing):
        return [plain_data(item) for item in branch.items]
    return {key: plain_data(branch.entries[number][1]) for key, number in branch.index.items()}


def resolve(value: str) -> str | int | float | bool | None:
    """Return what a plain scalar means here."""
    if value in _WORDS:
        return _WORDS[value]
    if _WHOLE.fullmatch(value):
        return int(value)
    if _DECIMAL.fullmatch(value):
        return float(value)
    return value


def surprise(value: str) -> str | None:
    """Return what YAML 1.1 readers take a plain scalar for that is text here (`a boolean`); None if for text too."""
    if not isinstance(resolve(value), str):
        return None
    resolvers = Resolver.yaml_implicit_resolvers.get(value[0], [])
    kind = next((tag.removeprefix(_PREFIX) for tag, pattern in resolvers if pattern.match(value)), None)
    if kind in ("int", "float"):
        return _number(value)
    if kind == "timestamp":
        return "a date" if _DAY.fullmatch(value) else "a date and time"
    return {"bool": "a boolean", "null": "an empty value", "merge": "a merge key", "value": "a default key"}.get(
        kind or ""
    )


def _number(value: str) -> str:
    bare = value.lstrip("+-").lower()
    if ":" in bare:
        return "a base-60 number"
    if bare.startswith("0x"):
        return "a hexadecimal number"
    if bare.startswith("0b"):
        return "a binary number"
    if bare.startswith("0") and "." not in bare and len(bare) > 1:
        return "an octal number"
    return "a number"
