"""Begin: the next issue, from what comes back in every one and from the calendar that somebody keeps."""

from __future__ import annotations

import datetime
import difflib
import pathlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from storsthlm_cli.images import facts, read_raw
from storsthlm_cli.issues.folders import keys
from storsthlm_cli.issues.meetings.reading import eight_weeks, read_meetings
from storsthlm_cli.issues.scaffold_rows import Row, rows_of, rows_to_come
from storsthlm_cli.issues.scaffolding import USUAL, Beginning, Original, copied_images, scaffold
from storsthlm_cli.model.blocks import Reference
from storsthlm_cli.model.directory import Directory, valid
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.evidence import ImageFacts
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import RECURRING
from storsthlm_cli.workdays import day_off, next_sending_day, suits_sending
from storsthlm_cli.workflows.issue_folder import belongs_inside, free_key, write_issue
from storsthlm_cli.workflows.schemas import make_schemas, write_schemas
from storsthlm_cli.workflows.validating import Validation, known_directory, validate
from storsthlm_cli.workflows.workspace import Workspace

FORTNIGHT = datetime.timedelta(days=14)
"""How long an issue takes from its first plan to the day on which it is sent."""

MOST_ROWS = 500
"""Meetings in eight weeks, at most: more are no calendar that anybody reads."""

