"""Rules for markdown-it's inline parser whose tokens know where they were read.

markdown-it gives no place to an inline token. Here each token has `meta["span"]`, the range of the block's content
that it was read from; text never waits in `state.pending`, where its place would be lost. What a mail cannot show
becomes a `refused` token (`meta`: what, hint), followed by its content as text.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.common.html_re import HTML_TAG_RE
from markdown_it.rules_inline import StateInline, backtick, emphasis, entity, escape
from markdown_it.token import Token

from storsthlm_cli.source.links import read_target
from storsthlm_cli.source.slots import slot_at

Rule = Callable[[StateInline, bool], bool]

_TEXT = re.compile(r"[^\n\\`*_\[\]!<&{]+")
_AUTOLINK = re.compile(r"<([a-zA-Z][a-zA-Z0-9+.\-]{1,31}:[^<>\x00-\x20]*)>")
_LABEL = r"[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
_ENDINGS = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>", "<!": ">"}
_MAIL = re.compile(rf"<([a-zA-Z0-9.!#$%&'*+/=?^_`{{|}}~-]+@{_LABEL}(?:\.{_LABEL})*)>")


def install(markdown: MarkdownIt) -> None:
    """Put these rules in the place of markdown-it's own."""
    ruler = markdown.inline.ruler
    for name, rule in (
        ("text", _text),
        ("newline", _newline),
        ("escape", _spanned(escape)),
        ("backticks", _code),
        ("emphasis", _spanned(emphasis.tokenize)),
        ("link", _link),
        ("image", _image),
        ("autolink", _autolink),
        ("html_inline", _html),
        ("entity", _spanned(entity)),
    ):
        ruler.at(name, rule)
    ruler.before("text", "slot", _slot)
    ruler.push("literal", _literal)
    markdown.inline.ruler2.disable(["fragments_join"])


def _push(state: StateInline, kind: str, start: int, end: int, content: str = "", **meta: object) -> Token:
    token = state.push(kind, "", 0)
    token.content = content
    token.meta = {"span": (start, end), **meta}
    return token


def _push_raw(state: StateInline, start: int, end: int) -> None:
    _push(state, "text", start, end, state.src[start:end])


def _push_words(state: StateInline, start: int, end: int) -> None:
    """Push characters as they are, but for merge slots."""
    position = start
    while (at := state.src.find("{{", position, end)) >= 0:
        _push_raw(state, position, at)
        state.pos, most = at, state.posMax
        state.posMax = end
        _slot(state, False)
        position, state.posMax = state.pos, most
    _push_raw(state, position, end)


def _refuse(state: StateInline, start: int, end: int, what: str, hint: str, *, warning: bool = False) -> None:
    _push(state, "refused", start, end, what=what, hint=hint, warning=warning)


def _spanned(rule: Rule) -> Rule:
    """Give a rule's tokens their spans: all that it read, or one character each when it made one token for each."""

    def spanned(state: StateInline, silent: bool) -> bool:
        start, first = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        made = state.tokens[first:]
        for number, token in enumerate(made):
            alone = len(made) == 1
            span = (start, state.pos) if alone else (start + number, start + number + 1)
            token.meta = {**token.meta, "span": span}
        return True

    return spanned


def _text(state: StateInline, silent: bool) -> bool:
    match = _TEXT.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        _push_raw(state, *match.span())
    state.pos = match.end()
    return True


def _literal(state: StateInline, silent: bool) -> bool:
    if not silent:
        _push_raw(state, state.pos, state.pos + 1)
    state.pos += 1
    return True


