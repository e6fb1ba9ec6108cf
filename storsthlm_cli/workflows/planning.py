"""Plan: who would get an issue, who not and why, and what they would get. Nothing is sent or written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Engine

from storsthlm_cli.audience.building import build
from storsthlm_cli.audience.lists import read_list
from storsthlm_cli.checks.mail.rendered import judge_mail
from storsthlm_cli.messages.letter import load_letter
from storsthlm_cli.messages.values import missing
from storsthlm_cli.model.audience import Audience, Reason, Subscriber
from storsthlm_cli.model.delivery import Dispatch, DispatchState, Recipient, State
from storsthlm_cli.model.errors import Failure, Refused
from storsthlm_cli.model.findings import Finding, Level
from storsthlm_cli.model.sending import Difference, Plan
from storsthlm_cli.store import dispatches
from storsthlm_cli.store.suppressions import suppressed
from storsthlm_cli.workflows.composing import Content, compose
from storsthlm_cli.workflows.memory import remembered, token_keys
from storsthlm_cli.workflows.publishing import not_served
from storsthlm_cli.workflows.transports import rehearses
from storsthlm_cli.workflows.workspace import Workspace, find_issue

REASONS = {State.ACCEPTED: Reason.HAS_IT, State.UNKNOWN: Reason.UNKNOWN}


def plan(workspace: Workspace, issue: str | None, lists: Sequence[str]) -> Plan:
    """Return what a `send` of the issue (the newest for None) to these lists would do.

    An unfinished dispatch of this content to these lists is gone on with as it was frozen: lists are not read again,
    and what the checks find now does not stop it. Before mail really leaves, the public archive is asked whether it
    serves this text, since the mails link to it. Raises Refused when another dispatch of the issue stands unfinished,
    Failure when a list cannot be read.
    """
    names = _list_names(lists)
    key = find_issue(workspace, issue)
    content = compose(workspace, key, token_keys(workspace))
    engine = remembered(workspace)
    for dispatch in dispatches.find(engine, issue=key, open_only=True) if engine is not None else ():
        assert engine is not None
        _check_the_same(workspace, dispatch, names, content)
        return _going_on(workspace, engine, dispatch, content)
    return _beginning(workspace, engine, names, content)


def already(engine: Engine | None, workspace: Workspace, issue: str, content: str) -> Mapping[str, tuple[Reason, str]]:
    """Return who needs no further message of this issue: normalised address → (reason, a word on when)."""
    if engine is None:
        return {}
    found = dispatches.settled(engine, issue, rehearsal=rehearses(workspace), content=content)
    return {key: (REASONS.get(state, Reason.REFUSED), f"dispatch {name}") for key, (state, name) in found.items()}


def numbered(audience: Audience) -> tuple[Recipient, ...]:
    """Return the audience as recipients, in the order of sending."""
    return tuple(
        Recipient(number, each.address, each.key, each.fields) for number, each in enumerate(audience.recipients, 1)
    )


def _list_names(lists: Sequence[str]) -> tuple[str, ...]:
    """Return the names, each once. A list is a file in `lists/`, so that it has one name only."""
    if not lists:
        raise Failure("no list is named", hint="`--list NAME`, for a file `lists/NAME.csv`")
    for name in lists:
        if not name or "/" in name or "\\" in name or name.startswith("."):
            raise Failure(f"`{name}` is not the name of a list", hint="`--list NAME`, for a file `lists/NAME.csv`")
    return tuple(dict.fromkeys(lists))


def _beginning(workspace: Workspace, engine: Engine | None, names: tuple[str, ...], content: Content) -> Plan:
    """Plan a new dispatch."""
    paths = {name: workspace.lists / f"{name}.csv" for name in names}
    files = [read_list(path, name, workspace.shown(path)) for name, path in paths.items()]
    left = suppressed(engine) if engine is not None else {}
    key = content.validation.key
    audience = build(files, left, already(engine, workspace, key, content.hash))
    message = _first_message(content, audience)
    finished = _finished(engine, workspace, key, audience)
    asks = finished is None and not rehearses(workspace)
    mail = judge_mail(content.rendered, workspace.settings.newsletter, workspace.settings.levels)
    missing_copy = not_served(workspace, key, content.hash) if asks else ()
    return Plan(
        issue=key,
        subject=content.subject,
        transport=workspace.settings.transport,
        rehearsal=rehearses(workspace),
        content=content.hash,
        audience=audience,
        difference=_difference(engine, workspace, names, audience),
        size=len(message),
        first=message,
        resumes=None,
        finished=finished,
        findings=(*content.validation.findings, *mail, *_empty_slots(content, audience), *missing_copy),
        notices=tuple(notice for file in files for notice in file.notices),
    )


def _going_on(workspace: Workspace, engine: Engine, dispatch: Dispatch, content: Content) -> Plan:
    """Plan the rest of a frozen dispatch."""
    letter = load_letter(dispatches.letter(engine, dispatch.id), token_keys(workspace))
    waiting = dispatches.people(engine, dispatch.id, (State.UNTRIED, State.DEFERRED))
    message = letter.message(waiting[0]) if waiting else b""
    rest = tuple(Subscriber(each.address, each.key, each.fields, "", 0) for each in waiting)
    return Plan(
        issue=dispatch.issue,
        subject=dispatch.subject,
        transport=dispatch.transport,
        rehearsal=dispatch.rehearsal,
        content=dispatch.content,
        audience=Audience(dispatch.lists, rest, ()),
        difference=None,
        size=len(message),
        first=message,
        resumes=dispatch,
        finished=None,
        findings=tuple(each for each in content.validation.findings if each.level is not Level.ERROR),
        notices=(),
    )


def _check_the_same(workspace: Workspace, dispatch: Dispatch, names: tuple[str, ...], content: Content) -> None:
    """Raise Refused when an unfinished dispatch is not what this command asks for."""
    transport = workspace.settings.transport
    same = {
        "its lists are others": set(dispatch.lists) == set(names),
        "its transport is another": dispatch.transport == transport,
        "the issue has been edited since": dispatch.content == content.hash,
    }
    differs = [words for words, holds in same.items() if not holds]
    if not differs:
        return
    again = " ".join(f"--list {name}" for name in dispatch.lists)
    restore = (
        "" if dispatch.content == content.hash else "put the issue, its design and its settings back as they were, "
    )
    raise Refused(
        f"dispatch `{dispatch.id}` of this issue stands unfinished, and {' and '.join(differs)}",
        hint=f"to finish it, {restore}`storsthlm send {dispatch.issue} {again} --transport {dispatch.transport}`; "
        f"to give it up, `storsthlm cancel {dispatch.id}`",
    )


def _finished(engine: Engine | None, workspace: Workspace, issue: str, audience: Audience) -> Dispatch | None:
    """Return the finished dispatch after which nobody is left, if it is so."""
    if engine is None or audience.recipients:
        return None
    done = [each for each in dispatches.find(engine, issue=issue) if each.rehearsal == rehearses(workspace)]
    return next((each for each in done if each.state is DispatchState.FINISHED), None)


def _difference(
    engine: Engine | None, workspace: Workspace, names: tuple[str, ...], audience: Audience
) -> Difference | None:
    """Compare with everybody who was planned for the last dispatch to the same lists."""
    known = dispatches.find(engine) if engine is not None else ()
    same = [each for each in known if each.rehearsal == rehearses(workspace) and set(each.lists) == set(names)]
    if engine is None or not same:
        return None
    before = {each.key: each.address for each in dispatches.people(engine, same[0].id)}
    stays = (Reason.HAS_IT, Reason.UNKNOWN, Reason.REFUSED)
    have = {each.address for each in audience.left_out if each.reason in stays}
    now = {each.key: each.address for each in audience.recipients}
    return Difference(
        same[0],
        tuple(address for key, address in now.items() if key not in before),
        tuple(address for key, address in before.items() if key not in now and address not in have),
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
