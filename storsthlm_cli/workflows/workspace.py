"""The folder that a person works in: where it is, how it is configured, and what lies where."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping
from dataclasses import dataclass

from storsthlm_cli.issues.folders import FILE as ISSUE_FILE
from storsthlm_cli.issues.folders import resolve
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.settings.loading import find_root, load
from storsthlm_cli.settings.records import FILE as SETTINGS_FILE
from storsthlm_cli.settings.records import Settings


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace and its settings."""

    root: pathlib.Path
    settings: Settings

    @property
    def issues(self) -> pathlib.Path:
        """The folder of the issues, one folder each."""
        return self.root / "issues"

    @property
    def directory(self) -> pathlib.Path:
        """The folder of the directory: people, organisations, categories, municipalities."""
        return self.root / "directory"

    @property
    def lists(self) -> pathlib.Path:
        """The folder of the subscriber lists."""
        return self.root / "lists"

    @property
    def templates(self) -> pathlib.Path:
        """The folder of designs that take precedence over the built-in ones."""
        return self.root / "templates"

    def issue_folder(self, key: str) -> pathlib.Path:
        """Return the folder of an issue; it need not exist."""
        return self.issues / key

    def issue_file(self, key: str) -> pathlib.Path:
        """Return the file of an issue; it need not exist."""
        return self.issues / key / ISSUE_FILE

    def list_names(self) -> list[str]:
        """Return the names of the subscriber lists that there are, in order."""
        from storsthlm_cli.audience.files import names

        return names(self.lists)

    def known_lists(self) -> tuple[str, ...]:
        """Return the names of the lists that there are, or that there is a description of, in order.

        Who works in a copy of the workspace without the addresses has only the descriptions.
        """
        return tuple(sorted({*self.list_names(), *(path.stem for path in self.lists.glob("*.yaml"))}))

    def list_file(self, name: str) -> pathlib.Path:
        """Return the file of a list; it need not exist. Raises Failure when there are two of that name."""
        from storsthlm_cli.audience.files import find

        return find(self.lists, name)

    def shown(self, path: pathlib.Path) -> str:
        """Return a path as shown to people: relative to the workspace where it lies inside, with forward slashes."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.as_posix()


def open_workspace(start: pathlib.Path | None, overrides: Mapping[str, str]) -> Workspace:
    """Open the workspace `start`, or with None the nearest one at or above the current folder.

    `overrides` are settings given by flags, by dotted key. A given `start` must itself be a workspace, so that a
    misspelt folder never leads to another newsletter. Raises Failure for no workspace and for bad settings.
    """
    if start is None:
        root = find_root(pathlib.Path.cwd())
    else:
        root = start.resolve()
        if not (root / SETTINGS_FILE).is_file():
            raise Failure(
                f"`{start}` is not a workspace: it has no `{SETTINGS_FILE}`",
                hint="name the folder that has it, or leave `--workspace` out inside of it",
            )
    return Workspace(root, load(root, overrides))


def find_issue(workspace: Workspace, given: str | None) -> str:
    """Return the key of an issue: the newest for None; `given` is a key, or a path to the issue's folder or file.

    Raises Failure, naming the nearest key, when there is no such issue.
    """
    return resolve(workspace.issues, given).parent.name
