"""L106 to L110: the words of links. A link is read on its own, too: in a list of links, and by whoever only skims."""

from __future__ import annotations

import re
from collections.abc import Iterator

from storsthlm_cli.checks.links.pointers import pointers
from storsthlm_cli.checks.links.tracking import without_tracking
from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.model.blocks import Item, Link, Purpose
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Edit, Level
from storsthlm_cli.model.issue import CalendarRow, Issue
from storsthlm_cli.model.places import Spot, Text
from storsthlm_cli.model.targets import Target, targets

LONGEST = 90
"""Characters of a link's text; a longer one is no call but a sentence."""

_GENERIC = frozenset(
    {
        *("läs mer", "läs mera", "läs mer här", "läs vidare", "läs mer nedan", "mer information", "mer info"),
        *("här", "hit", "klicka", "klicka här", "tryck här", "se här", "se mer", "se mer här", "visa mer"),
        *("länk", "länken", "den här länken", "denna länk", "ladda ner", "ladda ned", "ladda ner här"),
        *("anmälan här", "till anmälan här", "here", "click here", "read more", "more information"),
    }
)
"""What says nothing of where it leads (Digg, "Skriv tydliga länkar", webbriktlinje R5)."""

_SIGN_UP = re.compile(r"(?:(?:läs|se) (?:mer|\w+) och )?anmäl (?:dig|er) här")
"""The same, a call for reading before it or not."""

_READING = frozenset(
    {
        "läs mer",
        "läs mera",
        "läs mer här",
        "läs vidare",
        "läs mer nedan",
        "mer information",
        "mer info",
        "här",
        "se mer",
    }
)
"""Those of them that a headline completes: `Läs mer: Nya möten i höst`."""

_QUOTED = re.compile(r"[”\"“][^”\"“]+[”\"“]")

_HERE = re.compile(r"(?<!\bden )(?<!\bdet )(?<!\bde )(?<!\bså )\bhär\b(?! är\b)")
"""`här` that points at the link itself; not `den här`, `så här` and `här är`."""

_GENRE = (
    r"(?:texten|artikeln|sammanfattningen|protokollet|intervjun|inlägget|nyheten|pressmeddelandet|rapporten|dokumentet"
    r"|inspelningen|filmen|inbjudan|programmet)"
)
_SITE = r"(?: (?:på|hos|via) (?:[\w-]+ ){0,3}(?:webbplats|webbplatsen|webb|webben|webbsida|hemsida|hemsidan))"
_VERB = r"(?:läs|läs mer i|se|se på|ladda ner|ladda ned|öppna|till)"
_SUBJECTLESS = re.compile(
    rf"{_VERB} (?:hela|resten av) {_GENRE}{_SITE}?|{_VERB} {_GENRE}{_SITE}"
    rf"|(?:läs|se|hitta) (?:mer|vidare|mer information){_SITE}"
)
"""A genre and perhaps a site, but not what it is about: every section has an article and a site."""

_BARE = re.compile(r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)+/\S+", re.IGNORECASE)
"""A web address as people copy it. The name of a site alone (`storsthlm.example`) is a name."""

_BLANKS = re.compile(r"\s+")


