"""Rules for markdown-it's block parser whose tokens know where they were read.

markdown-it gives blocks their lines, but not how much of each line is a list's or quote's marker. While a rule runs,
the parser's marks say it. Each opening token has `meta["start"]`; one with text has `meta["offsets"]` (where each
character of `content` stands in the source, and where it ends), a block of code has `meta["lines"]` (start and end).
"""

from __future__ import annotations

from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, blockquote, code, fence, heading, hr, lheading, list_block, paragraph

Rule = Callable[[StateBlock, int, int, bool], bool]


def install(markdown: MarkdownIt) -> None:
    """Put these rules in the place of markdown-it's own. Reference definitions and HTML blocks are plain text."""
    everywhere = ["paragraph", "reference", "blockquote", "list"]
    rules: tuple[tuple[str, Rule, list[str]], ...] = (
        ("code", code, []),
        ("fence", fence, everywhere),
        ("blockquote", blockquote, everywhere),
        ("hr", hr, everywhere),
        ("list", list_block, everywhere[:3]),
        ("heading", heading, everywhere[:3]),
        ("lheading", lheading, []),
        ("paragraph", paragraph, []),
    )
    for name, rule, interrupts in rules:
        markdown.block.ruler.at(name, _placed(rule), {"alt": interrupts})
    markdown.block.ruler.disable(["reference", "html_block"])


def _placed(rule: Rule) -> Rule:
    def placed(state: StateBlock, first_line: int, end_line: int, silent: bool) -> bool:
        first, start = len(state.tokens), state.bMarks[first_line] + state.tShift[first_line]
        if not rule(state, first_line, end_line, silent):
            return False
        if silent or first == len(state.tokens):
            return True
        opening = state.tokens[first]
        opening.meta = {**opening.meta, "start": start, "end": state.eMarks[first_line]}
        if opening.type in ("fence", "code_block"):
            _place_code(state, first)
        elif opening.type in ("paragraph_open", "heading_open"):
            _place_text(state, first + 1)
        return True

    return placed


def _line(state: StateBlock, number: int) -> tuple[int, int]:
    """Return where a line's text begins after markers and indentation, and where it ends."""
    end = state.eMarks[number]
    return min(state.bMarks[number] + state.tShift[number], end), end


def _place_code(state: StateBlock, index: int) -> None:
    token = state.tokens[index]
    assert token.map is not None
    first = token.map[0] + (1 if token.type == "fence" else 0)
    lines = (_line(state, number) for number in range(first, first + token.content.count("\n")))
    token.meta["lines"] = [(start, end) for start, end in lines if start < end]


def _place_text(state: StateBlock, index: int) -> None:
    """Make the content of a paragraph or heading again from its lines, without their indentation, and place it."""
    token = state.tokens[index]
    assert token.map is not None
    lines = [_line(state, number) for number in range(*token.map)]
    content = "\n".join(state.src[start:end] for start, end in lines)
    offsets = [at for start, end in lines for at in range(start, end + 1)][:-1]
    if state.tokens[index - 1].markup.startswith("#"):
        skipped = len(state.tokens[index - 1].markup)
        length = _heading_length(content[skipped:], token.content)
        content, offsets = content[skipped : skipped + length], offsets[skipped : skipped + length]
    before = len(content) - len(content.lstrip())
    token.content = content.strip()
    kept = offsets[before : before + len(token.content)]
    token.meta["offsets"] = [*kept, kept[-1] + 1 if kept else state.tokens[index - 1].meta["start"]]


def _heading_length(rest: str, content: str) -> int:
    """Return how much of a line of `#` heading is before its closing `#` signs."""
    return rest.find(content) + len(content) if content else 0
