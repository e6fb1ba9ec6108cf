"""Begin: the next issue, from what comes back in every one and from the calendar that somebody keeps."""

from __future__ import annotations

import datetime
import difflib
import pathlib
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from storsthlm_cli.directory.reading import read_directory
from storsthlm_cli.images import read_raw
from storsthlm_cli.issues.folders import keys
from storsthlm_cli.issues.meetings.lines import as_row, remark
from storsthlm_cli.issues.meetings.reading import eight_weeks, read_meetings
from storsthlm_cli.issues.reading import read_issue
from storsthlm_cli.issues.scaffolding import (
    USUAL,
    Beginning,
    Original,
    copied_images,
    rows_to_come,
    scaffold,
    usual_kinds,
    written_row,
)
from storsthlm_cli.model.directory import Directory, valid
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.issue import Reference
from storsthlm_cli.source.yaml import read_document
from storsthlm_cli.workdays import day_off, next_sending_day
from storsthlm_cli.workflows.issue_folder import free_key, write_issue
from storsthlm_cli.workflows.schemas import make_schemas, write_schemas
from storsthlm_cli.workflows.validating import Validation, directory_documents, validate
from storsthlm_cli.workflows.workspace import Workspace, find_issue

FORTNIGHT = datetime.timedelta(days=14)
"""How long an issue takes from its first plan to the day on which it is sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A new issue. `copied_from` is None for the first one; `notices` are remarks on its date and its calendar."""

    key: str
    file: pathlib.Path
    date: datetime.date
    number: int | None
    copied_from: str | None
    rows: int
    notices: tuple[str, ...]
    validation: Validation


def begin(
    workspace: Workspace,
    *,
    source: str | None = None,
    key: str | None = None,
    date: datetime.date | None = None,
    kinds: Sequence[str] = (),
    calendar: pathlib.Path | None = None,
    today: datetime.date,
) -> Begun:
    """Write the next issue and say what is left to do in it.

    It is begun from the issue `source` (the newest for None, from nothing when there is none), dated `date` (for None
    the first day that suits, a fortnight after `today` and after the newest issue at least), and has sections of these
    `kinds` (those of the source for none). Its calendar has the rows of `calendar`, a file of meetings, for eight
    weeks; without one, those of the source that are still to come. Raises Failure when something named cannot be read,
    and when there is an issue of that name.
    """
    _check_kinds(kinds)
    newest = keys(workspace.issues)[-1:] if source is None else (find_issue(workspace, source),)
    original = _original(workspace, newest[0]) if newest else None
    latest = _latest(workspace, original)
    if date is None:
        date = next_sending_day(max(today, latest.issue.date if latest else today) + FORTNIGHT)
    name = free_key(workspace, date, key)
    directory, _ = read_directory(directory_documents(workspace))
    rows, notices = _rows(workspace, original, date, calendar, directory)
    beginning = Beginning(
        date=date,
        number=_next_number(latest),
        original=original,
        kinds=kinds or (usual_kinds(original.issue) if original else USUAL),
        rows=rows,
        rows_copied=calendar is None and bool(rows),
        categories=[
            category.key for category in directory.categories.values() if valid(category.since, category.until, date)
        ],
        signature=_signature(original, directory, date),
    )
    file = write_issue(workspace, name, scaffold(beginning), _images(workspace, beginning))
    write_schemas(make_schemas(workspace))
    return Begun(
        key=name,
        file=file,
        date=date,
        number=beginning.number,
        copied_from=original.issue.key if original else None,
        rows=len(rows),
        notices=(*_about_date(date), *notices),
        validation=validate(workspace, name),
    )


def _check_kinds(kinds: Sequence[str]) -> None:
    from storsthlm_cli.issues.shape import SECTION_SHAPES

    for kind in kinds:
        if kind not in SECTION_SHAPES:
            close = difflib.get_close_matches(kind, SECTION_SHAPES, n=1)
            hint = f"did you mean `{close[0]}`?" if close else f"the kinds are {', '.join(SECTION_SHAPES)}"
            raise Failure(f"there is no section kind `{kind}`", hint=hint)


def _original(workspace: Workspace, key: str) -> Original:
    path = workspace.issue_file(key)
    document = read_document(path, workspace.shown(path))
    issue, _ = read_issue(document, key)
    if issue is None:
        hint = f"`storsthlm validate {key}` says why; begin from another one by `--from ISSUE`"
        raise Failure(f"issue `{key}` cannot be read, so that nothing can be copied from it", hint=hint)
    return Original(document, issue)


def _latest(workspace: Workspace, original: Original | None) -> Original | None:
    """Return the newest issue, which says the number and the earliest date of the next one."""
    newest = keys(workspace.issues)[-1:]
    if original is None or not newest or newest[0] == original.issue.key:
        return original
    try:
        return _original(workspace, newest[0])
    except Failure:
        return original


def _next_number(latest: Original | None) -> int | None:
    if latest is None:
        return 1
    return latest.issue.number + 1 if latest.issue.number is not None else None


def _signature(original: Original | None, directory: Directory, date: datetime.date) -> str | None:
    """Return who signed the last letter, if that is a person of the directory who will still hold a role."""
    letter = original.first("letter") if original is not None else None
    who = letter.signature if letter is not None else None
    person = directory.people.get(who.key) if isinstance(who, Reference) else None
    return person.key if person is not None and person.role(date) is not None else None


def _rows(
    workspace: Workspace,
    original: Original | None,
    date: datetime.date,
    calendar: pathlib.Path | None,
    directory: Directory,
) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Return the calendar rows as YAML with remarks on their days, and notices about where they are from."""
    coming = rows_to_come(original, date) if original is not None else ()
    if calendar is None:
        return coming, ()
    rows, notices = calendar_rows(workspace, calendar, date, directory)
    known = {row for row, _ in rows}
    missing = [row for row, _ in coming if row not in known]
    told = tuple(f"not in `{calendar}`, but in the calendar of the last issue: {row}" for row in missing)
    return rows, (*notices, *told)


def calendar_rows(
    workspace: Workspace, calendar: pathlib.Path, date: datetime.date, directory: Directory
) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Return the meetings of a file in the eight weeks from a day as YAML rows, each with a remark, and notices.

    Titles that are spellings of a meeting series become its name. Raises Failure when the file cannot be read.
    """

    def name_of(title: str) -> str:
        series = directory.series_named(title)
        return series.name.content if series is not None else title

    first, last = eight_weeks(date)
    timezone = ZoneInfo(workspace.settings.newsletter.timezone)
    meetings, notices = read_meetings(
        calendar, str(calendar), first=first, last=last, timezone=timezone, name_of=name_of
    )
    return tuple((written_row(as_row(meeting)), remark(meeting)) for meeting in meetings), notices


def _about_date(date: datetime.date) -> tuple[str, ...]:
    off = day_off(date)
    return (f"{date.isoformat()} is a day off ({off.name})",) if off is not None else ()


def _images(workspace: Workspace, beginning: Beginning) -> dict[str, bytes]:
    """Return the images that copied sections show. What cannot be read is left to the checks of the new issue."""
    if beginning.original is None:
        return {}
    folder = workspace.issue_folder(beginning.original.issue.key)
    found = {name: read_raw(folder, name) for name in copied_images(beginning)}
    return {name: data for name, data in found.items() if data is not None}
