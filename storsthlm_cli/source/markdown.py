"""Markdown to prose. Every character of it knows where it stands in the YAML value that it was read from.

CommonMark without HTML, images, code, quotes, rules and references: those are told as findings, and their text is kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from storsthlm_cli.model.findings import Finding, Level
from storsthlm_cli.model.places import Text
from storsthlm_cli.model.prose import (
    Bullets,
    Inline,
    Inlines,
    LineBreak,
    Paragraph,
    Prose,
    ProseBlock,
    Slot,
    Subheading,
)
from storsthlm_cli.source.inlines import InlineBuilder, Notes, Run, Source, slot_finding
from storsthlm_cli.source.slots import slots

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

LIMIT = 65_536
"""Characters of one Markdown text, at most: a whole issue rarely has a tenth of it."""

_TABLE = re.compile(r"[^\n]*\|[^\n]*\n[ \t]*(?=[^\n]*\|)\|?[ \t:|-]*-[ \t:|-]*(?:\n|\Z)")
_REFERENCE = re.compile(r"^\[[^\]\n]+\]:[ \t]*\S.*$", re.MULTILINE)
_DEEPEST = 20
"""Where markdown-it stops: lists nested ten deep."""


def prose(text: Text) -> tuple[Prose, tuple[Finding, ...]]:
    """Read Markdown. Returns its blocks, and findings where it says what a mail cannot show (S040, S042).

    One of more than `LIMIT` characters is not read (S043).
    """
    if len(text.content) > LIMIT:
        arguments = {"size": f"{len(text.content):,}", "limit": f"{LIMIT:,}"}
        return (), (Finding("S043", Level.ERROR, text.spot(0, 1), arguments),)
    source = Source.of(text)
    tokens: list[Token] = []
    _parser().block.parse(source.text, _parser(), {}, tokens)
    builder = _Builder(source)
    return builder.blocks(tokens), tuple(builder.notes.findings)


def line(text: Text) -> tuple[Inlines, tuple[Finding, ...]]:
    """Read one line of plain text with merge slots. Returns it, and findings where a slot cannot be read (S040)."""
    inlines: list[Inline] = []
    findings: list[Finding] = []
    position = 0
    for found in slots(text.content):
        spot = text.spot(found.start, found.end)
        if found.fault:
            findings.append(slot_finding(found, text.content[found.start : found.end], spot))
            continue
        inlines += [text.part(position, found.start)] if found.start > position else []
        inlines.append(Slot(found.field, found.default, spot))
        position = found.end
    inlines += [text.part(position, len(text.content))] if position < len(text.content) else []
    return tuple(inlines), tuple(findings)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    from storsthlm_cli.source import block_rules, inline_rules

    markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST})
    block_rules.install(markdown)
    inline_rules.install(markdown)
    return markdown


class _Builder:
    """Makes prose of tokens and gathers findings."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.notes = Notes(source)

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
            self.notes.refuse(meta["start"], meta["end"], "a list nested this deeply", "ten levels at most are read")

    def _text_block(self, opening: Token, token: Token) -> ProseBlock:
        offsets: list[int] = token.meta["offsets"]
        inlines = self._inlines(token.content, offsets)
        if opening.type == "heading_open":
            return Subheading(int(opening.tag[1:]), inlines, self.source.spot(opening.meta["start"], offsets[-1]))
        if _TABLE.match(token.content):
            self.notes.refuse(offsets[0], offsets[-1], "a table", "write it as a list, or link to a document")
        for match in _REFERENCE.finditer(token.content):
            hint = "write the address where the link is: `[text](https://…)`"
            self.notes.refuse(offsets[match.start()], offsets[match.end() - 1] + 1, "a link by reference", hint)
        return Paragraph(inlines)

    def _refused_block(self, token: Token) -> Prose:
        """Object to a block that prose does not have; return its text as a paragraph."""
        if token.type == "hr":
            self.notes.refuse(
                token.meta["start"], token.meta["end"], "a line across", "use a subheading, or an item of its own"
            )
        elif token.type == "blockquote_open":
            hint = "make it a block of its own: `- quote:` with text and by"
            self.notes.refuse(token.meta["start"], token.meta["end"], "a quote marked with `>`", hint)
            if token.level >= _DEEPEST - 1:
                self.notes.refuse(token.meta["start"], token.meta["end"], "a quote nested this deeply", hint)
        elif token.type in ("fence", "code_block"):
            return self._code(token)
        return ()

    def _code(self, token: Token) -> Prose:
        what = "a block of code" if token.type == "fence" else "text indented by four spaces or more"
        hint = "write it as a paragraph: without ``` and ~~~, and not indented"
        self.notes.refuse(token.meta["start"], token.meta["end"], what, hint)
        inlines: list[Inline] = []
        for start, end in token.meta["lines"]:
            run = Run()
            run.add(self.source.text[start:end], range(start, end), end)
            inlines += [LineBreak()] if inlines else []
            inlines.append(run.text(self.source))
        return (Paragraph(tuple(inlines)),) if inlines else ()

    def _inlines(self, content: str, offsets: Sequence[int]) -> Inlines:
        tokens = _parser().inline.parse(content, _parser(), {}, [])
        return InlineBuilder(self.notes, offsets).build(tokens)


def _bullets(opening: Token, items: Sequence[tuple[ProseBlock, ...]]) -> Bullets:
    start = opening.attrs.get("start", 1)
    return Bullets(tuple(items), opening.type == "ordered_list_open", int(start))
