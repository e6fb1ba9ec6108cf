"""Record: one issue packed for the public record (allmän handling), with nothing of any reader's in it.

Rehearsals are left out: they never left this machine, so that nobody got anything by them.
"""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from storsthlm_cli.archive.calendars import ISSUED, announced, calendar, newest
from storsthlm_cli.archive.records import packed
from storsthlm_cli.messages.letter import Letter, load_letter, write_letter
from storsthlm_cli.model.approvals import Approval
from storsthlm_cli.model.delivery import State
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.sending import Standing
from storsthlm_cli.rendering.web import open_site_design
from storsthlm_cli.source.writing import Value
from storsthlm_cli.store import dispatches
from storsthlm_cli.store.approvals import history
from storsthlm_cli.tokens import UNSAVED
from storsthlm_cli.workflows.archiving import Copy, copy_of, page_of
from storsthlm_cli.workflows.following import standing
from storsthlm_cli.workflows.frozen import Mail, opened
from storsthlm_cli.workflows.memory import remembered, token_keys
from storsthlm_cli.workflows.receipts import FILE as RECEIPT
from storsthlm_cli.workflows.validating import validate
from storsthlm_cli.workflows.variants import variants
from storsthlm_cli.workflows.workspace import Workspace, find_issue

NOT_SENT = "not-sent"
"""Stands for the dispatch's name where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A record that has been written. `files` are the paths in it, `sent` the dispatches that it tells of."""

    issue: str
    path: Path
    size: int
    files: tuple[str, ...]
    sent: tuple[Standing, ...]
    notices: tuple[str, ...]


def record(workspace: Workspace, given: str | None, *, output: Path | None = None) -> Record:
    """Pack an issue (the newest for None) as a zip file: `build/record-KEY.zip` unless another is named.

    It holds each text that was mailed, unmerged and as an invented reader would see it, the web page as it is now, the
    issue file, and counts. Raises BadContent when an issue that was never sent cannot be shown, Failure when the
    file cannot be written.
    """
    key = find_issue(workspace, given)
    engine = remembered(workspace)
    known = dispatches.find(engine, issue=key) if engine is not None else ()
    sent = tuple(standing(engine, each) for each in reversed(known) if engine is not None and not each.rehearsal)
    copy, why = _copy(workspace, key, needed=not sent)
    files = {"issue.yaml": workspace.issue_file(key).read_bytes()}
    receipt = workspace.issue_folder(key) / RECEIPT
    if receipt.exists():
        files[RECEIPT] = receipt.read_bytes()
    notices = [f"the web page is left out: {why}"] if why else []
    if copy is not None:
        files |= _web(workspace, copy, listed=bool(sent))
        if _edited(workspace, copy, {each.dispatch.content for each in sent}):
            notices.append("the issue has been edited since it was sent: web page and issue.yaml are as they are now")
        if not sent:
            files |= _mail(opened(_unsent(workspace, copy)), NOT_SENT)
    texts = _texts(sent)
    for name in texts.values():
        assert engine is not None, "what was sent is in it"
        files |= _mail(opened(load_letter(dispatches.letter(engine, name), token_keys(workspace))), name)
    book = history(engine, key) if engine is not None else ()
    facts = _facts(workspace, key, copy, sent, texts, book, rehearsals=len(known) - len(sent))
    data = packed(files, facts)
    path = workspace.root / "build" / f"record-{key}.zip" if output is None else output
    _write(path, data)
    return Record(issue=key, path=path, size=len(data), files=tuple(sorted(files)), sent=sent, notices=tuple(notices))


def _copy(workspace: Workspace, key: str, *, needed: bool) -> tuple[Copy | None, str]:
    """Return the issue as it is now; if it cannot be shown and is not `needed`, None and why."""
    try:
        return copy_of(workspace, validate(workspace, key)), ""
    except Failure as failure:
        if needed:
            raise
        return None, failure.message


