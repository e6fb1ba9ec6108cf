"""JSON Schemas for editors, made from the shapes: what completes and underlines while somebody writes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from storsthlm_cli.source.shape_types import KEYS, OR_WORDS

if TYPE_CHECKING:
    from pydantic import BaseModel

DIALECT = "http://json-schema.org/draft-07/schema#"
"""What the YAML language server, which VS Code and most other editors use, understands best."""

Keys = Mapping[str, Mapping[str, str]]
"""The keys of each file of the directory, each with the name that it stands for."""

_REFERENCE = "#/definitions/"
_DEFINED = re.compile(r"^#/\$defs/(\w+)$")
_WORDS = r"[A-ZÀ-ÖØ-Þ\s]"
"""What tells words from a key: a capital letter (of the Latin-1 ones) or a space."""


def json_schema(shape: type[BaseModel], keys: Keys, title: str) -> dict[str, Any]:
    """Return the schema of a file, in which values that are keys of the directory can be chosen from a list."""
    schema = shape.model_json_schema(by_alias=True)
    definitions = {_label(name): _shaped(each) for name, each in schema.pop("$defs", {}).items()}
    schema = _shaped(schema)
    written = json.dumps([schema, definitions])
    for file, known in keys.items():
        choices = {file: _choice(known), _or_words(file): _choice_or_words(known)}
        definitions |= {name: choice for name, choice in choices.items() if f'"{_REFERENCE}{name}"' in written}
    return {"$schema": DIALECT, **schema, "definitions": definitions, "title": title}


def _shaped(schema: Any) -> Any:
    """Return a part of a schema without what no editor needs: made-up titles, null where nothing stands, defaults."""
    if isinstance(schema, list):
        return [_shaped(each) for each in schema]
    if not isinstance(schema, dict):
        return _DEFINED.sub(lambda match: _REFERENCE + _label(match[1]), schema) if isinstance(schema, str) else schema
    if KEYS in schema:
        name = _or_words(schema[KEYS]) if schema[OR_WORDS] else schema[KEYS]
        return _described({"$ref": _REFERENCE + name}, schema)
    if "anyOf" in schema:
        return _without_null(schema)
    kept = {key: value for key, value in schema.items() if key not in ("title", "default", "properties")}
    shaped = {key: _shaped(value) for key, value in kept.items()}
    if isinstance(schema.get("properties"), dict):
        shaped["properties"] = {name: _shaped(each) for name, each in _kind_first(schema["properties"]).items()}
        if "const" in shaped["properties"].get("kind", {}):
            shaped["properties"]["kind"]["description"] = schema.get("description", "")
    return shaped


def _label(name: str) -> str:
    """Return what editors show for a shape: `letter` for LetterShape, `quote-block` for QuoteBlock."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower().removesuffix("-shape")


def _without_null(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return a value that can be left out as what it is when it is not; plain text may be null, as in `headline:`."""
    branches = [branch for branch in schema["anyOf"] if branch != {"type": "null"}]
    if branches == [{"type": "string"}]:
        return _described({"type": ["string", "null"]}, schema)
    return _described(_shaped(branches[0]) if len(branches) == 1 else {"anyOf": _shaped(branches)}, schema)


def _described(part: dict[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return a part with the description that it has; beside a reference draft-07 would not see it."""
    if "description" not in schema:
        return part
    return {**({"allOf": [part]} if "$ref" in part else part), "description": schema["description"]}


def _or_words(file: str) -> str:
    return f"{file}-or-words"


def _choice(known: Mapping[str, str]) -> dict[str, Any]:
    """Return the keys of a directory file, each with what it means; any text where it has none."""
    return {"enum": list(known), "enumDescriptions": list(known.values())} if known else {"type": "string"}


def _choice_or_words(known: Mapping[str, str]) -> dict[str, Any]:
    """Return the keys of a directory file, and words beside them."""
    return {"anyOf": [_choice(known), {"type": "string", "pattern": _WORDS}]}


def _kind_first(properties: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the keys of a mapping, the one that decides about the others first."""
    first: Sequence[str] = [name for name in ("kind", *properties) if name in properties]
    return {name: properties[name] for name in first}
