"""M109 and M110: what is written for somebody else than the reader."""

from __future__ import annotations

import re
from collections.abc import Iterator

from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.texts import RUNNING, Piece, Use, pieces

_PLACEHOLDER = re.compile(
    r"(?i:lorem ipsum)(?: dolor[\w ]*)?"
    r"|\bX{3,}\b|\bTODO\b|\bFIXME\b"
    r"|\[(?i:fyll i|skriv|lägg (?:in|till)|namn|datum|rubrik|text|länk|plats|tid|bild|webbadress|telefon)\b"
    r"[^\]\n]{0,40}\]"
    r"|\b(?i:skriv (?:här|din text|text här|rubrik här)|lägg till text|text kommer)(?=[.…:!]?\s*\Z)"
)
_OMITTED = re.compile(r"\[(?:…|\.{3})\]|\[_+\]|\(\.{3}\)")
"""What is still to come; in somebody's words it says that something has been left out, and is right."""
_QUOTED = re.compile(r"[”“\"»«’]")
_STUBS = frozenset({"rubrik", "underrubrik", "ingress", "brödtext", "bildtext", "rubrik här", "text här", "skriv här"})
_LITERAL = frozenset({Use.QUOTE, Use.ANSWER})

_FOREIGN = re.compile(
    r"\*?\|(?P<mailchimp>[A-Z][A-Z0-9_:]{1,40})\|\*?"
    r"|%%?(?P<percent>[A-Z][A-Z_]{2,40}|(?:first|last|full)_?name)%%?"
    r"|(?<!\{)\$?\{(?P<braces>[^{}\n]{1,60})\}(?!\})"
    r"|\[\[(?P<brackets>[^\[\]\n]{1,40})\]\]"
    r"|(?:<<|«)(?P<word>(?i:förnamn|efternamn|namn|e-post|organisation|first_?name|last_?name|name))(?:>>|»)"
    r"|\[(?P<single>(?i:first_?name|last_?name|fname|lname|förnamn|efternamn))\]"
)
"""Slots as Mailchimp, Salesforce, ActiveCampaign, HubSpot's kin and Word write them."""
_FIELDS = {
    **dict.fromkeys(("fname", "firstname", "first", "förnamn", "givenname"), "first_name"),
    **dict.fromkeys(("lname", "lastname", "last", "efternamn", "surname"), "last_name"),
    **dict.fromkeys(("name", "fullname", "namn"), "name"),
    **dict.fromkeys(("company", "organisation", "organization"), "organisation"),
}
_FILLED = RUNNING | {Use.SUBJECT, Use.PREHEADER, Use.CLOSING, Use.SUBHEADING}
"""Where a merge slot is filled."""


@rule("M109", Level.WARNING, judges=Issue)
def placeholder(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find what stands for a text to come: tolerable in a draft, not in a mail that is about to leave."""
    level = Level.ERROR if evidence.sending else None
    for piece in pieces(issue):
        for start, end in _placeholders(piece):
            yield hit(piece.text.spot(start, end), level, words=piece.text.content[start:end])


@rule("M110", Level.ERROR, judges=Issue)
def foreign_slot(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a merge slot as other programs write it; what stands in two braces is S040's and S041's matter."""
    for piece in pieces(issue):
        for match in _FOREIGN.finditer(piece.text.content):
            name = next(group for group in match.groups() if group is not None)
            field = _FIELDS.get(re.sub(r"[\W_]", "", name.casefold().removeprefix("contact.")), "")
            right = f"{{{{ recipient.{field} }}}}" if field and piece.use in _FILLED else ""
            yield hit(piece.text.spot(*match.span()), slot=match[0], right=right)


def _placeholders(piece: Piece) -> Iterator[tuple[int, int]]:
    """Yield where placeholders stand in a piece of text."""
    content = piece.text.content
    if content.strip(" .:…[]<>").casefold() in _STUBS:
        yield 0, len(content)
        return
    yield from (match.span() for match in _PLACEHOLDER.finditer(content))
    if piece.use not in _LITERAL and not _QUOTED.search(content):
        yield from (match.span() for match in _OMITTED.finditer(content))