def _edited(workspace: Workspace, copy: Copy, sent: set[str]) -> bool:
    """Tell whether a text that was sent is none of the issue's any more: neither that for all nor that for a list."""
    return bool(sent - {copy.content}) and not sent <= {
        each.hash for each in variants(workspace, validate(workspace, copy.issue.key))
    }


def _texts(sent: Sequence[Standing]) -> Mapping[str, str]:
    """Return for each text, by its hash, the first dispatch of it."""
    return {each.dispatch.content: each.dispatch.id for each in reversed(sent)}


def _mail(mail: Mail, name: str) -> dict[str, bytes]:
    folder = f"mail/{name}"
    images = {f"{folder}/images/{image}": data for image, data in mail.images.items()}
    return {
        f"{folder}/issue.html": mail.html.encode(),
        f"{folder}/issue.txt": mail.text.encode(),
        f"{folder}/invented-reader.eml": mail.eml,
        **images,
    }


def _unsent(workspace: Workspace, copy: Copy) -> Letter:
    """Return the letter that would be sent on the issue's day."""
    newsletter = workspace.settings.newsletter
    date = datetime.datetime.combine(copy.issue.date, ISSUED, ZoneInfo(newsletter.timezone))
    return write_letter(copy.rendered, newsletter, UNSAVED, date)


def _web(workspace: Workspace, copy: Copy, *, listed: bool) -> dict[str, bytes]:
    """Return the page with its images and the calendar files that it leads to, laid out as on the site."""
    newsletter = workspace.settings.newsletter
    page = page_of(workspace, copy, open_site_design(workspace.root), listed=listed)
    files = {f"web/{page.path}index.html": page.html.encode()}
    files |= {f"web/{page.path}{image.path}": image.data for image in page.images}
    if listed:
        events = newest(announced(copy.issue, copy.directory, newsletter)).values()
        files |= {f"web/{each.event.file}": calendar([each], newsletter) for each in events}
    return files


def _facts(
    workspace: Workspace,
    key: str,
    copy: Copy | None,
    sent: Sequence[Standing],
    texts: Mapping[str, str],
    book: Sequence[Approval],
    *,
    rehearsals: int,
) -> dict[str, Value]:
    """Return what the register tells."""
    newsletter = workspace.settings.newsletter
    facts: dict[str, Value] = {
        "issue": key,
        "newsletter": newsletter.name,
        "organisation": newsletter.organisation,
        "sender": newsletter.sender.address,
    }
    if copy is not None:
        facts |= {"date": copy.issue.date.isoformat(), "number": copy.issue.number, "content_now": copy.content}
    facts["approved_by"] = [_entry(each) for each in book] or "none recorded"
    facts["rehearsals_left_out"] = rehearsals
    facts["sent"] = [_dispatch(each, texts) for each in sent] or "not sent"
    return facts


def _dispatch(standing: Standing, texts: Mapping[str, str]) -> Value:
    """Return what is told of a dispatch: when, how, which text, and how many; of nobody who and where."""
    dispatch, tally = standing.dispatch, standing.tally
    return {
        "dispatch": dispatch.id,
        "subject": dispatch.subject,
        "state": dispatch.state.value,
        "begun": _moment(dispatch.created),
        "ended": _moment(dispatch.ended) if dispatch.ended is not None else None,
        "over": dispatch.transport,
        "lists": list(dispatch.lists),
        "content": dispatch.content,
        "mail": f"mail/{texts[dispatch.content]}/",
        "planned": tally.planned,
        **{state.value: tally[state] for state in State if tally[state]},
    }


def _entry(entry: Approval) -> Value:
    """Return what is told of an approval, or of one that was taken back."""
    if entry.withdrawal:
        return {"withdrawn_by": str(entry.by), "at": _moment(entry.at)}
    return {"by": str(entry.by), "at": _moment(entry.at), "content": entry.content}


def _moment(when: datetime.datetime) -> str:
    return when.astimezone(datetime.UTC).isoformat(timespec="seconds")


def _write(path: Path, data: bytes) -> None:
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            temporary.write_bytes(data)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise Failure(f"cannot write `{path}`: {error.strerror or error}", hint="name another by `--output`") from error
