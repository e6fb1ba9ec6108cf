"""Approve: bind who sits at the keyboard to the very content that would be sent. Any edit makes it another content."""

from __future__ import annotations

import datetime
import difflib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import Engine

from storsthlm_cli.checks.mail.rendered import judge_mail
from storsthlm_cli.model.approvals import Approval, Clearance
from storsthlm_cli.model.errors import Refused
from storsthlm_cli.model.findings import Finding, Level
from storsthlm_cli.model.newsletter import Newsletter
from storsthlm_cli.model.rendered import Pieces, Rendered
from storsthlm_cli.store import approvals
from storsthlm_cli.workflows.composing import Content, compose
from storsthlm_cli.workflows.identity import who
from storsthlm_cli.workflows.memory import open_memory, remembered, token_keys
from storsthlm_cli.workflows.transports import rehearses
from storsthlm_cli.workflows.workspace import Workspace, find_issue


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What a person is asked to approve: the content as it is now, what was found in it, and what it had before."""

    issue: str
    subject: str
    content: str
    text: str
    findings: tuple[Finding, ...]
    clearance: Clearance

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What must be corrected first."""
        return tuple(finding for finding in self.findings if finding.level is Level.ERROR)


def consider(workspace: Workspace, issue: str | None) -> Candidate:
    """Return the content of an issue (the newest for None) as it would be sent, and whether it is approved.

    Raises what rendering raises for an issue that cannot be shown.
    """
    content = compose(workspace, issue, token_keys(workspace))
    newsletter = workspace.settings.newsletter
    mail = judge_mail(content.rendered, newsletter, workspace.settings.levels)
    return Candidate(
        issue=content.validation.key,
        subject=content.subject,
        content=content.hash,
        text=plain(content.rendered, newsletter),
        findings=(*content.validation.findings, *mail),
        clearance=clearance(workspace, remembered(workspace), content),
    )


def approve(workspace: Workspace, candidate: Candidate) -> Approval:
    """Write down that whoever sits here approves the candidate, and return the entry."""
    entry = Approval(candidate.issue, candidate.content, who(workspace.root), _now(), candidate.text)
    approvals.add(open_memory(workspace), entry)
    return entry


def withdraw(workspace: Workspace, issue: str | None) -> Approval:
    """Take back every approval of an issue (the newest for None), and return the entry that says so.

    What has been sent is sent; the book keeps both entries. Raises Refused when nothing is approved.
    """
    key = find_issue(workspace, issue)
    engine = remembered(workspace)
    if engine is None or not approvals.valid(engine, key):
        raise Refused(f"issue `{key}` has no approval to withdraw", hint=f"`storsthlm approve {key} --show` shows it")
    entry = Approval(key, "", who(workspace.root), _now(), "")
    approvals.add(engine, entry)
    return entry


def clearance(workspace: Workspace, engine: Engine | None, content: Content) -> Clearance:
    """Return whether a content may go out, and what has changed since another one was approved."""
    found = _clearance(workspace, engine, content.validation.key, content.hash)
    if found.last is None:
        return found
    now = plain(content.rendered, workspace.settings.newsletter)
    return replace(found, changes=tuple(_changes(found.last.text, now)))


def demand(workspace: Workspace, engine: Engine, issue: str, content: str) -> None:
    """Raise Refused when the workspace asks for an approval of this very content and there is none now."""
    check(issue, _clearance(workspace, engine, issue, content))


def check(issue: str, clearance: Clearance) -> None:
    """Raise Refused when an approval is missing."""
    if not clearance.stands_in_the_way:
        return
    last = clearance.last
    why = f"has been edited since {last.by} approved it" if last is not None else "is not approved"
    raise Refused(
        f"issue `{issue}` {why}: nothing was sent",
        hint=f"`storsthlm approve {issue}` shows what is to be approved, and asks; the settings want it "
        "(`approval.required`)",
    )


def plain(rendered: Rendered, newsletter: Newsletter) -> str:
    """Return all of a mail that can be put in words: who sends it, subject, inbox line, images by their hash, text."""
    senders = [f"From: {newsletter.sender.name} <{newsletter.sender.address}>"]
    if newsletter.reply_to is not None:
        senders.append(f"Reply-To: {newsletter.reply_to.address}")
    pictures = [(one.file_name, one.data) for one in rendered.embedded] + [
        (one.path, one.data) for one in rendered.hosted
    ]
    lines = [
        *senders,
        f"Subject: {_words(rendered.subject)}",
        f"Inbox line: {_words(rendered.preheader)}",
        *(f"Image: {name} {hashlib.sha256(data).hexdigest()[:12]}" for name, data in pictures),
        "",
    ]
    return "\n".join(lines) + "\n" + _words(rendered.text)


def _clearance(workspace: Workspace, engine: Engine | None, issue: str, content: str) -> Clearance:
    needed = workspace.settings.approval and not rehearses(workspace)
    held = approvals.valid(engine, issue) if engine is not None else ()
    approval = next((each for each in held if each.content == content), None)
    return Clearance(needed, approval, held[0] if held and approval is None else None)


def _changes(before: str, after: str) -> Iterator[str]:
    """Yield the hunks of a unified diff, one line around each change."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=1, lineterm="")
    yield from list(lines)[2:]


def _words(pieces: Pieces) -> str:
    return "".join(piece if isinstance(piece, str) else f"[{piece.field.removeprefix('@')}]" for piece in pieces)


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