def _slot(state: StateInline, silent: bool) -> bool:
    found = slot_at(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        _push(state, "slot", found.start, found.end, found=found)
        if found.fault:
            _push_raw(state, found.start, found.end)
    state.pos = found.end
    return True


def _newline(state: StateInline, silent: bool) -> bool:
    """Read a line break and the spaces around it; two spaces before it make it a break that shows."""
    if state.src[state.pos] != "\n":
        return False
    end = state.pos + 1
    while end < state.posMax and state.src[end] in " \t":
        end += 1
    if not silent:
        start = state.pos
        last = state.tokens[-1] if state.tokens else None
        if last and last.type == "text" and last.meta["span"][1] == start:
            last.content = last.content.rstrip(" ")
            start = last.meta["span"][0] + len(last.content)
            last.meta["span"] = (last.meta["span"][0], start)
        _push(state, "hardbreak" if state.pos - start >= 2 else "softbreak", start, end)
    state.pos = end
    return True


def _code(state: StateInline, silent: bool) -> bool:
    start, first = state.pos, len(state.tokens)
    if not backtick(state, silent):
        return False
    if silent:
        return True
    state.pending = ""  # the rule leaves lone backticks there, without their place
    del state.tokens[first:], state.tokens_meta[first:]
    match = re.compile("`+").match(state.src, start)
    inner = match.end() if match else start
    if inner == state.pos:
        _push_raw(state, start, inner)
        return True
    _refuse(state, start, state.pos, "code", "write it as plain text, in bold or in quotation marks")
    end = state.pos - (inner - start)
    _push(state, "text", inner, end, state.src[inner:end].replace("\n", " "))
    return True


def _last(state: StateInline, ending: str) -> int:
    """Return where an ending stands last, looked for once: nothing behind it that needs it is worth a look."""
    if ending not in state.env:
        state.env[ending] = state.src.rfind(ending)
    return int(state.env[ending])


def _link(state: StateInline, silent: bool) -> bool:
    start, end = state.pos, state.posMax
    if state.src[start] != "[" or start > _last(state, "]("):
        return False
    label_end = state.md.helpers.parseLinkLabel(state, start, True)
    if label_end < 0 or not state.src.startswith("(", label_end + 1, end):
        return False
    target = read_target(state.src, label_end + 1, end)
    if target is None:
        return _broken_link(state, label_end, silent)
    if not silent:
        _push_link(state, start, label_end, target.end, target.url)
        for found in target.faults:
            _push(state, "slot", found.start, found.end, found=found)
        if target.title:
            _refuse(state, start, target.end, "a title of a link", "remove it: nobody sees it", warning=True)
    state.pos, state.posMax = target.end, end
    return True


def _broken_link(state: StateInline, label_end: int, silent: bool) -> bool:
    """Warn of what looks like a link and is none, and leave it as the text it is."""
    if not silent:
        hint = "write `[text](https://…)`, with no space in the address"
        _refuse(state, state.pos, label_end + 2, "a link without a proper address", hint, warning=True)
        _push_raw(state, state.pos, state.pos + 1)
    state.pos += 1
    return True


def _push_link(state: StateInline, start: int, label_end: int, end: int, url: str) -> None:
    span = {"span": (start, end), "url": url}
    opening = state.push("link_open", "a", 1)
    opening.meta = span
    state.pos, state.posMax = start + 1, label_end
    state.md.inline.tokenize(state)
    closing = state.push("link_close", "a", -1)
    closing.meta = span


def _image(state: StateInline, silent: bool) -> bool:
    start, end = state.pos, state.posMax
    if not state.src.startswith("![", start, end) or start > _last(state, "]("):
        return False
    label_end = state.md.helpers.parseLinkLabel(state, start + 1, False)
    if label_end < 0 or not state.src.startswith("(", label_end + 1, end):
        return False
    target = read_target(state.src, label_end + 1, end)
    if target is None:
        return False
    if not silent:
        _refuse(
            state, start, target.end, "an image", "make it a block of its own: `- image:` with file, alt and credit"
        )
        _push(state, "text", start + 2, label_end, state.src[start + 2 : label_end].replace("\n", " "))
    state.pos = target.end
    return True


def _autolink(state: StateInline, silent: bool) -> bool:
    match = _AUTOLINK.match(state.src, state.pos, state.posMax)
    scheme = "" if match else "mailto:"
    match = match or _MAIL.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        meta = {"span": match.span(), "url": scheme + match.group(1)}
        state.push("link_open", "a", 1).meta = meta
        _push_words(state, *match.span(1))
        state.push("link_close", "a", -1).meta = meta
    state.pos = match.end()
    return True


def _html(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "<":
        return False
    endless = any(
        state.src.startswith(start, state.pos) and state.pos > _last(state, end) for start, end in _ENDINGS.items()
    )
    match = None if endless else HTML_TAG_RE.match(state.src, state.pos, state.posMax)
    end = match.end() if match else state.pos + 4
    if not match and not state.src.startswith("<!--", state.pos, state.posMax):
        return False
    if not silent:
        _refuse(state, state.pos, end, "HTML", "write it in Markdown: `**bold**`, `*italic*`, `[text](https://…)`")
        _push(state, "text", state.pos, end, state.src[state.pos : end].replace("\n", " "))
    state.pos = end
    return True
