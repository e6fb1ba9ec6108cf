"""M201 to M205: the mail as it is rendered, with nobody's name in it. What is found has no place in a file."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from storsthlm_cli.model.findings import Finding, Level
from storsthlm_cli.model.newsletter import Newsletter
from storsthlm_cli.model.rendered import ADDRESS, UNSUBSCRIBE_URL, MergeSlot, Pieces, Rendered

CLIPPED = 102_400
"""Bytes of HTML from which Gmail cuts a message off, so that its end, with the way to leave the list, is not seen."""
LONG = 80_000
"""Bytes of HTML from which there is no room left for another article."""

_OWN = 150
"""Bytes that a value of the tool's own takes at most, such as the address to leave the list."""

_TAG = re.compile(r"<(style|title|head)\b.*?</\1>|<!--.*?-->|<[^>]*>", re.DOTALL | re.IGNORECASE)
_WHY, _TO = "{{ newsletter.why }}", '{{ slot("@address") }}'
_WORD = re.compile(r"\w+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")


def judge_mail(rendered: Rendered, newsletter: Newsletter, levels: Mapping[str, Level]) -> tuple[Finding, ...]:
    """Judge a rendered issue; `levels` sets codes to other levels than the rules' own.

    `newsletter` is as the mail's readers are told it: with the reason `why` of their list.
    """
    found = (
        *_size(rendered),
        *_ways_out(rendered),
        *_addresses(rendered, newsletter),
        *_reasons(rendered, newsletter),
        *_intros(rendered),
    )
    return tuple(replace(finding, level=levels.get(finding.code, finding.level)) for finding in found)


def html_size(rendered: Rendered) -> int:
    """Return how many bytes the HTML has, with the defaults in its slots."""
    return sum(
        len(piece.encode()) if isinstance(piece, str) else _OWN if piece.field.startswith("@") else _given(piece)
        for piece in rendered.html
    )


def _given(slot: MergeSlot) -> int:
    return len((slot.default or "").encode())


def _size(rendered: Rendered) -> Iterator[Finding]:
    size = html_size(rendered)
    if size >= LONG:
        level = Level.ERROR if size >= CLIPPED else Level.WARNING
        what = "more than" if size >= CLIPPED else "nearly"
        yield Finding("M201", level, None, {"size": f"{size:,}", "what": what, "most": f"{CLIPPED:,}"})


def _ways_out(rendered: Rendered) -> Iterator[Finding]:
    """Find a part in which readers are not told how to leave the list (lag 2022:482; Gmail's rules for senders)."""
    for part, content in (("html", rendered.html), ("text", rendered.text)):
        if not any(isinstance(piece, MergeSlot) and piece.field == UNSUBSCRIBE_URL for piece in content):
            yield Finding("M202", Level.ERROR, None, {"part": part})


def _addresses(rendered: Rendered, newsletter: Newsletter) -> Iterator[Finding]:
    """Find a part without the sender's postal address, whose lines may stand beside each other."""
    wanted = [_seen(words) for words in re.split(r"[\n,]", newsletter.postal_address) if words.strip()]
    for part, content in (("html", _read(rendered.html)), ("text", _seen(_joined(rendered.text)))):
        lacking = [words for words in wanted if words not in content]
        if lacking:
            yield Finding("M203", Level.ERROR, None, {"part": part, "address": lacking[0]})


def _reasons(rendered: Rendered, newsletter: Newsletter) -> Iterator[Finding]:
    """Find a part that does not say why the mail came, or to which address."""
    for part, content, words in _parts(rendered):
        if not _says(words, newsletter.why):
            yield Finding("M204", Level.ERROR, None, {"part": part, "what": "why it came", "slot": _WHY})
        if not any(isinstance(piece, MergeSlot) and piece.field == ADDRESS for piece in content):
            what = {"part": part, "what": "to which address it came", "slot": _TO}
            yield Finding("M204", Level.ERROR, None, what)


def _intros(rendered: Rendered) -> Iterator[Finding]:
    """Find a part without the words that an issue says to one list only; slots and links may stand between them."""
    wanted = _WORD.findall(rendered.intro)
    for part, _, words in _parts(rendered) if wanted else ():
        if not set(wanted) <= set(words):
            slot = "{{ prose(issue.intro) }}" if part == "html" else "{{ paper.prose(issue.intro) }}"
            yield Finding("M205", Level.ERROR, None, {"part": part, "slot": slot})


def _parts(rendered: Rendered) -> Iterator[tuple[str, Pieces, list[str]]]:
    """Yield each part's name, its pieces, and the words that are read in it."""
    html_words = html.unescape(_TAG.sub(" ", _joined(rendered.html, " ")))
    yield "html", rendered.html, _WORD.findall(_UNSEEN.sub("", html_words))
    yield "text", rendered.text, _WORD.findall(_UNSEEN.sub("", _joined(rendered.text, " ")))


def _says(words: list[str], sentence: str) -> bool:
    """Tell whether the words of a sentence stand side by side; no sentence says nothing."""
    wanted = _WORD.findall(_UNSEEN.sub("", sentence))
    return bool(wanted) and f" {' '.join(wanted)} " in f" {' '.join(words)} "


def _joined(content: Pieces, between: str = "") -> str:
    return between.join(piece for piece in content if isinstance(piece, str))


def _read(content: Pieces) -> str:
    """Return what is read of HTML: what is between tags, its head left out."""
    return _seen(html.unescape(_TAG.sub(" ", _joined(content))))


def _seen(text: str) -> str:
    """Return text with single blanks, and without characters that only say where a line may break."""
    return " ".join(_UNSEEN.sub("", text).replace("\u2011", "-").split())
