"""Schemas: what editors need to complete and underline the files of this workspace."""

from __future__ import annotations

import json
import pathlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storsthlm_cli.directory.reading import read_directory
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.findings import Level
from storsthlm_cli.workflows.validating import directory_documents
from storsthlm_cli.workflows.workspace import Workspace

if TYPE_CHECKING:
    from pydantic import BaseModel

FOLDER = "schemas"


@dataclass(frozen=True, slots=True)
class Schemas:
    """The schemas of a workspace: their texts by file name, and which of the files say something else."""

    folder: pathlib.Path
    texts: dict[str, str]
    outdated: tuple[str, ...]


def make_schemas(workspace: Workspace) -> Schemas:
    """Make the schemas of the files that people write, with the keys that the directory has now, and the lists.

    Raises Failure when a file of the directory or a schema cannot be read; one with mistakes in its YAML would leave
    nothing to choose from.
    """
    from storsthlm_cli.audience.shape import ListShape
    from storsthlm_cli.directory.shape import FILES
    from storsthlm_cli.issues.shape import IssueShape
    from storsthlm_cli.source.json_schema import json_schema

    documents = directory_documents(workspace)
    for document in documents.values():
        if document.data is None and any(finding.level is Level.ERROR for finding in document.findings):
            raise Failure(f"`{document.file}` cannot be read", hint="`storsthlm validate` says what is wrong in it")
    directory, _ = read_directory(documents)
    keys = {**_keys(directory), "lists": {name: f"lists/{name}" for name in workspace.known_lists()}}
    shapes: dict[str, type[BaseModel]] = {"issue": IssueShape, **FILES, "list": ListShape}
    texts = {}
    for name, shape in shapes.items():
        schema = json_schema(shape, keys, f"storsthlm: {name}.yaml")
        texts[f"{name}.json"] = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
    folder = workspace.root / FOLDER
    return Schemas(folder, texts, tuple(name for name, text in texts.items() if _read(folder / name) != text))


def write_schemas(schemas: Schemas) -> None:
    """Write those that are outdated. Raises Failure when they cannot be written."""
    try:
        schemas.folder.mkdir(exist_ok=True)
        for name in schemas.outdated:
            (schemas.folder / name).write_text(schemas.texts[name], encoding="utf-8", newline="\n")
    except OSError as error:
        raise Failure(f"cannot write to `{FOLDER}`: {error.strerror or error}") from error


def _read(path: pathlib.Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Failure(f"cannot read `{FOLDER}/{path.name}`: {error.strerror or error}") from error


def _keys(directory: Directory) -> dict[str, dict[str, str]]:
    """Return the keys of the directory's files, each with the name that it stands for."""
    return {
        "people": {key: person.name.content for key, person in directory.people.items()},
        "organisations": {key: each.name.content for key, each in directory.organisations.items()},
        "categories": {key: category.label.content for key, category in directory.categories.items()},
        "meetings": {key: series.name.content for key, series in directory.meetings.items()},
    }
