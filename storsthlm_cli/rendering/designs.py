"""Designs: folders of templates, found in the workspace, in the package or in the checkout.

Templates run in Jinja2's immutable sandbox, undefined names are errors, and what authors write is only ever a value.
"""

from __future__ import annotations

import difflib
import functools
import os
import pathlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.places import Place
from storsthlm_cli.rendering import faults
from storsthlm_cli.rendering.design_settings import FILE, DesignSettings, read_settings

if TYPE_CHECKING:
    from jinja2 import Environment

_PACKAGE = pathlib.Path(__file__).resolve().parent.parent
_MAIL = ("mail.html",)
"""What a folder has that can be a mail's design; the web copy's is none."""
SITE = "web"
"""The design of the public site."""
_TEXT = "mail.txt"
_USUAL = "standard"
"""The design whose text part those have that bring none: lines of text look alike in all of them."""
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
_MOST = 2_000_000
"""Characters of a page: no mail program shows so many, and a loop that never ends stops here."""


@dataclass(frozen=True, slots=True)
class Design:
    """A folder of templates, ready to be used. `image_width` is the widest that an image is shown, in CSS pixels.

    `colours` are the design's own, by name; a newsletter may override them.
    """

    name: str
    image_width: int
    colours: Mapping[str, str]
    workspace: pathlib.Path
    _markup: Environment
    _plain: Environment

    def render(self, template: str, context: Mapping[str, object]) -> str:
        """Return what the template makes of the context.

        `.txt` templates do not escape, all others do. Raises Failure with the template's file and line, and when the
        template makes more than two million characters.
        """
        environment = self._plain if template.endswith(".txt") else self._markup
        try:
            return _gathered(environment.get_template(template).generate(context), template)
        except Exception as error:  # a template can raise anything; what is not its fault goes on as it is
            failure = faults.failure(error, template, self.workspace)
            if failure is None:
                raise
            raise failure from error

    def has(self, file: str) -> bool:
        """Return whether the design has a file."""
        return find_file(self.name, file, self.workspace) is not None


def _gathered(pieces: Iterable[str], template: str) -> str:
    gathered: list[str] = []
    length = 0
    for piece in pieces:
        gathered.append(piece)
        length += len(piece)
        if length > _MOST:
            raise Failure(f"template `{template}` makes more than {_MOST:,} characters", hint="look for a loop in it")
    return "".join(gathered)


def open_design(name: str, workspace: pathlib.Path, entries: tuple[str, ...] = _MAIL) -> Design:
    """Return design `name`; any file of it in `workspace/templates/NAME/` stands before the built-in one.

    `entries` are the templates that it must have: that of a mail, unless others are asked for. One without `mail.txt`
    has the text part of the standard design. Raises Failure when there is no such design, or when its settings are
    wrong.
    """
    require(name, workspace, entries)
    settings = settings_of(name, workspace)
    text = name if find_file(name, _TEXT, workspace) is not None else _USUAL
    return Design(
        name=name,
        image_width=settings.image_width,
        colours=settings.colours,
        workspace=workspace,
        _markup=_environment(name, workspace, _files(name, workspace), escape=True),
        _plain=_environment(text, workspace, _files(text, workspace), escape=False),
    )


def require(name: str, workspace: pathlib.Path, entries: tuple[str, ...] = _MAIL) -> None:
    """Raise Failure, naming the nearest, when there is no design `name` with these templates."""
    if not _NAME.fullmatch(name) or any(find_file(name, entry, workspace) is None for entry in entries):
        known = design_names(workspace)
        near = difflib.get_close_matches(name, known, 1)
        hint = f"did you mean `{near[0]}`?" if near else f"there are: {', '.join(f'`{n}`' for n in known)}"
        raise Failure(f"no design `{name}`", hint=hint)


def image_width(name: str, workspace: pathlib.Path) -> int:
    """Return the widest that a design shows an image, in CSS pixels; without a word about its templates.

    Raises Failure when its settings are wrong.
    """
    return settings_of(name, workspace).image_width


