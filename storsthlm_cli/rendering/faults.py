"""Errors in templates, told with the template's file and line."""

from __future__ import annotations

import pathlib
import traceback
from collections.abc import Iterator

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.places import Place


def failure(error: Exception, template: str, workspace: pathlib.Path) -> Failure | None:
    """Return what to tell of an error that came up in `template`; None when the fault is not a template's."""
    from jinja2 import TemplateNotFound, TemplateSyntaxError

    if isinstance(error, TemplateSyntaxError) and error.filename:
        return Failure(f"template error: {_lowered(error)}", place=_place(error.filename, error.lineno, workspace))
    if isinstance(error, Failure):
        return error
    frames = list(_template_frames(error))
    if not frames:
        endless = isinstance(error, RecursionError)
        return Failure(f"template error: `{template}` is nested too deeply") if endless else None
    file, line = frames[-1]
    if isinstance(error, TemplateNotFound):
        return Failure(f"template error: no file `{error.name}`", place=_place(file, line, workspace))
    if isinstance(error, RecursionError):
        return Failure("template error: it calls or includes itself without end", place=_place(file, line, workspace))
    return Failure(f"template error: {_lowered(error)}", place=_place(file, line, workspace))


def _template_frames(error: Exception) -> Iterator[tuple[str, int]]:
    """Yield file and line of the templates that the error came through.

    Jinja puts templates into tracebacks as if they were Python. An error raised in the program's own functions is
    not the template's fault, unless it is one of Jinja's, or the template has no end.
    """
    import jinja2

    jinja = str(pathlib.Path(jinja2.__file__).parent)
    frames = traceback.extract_tb(error.__traceback__)
    where = frames[-1].filename if frames else ".py"
    ours = where.endswith(".py") and not where.startswith(jinja)
    if ours and not isinstance(error, jinja2.TemplateError | RecursionError):
        return
    for frame in frames:
        if not frame.filename.endswith(".py") and pathlib.Path(frame.filename).is_file():
            yield frame.filename, frame.lineno or 1


def _place(file: str, line: int, workspace: pathlib.Path) -> Place:
    path = pathlib.Path(file)
    lines = path.read_text(encoding="utf-8").splitlines()
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    return Place(shown(path, workspace), line, 1, line, len(text) + 1, text)


def shown(path: pathlib.Path, workspace: pathlib.Path) -> str:
    """Return the path as people know it: relative to the workspace when it lies there."""
    return path.relative_to(workspace).as_posix() if path.is_relative_to(workspace) else str(path)


def _lowered(error: Exception) -> str:
    text = str(error) or type(error).__name__
    return text[:1].lower() + text[1:].rstrip(".")
