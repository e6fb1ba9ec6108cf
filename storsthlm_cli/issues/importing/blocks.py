"""From the parts of a section to what stands in an issue for them: the blocks of a body, and links."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from storsthlm_cli.issues.importing.cleaning import clean, without_dash
from storsthlm_cli.issues.importing.facts import facts
from storsthlm_cli.issues.importing.looks import NAME, Seen, named
from storsthlm_cli.issues.importing.notes import Notes
from storsthlm_cli.issues.importing.parts import (
    Asked,
    Bullets,
    Facts,
    Linked,
    Paragraph,
    Part,
    Pictured,
    Quoted,
)
from storsthlm_cli.issues.importing.pictures import picture
from storsthlm_cli.issues.importing.rich import markdown, plain, rich
from storsthlm_cli.issues.importing.rows import without_bullet
from storsthlm_cli.issues.importing.setting import Setting
from storsthlm_cli.issues.importing.speech import Said, attribution, meant, names_in
from storsthlm_cli.issues.importing.who import who
from storsthlm_cli.issues.importing.words import ADDRESSES, CALENDAR_LINK, DOCUMENT, REGISTER, VIDEO
from storsthlm_cli.model.blocks import LOST
from storsthlm_cli.source.writing import Markdown, Value

LONGEST_TEXT = 30_000
"""Characters of one Markdown text, after which another one begins."""

_REMEMBERED = 40
"""People who were named last, among whom a `hon` is looked for."""


@dataclass(slots=True)
class Body:
    """A body that is being written: Markdown that follows on Markdown is one text."""

    setting: Setting
    notes: Notes
    named: list[str] = field(default_factory=list)
    entries: list[Value] = field(default_factory=list)
    _prose: list[str] = field(default_factory=list)

    def add(self, part: Part) -> None:
        """Write a part that has its place in a body."""
        if isinstance(part, Paragraph):
            text = markdown(part.text, part.seen.line.anchors)
            if part.heading:
                text = "### " + text.rstrip(":")
            self.prose(text)
            self.named = [*self.named, *names_in(plain(part.text))][-_REMEMBERED:]
        elif isinstance(part, Bullets):
            self.prose("\n".join(_bullet(seen) for seen in part.items))
        elif isinstance(part, Quoted):
            self.block("quote", self._quote(part))
        elif isinstance(part, Asked):
            self.block("qa", _question(part))
        elif isinstance(part, Pictured):
            self.named += [person[0] for seen in part.captions if (person := named(seen.text))]
            self.block("image", picture(part, self.setting.pictures, self.notes))
        elif isinstance(part, Facts):
            values, left = facts(part, self.setting, self.notes)
            if values:
                self.block("facts", values)
            for seen in left:
                self.prose(markdown(rich(seen.line), seen.line.anchors))

    def prose(self, text: str) -> None:
        """Write Markdown, a paragraph or several."""
        if text:
            self._prose.append(text)

    def block(self, name: str, value: Value) -> None:
        """Write a block."""
        self._close()
        self.entries.append({name: value})

    def value(self) -> Value:
        """Return the body: one text, a list, or None when nothing is in it."""
        self._close()
        if len(self.entries) == 1 and isinstance(self.entries[0], Markdown):
            return self.entries[0]
        return self.entries or None

    def _close(self) -> None:
        held: list[str] = []
        length = 0
        for piece in (piece for text in self._prose for piece in _pieces(text)):
            if held and length + len(piece) > LONGEST_TEXT:
                self.entries.append(Markdown("\n\n".join(held)))
                held, length = [], 0
            held.append(piece)
            length += len(piece) + 2
        if held:
            self.entries.append(Markdown("\n\n".join(held)))
        self._prose = []

    def _quote(self, part: Quoted) -> Mapping[str, Value]:
        words = without_dash(rich(part.seen.line))
        anchors = part.seen.line.anchors
        said = attribution(words)
        by = plain(said.who)
        if said.by_short:
            person = meant(said, self.named)
            if person is None:
                said = Said(words)
                self.notes.check(f"line {part.seen.number}: who says it could not be told")
            else:
                by = person
                self.notes.check(f"`{said.who}` was taken to be {person}")
        if not said.who:
            return {"text": Markdown(markdown(words, anchors))}
        block: dict[str, Value] = {"text": Markdown(markdown(said.text, anchors))}
        block["by"] = who(by, self.setting.directory, self.notes, part.seen.number)
        block["verb"] = said.verb
        if said.by_short:
            block["as"] = plain(said.who)
        elif NAME.match(by):
            self.named.append(by.partition(",")[0])
        if said.then:
            block["then"] = Markdown(markdown(said.then, anchors))
        return block


def link(part: Linked, notes: Notes) -> Mapping[str, Value]:
    """Return a `link`. Its purpose is what its address shows, else what its words say."""
    url = address(part.url)
    if part.guessed:
        notes.check(f"`{part.text[:60]}` was taken for a link")
    purpose = next((name for name, pattern in ADDRESSES.items() if pattern.match(url)), None)
    if purpose is None:
        small = part.text.lower()
        purposes = {"register": REGISTER, "calendar": CALENDAR_LINK, "video": VIDEO, "document": DOCUMENT}
        purpose = next((name for name, pattern in purposes.items() if pattern.search(small)), None)
    return {"text": part.text, "url": url} | ({"for": purpose} if purpose else {})


def address(url: str | None) -> str:
    """Return an address that an issue can have; what leads nowhere is lost."""
    kept = re.sub(r"\s", "%20", (url or "").strip())
    return kept if re.match(r"(?:https?://[^/]|mailto:[^@]+@|tel:)", kept, re.IGNORECASE) else LOST


def headline(seen: Seen) -> str:
    """Return the words of a headline."""
    return (clean(seen.line.text) if not seen.line.bullet else seen.text).removesuffix(":")


def _question(part: Asked) -> Mapping[str, Value]:
    answer = [markdown(_bare(seen, without_dash), seen.line.anchors) for seen in part.answers]
    return {"question": part.question.text, "answer": Markdown("\n\n".join(answer))}


def _bullet(seen: Seen) -> str:
    words = _bare(seen, lambda text: re.sub(r"\A[-–] ", "", text if seen.line.bullet else without_bullet(text)))
    return (f"{seen.line.ordinal}. " if seen.line.ordinal else "- ") + markdown(words, seen.line.anchors)


def _bare(seen: Seen, bared: Callable[[str], str]) -> str:
    """Return a line's words as `bared` takes a sign from them; without emphasis when that stands in the way."""
    emphasised, words = bared(rich(seen.line, emphasis=True)), bared(rich(seen.line))
    return emphasised if plain(emphasised) == plain(words) else words


def _pieces(text: str) -> Sequence[str]:
    """Cut a paragraph that is too long for one Markdown text at its sentences."""
    if len(text) <= LONGEST_TEXT:
        return (text,)
    parts = re.split(r"(?<=[.!?]) ", text)
    if max(map(len, parts)) > LONGEST_TEXT:
        parts = [word[at : at + LONGEST_TEXT] for word in text.split(" ") for at in range(0, len(word), LONGEST_TEXT)]
    pieces: list[list[str]] = [[]]
    length = 0
    for part in parts:
        if length + len(part) > LONGEST_TEXT:
            pieces.append([])
            length = 0
        pieces[-1].append(part)
        length += len(part) + 1
    return [" ".join(piece) for piece in pieces if piece]