@rule("L106", Level.ERROR, judges=Issue, fixes=True)
def generic_text(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a link whose text is the same wherever it leads (WCAG 2.2, success criterion 2.4.9).

    A remark where words tell readers to read on, and are no link.
    """
    edits = _edits(issue)
    for target in _worded(issue):
        if _is_generic(plain_words(target)):
            yield Hit(
                target.label, {"text": _shown(target), "what": "link text", "anchor": ""}, edit=edits.get(target.label)
            )
    for where, words in pointers(issue):
        yield hit(where, Level.INFO, text=words, what="text", anchor="#id")


@rule("L107", Level.WARNING, judges=Issue, fixes=True)
def vague_text(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a link text that points with `här`, or names a genre and not the subject."""
    edits = _edits(issue)
    for target in _worded(issue):
        words = plain_words(target)
        if _is_generic(words):
            continue
        if _HERE.search(words):
            yield hit(target.label, text=_shown(target), what="points with `här`")
        elif _SUBJECTLESS.fullmatch(words):
            arguments = {"text": _shown(target), "what": "does not name its subject"}
            yield Hit(target.label, arguments, edit=edits.get(target.label))


@rule("L108", Level.ERROR, judges=Issue)
def one_text_for_two_targets(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a link whose text has led somewhere else already in this issue."""
    first: dict[str, str] = {}
    for target in _worded(issue):
        words, url = plain_words(target), target.url
        if _is_generic(words) or not url or target.lost:
            continue
        before = first.setdefault(words, url)
        if _same(before) != _same(url):
            yield hit(target.label, text=_shown(target), url=url, other=before)


@rule("L109", Level.WARNING, judges=Issue)
def long_text(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a link text that is too long to be taken in at a glance."""
    for target in _worded(issue):
        length = len(_shown(target))
        if length > LONGEST:
            yield hit(target.label, length=str(length), most=str(LONGEST))


@rule("L110", Level.WARNING, judges=Issue)
def bare_address(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a web address where there should be words: it is read out letter by letter, and breaks lines."""
    for target in _worded(issue):
        if _BARE.fullmatch(_shown(target)):
            yield hit(target.label, text=_shown(target))


def _is_generic(words: str) -> bool:
    return words in _GENERIC or _SIGN_UP.fullmatch(words) is not None


def _edits(issue: Issue) -> dict[Spot, Edit]:
    """Return the edits that say what the links of an issue are about that only call for reading, by their texts.

    That is what the headline above them says. Of two such links under one headline nobody knows which is about it.
    """
    edits: dict[Spot, Edit] = {}
    for headline, links in _under_headlines(issue):
        vague = [link for link in links if link.purpose is Purpose.READ and _call(link.text.content) is not None]
        if headline is not None and len(vague) == 1:
            text = vague[0].text
            right = f"{_call(text.content)}: {_title(headline)}"
            if len(right) <= LONGEST and not _HERE.search(right.casefold()) and _call(right) is None:
                edits[vague[0].spot.at("text")] = Edit(text.spot(), right)
    return edits


def _under_headlines(issue: Issue) -> Iterator[tuple[Text | None, list[Link]]]:
    """Yield the headlines of sections and items, each with the links on lines of their own that are about it."""
    for section in issue.sections:
        yield section.headline, [link for link in (*section.body, *section.links) if isinstance(link, Link)]
        for item in (block for block in section.body if isinstance(block, Item)):
            yield item.headline, [link for link in item.body if isinstance(link, Link)]


def _call(text: str) -> str | None:
    """Return the words of a link text that only calls for reading, without `här`; None for any other."""
    words = _plain(text)
    if words in _READING:
        return "Läs mer" if words == "här" else re.sub(r" (?:här|nedan)\Z", "", words).capitalize()
    return _BLANKS.sub(" ", text).strip(" .!") if _SUBJECTLESS.fullmatch(words) else None


def _title(headline: Text) -> str:
    """Return a headline without the full stop at its end and the quotation marks around all of it."""
    title = headline.content.strip()
    title = title.removesuffix(".") if not title.endswith("..") else title
    return title[1:-1] if _QUOTED.fullmatch(title) else title


def plain_words(target: Target) -> str:
    """Return the words of a link for comparison: in lower case, without what stands around them."""
    return _plain(target.text)


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", text).casefold().strip(" .,:;!?…»›>→-–\"'”“’()")


def _worded(issue: Issue) -> Iterator[Target]:
    """Return the links with a text; a calendar row has its date beside its title."""
    return (each for each in targets(issue) if each.text.strip() and not isinstance(each.source, CalendarRow))


def _shown(target: Target) -> str:
    return _BLANKS.sub(" ", target.text).strip()


def _same(url: str) -> str:
    """Return what two addresses of one page have in common."""
    return without_tracking(url)[0].rstrip("/")
