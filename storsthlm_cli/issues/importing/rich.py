"""Clean text that still knows its links: each link's words stand between two marks that no source text can have.

The marks are characters for private use (U+E000 to U+F8FF), which `sources` takes out of what it reads.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from storsthlm_cli.issues.importing.cleaning import clean
from storsthlm_cli.issues.importing.emphasis import signed, stretches, tidy
from storsthlm_cli.issues.importing.lines import Anchor, Line

_END = "\uefff"
_FIRST = 0xE000
_MOST = 0xEFF0 - _FIRST
_MARK = re.compile("[\ue000-\uf8ff]")
_OPEN = re.compile("([\ue000-\uefef])([^\ue000-\uefff]*)\uefff")
_LINK = re.compile("[\ue000-\uefff\uf008-\uf8ff]")
_EMPHASIS = re.compile("[\uf000-\uf007]")
_SPECIAL = re.compile(r"([\\`*_\[\]<]|\{(?=\{)|&(?=[#\w]+;)|!(?=\[))")
_BLOCK = re.compile(r"(?:[-+#>=~|:]|\d{1,9}[.)])")
_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_MAIL = re.compile(rf"(?<![\w.@<+-])[A-Za-z0-9_.+-]{{1,64}}@{_LABEL}(?:\.{_LABEL}){{1,5}}(?![\w@-])")
"""A bare mail address that Markdown makes a link of (CommonMark 0.31, 6.5): it has no letters but A to Z."""
_SENTENCE = re.compile(
    r"(?:(?<=[.!?…])|(?<=[.!?…]\uf004))(?<!\b[A-ZÅÄÖ]\.)(?<!t\.ex\.)(?<!kl\.)(?<!bl\.a\.)(?<!\bca\.) "
    r"(?=[\ue000-\uefef\uf001-\uf003]{0,2}[”A-ZÅÄÖÉ–])"
)


def rich(line: Line, text: str | None = None, *, emphasis: bool = False) -> str:
    """Return a line's clean text with its links marked, and bold and italics if asked for.

    `text` is the part of it that is wanted, if not all; it is returned without any mark.
    """
    raw = line.text if text is None else text
    if text is not None or not (line.anchors or (emphasis and line.emphasis)):
        return clean(raw)
    marked = list(stretches(line)) if emphasis else []
    reached = 0
    for number, anchor in enumerate(line.anchors[:_MOST]):
        start, end = _trimmed(raw, anchor)
        if reached <= start < end:
            marked.append((start, end, chr(_FIRST + number), _END))
            reached = end
    opened = [(start, 1, start - end, mark) for start, end, mark, _ in marked]
    closed = [(end, 0, end - start, mark) for start, end, _, mark in marked]
    parts: list[str] = []
    position = 0
    for place, _, _, mark in sorted((*opened, *closed)):
        parts += [raw[position:place], mark]
        position = place
    return clean("".join((*parts, raw[position:])))


def plain(text: str) -> str:
    """Return the text without marks."""
    return _MARK.sub("", text)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text. A link is never cut in two."""
    found: list[str] = []
    for part in _SENTENCE.split(text):
        if found and _is_open(found[-1]):
            found[-1] = f"{found[-1]} {part}"
        else:
            found.append(part)
    return found


def only_link(text: str, anchors: Sequence[Anchor]) -> str | None:
    """Return where a text leads that is a link from its first character to its last, but for a full stop."""
    match = _OPEN.fullmatch(_EMPHASIS.sub("", text).strip(" .!"))
    return anchors[ord(match.group(1)) - _FIRST].url if match else None


def markdown(text: str, anchors: Sequence[Anchor] = ()) -> str:
    """Return a text as Markdown that shows exactly its characters.

    Its links, bare mail addresses, bold and italics are those of the text.
    """
    text = tidy(text)
    parts: list[str] = []
    position = 0
    for match in _OPEN.finditer(text):
        parts.append(signed(_LINK.sub("", text[position : match.start()]), _escaped))
        if parts[-1].endswith("!"):
            parts[-1] = f"{parts[-1][:-1]}\\!"
        parts.append(_link(match.group(2), anchors[ord(match.group(1)) - _FIRST].url))
        position = match.end()
    parts.append(signed(_LINK.sub("", text[position:]), _escaped))
    written = "".join(parts)
    block = _BLOCK.match(written)
    return f"{written[: block.end() - 1]}\\{written[block.end() - 1 :]}" if block else written


def _trimmed(raw: str, anchor: Anchor) -> tuple[int, int]:
    """Return a link's range without the white space at its ends."""
    inside = raw[anchor.start : anchor.end]
    return anchor.start + len(inside) - len(inside.lstrip()), anchor.end - (len(inside) - len(inside.rstrip()))


def _is_open(text: str) -> bool:
    return text.count(_END) < sum(1 for character in text if "\ue000" <= character <= "\uefef")


def _escaped(text: str) -> str:
    parts: list[str] = []
    position = 0
    for match in _MAIL.finditer(text):
        address = match.group().rstrip(".")
        parts += [_SPECIAL.sub(r"\\\1", text[position : match.start()]), f"<{address}>"]
        position = match.start() + len(address)
    return "".join((*parts, _SPECIAL.sub(r"\\\1", text[position:])))


def _link(words: str, url: str) -> str:
    bare = plain(words)
    if not bare:
        return ""
    if url == f"mailto:{bare}" and _MAIL.fullmatch(bare):
        return f"<{bare}>"
    label = signed(words, lambda text: _SPECIAL.sub(r"\\\1", text))
    address = re.sub(r"[\s<>]", lambda match: f"%{ord(match.group()):02X}", url)
    return f"[{label}](<{address}>)" if re.search(r"[()\\]|\{\{", address) else f"[{label}]({address})"
