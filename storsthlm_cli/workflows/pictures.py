"""The images of an issue: which there are, what is known of them, and ready for the mail."""

from __future__ import annotations

import pathlib
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from storsthlm_cli.images import Gallery, PreparedImage, Recipe, read
from storsthlm_cli.images.cache import Cache
from storsthlm_cli.model.blocks import Picture
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.evidence import ImageFacts, ImageProblem
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.rendering.designs import image_width
from storsthlm_cli.rendering.pictures import LOGO

if TYPE_CHECKING:
    from storsthlm_cli.workflows.validating import Validation
    from storsthlm_cli.workflows.workspace import Workspace

LOGO_SIZE = (280, 100)
"""The largest that a logo is shown, in CSS pixels: half the width of a mail, and no higher than a few lines."""

_WHY = {
    ImageProblem.MISSING: "is missing",
    ImageProblem.OUTSIDE: "lies outside of the folder that it belongs into",
}

_Source = tuple[str, pathlib.Path, str]
"""What one file of a picture goes by in findings, the folder that it may not leave, and its path in there."""


def gather_facts(
    workspace: Workspace, key: str, issue: Issue, directory: Directory
) -> dict[str, ImageFacts | ImageProblem]:
    """Return what is known of each image of an issue, by its name (see `Picture.name`), with its weight in the mail.

    Of a collage that is complete, the whole and its files; of one that is not, the files. Raises Failure when the
    design cannot be read, and when the newsletter has a logo that cannot be used.
    """
    known: dict[str, ImageFacts | ImageProblem] = {}
    gallery = _gallery(workspace)
    width = image_width(workspace.settings.newsletter.design, workspace.root)
    _logo(workspace, gallery)
    for picture in issue.pictures():
        sources = [(name, read(folder, path)) for name, folder, path in _sources(workspace, key, picture, directory)]
        usable: dict[str, tuple[bytes, ImageFacts]] = {}
        for name, data in sources:
            found = data if isinstance(data, ImageProblem) else gallery.facts(data)
            known.setdefault(name, found)
            if isinstance(found, ImageFacts) and isinstance(data, bytes):
                usable[name] = data, found
        if sources and all(name in usable for name, _ in sources):
            parts = [usable[name] for name, _ in sources]
            known[picture.name] = _whole(parts, gallery, recipe(picture, width))
    return known


def prepare_images(workspace: Workspace, validation: Validation, issue: Issue, width: int) -> dict[str, PreparedImage]:
    """Return each usable image of a validated issue, shown at most `width` pixels wide, by its name; and the logo.

    Raises Failure when the newsletter has a logo that cannot be used.
    """
    gallery = _gallery(workspace)
    prepared = _logo(workspace, gallery)
    for picture in issue.pictures():
        if picture.name not in prepared and isinstance(validation.images.get(picture.name), ImageFacts):
            sources = _sources(workspace, validation.key, picture, validation.directory)
            made = _made(sources, gallery, recipe(picture, width))
            if isinstance(made, ImageProblem):
                raise Failure(
                    f"image `{picture.name}` {_why(made)}", hint=f"`storsthlm validate {validation.key}` tells where"
                )
            prepared[picture.name] = made
    return prepared


def recipe(picture: Picture, width: int) -> Recipe:
    """Return how a picture is shown in a design whose images are at most `width` pixels wide."""
    return Recipe(width, picture.cut_to, picture.focus)


def _gallery(workspace: Workspace) -> Gallery:
    return Gallery(Cache(workspace.settings.state_folder / "cache" / "images"))


def _whole(parts: list[tuple[bytes, ImageFacts]], gallery: Gallery, recipe: Recipe) -> ImageFacts:
    """Return what is known of a picture that is made of these files."""
    (_, first), *others = parts
    made = gallery.prepared([data for data, _ in parts], recipe)
    if not isinstance(made, PreparedImage):
        return first
    if others:
        kind = "PNG" if made.media_type == "image/png" else "JPEG"
        first = ImageFacts(*made.pixels, kind, sum(facts.size for _, facts in parts))
    return replace(first, weight=len(made.data), pixels=made.pixels[0], room=made.room)


def _made(sources: Iterable[_Source], gallery: Gallery, recipe: Recipe) -> PreparedImage | ImageProblem:
    files: list[bytes] = []
    for _, folder, path in sources:
        data = read(folder, path)
        if isinstance(data, ImageProblem):
            return data
        files.append(data)
    return gallery.prepared(files, recipe)


def _sources(workspace: Workspace, key: str, picture: Picture, directory: Directory) -> tuple[_Source, ...]:
    """Return the files that a picture is made of; none when there are none to be had."""
    if picture.portrait is not None:
        person = directory.people.get(picture.portrait.key)
        portrait = person.portrait if person is not None else None
        return ((picture.name, workspace.directory, portrait.content),) if portrait is not None else ()
    if picture.lost:
        return ()
    folder = workspace.issue_folder(key)
    if picture.collage:
        return tuple((file.content, folder, file.content) for file in picture.collage)
    return tuple((picture.name, folder, file.content) for file in picture.files)


def _logo(workspace: Workspace, gallery: Gallery) -> dict[str, PreparedImage]:
    """Return the newsletter's logo by its name, if there is to be one."""
    file = workspace.settings.newsletter.logo
    if file is None:
        return {}
    width, height = LOGO_SIZE
    recipe = Recipe(width, height=height, upright=width)
    made = _made([(LOGO, workspace.root, file)], gallery, recipe)
    if isinstance(made, ImageProblem):
        raise Failure(
            f"the logo `{file}` {_why(made)}",
            hint="put a JPEG or PNG file into the workspace, and its path after `design.logo` in `storsthlm.yaml`",
        )
    return {LOGO: made}


def _why(problem: ImageProblem) -> str:
    if problem.foreign:
        return f"is of the format {problem.value}, which not every mail program shows"
    return _WHY.get(problem, "is not a readable JPEG or PNG image")
