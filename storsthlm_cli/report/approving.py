"""What `approve` tells, and what others tell of an approval."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from storsthlm_cli.model.approvals import Approval, Clearance
from storsthlm_cli.report.consoles import Consoles, visible, write
from storsthlm_cli.report.data import write_json
from storsthlm_cli.report.findings import as_data, show_remarks, summary
from storsthlm_cli.report.times import moment

if TYPE_CHECKING:
    from storsthlm_cli.workflows.approving import Candidate

SHOWN_LINES = 40
"""Lines of a difference that are shown before the rest is counted."""


def clearance_words(clearance: Clearance) -> str:
    """Return `approved by … on …`, or `not approved` and what was approved last."""
    if clearance.approval is not None:
        return approval_words(clearance.approval)
    asked = ", and must be before it is sent" if clearance.needed else ""
    if clearance.last is None:
        return f"not approved{asked}"
    return f"not approved{asked}; another text was {approval_words(clearance.last)}"


def approval_words(approval: Approval) -> str:
    """Return `approved by Anna Ek (anna) on 2021-06-21 14:03`; a withdrawal says so."""
    done = "withdrawn" if approval.withdrawal else "approved"
    return f"{done} by {approval.by} on {moment(approval.at)}"


def show_edits(console: Console, clearance: Clearance) -> None:
    """Write what has changed since another content was approved; nothing when none was."""
    if clearance.last is None:
        return
    write(console)
    write(console, f"changed since the text was {visible(approval_words(clearance.last))}", style="bold")
    for line in clearance.changes[:SHOWN_LINES]:
        write(console, Text(f"  {visible(line)}".rstrip(), {"-": "red", "+": "green"}.get(line[:1], "")))
    if len(clearance.changes) > SHOWN_LINES:
        write(console, f"    and {len(clearance.changes) - SHOWN_LINES} lines more; `--json` has them all")
    if not clearance.changes:
        write(console, "  no word: its looks, its links or the settings of the newsletter")


def show_candidate(consoles: Consoles, console: Console, candidate: Candidate) -> None:
    """Write to `console` what is to be approved, and to stderr what was found in it, remarks left out."""
    show_remarks(consoles, candidate.findings)
    write(console, Text(f"issue {visible(candidate.issue)}", "bold"))
    others = candidate.mails[1:]
    for name, value in (
        ("subject", candidate.subject),
        ("content", candidate.content[:12]),
        ("findings", summary(candidate.findings)),
        ("approval", clearance_words(candidate.mails[0].clearance)),
    ):
        write(console, f"  {name:<9} {visible(value)}")
    if others:
        write(console, f"  and {_variants(len(others))}:")
    for mail in others:
        write(console, f"    {visible(', '.join(mail.lists))}: {visible(mail.subject)} ({mail.content[:12]})")
        write(console, f"      {visible(clearance_words(mail.clearance))}")
    show_edits(console, candidate.clearance)


def show_entry(console: Console, entry: Approval, variants: int = 0) -> None:
    """Write that an approval has been given or taken back; given, how many variants it is about too."""
    beside = f", with {_variants(variants)}" if variants else ""
    write(console, f"issue {visible(entry.issue)} {visible(approval_words(entry))}{beside}")


def write_candidate(console: Console, candidate: Candidate) -> None:
    """Write a candidate as JSON."""
    body = {"issue": candidate.issue, "subject": candidate.subject, "content": candidate.content}
    others = [
        {"lists": list(mail.lists), "subject": mail.subject, "content": mail.content, **clearance_data(mail.clearance)}
        for mail in candidate.mails[1:]
    ]
    findings = [as_data(finding) for finding in candidate.findings]
    write_json(console, {**body, **clearance_data(candidate.clearance), "variants": others, "findings": findings})


def write_entry(console: Console, entry: Approval, variants: int = 0) -> None:
    """Write an entry of the book as JSON, and how many variants were approved with it."""
    write_json(console, {"issue": entry.issue, "entry": approval_data(entry), "variants": variants})


def _variants(number: int) -> str:
    return f"{number} {'variant' if number == 1 else 'variants'} for single lists"


def clearance_data(clearance: Clearance) -> dict[str, object]:
    """Return whether a content may go out, for JSON."""
    return {
        "approval_needed": clearance.needed,
        "approval": clearance.approval and approval_data(clearance.approval),
        "approved_before": clearance.last and approval_data(clearance.last),
        "changes": list(clearance.changes),
    }


def approval_data(approval: Approval) -> dict[str, object]:
    """Return an entry of the book for JSON, without the text."""
    return {
        "content": approval.content or None,
        "withdrawal": approval.withdrawal,
        "user": approval.by.user,
        "name": approval.by.name or None,
        "email": approval.by.email or None,
        "at": approval.at.isoformat(),
    }
