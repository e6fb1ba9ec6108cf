"""L115 to L117: what became of the pages that links lead to. Judged only when somebody was asked (`--online`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from storsthlm_cli.checks.links.targets import web_targets
from storsthlm_cli.checks.links.tracking import is_personal
from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.model.answers import Answer, Verdict, asked_as
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.targets import Target

_NO_MATTER = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)
_LEVELS = {
    Verdict.FAILING: Level.WARNING,
    Verdict.UNANSWERED: Level.WARNING,
    Verdict.WALLED: Level.INFO,
    Verdict.PRIVATE: Level.INFO,
}


@rule("L115", Level.ERROR, judges=Issue, at_times=True)
def dead_link(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a link to a page that is certainly not there."""
    for target, answer in _answered(issue, evidence):
        if answer.verdict is Verdict.GONE:
            yield hit(target.where, url=target.url, reason=answer.reason)


@rule("L116", Level.WARNING, judges=Issue, at_times=True)
def unwilling_link(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a link whose page would not show itself; a remark where it may only keep programs out."""
    for target, answer in _answered(issue, evidence):
        # Without a reason there is nothing to say: a machine's number is L111's, a missing network nobody's.
        if answer.verdict in _LEVELS and answer.reason:
            yield hit(target.where, _LEVELS[answer.verdict], url=target.url, reason=answer.reason)


@rule("L117", Level.INFO, judges=Issue, at_times=True)
def moved_link(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a link to a page that has moved for good (RFC 9110 §15.4.2, §15.4.9); a warning where it is only guessed to.

    Whoever takes a page away often lets its address lead to the front page.
    """
    for target, answer in _answered(issue, evidence):
        new = answer.moved
        if answer.verdict is Verdict.HERE and new and not _same(target.url, new) and not is_personal(new):
            lost = not _deep(new) and _deep(target.url)
            yield hit(target.where, Level.WARNING if lost else None, url=target.url, new=new, right="" if lost else new)


def encrypted(url: str, evidence: Evidence) -> str:
    """Return the https address to which a page without encryption leads by itself, "" when that is not known."""
    answer = evidence.answers.get(asked_as(url))
    if answer is None or answer.verdict is not Verdict.HERE or not answer.moved.startswith("https:"):
        return ""
    return f"https{url[len('http') :]}" if _same(url, answer.moved) else ""


def _answered(issue: Issue, evidence: Evidence) -> Iterator[tuple[Target, Answer]]:
    for target, _ in web_targets(issue) if evidence.answers else ():
        answer = evidence.answers.get(asked_as(target.url))
        if answer is not None:
            yield target, answer


def _same(one: str, other: str) -> bool:
    """Tell whether two addresses are one and the same but for encryption, `www.` and a slash at the end."""
    return _plain(one) == _plain(other)


def _plain(url: str) -> str:
    return _NO_MATTER.sub("", asked_as(url)).rstrip("/").casefold()


def _deep(url: str) -> bool:
    """Tell whether an address leads to a page within a site."""
    parts = urlsplit(url)
    return parts.path.strip("/") != "" or parts.query != ""
