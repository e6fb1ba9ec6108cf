"""The images of an issue: which there are, what is known of them, and ready for the mail."""

from __future__ import annotations

import pathlib
from typing import TYPE_CHECKING

from storsthlm_cli.images import PreparedImage, facts, prepare
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.evidence import ImageFacts, ImageProblem
from storsthlm_cli.model.issue import Issue

if TYPE_CHECKING:
    from storsthlm_cli.workflows.validating import Validation
    from storsthlm_cli.workflows.workspace import Workspace


def gather_facts(
    workspace: Workspace, key: str, issue: Issue, directory: Directory
) -> dict[str, ImageFacts | ImageProblem]:
    """Return what is known of each image of an issue, by its name (see `Picture.name`)."""
    return {name: facts(*place) for name, place in _places(workspace, key, issue, directory).items()}


def prepare_images(workspace: Workspace, validation: Validation, issue: Issue, width: int) -> dict[str, PreparedImage]:
    """Return each usable image of a validated issue, shown at most `width` pixels wide, by its name."""
    places = _places(workspace, validation.key, issue, validation.directory)
    usable = (name for name, known in validation.images.items() if isinstance(known, ImageFacts))
    return {name: prepare(*places[name], width) for name in usable}


def _places(workspace: Workspace, key: str, issue: Issue, directory: Directory) -> dict[str, tuple[pathlib.Path, str]]:
    """Return for each image that there should be: the folder that it may not leave, and its path in it."""
    places = {}
    for picture in issue.pictures():
        person = directory.people.get(picture.portrait.key) if picture.portrait is not None else None
        if person is not None and person.portrait is not None:
            places[picture.name] = (workspace.directory, person.portrait.content)
        elif picture.file is not None and not picture.lost:
            places[picture.name] = (workspace.issue_folder(key), picture.file.content)
    return places
