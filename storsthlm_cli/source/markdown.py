"""Markdown to prose. Every character of it knows where it stands in the YAML value that it was read from.

CommonMark without HTML, images, code, quotes, rules and references: those are told as findings, and their text is kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from storsthlm_cli.model.findings import Finding, Level
from storsthlm_cli.model.places import Spot, Text
from storsthlm_cli.model.prose import (
    Bullets,
    Emphasis,
    Inline,
    InlineLink,
    Inlines,
    LineBreak,
    Paragraph,
    Prose,
    ProseBlock,
    Slot,
    Strong,
    Subheading,
)
from storsthlm_cli.source.slots import Found, slots

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_TABLE = re.compile(r"[^\n]*\|[^\n]*\n[ \t]*(?=[^\n]*\|)\|?[ \t:|-]*-[ \t:|-]*(?:\n|\Z)")
_REFERENCE = re.compile(r"^\[[^\]\n]+\]:[ \t]*\S.*$", re.MULTILINE)
_DEEPEST = 20
"""Where markdown-it stops: lists nested ten deep."""


def prose(text: Text) -> tuple[Prose, tuple[Finding, ...]]:
    """Read Markdown. Returns its blocks, and findings where it says what a mail cannot show (S040, S042)."""
    source = _Source.of(text)
    tokens: list[Token] = []
    _parser().block.parse(source.text, _parser(), {}, tokens)
    builder = _Builder(source)
    return builder.blocks(tokens), tuple(builder.findings)


def line(text: Text) -> tuple[Inlines, tuple[Finding, ...]]:
    """Read one line of plain text with merge slots. Returns it, and findings where a slot cannot be read (S040)."""
    inlines: list[Inline] = []
    findings: list[Finding] = []
    position = 0
    for found in slots(text.content):
        spot = text.spot(found.start, found.end)
        if found.fault:
            findings.append(_bad_slot(found, text.content[found.start : found.end], spot))
            continue
        inlines += [text.part(position, found.start)] if found.start > position else []
        inlines.append(Slot(found.field, found.default, spot))
        position = found.end
    inlines += [text.part(position, len(text.content))] if position < len(text.content) else []
    return tuple(inlines), tuple(findings)


def _bad_slot(found: Found, content: str, spot: Spot) -> Finding:
    return Finding("S040", Level.ERROR, spot, {"slot": content, "reason": found.fault or ""})


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    from storsthlm_cli.source import block_rules, inline_rules

    markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST})
    block_rules.install(markdown)
    inline_rules.install(markdown)
    return markdown


@dataclass(frozen=True, slots=True)
class _Source:
    """A Markdown text with LF as its only line break. `where[i]` is the offset of its character i in the value."""

    origin: Text
    text: str
    where: Sequence[int]

    @classmethod
    def of(cls, text: Text) -> _Source:
        where: Sequence[int] = text.offsets if text.offsets is not None else range(len(text.content) + 1)
        if "\r" not in text.content:
            return cls(text, text.content, where)
        ends = [0, *(match.end() for match in re.finditer(r"\r\n|[\s\S]", text.content))]
        normal = re.sub(r"\r\n?", "\n", text.content)
        return cls(text, normal, [where[end] for end in ends])

    def spot(self, start: int, end: int) -> Spot:
        return Spot(self.origin.file, self.origin.path, self.where[start], self.where[end])


@dataclass(slots=True)
class _Run:
    """Text that is being gathered: characters and the source offsets where each begins; `end` is where they end."""

    characters: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    end: int = 0

    def add(self, content: str, starts: Sequence[int], end: int) -> None:
        self.characters.append(content)
        self.starts += starts
        self.end = end if content else self.end


class _Builder:
    """Makes prose of tokens and gathers findings."""

    def __init__(self, source: _Source) -> None:
        self.source = source
        self.findings: list[Finding] = []

    def refuse(self, start: int, end: int, what: str, hint: str, level: Level = Level.ERROR) -> None:
        self.findings.append(Finding("S042", level, self.source.spot(start, end), {"what": what, "hint": hint}))

    def blocks(self, tokens: Sequence[Token]) -> Prose:
        """Return the blocks that the tokens of a document make."""
        blocks: list[ProseBlock] = []
        levels: list[list[ProseBlock]] = [blocks]
        items: list[list[tuple[ProseBlock, ...]]] = []
        opened: list[Token] = []
        for index, token in enumerate(tokens):
            if token.type in ("bullet_list_open", "ordered_list_open"):
                items.append([])
                opened.append(token)
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                levels[-1].append(_bullets(opened.pop(), items.pop()))
            elif token.type == "list_item_open":
                levels.append([])
                self._check_depth(token, opened[-1])
            elif token.type == "list_item_close":
                items[-1].append(tuple(levels.pop()))
            elif token.type == "inline":
                levels[-1].append(self._text_block(tokens[index - 1], token))
            else:
                levels[-1].extend(self._refused_block(token))
        return tuple(blocks)

    def _check_depth(self, token: Token, parent: Token) -> None:
        if token.level >= _DEEPEST - 1:
            meta = parent.meta
            self.refuse(meta["start"], meta["end"], "a list nested this deeply", "ten levels at most are read")

    def _text_block(self, opening: Token, token: Token) -> ProseBlock:
        offsets: list[int] = token.meta["offsets"]
        inlines = self._inlines(token.content, offsets)
        if opening.type == "heading_open":
            return Subheading(int(opening.tag[1:]), inlines, self.source.spot(opening.meta["start"], offsets[-1]))
        if _TABLE.match(token.content):
            self.refuse(offsets[0], offsets[-1], "a table", "write it as a list, or link to a document")
        for match in _REFERENCE.finditer(token.content):
            hint = "write the address where the link is: `[text](https://…)`"
            self.refuse(offsets[match.start()], offsets[match.end() - 1] + 1, "a link by reference", hint)
        return Paragraph(inlines)

    def _refused_block(self, token: Token) -> Prose:
        """Object to a block that prose does not have; return its text as a paragraph."""
        if token.type == "hr":
            self.refuse(
                token.meta["start"], token.meta["end"], "a line across", "use a subheading, or an item of its own"
            )
        elif token.type == "blockquote_open":
            hint = "make it a block of its own: `- quote:` with text and by"
            self.refuse(token.meta["start"], token.meta["end"], "a quote marked with `>`", hint)
            if token.level >= _DEEPEST - 1:
                self.refuse(token.meta["start"], token.meta["end"], "a quote nested this deeply", hint)
        elif token.type in ("fence", "code_block"):
            return self._code(token)
        return ()

    def _code(self, token: Token) -> Prose:
        what = "a block of code" if token.type == "fence" else "text indented by four spaces or more"
        hint = "write it as a paragraph: without ``` and ~~~, and not indented"
        self.refuse(token.meta["start"], token.meta["end"], what, hint)
        inlines: list[Inline] = []
        for start, end in token.meta["lines"]:
            run = _Run()
            run.add(self.source.text[start:end], range(start, end), end)
            inlines += [LineBreak()] if inlines else []
            inlines.append(self.text(run))
        return (Paragraph(tuple(inlines)),) if inlines else ()

    def _inlines(self, content: str, offsets: Sequence[int]) -> Inlines:
        tokens = _parser().inline.parse(content, _parser(), {}, [])
        return _InlineBuilder(self, offsets).build(tokens)

    def text(self, run: _Run) -> Text:
        where = self.source.where
        places = tuple(where[at] for at in (*run.starts, run.end))
        return Text("".join(run.characters), self.source.origin.file, self.source.origin.path, places)


class _InlineBuilder:
    """Makes inlines of the tokens of one block. `offsets` leads from its content to the source."""

    def __init__(self, builder: _Builder, offsets: Sequence[int]) -> None:
        self.builder = builder
        self.offsets = offsets
        self.levels: list[list[Inline]] = [[]]
        self.run = _Run()
        self.gathered = 0

    def build(self, tokens: Sequence[Token]) -> Inlines:
        for token in tokens:
            self._take(token)
        self._flush()
        return tuple(self.levels[0])

    def _take(self, token: Token) -> None:
        if token.type in ("text", "text_special", "softbreak"):
            self._gather(token)
        elif token.type == "refused":
            level = Level.WARNING if token.meta["warning"] else Level.ERROR
            self.builder.refuse(*self._range(token), token.meta["what"], token.meta["hint"], level)
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
            return InlineLink(token.meta["url"], children, self.builder.source.spot(*self._range(token)))
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
        spot = self.builder.source.spot(*self._range(token))
        if found.fault:
            start, end = self._range(token)
            self.builder.findings.append(_bad_slot(found, self.builder.source.text[start:end], spot))
        else:
            self._flush()
            self.levels[-1].append(Slot(found.field, found.default, spot))

    def _flush(self) -> None:
        if self.run.starts:
            self.levels[-1].append(self.builder.text(self.run))
        self.run = _Run()


def _bullets(opening: Token, items: Sequence[tuple[ProseBlock, ...]]) -> Bullets:
    start = opening.attrs.get("start", 1)
    return Bullets(tuple(items), opening.type == "ordered_list_open", int(start))