def design_names(workspace: pathlib.Path) -> tuple[str, ...]:
    """Return the names of all designs for mails there are, sorted."""
    folders = (root for root in _roots(workspace) if root.is_dir())
    names = {path.name for root in folders for path in root.iterdir() if path.is_dir() and _NAME.fullmatch(path.name)}
    return tuple(
        sorted(name for name in names if all(find_file(name, entry, workspace) is not None for entry in _MAIL))
    )


def find_file(design: str, file: str, workspace: pathlib.Path) -> pathlib.Path | None:
    """Return where a design's file is: in the workspace, in the installed package, or in the checkout; else None.

    The file's path is relative to the design's folder, with slashes, and may not leave it.
    """
    parts = file.split("/")
    if any(part in ("", ".", "..") or "\\" in part or ":" in part for part in parts):
        return None
    candidates = (root.joinpath(design, *parts) for root in _roots(workspace))
    return next((path for path in candidates if path.is_file()), None)


def _roots(workspace: pathlib.Path) -> tuple[pathlib.Path, ...]:
    """Return the folders of designs. A wheel has `templates` inside the package, an editable install beside it."""
    return (workspace / "templates", *_built_in())


def _built_in() -> tuple[pathlib.Path, ...]:
    return (_PACKAGE / "templates", _PACKAGE.parent / "templates")


def settings_of(name: str, workspace: pathlib.Path) -> DesignSettings:
    """Return what a design says about itself, the usual where it says nothing. Raises Failure when it is wrong."""
    path = find_file(name, FILE, workspace)
    return DesignSettings() if path is None else read_settings(name, path, faults.shown(path, workspace))


def site_colours(workspace: pathlib.Path) -> frozenset[str]:
    """Return the names of the colours that the public site's design has: a newsletter may set them too."""
    return frozenset(settings_of(SITE, workspace).colours)


_Files = tuple[tuple[str, int, int], ...]
"""Path, time of change and size of each file that a design may be made of."""


def _files(design: str, workspace: pathlib.Path) -> _Files:
    """Return the state that a design's files are in, those that it hides included."""
    return tuple(entry for root in _roots(workspace) for entry in _files_below(root / design))


def _files_below(folder: pathlib.Path | str) -> Iterator[tuple[str, int, int]]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.name == "__pycache__":
            continue
        if entry.is_dir():
            yield from _files_below(entry.path)
        elif entry.is_file():  # not the links to nowhere that editors put beside what they have open
            seen = entry.stat()
            yield entry.path, seen.st_mtime_ns, seen.st_size


@functools.lru_cache(maxsize=8)
def _environment(design: str, workspace: pathlib.Path, files: _Files, *, escape: bool) -> Environment:
    """Return the environment of a design's templates: the same, with all that it has loaded, while no file changes."""
    from jinja2 import FunctionLoader, StrictUndefined

    from storsthlm_cli.rendering.bytecode import Bytecode
    from storsthlm_cli.rendering.sandbox import Sandbox
    from storsthlm_cli.rendering.typography import typeset
    from storsthlm_cli.rendering.unbroken import whole

    environment = Sandbox(
        loader=FunctionLoader(functools.partial(_load, design, workspace)),
        undefined=StrictUndefined,
        autoescape=escape,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=not escape,
        optimized=False,  # a filter on constant words would be run once for all, and what it made be kept
        bytecode_cache=Bytecode(_built_in()),
    )
    environment.filters["typeset"] = typeset
    if escape:
        environment.filters["whole"] = whole
    return environment


def _load(design: str, workspace: pathlib.Path, file: str) -> tuple[str, str, None] | None:
    """Return a template's source and path. Whether it is still so is not asked (None): see `_files`."""
    path = find_file(design, file, workspace)
    if path is None:
        return None
    try:
        return path.read_text(encoding="utf-8"), str(path), None
    except UnicodeDecodeError as error:
        place = Place(faults.shown(path, workspace), 1, 1, 1, 1)
        raise Failure(f"template `{file}` is not UTF-8", hint="save it as UTF-8", place=place) from error
