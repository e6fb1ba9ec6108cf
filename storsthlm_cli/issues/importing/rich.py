"""Clean text that still knows its links: each link's words stand between two marks that no source text can have.

The marks are characters for private use (U+E000 to U+F8FF), which `sources` takes out of what it reads.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from storsthlm_cli.issues.importing.cleaning import clean
from storsthlm_cli.issues.importing.lines import Anchor, Line

_END = "\uefff"
_FIRST = 0xE000
_MOST = 0xEFF0 - _FIRST
_MARK = re.compile("[\ue000-\uf8ff]")
_OPEN = re.compile("([\ue000-\uefef])([^\ue000-\uefff]*)\uefff")
_SPECIAL = re.compile(r"([\\`*_\[\]<]|\{(?=\{)|&(?=[#\w]+;)|!(?=\[))")
_BLOCK = re.compile(r"(?:[-+#>=~|:]|\d{1,9}[.)])")
_MAIL = re.compile(r"(?<![\w.@<])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}(?![\w@])")
_SENTENCE = re.compile(
    r"(?<=[.!?…])(?<!\b[A-ZÅÄÖ]\.)(?<!t\.ex\.)(?<!kl\.)(?<!bl\.a\.)(?<!\bca\.) (?=[\ue000-\uefef]?[”A-ZÅÄÖÉ–])"
)


def rich(line: Line, text: str | None = None) -> str:
    """Return a line's clean text with its links marked. `text` is the part of it that is wanted, if not all."""
    raw = line.text if text is None else text
    if not line.anchors or text is not None:
        return clean(raw)
    parts: list[str] = []
    position = 0
    for number, anchor in enumerate(line.anchors[:_MOST]):
        start, end = _trimmed(raw, anchor)
        parts += [raw[position:start], chr(_FIRST + number), raw[start:end], _END]
        position = end
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
    match = _OPEN.fullmatch(text.strip(" .!"))
    return anchors[ord(match.group(1)) - _FIRST].url if match else None


def markdown(text: str, anchors: Sequence[Anchor] = ()) -> str:
    """Return a text as Markdown that shows exactly its characters, with its links and bare mail addresses linked."""
    parts: list[str] = []
    position = 0
    for match in _OPEN.finditer(text):
        parts.append(_escaped(_MARK.sub("", text[position : match.start()])))
        parts.append(_link(match.group(2), anchors[ord(match.group(1)) - _FIRST].url))
        position = match.end()
    parts.append(_escaped(_MARK.sub("", text[position:])))
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
    label = _SPECIAL.sub(r"\\\1", words)
    if not words:
        return ""
    if url == f"mailto:{words}":
        return f"<{words}>"
    address = re.sub(r"[\s<>]", lambda match: f"%{ord(match.group()):02X}", url)
    return f"[{label}](<{address}>)" if re.search(r"[()\\]|\{\{", address) else f"[{label}]({address})"
