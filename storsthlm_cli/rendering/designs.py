"""Designs: folders of templates, found in the workspace, in the package or in the checkout.

Templates run in Jinja2's immutable sandbox, undefined names are errors, and what authors write is only ever a value.
"""

from __future__ import annotations

import difflib
import functools
import pathlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.places import Place
from storsthlm_cli.rendering import faults
from storsthlm_cli.rendering.colours import checked_colours

if TYPE_CHECKING:
    from jinja2 import Environment

_PACKAGE = pathlib.Path(__file__).resolve().parent.parent
_SETTINGS = "design.yaml"
_ENTRIES = ("mail.html", "mail.txt")
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
_IMAGE_WIDTH = 576
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


def open_design(name: str, workspace: pathlib.Path) -> Design:
    """Return design `name`; any file of it in `workspace/templates/NAME/` stands before the built-in one.

    Raises Failure when there is no such design, or when its settings are wrong.
    """
    if not _NAME.fullmatch(name) or any(find_file(name, entry, workspace) is None for entry in _ENTRIES):
        known = design_names(workspace)
        near = difflib.get_close_matches(name, known, 1)
        hint = f"did you mean `{near[0]}`?" if near else f"there are: {', '.join(f'`{n}`' for n in known)}"
        raise Failure(f"no design `{name}`", hint=hint)
    image_width, colours = _settings(name, workspace)
    return Design(
        name=name,
        image_width=image_width,
        colours=colours,
        workspace=workspace,
        _markup=_environment(name, workspace, escape=True),
        _plain=_environment(name, workspace, escape=False),
    )


def design_names(workspace: pathlib.Path) -> tuple[str, ...]:
    """Return the names of all designs there are, sorted."""
    folders = (root for root in _roots(workspace) if root.is_dir())
    names = {path.name for root in folders for path in root.iterdir() if path.is_dir() and _NAME.fullmatch(path.name)}
    return tuple(
        sorted(name for name in names if all(find_file(name, entry, workspace) is not None for entry in _ENTRIES))
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
    return (workspace / "templates", _PACKAGE / "templates", _PACKAGE.parent / "templates")


def _settings(name: str, workspace: pathlib.Path) -> tuple[int, dict[str, str]]:
    path = find_file(name, _SETTINGS, workspace)
    if path is None:
        return _IMAGE_WIDTH, {}
    from storsthlm_cli.source.yaml import read_document

    document = read_document(path, faults.shown(path, workspace))
    data = document.data if isinstance(document.data, dict) else {}
    width, colours = data.get("image_width", _IMAGE_WIDTH), data.get("colours", {})
    if document.findings or not isinstance(width, int) or width < 1 or not isinstance(colours, dict):
        raise Failure(
            f"the settings of design `{name}` cannot be read",
            hint=f"`{_SETTINGS}` has `image_width` (a number) and `colours` (names and `#RRGGBB`)",
            place=Place(document.file, 1, 1, 1, 1),
        )
    return width, checked_colours({str(key): str(value) for key, value in colours.items()}, document.file)


def _environment(design: str, workspace: pathlib.Path, *, escape: bool) -> Environment:
    from jinja2 import FunctionLoader, StrictUndefined

    from storsthlm_cli.rendering.sandbox import Sandbox
    from storsthlm_cli.rendering.typography import typeset

    environment = Sandbox(
        loader=FunctionLoader(functools.partial(_load, design, workspace)),
        undefined=StrictUndefined,
        autoescape=escape,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=not escape,
    )
    environment.filters["typeset"] = typeset
    return environment


def _load(design: str, workspace: pathlib.Path, file: str) -> tuple[str, str, Callable[[], bool]] | None:
    path = find_file(design, file, workspace)
    if path is None:
        return None
    try:
        source = path.read_text(encoding="utf-8")
        changed = path.stat().st_mtime_ns
    except UnicodeDecodeError as error:
        place = Place(faults.shown(path, workspace), 1, 1, 1, 1)
        raise Failure(f"template `{file}` is not UTF-8", hint="save it as UTF-8", place=place) from error

    def is_current() -> bool:
        return find_file(design, file, workspace) == path and path.stat().st_mtime_ns == changed

    return source, str(path), is_current
