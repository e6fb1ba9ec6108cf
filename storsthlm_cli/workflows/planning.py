"""Plan: who would get an issue, who not and why, and what they would get. Nothing is sent or decided."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Engine

from storsthlm_cli.audience.building import build
from storsthlm_cli.audience.lists import read_list
from storsthlm_cli.messages.hashing import content_hash
from storsthlm_cli.messages.letter import Letter, write_letter
from storsthlm_cli.messages.values import missing
from storsthlm_cli.model.audience import Audience, Reason, Subscriber, Suppression
from storsthlm_cli.model.delivery import Dispatch, DispatchState, Recipient, State
from storsthlm_cli.model.errors import Failure, Refused
from storsthlm_cli.model.findings import Finding, Level
from storsthlm_cli.model.rendered import Pieces, Rendered
from storsthlm_cli.model.sending import Difference, Plan
from storsthlm_cli.store import dispatches
from storsthlm_cli.store.suppressions import suppressed
from storsthlm_cli.tokens import open_keys
from storsthlm_cli.workflows.memory import key_file, remembered
from storsthlm_cli.workflows.previewing import render_issue
from storsthlm_cli.workflows.validating import Validation, validate
from storsthlm_cli.workflows.workspace import Workspace

TEST_PREFIX = "[Test] "
OUTBOX = "outbox"
"""The transport whose dispatches are rehearsals."""
REASONS = {State.ACCEPTED: Reason.HAS_IT, State.UNKNOWN: Reason.UNKNOWN}


@dataclass(frozen=True, slots=True)
class Content:
    """An issue ready to be mailed: what was found in it, its rendering, the letter, the hash of what was approved."""

    validation: Validation
    rendered: Rendered
    letter: Letter
    hash: str


def prepare(workspace: Workspace, issue: str | None, *, test: bool = False) -> Content:
    """Validate and render an issue for sending. Findings do not stop it, only what cannot be rendered does.

    A real transport is judged as of today, a rehearsal as of the issue's date: rehearsing an old issue is no mistake.
    A test says so in its subject, and has Message-IDs of its own, so that no server takes the real mail for a copy.
    """
    rehearsal = workspace.settings.transport == OUTBOX
    now = datetime.datetime.now(datetime.UTC)
    validation = validate(workspace, issue, today=None if rehearsal else now.astimezone().date(), sending=True)
    rendered = render_issue(workspace, validation)
    if test:
        rendered = replace(
            rendered, issue=f"{rendered.issue} test {now.isoformat()}", subject=joined(TEST_PREFIX, rendered.subject)
        )
    newsletter = workspace.settings.newsletter
    letter = write_letter(rendered, newsletter, open_keys(key_file(workspace)), now)
    return Content(validation, rendered, letter, content_hash(rendered, newsletter))


def joined(prefix: str, pieces: Pieces) -> Pieces:
    """Return the pieces with text before them."""
    first = pieces[0] if pieces else ""
    return (prefix + first, *pieces[1:]) if isinstance(first, str) else (prefix, *pieces)


def plan(workspace: Workspace, issue: str | None, lists: Sequence[str]) -> Plan:
    """Return what a `send` of the issue (the newest for None) to these lists would do.

    Raises Refused when another dispatch of the issue stands unfinished, Failure when a list cannot be read.
    """
    if not lists:
        raise Failure("no list is named", hint="`--list NAME`, for a file `lists/NAME.csv`")
    names = tuple(dict.fromkeys(lists))
    content = prepare(workspace, issue)
    key = content.validation.key
    engine = remembered(workspace)
    resumes = _unfinished(engine, key, names, workspace.settings.transport, content.hash)
    paths = {name: workspace.lists / f"{name}.csv" for name in names}
    files = [read_list(path, name, workspace.shown(path)) for name, path in paths.items()]
    left: Mapping[str, Suppression] = suppressed(engine) if engine is not None else {}
    audience = build(files, left, already(engine, workspace, key, content.hash))
    if engine is not None and resumes is not None:
        audience = replace(audience, recipients=_still_to_go(engine, resumes))
    message = _first_message(content, audience)
    return Plan(
        issue=key,
        subject=shown(content.rendered.subject),
        transport=workspace.settings.transport,
        rehearsal=workspace.settings.transport == OUTBOX,
        content=content.hash,
        audience=audience,
        difference=_difference(engine, workspace, names, audience),
        size=len(message),
        first=message,
        resumes=resumes,
        finished=_finished(engine, workspace, key, audience) if resumes is None else None,
        findings=(*content.validation.findings, *_empty_slots(content, audience)),
        notices=tuple(notice for file in files for notice in file.notices),
    )


def already(engine: Engine | None, workspace: Workspace, issue: str, content: str) -> Mapping[str, tuple[Reason, str]]:
    """Return who needs no further message of this issue: normalised address → (reason, a word on when)."""
    if engine is None:
        return {}
    rehearsal = workspace.settings.transport == OUTBOX
    found = dispatches.settled(engine, issue, rehearsal=rehearsal, content=content)
    return {key: (REASONS.get(state, Reason.REFUSED), f"dispatch {name}") for key, (state, name) in found.items()}


def numbered(audience: Audience) -> tuple[Recipient, ...]:
    """Return the audience as recipients, in the order of sending."""
    return tuple(
        Recipient(number, each.address, each.key, each.fields) for number, each in enumerate(audience.recipients, 1)
    )


def shown(pieces: Pieces) -> str:
    """Return text with its slots as people read them: `Hej [first_name]`."""
    return "".join(piece if isinstance(piece, str) else f"[{piece.field}]" for piece in pieces)


def _unfinished(
    engine: Engine | None, issue: str, lists: tuple[str, ...], transport: str, content: str
) -> Dispatch | None:
    """Return the dispatch to go on with. Raises Refused when there is one that this command does not match."""
    for dispatch in dispatches.find(engine, issue=issue, open_only=True) if engine is not None else ():
        differs = [
            word
            for word, same in {
                "its lists are others": set(dispatch.lists) == set(lists),
                "its transport is another": dispatch.transport == transport,
                "the issue has been edited since": dispatch.content == content,
            }.items()
            if not same
        ]
        if not differs:
            return dispatch
        again = " ".join(f"--list {name}" for name in dispatch.lists)
        raise Refused(
            f"dispatch `{dispatch.id}` of this issue stands unfinished, and {' and '.join(differs)}",
            hint=f"finish it as it was (`storsthlm send {issue} {again} --transport {dispatch.transport}`) "
            f"or give it up (`storsthlm cancel {dispatch.id}`)",
        )
    return None


def _still_to_go(engine: Engine, dispatch: Dispatch) -> tuple[Subscriber, ...]:
    waiting = dispatches.people(engine, dispatch.id, (State.UNTRIED, State.DEFERRED))
    return tuple(Subscriber(each.address, each.key, each.fields, "", 0) for each in waiting)


def _finished(engine: Engine | None, workspace: Workspace, issue: str, audience: Audience) -> Dispatch | None:
    """Return the finished dispatch after which nobody is left, if it is so."""
    if engine is None or audience.recipients:
        return None
    rehearsal = workspace.settings.transport == OUTBOX
    done = [each for each in dispatches.find(engine, issue=issue) if each.rehearsal == rehearsal]
    return next((each for each in done if each.state is DispatchState.FINISHED), None)


def _difference(
    engine: Engine | None, workspace: Workspace, lists: tuple[str, ...], audience: Audience
) -> Difference | None:
    """Compare with everybody who was planned for the last dispatch to the same lists."""
    if engine is None:
        return None
    rehearsal = workspace.settings.transport == OUTBOX
    same = [each for each in dispatches.find(engine) if each.rehearsal == rehearsal and set(each.lists) == set(lists)]
    if not same:
        return None
    before = {each.key: each.address for each in dispatches.people(engine, same[0].id)}
    stays = (Reason.HAS_IT, Reason.UNKNOWN, Reason.REFUSED)
    known = {each.address for each in audience.left_out if each.reason in stays}
    now = {each.key: each.address for each in audience.recipients}
    return Difference(
        same[0],
        tuple(address for key, address in now.items() if key not in before),
        tuple(address for key, address in before.items() if key not in now and address not in known),
    )


def _first_message(content: Content, audience: Audience) -> bytes:
    """Return what the first recipient would get; nothing when there is none, or a slot of theirs stays empty."""
    first = next(iter(numbered(audience)), None)
    if first is None or missing(content.rendered, first.fields):
        return b""
    return content.letter.message(first)


def _empty_slots(content: Content, audience: Audience) -> tuple[Finding, ...]:
    """Return an error for each slot that would stay empty for somebody."""
    lacking: dict[str, list[str]] = {}
    for each in audience.recipients:
        for field in missing(content.rendered, each.fields):
            lacking.setdefault(field, []).append(each.address)
    return tuple(
        Finding("M101", Level.ERROR, None, {"field": field, "count": str(len(who)), "first": who[0]})
        for field, who in lacking.items()
    )
