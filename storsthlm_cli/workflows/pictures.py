"""The images of an issue: which there are, what is known of them, and ready for the mail."""

from __future__ import annotations

import pathlib
from collections.abc import Iterable, Iterator, Mapping

from storsthlm_cli.images import PreparedImage, facts, prepare
from storsthlm_cli.model.evidence import ImageFacts, ImageProblem
from storsthlm_cli.model.issue import Block, Issue, Item, Picture


def pictures(issue: Issue) -> Iterator[Picture]:
    """Yield every picture of an issue, in its order, those inside items included."""
    for section in issue.sections:
        yield from _in_blocks(section.body)


def _in_blocks(blocks: Iterable[Block]) -> Iterator[Picture]:
    for block in blocks:
        if isinstance(block, Picture):
            yield block
        elif isinstance(block, Item):
            yield from _in_blocks(block.body)


def gather_facts(issue: Issue, folder: pathlib.Path) -> dict[str, ImageFacts | ImageProblem]:
    """Return what is known of each image, by its path as written."""
    return {name: facts(folder, name) for name in _names(issue)}


def prepare_images(
    issue: Issue, folder: pathlib.Path, known: Mapping[str, ImageFacts | ImageProblem], width: int
) -> dict[str, PreparedImage]:
    """Return each usable image, shown at most `width` pixels wide, by its path as written."""
    return {name: prepare(folder, name, width) for name in _names(issue) if isinstance(known.get(name), ImageFacts)}


def _names(issue: Issue) -> tuple[str, ...]:
    return tuple(dict.fromkeys(picture.file.content for picture in pictures(issue)))
