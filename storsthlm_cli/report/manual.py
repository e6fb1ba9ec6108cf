"""`docs/format.md`, made from the shapes of the files: `python -m storsthlm_cli.report.manual docs/format.md`."""

from __future__ import annotations

import pathlib
import sys
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from storsthlm_cli.issues.examples import example
from storsthlm_cli.issues.meetings.columns import HEADINGS
from storsthlm_cli.report.manual_words import ASIDES, CALENDARS, DIRECTORY, HEAD, TAIL

if TYPE_CHECKING:
    from pydantic import BaseModel

Schema = Mapping[str, Any]

_NAMES = {
    "link": "`links:` and `link:`",
    "quote": "`quote:`",
    "qa": "`qa:`",
    "image": "`image:`",
    "rows-of-people": "`people:` of an image, by rows",
    "facts": "`facts:`",
    "item": "`item:`",
    "contact": "`contacts:`",
    "row": "`rows:` as mappings",
    "ignore": "`ignore:`",
    "copied": "`check:` of what was copied",
    "frame-checks": "`check:` of the issue itself",
    "for-list": "`for_lists:`, under the name of a list",
}
"""What the mappings of the format stand under. Every shape of an issue that is no kind and no block is here."""

_COLUMNS = {
    "date": "the day, or the first",
    "to": "the last day",
    "start": "the day if there is no other, else the time",
    "end": "the end of it: a day or a time",
    "time": "the time of day, or its beginning",
    "end_time": "the time of day when it ends",
    "title": "what takes place",
    "place": "where",
    "url": "an address to link to",
    "all_day": "whether the times mean nothing",
    "private": "whether it is private, and left out",
    "sensitivity": "the same, as Outlook writes it",
}
"""What the columns of a table of meetings are, by the fields of `issues.meetings.columns`."""


def page() -> str:
    """Return the page as Markdown."""
    from storsthlm_cli.directory.shape import FILES
    from storsthlm_cli.issues.shape import SECTION_SHAPES, IssueShape
    from storsthlm_cli.source.json_schema import json_schema

    issue = json_schema(IssueShape, {}, "issue")
    shapes = {kind: issue["definitions"][kind] for kind in SECTION_SHAPES}
    common = set.intersection(*(set(shape["properties"]) for shape in shapes.values())) - {"kind"}
    first = next(iter(shapes.values()))
    parts = [HEAD, "## The issue\n", _table(issue)]
    parts += ["## What every section has\n", _table(first, common)]
    parts += ["All kinds but `calendar` have these too:\n", _table(first, {"body", "excerpt", "greeting", "signature"})]
    parts.append("## The kinds of section\n")
    for kind, shape in shapes.items():
        own = set(shape["properties"]) - common - {"kind", "body", "excerpt", "greeting", "signature"}
        parts.append(f"### `{kind}`\n\n{shape['description']}\n")
        parts += [_table(shape, own)] if own else []
        parts.append(f"```yaml\n{_as_entry(example(kind))}```\n")
    parts.append(ASIDES["blocks"])
    for name in _NAMES:
        shape = issue["definitions"][name]
        parts += [f"### {_NAMES[name]}\n", f"{shape['description']}\n", _table(shape)]
    parts.append(DIRECTORY)
    for name, shape in FILES.items():
        parts += [f"### `{name}.yaml`\n", _directory_table(shape)]
    return "\n".join([*parts, CALENDARS, _headings(), TAIL])


def _table(shape: Schema, only: set[str] | None = None) -> str:
    """Return the keys of a mapping as a table: key, what it takes, what it is for."""
    rows = ["| key | takes | |", "| --- | --- | --- |"]
    required = shape.get("required", ())
    for name, value in shape["properties"].items():
        if only is None or name in only:
            needed = " **needed**" if name in required else ""
            rows.append(f"| `{name}`{needed} | {_takes(value)} | {_described(value)} |")
    return "\n".join(rows) + "\n"


def _directory_table(shape: type[BaseModel]) -> str:
    from storsthlm_cli.source.json_schema import json_schema

    schema = json_schema(shape, {}, "")
    (entry,) = (each for name, each in schema["definitions"].items() if name != "role")
    table = f"{entry['description']}\n\n{_table(entry)}"
    roles = schema["definitions"].get("role")
    return table if roles is None else f"{table}\nA role:\n\n{_table(roles)}"


def _headings() -> str:
    """Return what the columns of a table of meetings can be called."""
    rows = (f"| {meaning} | {', '.join(HEADINGS[field])} |" for field, meaning in _COLUMNS.items())
    return "\n".join(["| what | headings |", "| --- | --- |", *rows]) + "\n"


def _described(value: Schema) -> str:
    return " ".join(str(value.get("description", "")).split()).replace("|", "\\|")


def _takes(value: Schema) -> str:
    """Return in a few words what a value is."""
    words = list(dict.fromkeys(_forms(value)))
    return " or ".join(words)


def _forms(value: Schema) -> Iterator[str]:
    for key in ("anyOf", "oneOf", "allOf"):
        for branch in value.get(key, ()):
            yield from _forms(branch)
    if "$ref" in value:
        yield _reference(value["$ref"].rpartition("/")[2])
    elif "enum" in value:
        yield ", ".join(f"`{each}`" for each in value["enum"])
    elif value.get("format") == "date":
        yield "a date, `2021-06-21`"
    elif value.get("type") == "array":
        yield from (f"a list: {form}" for form in [_takes(value["items"])])
    elif value.get("type") in ("string", ["string", "null"]):
        yield (
            "small letters, digits and hyphens" if str(value.get("pattern", "")).startswith("^[a-z0-9]+(-") else "text"
        )
    elif "type" in value:
        yield {"integer": "a number", "boolean": "true", "object": "a mapping"}[value["type"]]


def _reference(name: str) -> str:
    words = {"people": "a person's key", "organisations": "an organisation's key", "categories": "a category's key"}
    words |= {"meetings": "a meeting's key"}
    if name.endswith("-or-words"):
        return words[name.removesuffix("-or-words")] + " or words"
    if name in words:
        return words[name]
    if name.endswith("-block"):
        return f"`{name.removesuffix('-block')}:`"
    if name in _NAMES or name == "role":
        return "a mapping"
    assert name in _kinds(), f"{name} has no name in the manual"
    return "a section"


def _kinds() -> Collection[str]:
    from storsthlm_cli.issues.shape import SECTION_SHAPES

    return SECTION_SHAPES.keys()


def _as_entry(text: str) -> str:
    """Return a section as it stands in the list of sections."""
    first, *rest = text.splitlines()
    return "\n".join([f"- {first}", *(f"  {line}".rstrip() for line in rest)]) + "\n"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m storsthlm_cli.report.manual docs/format.md")
    pathlib.Path(sys.argv[1]).write_text(page(), encoding="utf-8", newline="\n")
