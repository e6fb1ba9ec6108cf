"""L111 to L114: where links lead that look fine: to a site for trials, with a tail of tracking, to a file."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from urllib.parse import SplitResult, urlsplit

from storsthlm_cli.checks.links.texts import plain_words
from storsthlm_cli.checks.links.tracking import without_tracking
from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.model.blocks import Link, Purpose
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Edit, Level
from storsthlm_cli.model.issue import CalendarRow, Issue
from storsthlm_cli.model.places import Spot, Text
from storsthlm_cli.model.prose import InlineLink
from storsthlm_cli.model.targets import Target, targets

_REHEARSAL = frozenset(
    {"test", "tst", "staging", "stage", "stg", "dev", "utv", "utveckling", "preview", "acc", "acceptans"}
)
"""First words of host names that only those who build a site can open."""

PRIVATE = frozenset({"local", "localhost", "localdomain", "internal", "intranet", "lan", "test", "invalid"})
"""Top domains that nobody outside can open (RFC 2606, RFC 6762, ICANN's `internal`). `example` is for examples."""

_DOCUMENT = re.compile(r"\.(pdf|docx?|xlsx?|pptx?)\Z", re.IGNORECASE)
_ANNOUNCED = re.compile(r"\b(?:pdf|word|docx?|excel|xlsx?|powerpoint|pptx?|dokument\w*)\b", re.IGNORECASE)
_USUAL = {"https": 443, "http": 80}


@rule("L111", Level.ERROR, judges=Issue)
def rehearsal_site(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find an address that readers probably cannot open; a port alone is only warned about."""
    for target, parts in web_targets(issue):
        host = parts.hostname or ""
        labels = host.rstrip(".").split(".")
        if _is_number(host):
            yield hit(target.where, url=target.url, reason=f"`{host}` is a machine's number")
        elif labels[-1] in PRIVATE or (len(labels) > 2 and labels[0] in _REHEARSAL):
            yield hit(target.where, url=target.url, reason=f"`{host}` is a site for trials")
        elif parts.port is not None and parts.port != _USUAL[parts.scheme]:
            yield hit(target.where, Level.WARNING, url=target.url, reason=f"it has the port {parts.port}")


@rule("L112", Level.WARNING, judges=Issue, fixes=True)
def tracking(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find an address with parameters by which readers are followed."""
    for target, _ in web_targets(issue):
        right, names = without_tracking(target.url)
        if names:
            edit = _edit(target, right)
            yield Hit(target.where, {"names": ", ".join(names), "right": right}, edit=edit)


@rule("L113", Level.WARNING, judges=Issue)
def unannounced(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a link that opens a document or a mail where a page is expected (WCAG 2.2, 3.2.5; webbriktlinje R5)."""
    for target in targets(issue):
        kind = _document(target.url)
        link = target.source
        if isinstance(link, Link) and link.purpose is Purpose.READ:
            if kind:
                yield hit(target.where, what=f"a {kind} file", way="for: document")
            elif target.url.casefold().startswith("mailto:"):
                yield hit(target.where, what="a mail", way="for: mail")
        elif isinstance(link, InlineLink) and kind and not _ANNOUNCED.search(target.text):
            yield hit(target.where, Level.INFO, what=f"a {kind} file", way="")


@rule("L114", Level.INFO, judges=Issue)
def document_of_two_names(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a document that is called something else than before (WCAG 2.2, success criterion 3.2.4)."""
    first: dict[str, Target] = {}
    for target in targets(issue):
        if _document(target.url) and not isinstance(target.source, CalendarRow):
            before = first.setdefault(without_tracking(target.url)[0], target)
            if plain_words(before) != plain_words(target):
                yield hit(target.label, text=target.text, other=before.text)


def web_targets(issue: Issue) -> Iterator[tuple[Target, SplitResult]]:
    """Return the links to web pages that can be followed at all, taken apart; the others are L102's and L103's."""
    for target in targets(issue):
        if target.url.casefold().startswith(("https://", "http://")):
            try:
                parts = urlsplit(target.url)
                named = bool(parts.hostname) and parts.port != 0
            except ValueError:
                continue
            if named and ("." in (parts.hostname or "") or _is_number(parts.hostname or "")):
                yield target, parts


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _document(url: str) -> str:
    """Return which kind of document is at an address, an empty string for a page."""
    try:
        match = _DOCUMENT.search(urlsplit(url).path)
    except ValueError:
        return ""
    return match[1].lower() if match else ""


def _edit(target: Target, url: str) -> Edit | None:
    """Return the edit that writes another address; None where it is not known which characters are the address."""
    if isinstance(target.source, Link):
        return Edit(target.source.url.spot(), url)
    if isinstance(target.source, CalendarRow):
        return Edit(target.where, url)
    return _inline_edit(target.source, target.url, url)


def _inline_edit(link: InlineLink, old: str, new: str) -> Edit | None:
    """Return the edit of a link that is written as `[words](address)` and in no other way."""
    words, spot = link.children[0] if link.children else None, link.spot
    if len(link.children) != 1 or not isinstance(words, Text) or spot.start is None or spot.end is None:
        return None
    if spot.end - spot.start != len(words.content) + len(old) + len("[]()"):
        return None
    return Edit(Spot(spot.file, spot.path, spot.end - 1 - len(old), spot.end - 1), new)
