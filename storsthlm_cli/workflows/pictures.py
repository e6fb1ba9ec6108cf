"""The images of an issue: which there are, what is known of them, and ready for the mail."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping

from storsthlm_cli.images import PreparedImage, facts, prepare
from storsthlm_cli.model.evidence import ImageFacts, ImageProblem
from storsthlm_cli.model.issue import Issue


def gather_facts(issue: Issue, folder: pathlib.Path) -> dict[str, ImageFacts | ImageProblem]:
    """Return what is known of each image, by its path as written."""
    return {name: facts(folder, name) for name in _names(issue)}


def prepare_images(
    issue: Issue, folder: pathlib.Path, known: Mapping[str, ImageFacts | ImageProblem], width: int
) -> dict[str, PreparedImage]:
    """Return each usable image, shown at most `width` pixels wide, by its path as written."""
    return {name: prepare(folder, name, width) for name in _names(issue) if isinstance(known.get(name), ImageFacts)}


def _names(issue: Issue) -> tuple[str, ...]:
    return tuple(dict.fromkeys(picture.file.content for picture in issue.pictures()))
