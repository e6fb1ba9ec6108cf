"""Approve: bind who sits at the keyboard to the very content that would be sent. Any edit makes it another content.

An issue has a mail for all, and perhaps others for some lists: one word approves all of them, each by its own hash, so
that an edit of one of them voids the approval of that one.
"""

from __future__ import annotations

import datetime
import difflib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import Engine

from storsthlm_cli.checks.mail.rendered import judge_mail
from storsthlm_cli.messages.letter import write_letter
from storsthlm_cli.model.approvals import Approval, Clearance
from storsthlm_cli.model.errors import Refused
from storsthlm_cli.model.findings import Finding, Level
from storsthlm_cli.model.newsletter import Newsletter
from storsthlm_cli.model.rendered import Pieces, Rendered
from storsthlm_cli.store import approvals
from storsthlm_cli.workflows.composing import Content, day_of_sending
from storsthlm_cli.workflows.identity import who
from storsthlm_cli.workflows.memory import open_memory, remembered, token_keys
from storsthlm_cli.workflows.transports import rehearses
from storsthlm_cli.workflows.validating import in_order, validate
from storsthlm_cli.workflows.variants import Variant, variants
from storsthlm_cli.workflows.workspace import Workspace, find_issue

_FOR = "For: "
"""What the text of a mail begins with that is not for all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One mail of an issue: the lists that get it (none: it is for all), its content, and whether that is approved."""

    lists: tuple[str, ...]
    subject: str
    content: str
    text: str
    clearance: Clearance


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What a person is asked to approve: the mails of an issue as they are now, and what was found in them.

    `mails` begin with the one for all.
    """

    issue: str
    mails: tuple[Mail, ...]
    findings: tuple[Finding, ...]

    @property
    def subject(self) -> str:
        """The subject of the mail for all."""
        return self.mails[0].subject

    @property
    def content(self) -> str:
        """The hash of the mail for all."""
        return self.mails[0].content

    @property
    def clearance(self) -> Clearance:
        """Whether every mail may go out: that of the first one that is not approved, if there is one."""
        return next((each.clearance for each in self.mails if each.clearance.approval is None), self.mails[0].clearance)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What must be corrected first."""
        return tuple(finding for finding in self.findings if finding.level is Level.ERROR)


def consider(workspace: Workspace, issue: str | None) -> Candidate:
    """Return the mails of an issue (the newest for None) as they would be sent, and whether they are approved.

    Raises what rendering raises for an issue that cannot be shown.
    """
    validation = validate(workspace, issue, today=day_of_sending(workspace), sending=True)
    made, levels, engine = variants(workspace, validation), workspace.settings.levels, remembered(workspace)
    found = [finding for each in made for finding in judge_mail(each.rendered, each.newsletter, levels)]
    return Candidate(
        issue=validation.key,
        mails=tuple(_mail(workspace, engine, validation.key, each) for each in made),
        findings=(*validation.findings, *in_order(found)),
    )


def approve(workspace: Workspace, candidate: Candidate) -> Approval:
    """Write down that whoever sits here approves every mail of the candidate, and return the entry of that for all."""
    by, at, engine = who(workspace.root), _now(), open_memory(workspace)
    entries = [Approval(candidate.issue, each.content, by, at, each.text) for each in candidate.mails]
    for entry in reversed(entries):
        approvals.add(engine, entry)
    return entries[0]


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
    now = plain(content.rendered, content.newsletter, content.lists)
    return _compared(_clearance(workspace, engine, content.validation.key, content.hash, now), now)


def clearance_of(workspace: Workspace, engine: Engine | None, issue: str, content: str) -> Clearance:
    """Return whether a content that was frozen may go out."""
    return _clearance(workspace, engine, issue, content)


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


def plain(rendered: Rendered, newsletter: Newsletter, lists: tuple[str, ...] = ()) -> str:
    """Return all of a mail that can be put in words: who sends it, subject, inbox line, images by their hash, text.

    One that only some lists get says so first.
    """
    senders = [f"{_FOR}{', '.join(lists)}"] if lists else []
    senders += [f"From: {newsletter.sender.name} <{newsletter.sender.address}>"]
    if newsletter.reply_to is not None:
        senders.append(f"Reply-To: {newsletter.reply_to.address}")
    pictures = [(one.file_name, one.data) for one in rendered.embedded] + [
        (one.path, one.data) for one in rendered.hosted
    ]
    lines = [
        *senders,
        f"Subject: {words(rendered.subject)}",
        f"Inbox line: {words(rendered.preheader)}",
        *(f"Image: {name} {hashlib.sha256(data).hexdigest()[:12]}" for name, data in pictures),
        "",
    ]
    return "\n".join(lines) + "\n" + words(rendered.text)


def _mail(workspace: Workspace, engine: Engine | None, issue: str, variant: Variant) -> Mail:
    """Return a mail with whether it is approved. Raises Failure when a header could not hold what it is to hold."""
    write_letter(variant.rendered, variant.newsletter, token_keys(workspace), _now())
    text = plain(variant.rendered, variant.newsletter, variant.lists)
    return Mail(
        lists=variant.lists,
        subject=words(variant.rendered.subject),
        content=variant.hash,
        text=text,
        clearance=_compared(_clearance(workspace, engine, issue, variant.hash, text), text),
    )


def _clearance(workspace: Workspace, engine: Engine | None, issue: str, content: str, text: str = "") -> Clearance:
    """Return whether a content may go out; else what was approved last, of the mail for the same lists if any was."""
    needed = workspace.settings.approval and not rehearses(workspace)
    held = approvals.valid(engine, issue) if engine is not None else ()
    approval = next((each for each in held if each.content == content), None)
    if approval is not None or not held:
        return Clearance(needed, approval)
    return Clearance(needed, None, next((each for each in held if _heading(each.text) == _heading(text)), held[0]))


def _compared(clearance: Clearance, now: str) -> Clearance:
    """Return a clearance with what has changed since another text was approved."""
    if clearance.last is None:
        return clearance
    return replace(clearance, changes=tuple(_changes(clearance.last.text, now)))


def _heading(text: str) -> str:
    """Return which lists a mail is for, nothing for all."""
    first = text.partition("\n")[0]
    return first if first.startswith(_FOR) else ""


def _changes(before: str, after: str) -> Iterator[str]:
    """Yield the hunks of a unified diff, one line around each change."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=1, lineterm="")
    yield from list(lines)[2:]


def words(pieces: Pieces) -> str:
    """Return a text with its slots as people read them: `Hej [first_name]`."""
    return "".join(piece if isinstance(piece, str) else f"[{piece.field.removeprefix('@')}]" for piece in pieces)


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
