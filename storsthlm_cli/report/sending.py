"""Plans, standings and verifications, as people read them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import chain, islice

from rich.console import Console
from rich.text import Text

from storsthlm_cli.model.audience import LeftOut, Reason
from storsthlm_cli.model.delivery import Dispatch, State, Tally
from storsthlm_cli.model.sending import Plan, Standing, Verification, Wish
from storsthlm_cli.report.approving import approval_words, clearance_words, show_edits
from storsthlm_cli.report.consoles import visible, write, write_wrapped
from storsthlm_cli.report.findings import plural
from storsthlm_cli.report.letters import opening
from storsthlm_cli.report.sizes import size
from storsthlm_cli.report.times import appointed, moment, waiting_for

SHOWN_ROWS = 20
"""Rows shown before the rest is counted; `--json` has them all."""

REASONS = {
    Reason.INVALID: ("not an address", "not addresses"),
    Reason.ERASED: ("address no longer kept", "addresses no longer kept"),
    Reason.DUPLICATE: ("listed twice", "listed twice"),
    Reason.SUPPRESSED: ("suppressed", "suppressed"),
    Reason.EXCEPTED: ("on a list left out", "on a list left out"),
    Reason.HAS_IT: ("has it already", "have it already"),
    Reason.UNKNOWN: ("perhaps has it already", "perhaps have it already"),
    Reason.REFUSED: ("refused by the server before", "refused by the server before"),
}
STYLES = {
    State.ACCEPTED: "green",
    State.REFUSED: "red",
    State.UNKNOWN: "yellow",
    State.EXPIRED: "yellow",
    State.DEFERRED: "yellow",
}


def show_plan(console: Console, plan: Plan) -> None:
    """Write what a `send` would do: to whom, whom not and why, what changed, and the first message."""
    kind = "a rehearsal: nothing leaves this machine" if plan.rehearsal else f"over {plan.transport}"
    write(console, Text.assemble((f"issue {visible(plan.issue)}", "bold"), f", {kind}"))
    whole = plan.resumes.size if plan.resumes is not None else plan.number
    resumed = f", {plan.number} of them still to go" if plan.resumes is not None else ""
    field(console, "subject", plan.subject)
    if plan.variant:
        field(console, "mail", f"that for {', '.join(plan.variant)}")
    _show_audience(console, plan.audience.lists, plan.wish)
    field(console, "to", plural(whole, "recipient") + resumed)
    field(console, "left out", left_out_summary(plan.audience.left_out))
    if plan.difference is not None and plan.resumes is None:
        since = plan.difference.since
        changed = f"{len(plan.difference.added)} added, {len(plan.difference.removed)} gone"
        field(console, "changes", f"{changed} since dispatch {since.id} of {moment(since.created)}")
    if plan.size:
        field(console, "size", f"{size(plan.size)} a message")
    field(console, "content", plan.content[:12])
    field(console, "approval", clearance_words(plan.clearance))
    if plan.resumes is not None:
        field(console, "goes on", f"with dispatch {plan.resumes.id} of {moment(plan.resumes.created)}")
    if plan.at is not None:
        field(console, "at", appointed(plan.at))
    for notice in plan.notices:
        write_wrapped(console, Text.assemble(("notice", "bold cyan"), f": {visible(notice)}"), "  ")
    show_left_out(console, plan.audience.left_out)
    if plan.difference is not None and plan.resumes is None:
        _show_changes(console, "added", plan.difference.added)
        _show_changes(console, "gone", plan.difference.removed)
    show_edits(console, plan.clearance)
    if plan.first:
        write(console)
        write(console, "first message", style="bold")
        for line in opening(plan.first):
            write(console, f"  {line}".rstrip())


def left_out_summary(left_out: Collection[LeftOut]) -> str:
    """Return how many are left out and why: `3: 2 listed twice, 1 suppressed`."""
    if not left_out:
        return "nobody"
    counts = Counter(row.reason for row in left_out)
    told = [f"{counts[reason]} {REASONS[reason][counts[reason] > 1]}" for reason in Reason if counts[reason]]
    return f"{len(left_out)}: {', '.join(told)}"


def show_finished(console: Console, plan: Plan) -> None:
    """Say that the issue has been sent to everybody already, and to whom; or that nobody is left on other lists."""
    assert plan.finished is not None
    done = plan.finished
    kind = "rehearsed" if done.rehearsal else "sent"
    when = moment(done.ended or done.created)
    what = f"issue {visible(done.issue)} has been {kind} to everybody on {visible(', '.join(done.lists))}"
    if done.corrects is not None:
        what = f"the correction of {done.corrects} has been {kind} to everybody who is to get it"
    elif set(plan.audience.lists) != set(done.lists):
        what = f"nobody is left on {visible(', '.join(plan.audience.lists))}, after what has been {kind} before"
    write_wrapped(console, f"{what}: dispatch {done.id}, finished {when}", "  ")
    if plan.audience.left_out:
        field(console, "left out", left_out_summary(plan.audience.left_out))
    write(console, "nothing was sent now")
    write(console, f"next: `storsthlm verify {done.id}`")


def show_standing(console: Console, standing: Standing) -> None:
    """Write where a dispatch stands, with the rows that a person should look at."""
    dispatch = standing.dispatch
    kind = "rehearsal" if dispatch.rehearsal else "dispatch"
    write(console, Text.assemble((f"{kind} {dispatch.id}", "bold"), f", {_state(dispatch)}"))
    field(console, "subject", dispatch.subject)
    _show_audience(console, dispatch.lists, Wish(corrects=dispatch.corrects, again=dispatch.again))
    field(console, "over", dispatch.transport)
    if dispatch.at is not None and dispatch.ongoing and standing.tally[State.UNTRIED] == standing.tally.planned:
        field(console, "at", waiting_for(dispatch.at))
    if standing.approval is not None:
        field(console, "approval", approval_words(standing.approval))
    _show_outcome(console, standing)


def show_test(console: Console, standing: Standing) -> None:
    """Write what became of a test: it is in no book, so that nothing more can be told of it later."""
    dispatch = standing.dispatch
    stays = ", a rehearsal: nothing has left this machine" if dispatch.rehearsal else ""
    head = (f"test of issue {visible(dispatch.issue)}", "bold")
    write(console, Text.assemble(head, f" over {dispatch.transport}{stays}"))
    _show_outcome(console, standing)


def show_verification(console: Console, verification: Verification) -> None:
    """Write every proof and whether it holds, then the verdict."""
    dispatch = verification.standing.dispatch
    write(console, Text.assemble((f"dispatch {dispatch.id}", "bold"), f", {_state(dispatch)}"))
    for proof in verification.proofs:
        mark = ("  holds  ", "green") if proof.holds else ("  FAILS  ", "bold red")
        detail = f": {visible(proof.detail)}" if proof.detail else ""
        write(console, Text.assemble(mark, f"{proof.name}{detail}"))
    write(console, Text.assemble(f"  {'outcome':<9} ", counted(verification.standing.tally)))
    broken = sum(not proof.holds for proof in verification.proofs)
    tally = verification.standing.tally
    perhaps = ", or perhaps not" if tally[State.UNKNOWN] else ""
    missed = f": {tally.missed} of {tally.planned} did not get it{perhaps}" if tally.missed else ""
    verdict = f"not verified: {plural(broken, 'proof fails', 'proofs fail')}" if broken else f"verified{missed}"
    write(console, verdict, style="bold red" if broken else "bold green")


def show_sent(console: Console, standing: Standing, again: str) -> None:
    """Write where a dispatch stands after a run, and the next command; `again` goes on with it."""
    show_standing(console, standing)
    if standing.tally.open:
        write(console, f"{plural(standing.tally.open, 'message')} still to go; next: `{again}`")
    elif standing.tally[State.UNKNOWN]:
        write(console, f"{standing.tally[State.UNKNOWN]} unknown; next: `storsthlm resolve {standing.dispatch.id}`")
    else:
        write(console, f"next: `storsthlm verify {standing.dispatch.id}`")


def counted(tally: Tally) -> Text:
    """Return `78 planned: 76 accepted, 2 refused`, states that nobody is in left out."""
    told = Text(f"{tally.planned} planned: ")
    parts = [Text(f"{tally[state]} {state}", STYLES.get(state, "")) for state in State if tally[state]]
    return told.append(Text(", ").join(parts)) if parts else Text("nobody")


def _show_outcome(console: Console, standing: Standing) -> None:
    write(console, Text.assemble(f"  {'outcome':<9} ", counted(standing.tally)))
    for row in islice(standing.rows, SHOWN_ROWS):
        write_wrapped(console, Text.assemble("    ", _row(row.state, row.address, row.reply)), " " * 16)
    _rest(console, len(standing.rows))


def field(console: Console, name: str, value: str) -> None:
    """Write one line of what is known of something: a name, and its value."""
    write_wrapped(console, f"  {name:<9} {visible(value)}", " " * 12)


def _show_audience(console: Console, lists: Sequence[str], wish: Wish) -> None:
    """Write who is meant: the lists, or the readers of the dispatch that is corrected."""
    if wish.corrects is not None:
        field(console, "corrects", f"dispatch {wish.corrects}")
    else:
        field(console, "lists", ", ".join(lists) + (", those who have it already too" if wish.again else ""))


def _state(dispatch: Dispatch) -> str:
    if dispatch.ongoing or dispatch.ended is None:
        return f"{dispatch.state}, begun {moment(dispatch.created)}"
    return f"{dispatch.state} {moment(dispatch.ended)}"


def show_left_out(console: Console, left_out: Collection[LeftOut]) -> None:
    """Write the first of those who are left out, each with the row and the reason."""
    if not left_out:
        return
    write(console)
    write(console, "left out", style="bold")
    usual = (row for row in left_out if row.reason is Reason.HAS_IT)
    usual_last = chain((row for row in left_out if row.reason is not Reason.HAS_IT), usual)
    for row in islice(usual_last, SHOWN_ROWS):
        detail = f": {visible(row.detail)}" if row.detail else ""
        told = f"{visible(row.address)}  {REASONS[row.reason][0]}{detail}"
        write_wrapped(console, f"  {visible(row.list)}:{row.line}  {told}", "    ")
    _rest(console, len(left_out))


def _show_changes(console: Console, word: str, addresses: Collection[str]) -> None:
    if not addresses:
        return
    write(console)
    write(console, f"{word} since the last dispatch", style="bold")
    for address in islice(addresses, SHOWN_ROWS):
        write(console, f"  {visible(address)}")
    _rest(console, len(addresses))


def _row(state: State, address: str, reply: str) -> Text:
    silence = "the server has not answered yet" if state is State.ATTEMPTING else "the server said nothing"
    words: Iterable[str] = (visible(address), visible(reply) if reply else silence)
    return Text.assemble((f"{state:<10}  ", STYLES.get(state, "")), "  ".join(words))


def _rest(console: Console, number: int) -> None:
    if number > SHOWN_ROWS:
        write(console, f"    and {number - SHOWN_ROWS} more; `--json` has them all")
