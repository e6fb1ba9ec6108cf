"""A dispatch from every side, as people read it and as data; and all dispatches, one line each."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console
from rich.text import Text

from storsthlm_cli.model.delivery import Dispatch, State, Tally
from storsthlm_cli.model.inbox import Fault
from storsthlm_cli.model.overview import Aftermath, Cause, Overview, Side, Timeline
from storsthlm_cli.report.consoles import Consoles, visible, write, write_wrapped
from storsthlm_cli.report.data import write_json
from storsthlm_cli.report.findings import plural
from storsthlm_cli.report.records import dispatch_data, outcomes_data, standing_data
from storsthlm_cli.report.sending import STYLES, counted, field, show_standing
from storsthlm_cli.report.times import local, moment

SHOWN = 20
"""Domains and causes shown before the rest is counted."""
FAULTS: Mapping[Fault, str] = {
    Fault.ADDRESS: "for the address",
    Fault.FULL: "for a full mailbox",
    Fault.EXPIRED: "after many tries",
    Fault.OTHER: "for another reason",
    Fault.UNMARKED: "by a report without our mark",
    Fault.POLICY: "for a rule of theirs about us",
    Fault.SIZE: "for the size",
    Fault.NETWORK: "for the way between",
}
"""Why mails came back, after their number."""
BAR = 40
"""Columns of the longest bar."""


def show_overviews(console: Console, overviews: Sequence[Overview], sides: Sequence[Side]) -> None:
    """Write where each dispatch stands, and how it looks from these sides; a blank line between them."""
    for index, overview in enumerate(overviews):
        if index:
            write(console)
        show_standing(console, overview.standing)
        if overview.messages:
            field(console, "messages", overview.messages)
        if overview.retries is not None:
            due = overview.retries
            last = f", the last of {due.waiting} at {moment(due.last)}" if due.waiting > 1 else ""
            field(console, "retries", f"the next at {moment(due.next)}{last}")
        if overview.aftermath.any:
            field(console, "since", aftermath_words(overview.aftermath))
        for side in dict.fromkeys(sides):
            write(console)
            for line in _SIDES[side](overview):
                write(console, line)


def overview_data(overview: Overview) -> dict[str, object]:
    """Return a dispatch from every side."""
    retries, timeline, since = overview.retries, overview.timeline, overview.aftermath
    return {
        **standing_data(overview.standing),
        "messages": overview.messages or None,
        "since": {
            "came_back": since.returned,
            "faults": {fault.value: count for fault, count in since.faults},
            "left_by_mail": since.left,
            "complained": since.complained,
        },
        "retries": retries
        and {"waiting": retries.waiting, "next": retries.next.isoformat(), "last": retries.last.isoformat()},
        "domains": [
            {"domain": each.name, "planned": each.tally.planned, "outcomes": outcomes_data(each.tally)}
            for each in overview.domains
        ],
        "reasons": [
            {"state": each.state.value, "code": each.code, "words": each.words, "count": each.count}
            for each in overview.causes
        ],
        "timeline": {
            "step_seconds": timeline.step,
            "intervals": [
                {"begin": each.begin.isoformat(), "outcomes": outcomes_data(each.tally)} for each in timeline.intervals
            ],
        },
    }


def aftermath_words(aftermath: Aftermath) -> str:
    """Return what the mailbox told since: `3 came back (2 for the address, 1 for a full mailbox), 1 left by mail`."""
    faults = ", ".join(f"{count} {FAULTS[fault]}" for fault, count in aftermath.faults)
    told = (
        (aftermath.returned, f"came back ({faults})"),
        (aftermath.left, "left by mail"),
        (aftermath.complained, "complained"),
    )
    return ", ".join(f"{count} {words}" for count, words in told if count)


def show_history(consoles: Consoles, history: Sequence[tuple[Dispatch, Tally]], json: bool) -> None:
    """Write all dispatches, one line each."""
    if json:
        told = [{"dispatch": dispatch_data(each), "outcomes": outcomes_data(tally)} for each, tally in history]
        write_json(consoles.out, {"dispatches": told})
        return
    width = max((len(each.id) for each, _ in history), default=0)
    for each, tally in history:
        kind = "rehearsal" if each.rehearsal else each.transport
        begun = f"{visible(each.id):<{width}}  {moment(each.created)}  {kind:<9}  {each.state:<9}  "
        line = Text.assemble(begun, counted(tally), f"  {visible(', '.join(each.lists))}")
        write_wrapped(consoles.out, line, " " * (width + 2))
    if not history:
        write(consoles.out, "nothing has been sent from this workspace yet")


def _domains(overview: Overview) -> Iterator[Text]:
    yield Text("by domain, the worst first", "bold")
    shown = overview.domains[:SHOWN]
    width = max((len(each.name) for each in shown), default=0)
    for each in shown:
        yield Text.assemble(f"  {visible(each.name):<{width}}  ", counted(each.tally))
    if len(overview.domains) > SHOWN:
        yield Text(f"  and {len(overview.domains) - SHOWN} more; `--json` has them all")


def _causes(overview: Overview) -> Iterator[Text]:
    yield Text("by reason", "bold")
    for each in overview.causes[:SHOWN]:
        state = (f"{each.state:<10}", STYLES.get(each.state, ""))
        yield Text.assemble(f"  {each.count:>7}  ", state, f"  {visible(cause_words(each))}")
    if len(overview.causes) > SHOWN:
        rest = sum(each.count for each in overview.causes[SHOWN:])
        yield Text(f"  {rest:>7}  for {plural(len(overview.causes) - SHOWN, 'other reason')}; `--json` has them all")
    if not overview.causes:
        yield Text("  nobody was put off or refused")


def cause_words(cause: Cause) -> str:
    """Return what servers said: `5.1.1 no such user`."""
    return " ".join(filter(None, (cause.code, cause.words))) or "the server said nothing"


def _timeline(overview: Overview) -> Iterator[Text]:
    timeline = overview.timeline
    yield Text(f"over time, a line for {_duration(timeline)}", "bold")
    most = max((each.tally.planned for each in timeline.intervals), default=0)
    day = ""
    for each in timeline.intervals:
        begin = local(each.begin)
        if f"{begin:%Y-%m-%d}" != day:
            day = f"{begin:%Y-%m-%d}"
            yield Text(f"  {day}")
        label = f"    {begin:%H:%M}  {each.tally.planned:>7}  "
        yield Text.assemble(label, *_bar(each.tally, most)) if each.tally.planned else Text(label.rstrip())
    if not timeline.intervals:
        yield Text("  nothing has been decided yet")


def _bar(tally: Tally, most: int) -> Iterator[tuple[str, str]]:
    """Yield a bar: `#` for accepted, the first letter of the others, at least one for each that there is."""
    for state in State:
        if tally[state]:
            sign = "#" if state is State.ACCEPTED else state.value[0]
            yield sign * max(1, round(BAR * tally[state] / most)), STYLES.get(state, "")


def _duration(timeline: Timeline) -> str:
    """Return how long an interval is: `a minute`, `15 minutes`, `6 hours`, `a day`."""
    step = datetime.timedelta(seconds=timeline.step)
    for name, unit in (("a day", "day"), ("an hour", "hour"), ("a minute", "minute")):
        one = datetime.timedelta(**{f"{unit}s": 1})
        if step >= one:
            return name if step == one else f"{step // one} {unit}s"
    raise AssertionError(step)


_SIDES = {Side.DOMAIN: _domains, Side.REASON: _causes, Side.TIME: _timeline}
