"""Import: an old newsletter becomes the draft of an issue; a file of meetings becomes calendar rows."""

from __future__ import annotations

import datetime
import pathlib
from dataclasses import dataclass

from storsthlm_cli.issues.importing.issue import Draft, draft_issue
from storsthlm_cli.issues.importing.keeping import lost
from storsthlm_cli.issues.importing.lines import Line
from storsthlm_cli.issues.importing.sources import LIMIT, read_source
from storsthlm_cli.issues.scaffold_rows import Row
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.source.yaml import parse_document
from storsthlm_cli.workflows.beginning import calendar_rows
from storsthlm_cli.workflows.issue_folder import free_key, write_issue
from storsthlm_cli.workflows.schemas import make_schemas, write_schemas
from storsthlm_cli.workflows.validating import known_directory
from storsthlm_cli.workflows.workspace import Workspace

MEETINGS = (".ics", ".csv", ".xlsx")
"""How the names of files end that hold meetings and no newsletter."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A draft. `file` is None when nothing was to be written; `lost` are lines that are not whole in the draft.

    That there are none is the promise of an import; it is checked each time, so that a mistake of ours is told.
    """

    key: str
    file: pathlib.Path | None
    draft: Draft
    lost: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ImportedRows:
    """Calendar rows, ready to be pasted below `rows:`, and notices about what is not among them."""

    rows: tuple[Row, ...]
    notices: tuple[str, ...]


def holds_meetings(file: pathlib.Path) -> bool:
    """Tell by its name whether a file holds meetings."""
    return file.suffix.lower() in MEETINGS


def import_meetings(
    workspace: Workspace, file: pathlib.Path, *, date: datetime.date | None, today: datetime.date
) -> ImportedRows:
    """Return the meetings of a file in the eight weeks from `date`, or today. Raises Failure when it is unusable."""
    rows, notices = calendar_rows(workspace, file, date or today, known_directory(workspace))
    return ImportedRows(rows, notices)


def import_issue(
    workspace: Workspace,
    file: pathlib.Path,
    *,
    date: datetime.date | None = None,
    key: str | None = None,
    dry_run: bool = False,
    today: datetime.date,
) -> Imported:
    """Make a draft of a newsletter and write it as a new issue, with the pictures that came with it.

    `date` is the issue's; without it the mail's own, without that a guess, which the draft marks. The issue is called
    `key`, else after its month, or its day when that is taken. Raises Failure when the file holds no newsletter, and
    when there is an issue of that name; then nothing is written. With `dry_run` nothing ever is.
    """
    source = read_source(_bytes(file), str(file))
    draft = draft_issue(source, known_directory(workspace), date=date, today=today)
    name = free_key(workspace, draft.date, key)
    document = parse_document(draft.text, "issue.yaml")
    missing = tuple(lost(draft.lines, document.data, draft.dropped, draft.rewritten))
    if dry_run:
        return Imported(name, None, draft, missing)
    write_schemas(make_schemas(workspace))
    written = write_issue(workspace, name, draft.text, draft.pictures)
    return Imported(name, written, draft, missing)


def _bytes(file: pathlib.Path) -> bytes:
    try:
        if not file.exists():
            raise Failure(f"there is no file `{file}`", hint="name a newsletter: `.eml`, `.html` or `.txt`")
        if not file.is_file():
            raise Failure(f"cannot read `{file}`: it is no file", hint="name a newsletter: `.eml`, `.html` or `.txt`")
        with file.open("rb") as opened:
            return opened.read(LIMIT + 1)
    except OSError as error:
        raise Failure(f"cannot read `{file}`: {error.strerror or error}") from None
