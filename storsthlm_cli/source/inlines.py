"""From markdown-it's inline tokens to prose in which every character keeps its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from storsthlm_cli.model.findings import Finding, Level
from storsthlm_cli.model.places import Spot, Text
from storsthlm_cli.model.prose import Emphasis, Inline, InlineLink, Inlines, LineBreak, Slot, Strong
from storsthlm_cli.source.slots import Found

if TYPE_CHECKING:
    from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class Source:
    """A Markdown text with LF as its only line break. `where[i]` is the offset of its character i in the value."""

    origin: Text
    text: str
    where: Sequence[int]

    @classmethod
    def of(cls, text: Text) -> Source:
        """Return a Markdown text with its places."""
        where: Sequence[int] = text.offsets if text.offsets is not None else range(len(text.content) + 1)
        if "\r" not in text.content:
            return cls(text, text.content, where)
        ends = [0, *(match.end() for match in re.finditer(r"\r\n|[\s\S]", text.content))]
        normal = re.sub(r"\r\n?", "\n", text.content)
        return cls(text, normal, [where[end] for end in ends])

    def spot(self, start: int, end: int) -> Spot:
        """Return characters `start` to `end` (excluded) as a spot of the value."""
        return Spot(self.origin.file, self.origin.path, self.where[start], self.where[end])


@dataclass(slots=True)
class Run:
    """Text that is being gathered: characters and the source offsets where each begins; `end` is where they end."""

    characters: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    end: int = 0

    def add(self, content: str, starts: Sequence[int], end: int) -> None:
        """Add characters, where each begins and where the last ends."""
        self.characters.append(content)
        self.starts += starts
        self.end = end if content else self.end

    def text(self, source: Source) -> Text:
        """Return what was gathered."""
        places = tuple(map(source.where.__getitem__, (*self.starts, self.end)))
        return Text("".join(self.characters), source.origin.file, source.origin.path, places)


class Notes:
    """What is found while a Markdown text is read."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.findings: list[Finding] = []

    def refuse(self, start: int, end: int, what: str, hint: str, level: Level = Level.ERROR) -> None:
        """Note what a mail cannot show, from `start` to `end` of the source."""
        self.findings.append(Finding("S042", level, self.source.spot(start, end), {"what": what, "hint": hint}))

    def bad_slot(self, found: Found, start: int, end: int) -> None:
        """Note a merge slot that cannot be read."""
        self.findings.append(slot_finding(found, self.source.text[start:end], self.source.spot(start, end)))


def slot_finding(found: Found, content: str, spot: Spot) -> Finding:
    """Return the finding about a slot that cannot be read, written as `content`."""
    return Finding("S040", Level.ERROR, spot, {"slot": content, "reason": found.fault or ""})


class InlineBuilder:
    """Makes inlines of the tokens of one block. `offsets` leads from its content to the source."""

    def __init__(self, notes: Notes, offsets: Sequence[int]) -> None:
        self.notes = notes
        self.offsets = offsets
        self.levels: list[list[Inline]] = [[]]
        self.run = Run()
        self.gathered = 0

    def build(self, tokens: Sequence[Token]) -> Inlines:
        """Return the inlines that the tokens make."""
        for token in tokens:
            self._take(token)
        self._flush()
        return tuple(self.levels[0])

    def _take(self, token: Token) -> None:
        if token.type in ("text", "text_special", "softbreak"):
            self._gather(token)
        elif token.type == "refused":
            level = Level.WARNING if token.meta["warning"] else Level.ERROR
            self.notes.refuse(*self._range(token), token.meta["what"], token.meta["hint"], level)
        elif token.nesting > 0:
            self._flush()
            self.levels.append([])
        elif token.nesting < 0:
            self._flush()
            children = tuple(self.levels.pop())
            self.levels[-1].append(self._nested(token, children))
        elif token.type == "slot":
            self._slot(token)
        elif token.type == "hardbreak":
            self._flush()
            self.levels[-1].append(LineBreak())

    def _nested(self, token: Token, children: Inlines) -> Inline:
        if token.type == "link_close":
            return InlineLink(token.meta["url"], children, self.notes.source.spot(*self._range(token)))
        return Strong(children) if token.type == "strong_close" else Emphasis(children)

    def _range(self, token: Token) -> tuple[int, int]:
        start, end = token.meta["span"]
        return self.offsets[start], self.offsets[end - 1] + 1 if end > start else self.offsets[start]

    def _gather(self, token: Token) -> None:
        start, end = token.meta["span"]
        if start != self.gathered:
            self._flush()
        self.gathered = end
        content = " " if token.type == "softbreak" else token.content
        if len(content) == end - start:
            starts: Sequence[int] = self.offsets[start:end]
        else:
            starts = [self.offsets[start]] * len(content)
        self.run.add(content, starts, self._range(token)[1])

    def _slot(self, token: Token) -> None:
        found: Found = token.meta["found"]
        if found.fault:
            self.notes.bad_slot(found, *self._range(token))
        else:
            self._flush()
            spot = self.notes.source.spot(*self._range(token))
            self.levels[-1].append(Slot(found.field, found.default, spot))

    def _flush(self) -> None:
        if self.run.starts:
            self.levels[-1].append(self.run.text(self.notes.source))
        self.run = Run()
