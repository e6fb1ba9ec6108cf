"""Plan: who would get an issue, who not and why, and what they would get. Nothing is sent or written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy import Engine

from storsthlm_cli.audience.files import check_name
from storsthlm_cli.audience.gathering import Gathering
from storsthlm_cli.audience.segments import condition
from storsthlm_cli.checks.mail.rendered import judge_mail
from storsthlm_cli.messages.letter import load_letter
from storsthlm_cli.messages.values import missing, needy, unfilled
from storsthlm_cli.model.audience import Audience, Reason, Subscriber
from storsthlm_cli.model.delivery import Dispatch, DispatchState, Recipient, State
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.findings import Finding, Level
from storsthlm_cli.model.selections import named
from storsthlm_cli.model.sending import NOTHING_YET, ONCE, Appointment, Difference, Plan, Wish
from storsthlm_cli.store import addressees, dispatches
from storsthlm_cli.workflows.approving import clearance, clearance_of
from storsthlm_cli.workflows.composing import Content, compose
from storsthlm_cli.workflows.correcting import check_edited, corrected, lists_of, readers, unknown_notice
from storsthlm_cli.workflows.freshness import stale_notice
from storsthlm_cli.workflows.leavers import leavers_of
from storsthlm_cli.workflows.memory import remembered, token_keys, unsafe_place
from storsthlm_cli.workflows.one_click import by_mail_alone
from storsthlm_cli.workflows.publishing import not_served
from storsthlm_cli.workflows.receipts import check_memory
from storsthlm_cli.workflows.resuming import check_the_same, frozen_elsewhere
from storsthlm_cli.workflows.selecting import excepted, selected_rows
from storsthlm_cli.workflows.transports import rehearses
from storsthlm_cli.workflows.workspace import Workspace, find_issue

REASONS = {State.ACCEPTED: Reason.HAS_IT, State.UNKNOWN: Reason.UNKNOWN}
_DONE = (Reason.HAS_IT, Reason.UNKNOWN, Reason.REFUSED)
"""Why somebody is left out after a dispatch of the issue."""


def plan(
    workspace: Workspace,
    issue: str | None,
    lists: Sequence[str],
    *,
    wish: Wish = ONCE,
    at: Appointment | None = None,
) -> Plan:
    """Return what a `send` of the issue (the newest for None) to these lists would do, `at` a moment (None: now).

    `lists` are the names of a selection: lists, and what makes a part of them (see `model.selections`).
    A correction goes to the readers of the dispatch that it corrects, and is of that dispatch's issue. An unfinished
    dispatch of this content to these lists is gone on with as it was frozen: lists are not read again, and what the
    checks find now does not stop it. Before mail really leaves, the public archive is asked whether it serves this
    text, since the mails link to it. Raises Refused when another dispatch of the issue stands unfinished or there is
    nothing to correct, Failure when a list cannot be read.
    """
    wrong = corrected(workspace, wish.corrects, issue) if wish.corrects is not None else None
    names = () if wrong is not None else _list_names(lists)
    key = find_issue(workspace, wrong.issue if wrong is not None else issue)
    engine = remembered(workspace)
    addressed = lists_of(engine, wrong) if wrong is not None else named(names).lists
    moment = at.moment if at is not None else None
    content = compose(workspace, key, token_keys(workspace), addressed, wish=wish, at=moment)
    unended = dispatches.find(engine, issue=key, open_only=True) if engine is not None else ()
    if engine is not None and unended:
        check_the_same(workspace, unended[0], names, content.hash, wish)
        wish = Wish(corrects=unended[0].corrects, again=unended[0].again)
        made = _going_on(workspace, engine, unended[0], content)
    else:
        if wrong is not None:
            check_edited(wrong, content.hash)
        if not rehearses(workspace) and not wish.despite_lost_memory:
            check_memory(workspace, engine, key)
        made = _beginning(workspace, engine, names, content, wish, wrong)
    notices = (*made.notices, *(at.doubts if at is not None else ()))
    notices += (*unsafe_place(workspace), *stale_notice(workspace))
    notices += by_mail_alone(workspace, len(made.audience.recipients))
    clear = clearance(workspace, engine, content)
    if made.content != content.hash:
        clear = clearance_of(workspace, engine, key, made.content)
    return replace(made, clearance=clear, wish=wish, at=at, notices=notices, variant=content.lists)


def already(
    engine: Engine, workspace: Workspace, issue: str, content: str, wish: Wish = ONCE
) -> Iterator[tuple[str, Reason, str]]:
    """Yield who needs no further message of this issue: normalised address, reason, a word on when."""
    if wish.again:
        return
    correction = wish.corrects is not None
    for key, state, name in dispatches.settled(
        engine, issue, rehearsal=rehearses(workspace), content=content, correction=correction
    ):
        yield key, REASONS.get(state, Reason.REFUSED), f"dispatch {name}"


def numbered(audience: Audience) -> Iterator[Recipient]:
    """Yield the audience as recipients, in the order of sending."""
    for number, each in enumerate(audience.recipients, 1):
        yield Recipient(number, each.address, each.key, each.fields, each.through or each.list)


def _list_names(lists: Sequence[str]) -> tuple[str, ...]:
    """Return the names, each once. A list is a file in `lists/`, so that it has one name only."""
    selected = named(lists)
    if not selected.lists:
        raise Failure("no list is named", hint="`--list NAME`, for a file `lists/NAME.csv`")
    for name in (*selected.lists, *selected.without):
        check_name(name)
    return replace(selected, where=tuple(dict.fromkeys(str(condition(each)) for each in selected.where))).names


def _beginning(
    workspace: Workspace,
    engine: Engine | None,
    names: tuple[str, ...],
    content: Content,
    wish: Wish,
    wrong: Dispatch | None,
) -> Plan:
    """Plan a new dispatch; `wrong` is the one that it corrects."""
    notices: list[str] = []
    key, extent = content.validation.key, NOTHING_YET
    lists = selected_rows(workspace, named(names), notices)
    if engine is not None and wrong is not None:
        lists = {wrong.id: readers(engine, wrong, include_unknown=wish.include_unknown)}
    if engine is not None:
        extent = dispatches.extent(engine, key, rehearsal=rehearses(workspace))
    leavers = leavers_of(workspace, engine)
    gathering = Gathering({name: leavers.sort_out(rows) for name, rows in lists.items()}, leavers.digest)
    gathering.leave_out(excepted(workspace, named(names), notices))
    if engine is not None:
        gathering.leave_out(already(engine, workspace, key, content.hash, wish))
        notices += unknown_notice(engine, wish)
    audience = replace(gathering.audience(), lists=names)
    message = _first_message(content, audience)
    finished = _finished(engine, workspace, content, audience, wish)
    asks = finished is None and not rehearses(workspace)
    mail = judge_mail(content.rendered, content.newsletter, workspace.settings.levels)
    missing_copy = not_served(workspace, key, content.public) if asks else ()
    return Plan(
        issue=key,
        subject=content.subject,
        transport=workspace.settings.transport,
        rehearsal=rehearses(workspace),
        content=content.hash,
        audience=audience,
        difference=_difference(engine, workspace, names, gathering),
        size=len(message),
        first=message,
        resumes=None,
        finished=finished,
        findings=(*content.validation.findings, *mail, *_empty_slots(content, audience), *missing_copy),
        notices=tuple(notices),
        extent=extent,
    )


def _going_on(workspace: Workspace, engine: Engine, dispatch: Dispatch, content: Content) -> Plan:
    """Plan the rest of a frozen dispatch."""
    letter = load_letter(dispatches.letter(engine, dispatch.id), token_keys(workspace), dispatch.mark)
    waiting = addressees.people(engine, dispatch.id, (State.UNTRIED, State.DEFERRED))
    rest = Gathering({"": (Subscriber(each.address, each.key, each.fields, "", 0, each.list) for each in waiting)})
    audience = replace(rest.audience(), lists=dispatch.lists)
    first = next(numbered(audience), None)
    message = letter.message(first) if first is not None else b""
    return Plan(
        issue=dispatch.issue,
        subject=dispatch.subject,
        transport=dispatch.transport,
        rehearsal=dispatch.rehearsal,
        content=dispatch.content,
        audience=audience,
        difference=None,
        size=len(message),
        first=message,
        resumes=dispatch,
        finished=None,
        findings=tuple(each for each in content.validation.findings if each.level is not Level.ERROR),
        notices=frozen_elsewhere(dispatch, content.hash),
    )


def _finished(
    engine: Engine | None, workspace: Workspace, content: Content, audience: Audience, wish: Wish
) -> Dispatch | None:
    """Return the finished dispatch after which nobody is left, if it is so: that to the same lists, else the latest.

    Where nobody has the issue there is none: all of them are left out for other reasons.
    """
    if engine is None or audience.recipients or wish.again:
        return None
    correction = wish.corrects is not None
    ended = []
    for each in dispatches.find(engine, issue=content.validation.key):
        counts = each.counts_against(rehearsal=rehearses(workspace), content=content.hash, correction=correction)
        if counts and each.state is DispatchState.FINISHED and correction == (each.corrects is not None):
            ended.append(each)
    same = [each for each in ended if correction or set(each.lists) == set(audience.lists)]
    if same or not any(row.reason in _DONE for row in audience.left_out):
        return next(iter(same), None)
    return next(iter(ended), None)


def _difference(
    engine: Engine | None, workspace: Workspace, names: tuple[str, ...], gathering: Gathering
) -> Difference | None:
    """Compare with everybody who was planned for the last dispatch to the same lists."""
    known = dispatches.find(engine) if engine is not None else ()
    same = [each for each in known if each.rehearsal == rehearses(workspace) and set(each.lists) == set(names)]
    if engine is None or not same or not names:
        return None
    return Difference(same[0], *gathering.compare(addressees.addresses(engine, same[0].id)))


def _first_message(content: Content, audience: Audience) -> bytes:
    """Return what the first recipient would get; nothing when there is none, or a slot of theirs stays empty."""
    first = next(numbered(audience), None)
    if first is None or missing(content.rendered, first.fields):
        return b""
    return content.letter.message(first)


def _empty_slots(content: Content, audience: Audience) -> tuple[Finding, ...]:
    """Return an error for each slot that would stay empty for somebody."""
    slots = needy(content.rendered)
    lacking: Counter[str] = Counter()
    first: dict[str, str] = {}
    for each in audience.recipients if slots else ():
        for field in unfilled(slots, each.fields):
            lacking[field] += 1
            first.setdefault(field, each.address)
    return tuple(
        Finding("M101", Level.ERROR, None, {"field": field, "count": str(count), "first": first[field]})
        for field, count in lacking.items()
    )