_DATED = re.compile(r"\d{4}-\d{2}.*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A new issue. `copied_from` is None for the first one; `rows_from` says where the calendar's rows are from.

    `notices` are remarks on its date, its calendar and what it was copied from.
    """

    key: str
    date: datetime.date
    number: int | None
    copied_from: str | None
    rows: tuple[Row, ...]
    rows_from: str | None
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
    newest = keys(workspace.issues)[-1:]
    judged = validate(workspace, source) if source is not None or newest else None
    original = _original(judged) if judged is not None else None
    latest = _latest(workspace, judged, newest)
    if date is None:
        date = next_sending_day(max(today, latest.date or today) + FORTNIGHT)
    name = free_key(workspace, date, key)
    directory = judged.directory if judged is not None else known_directory(workspace)
    coming = rows_to_come(original.document, original.rows(), date, directory) if original else ()
    rows, told = (coming, ()) if calendar is None else calendar_rows(workspace, calendar, date, directory)
    kinds = kinds or _kinds_of(original) or USUAL
    if "calendar" not in kinds:
        coming, rows = (), ()
        told = () if calendar is None else (f"no section is a `calendar`: nothing of `{calendar}` is in this issue",)
    beginning = Beginning(
        date=date,
        number=latest.number,
        original=original,
        kinds=kinds,
        rows=rows,
        rows_copied=calendar is None and bool(rows),
        categories=_categories(original, directory, date),
        signature=_signature(original, directory, date),
    )
    write_schemas(make_schemas(workspace))
    write_issue(workspace, name, scaffold(beginning), _images(workspace, beginning))
    rows_from = None
    if "calendar" in kinds:
        rows_from = str(calendar) if calendar is not None else original.issue.key if original and rows else None
    return Begun(
        key=name,
        date=date,
        number=latest.number,
        copied_from=original.issue.key if original else None,
        rows=rows,
        rows_from=rows_from,
        notices=(
            *_about_original(judged),
            *_about_name(workspace, name),
            *_about_date(date, latest.date),
            *told,
            *_about_rows(rows),
            *(_missing(calendar, coming, rows, date) if calendar is not None else ()),
        ),
        validation=validate(workspace, name),
    )


def calendar_rows(
    workspace: Workspace, calendar: pathlib.Path, date: datetime.date, directory: Directory
) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """Return the meetings of a file in the eight weeks from a day as rows, and notices about what is not among them.

    Titles that are spellings of a meeting series become its name. Raises Failure when the file cannot be read.
    """

    def name_of(title: str) -> str:
        series = directory.series_named(title, date)
        return series.name.content if series is not None else title

    first, last = eight_weeks(date)
    timezone = ZoneInfo(workspace.settings.newsletter.timezone)
    meetings, notices = read_meetings(
        calendar, str(calendar), first=first, last=last, timezone=timezone, name_of=name_of
    )
    if len(meetings) > MOST_ROWS:
        hint = f"a calendar of an issue has at most {MOST_ROWS}; give a file with fewer"
        raise Failure(f"`{calendar}` has {len(meetings)} meetings in eight weeks", hint=hint)
    return rows_of(meetings), notices


@dataclass(frozen=True, slots=True)
class _Latest:
    """What the newest issue says about the next one: its own date (None when there is none), and the next number."""

    date: datetime.date | None
    number: int | None


def _check_kinds(kinds: Sequence[str]) -> None:
    from storsthlm_cli.issues.shape import SECTION_SHAPES

    for kind in kinds:
        if kind not in SECTION_SHAPES:
            close = difflib.get_close_matches(kind, SECTION_SHAPES, n=1)
            hint = f"did you mean `{close[0]}`?" if close else f"the kinds are {', '.join(SECTION_SHAPES)}"
            raise Failure(f"there is no section kind `{kind}`", hint=hint)


def _original(judged: Validation) -> Original:
    if judged.issue is None:
        hint = f"`storsthlm validate {judged.key}` says why; begin from another one by `--from ISSUE`"
        raise Failure(f"issue `{judged.key}` cannot be read, so that nothing can be copied from it", hint=hint)
    return Original(judged.document, judged.issue)


def _latest(workspace: Workspace, judged: Validation | None, newest: Sequence[str]) -> _Latest:
    issue = judged.issue if judged is not None else None
    if newest and judged is not None and newest[0] != judged.key:
        issue = validate(workspace, newest[0]).issue or issue
    if issue is None:
        return _Latest(None, 1)
    return _Latest(issue.date, issue.number + 1 if issue.number is not None else None)


def _kinds_of(original: Original | None) -> tuple[str, ...]:
    return tuple(section.kind for section in original.issue.sections) if original is not None else ()


def _categories(original: Original | None, directory: Directory, date: datetime.date) -> list[str]:
    """Return the categories in use on a day, without those that only name what comes back, such as the calendar."""
    sections = original.issue.sections if original is not None else ()
    frame = {each.key for section in sections if section.kind in RECURRING for each in section.categories}
    known = directory.categories.values()
    return [each.key for each in known if valid(each.since, each.until, date) and each.key not in frame]


def _signature(original: Original | None, directory: Directory, date: datetime.date) -> str | None:
    """Return who signed the last letter, if that is a person of the directory who will still hold a role."""
    letter = original.first("letter") if original is not None else None
    who = letter.signature if letter is not None else None
    person = directory.people.get(who.key) if isinstance(who, Reference) else None
    return person.key if person is not None and person.role(date) is not None else None


def _images(workspace: Workspace, beginning: Beginning) -> dict[str, bytes]:
    """Return the images that copied sections show. What is no image of the issue is left to the new one's checks."""
    if beginning.original is None:
        return {}
    folder = workspace.issue_folder(beginning.original.issue.key)
    usable = (
        name
        for name in copied_images(beginning)
        if belongs_inside(name) and isinstance(facts(folder, name), ImageFacts)
    )
    found = {name: read_raw(folder, name) for name in usable}
    return {name: data for name, data in found.items() if data is not None}


def _about_original(judged: Validation | None) -> Iterator[str]:
    unfinished = [each for each in judged.findings if each.level is not Level.INFO] if judged is not None else []
    if judged is not None and unfinished:
        yield f"`{judged.key}`, which this was copied from, is not finished: `storsthlm validate {judged.key}`"


def _about_name(workspace: Workspace, name: str) -> Iterator[str]:
    if not _DATED.fullmatch(name):
        yield f"`{name}` does not begin with year and month: names are sorted, and the last one counts as the newest"
    elif keys(workspace.issues)[-1] != name:
        newest = keys(workspace.issues)[-1]
        yield f"`{newest}` still counts as the newest issue; name this one: `storsthlm validate {name}`"


def _about_date(date: datetime.date, latest: datetime.date | None) -> Iterator[str]:
    off = day_off(date)
    if off is not None:
        yield f"{date.isoformat()} is a day off ({off.name})"
    elif not suits_sending(date):
        yield f"{date.isoformat()} is a Friday or the day before a day off, when many have left already"
    if latest is not None and date < latest:
        yield f"{date.isoformat()} lies before the newest issue's date, {latest.isoformat()}"


def _about_rows(rows: Sequence[Row]) -> Iterator[str]:
    for row in rows:
        if row.remark:
            yield f"{row.day.isoformat()} {row.title}: {row.remark}"


def _missing(calendar: pathlib.Path, coming: Sequence[Row], rows: Sequence[Row], date: datetime.date) -> Iterator[str]:
    """Tell of meetings that the other issue announced and the file does not have: they may have been moved."""
    known = {row.meeting for row in rows}
    for row in coming:
        if row.day <= eight_weeks(date)[1] and row.meeting not in known:
            yield f"not in `{calendar}`, but announced before: {row.day.isoformat()} {row.title}"
