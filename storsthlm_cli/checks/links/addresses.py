"""L101 to L105: links, judged by how they are written. Nothing is looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from storsthlm_cli.addresses import InvalidAddress, parse
from storsthlm_cli.checks.links.answers import encrypted
from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.checks.words import nearest
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.targets import Target, earlier_issue, targets

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+-]*):")
_SLOT = re.compile(r"\{\{.*?\}\}|%7B%7B.*?%7D%7D", re.IGNORECASE)
_FORBIDDEN = re.compile(r"""[\s<>"\\{}]""")
_LABEL = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?")
_GOOD = frozenset({"https", "mailto", "tel"})


@rule("L101", Level.ERROR, judges=Issue)
def empty_link(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a link that nobody can see or follow."""
    for target in targets(issue):
        if not target.text.strip():
            yield hit(target.label, part="text")
        if target.url == "":
            yield hit(target.where, part="address")


@rule("L102", Level.ERROR, judges=Issue)
def wrong_scheme(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find an address that a mail must not or cannot lead to. A page without encryption is only warned about."""
    for target in _followed(issue):
        scheme = _scheme(target)
        if scheme not in _GOOD and not _address(target).startswith("#") and earlier_issue(target.url) is None:
            level = Level.WARNING if scheme == "http" else None
            way = _meant(target.url, issue) or encrypted(target.url, evidence)
            yield hit(target.where, level, url=target.url, scheme=scheme, way=way)


@rule("L103", Level.ERROR, judges=Issue)
def invalid_address(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find an address that no program can follow (RFC 3986; RFC 6068 for mail)."""
    for target in _followed(issue):
        scheme = _scheme(target)
        reason = ""
        if scheme in ("https", "http"):
            reason = _web_fault(_address(target))
        elif scheme == "mailto":
            reason = _mail_fault(_address(target))
        if reason:
            yield hit(target.where, url=target.url, reason=reason)


@rule("L104", Level.ERROR, judges=Issue)
def unknown_anchor(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a link to a section of this issue that there is not."""
    known = [section.id for section in issue.sections]
    for target in _followed(issue):
        if _address(target).startswith("#") and _address(target)[1:] not in known:
            anchor = _address(target)[1:]
            yield hit(target.where, anchor=anchor, nearest=nearest(anchor, known))


@rule("L105", Level.ERROR, judges=Issue)
def unknown_issue(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a link to an earlier issue, or to a section of it, that leads nowhere."""
    for target in _followed(issue):
        earlier = earlier_issue(target.url)
        if earlier is None:
            continue
        key, section = earlier
        known = evidence.issues.get(key)
        if key not in evidence.issues:
            yield hit(target.where, what=f"issue `{key}`", nearest=nearest(key, evidence.issues))
        elif section and known is not None and section not in (other.id for other in known.sections):
            ids = [other.id for other in known.sections]
            yield hit(target.where, what=f"section `#{section}` in issue `{key}`", nearest=nearest(section, ids))
        elif not evidence.has_archive:
            yield hit(target.where, what="public address of the issues (`web.archive_url`)", nearest="")


def _meant(url: str, issue: Issue) -> str:
    """Return what an address without a scheme was probably meant to be, or an empty string."""
    if url in (section.id for section in issue.sections):
        return f"#{url}"
    try:
        parse(url)
    except InvalidAddress:
        return ""
    return f"mailto:{url}"


def _followed(issue: Issue) -> Iterator[Target]:
    return (target for target in targets(issue) if target.url and not target.lost)


def _address(target: Target) -> str:
    """Return the address with something plain in place of merge slots, which are filled in later."""
    return _SLOT.sub("x", target.url)


def _scheme(target: Target) -> str:
    match = _SCHEME.match(_address(target))
    return match[1].lower() if match else ""


def _web_fault(url: str) -> str:
    """Return what is wrong with a web address, or an empty string."""
    forbidden = _FORBIDDEN.search(url)
    if forbidden:
        return "it contains a space" if forbidden[0].isspace() else f"it contains `{forbidden[0]}`"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        return "its port is not a number" if "ort" in str(error) else "its host is in brackets that do not match"
    if not parts.hostname:
        return "it has no host"
    if port == 0:
        return "its port is 0"
    return _host_fault(parts.hostname)


def _host_fault(host: str) -> str:
    if ":" in host:
        return ""
    try:
        ascii_host = host.encode("idna").decode("ascii")
    except UnicodeError:
        return f"`{host}` is no host name"
    labels = ascii_host.removesuffix(".").split(".")
    if len(labels) < 2:
        return f"`{host}` has no top domain"
    return "" if all(_LABEL.fullmatch(label) for label in labels) else f"`{host}` is no host name"


def _mail_fault(url: str) -> str:
    """Return what is wrong with a mail address, or an empty string."""
    written = unquote(url.partition(":")[2].partition("?")[0])
    for address in written.split(","):
        try:
            parse(address.strip())
        except InvalidAddress as error:
            return str(error)
    return ""
