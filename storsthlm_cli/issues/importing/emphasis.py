"""Bold and italics: where they are worth keeping, and how they survive in Markdown.

In clean text each stretch stands between two marks for private use, as a link does (see `rich`). They are kept only
where Markdown can show them: whole words, with a space or a sign of punctuation around them (CommonMark 0.31, 6.2).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from storsthlm_cli.issues.importing.lines import Anchor, Emphasis, Line

END = "\uf004"
_BOLD, _ITALIC = 1, 2
_FIRST = 0xF000
_CLOSING = 4
_SIGNS = {
    chr(_FIRST + style + closing): sign
    for style, sign in ((_ITALIC, "*"), (_BOLD, "**"), (_BOLD + _ITALIC, "***"))
    for closing in (0, _CLOSING)
}
_TIDY = re.compile("([\uf001-\uf007])")
_PAIR = re.compile("([\uf001-\uf003])([^\uf000-\uf004]*)\uf004")
_ANY = re.compile("[\uf000-\uf007]")
_OPENS, _CLOSES = re.compile("[\ue000-\uefef]"), "\uefff"
_MOST = 1000
"""Stretches of a line that are looked at."""
_LONGEST = 20_000
"""Characters of a text that may be cut where it is too long for one: nothing in it is emphasised."""


def stretches(line: Line) -> Iterator[tuple[int, int, str, str]]:
    """Yield start and end of what is emphasised in a part of a line, with the marks to be put there.

    A line that is emphasised as a whole is not, and a link as a whole is not: that is how a mail shows links.
    """
    for one in _joined(line):
        for start, end in _cut(one, line.anchors):
            inside = line.text[start:end]
            start, end = start + len(inside) - len(inside.lstrip()), end - (len(inside) - len(inside.rstrip()))
            whole = len("".join(line.text[start:end].split())) >= len("".join(line.text.split())) - 1
            if start < end and not whole and not any((a.start, a.end) == (start, end) for a in line.anchors):
                yield start, end, chr(_FIRST + _BOLD * one.bold + _ITALIC * one.italic), END


def tidy(text: str) -> str:
    """Return a text with marks where Markdown can show them, and without all others."""
    marks = _ANY.findall(text)
    if len(text) > _LONGEST or not marks:
        return _ANY.sub("", text)
    if marks[-1] != END:
        text += END  # the sentence behind this one has become something else
    parts: list[str] = []
    position, last = 0, ""
    for match in _PAIR.finditer(text):
        parts.append(_ANY.sub("", text[position : match.start()]))
        before, after = (parts[-1] or last)[-1:], text[match.end() : match.end() + 1]
        last = _kept(before, match, after, len(text))
        parts.append(last)
        position = match.end()
    return re.sub(r" {2,}", " ", "".join((*parts, _ANY.sub("", text[position:]))))


def signed(text: str, escaped: Callable[[str], str]) -> str:
    """Return a tidy text as Markdown; `escaped` writes what stands between marks."""
    return "".join(_SIGNS.get(piece) or escaped(piece) for piece in _TIDY.split(text))


def _joined(line: Line) -> list[Emphasis]:
    """Return what is emphasised, with stretches that touch put together in what they have in common."""
    found: list[Emphasis] = []
    for one in line.emphasis[:_MOST]:
        last = found[-1] if found else None
        if last is not None and not line.text[last.end : one.start].strip():
            bold, italic = last.bold and one.bold, last.italic and one.italic
            if bold or italic:
                found[-1] = Emphasis(last.start, one.end, bold, italic)
                continue
            if last.end == one.start:
                continue
        found.append(one)
    return found


def _cut(one: Emphasis, anchors: tuple[Anchor, ...]) -> Iterator[tuple[int, int]]:
    """Cut a stretch where a link begins or ends that is only partly in it."""
    start = one.start
    for anchor in anchors:
        inside = start <= anchor.start and anchor.end <= one.end
        around = anchor.start <= start and one.end <= anchor.end
        if anchor.end <= start or one.end <= anchor.start or inside or around:
            continue
        place = anchor.start if start < anchor.start else anchor.end
        yield start, place
        start = place
    yield start, one.end


def _kept(before: str, match: re.Match[str], after: str, length: int) -> str:
    """Return a stretch with its marks, spaces outside of them; without them where they would not be understood."""
    body = match.group(2)
    bare = body.strip()
    lead, tail = body[: len(body) - len(body.lstrip())], body[len(body.rstrip()) :]
    balanced = _links_are_whole(bare)
    words = any(character.isalnum() for character in bare)
    apart = (lead or _is_apart(before)) and (tail or _is_apart(after))
    if not (words and balanced and apart) or len(bare) + 2 >= length:
        return body
    return f"{lead}{match.group(1)}{bare}{chr(ord(match.group(1)) + _CLOSING)}{tail}"


def _links_are_whole(text: str) -> bool:
    depth = 0
    for character in text:
        depth += 1 if _OPENS.match(character) else -1 if character == _CLOSES else 0
        if depth < 0:
            return False
    return depth == 0


def _is_apart(character: str) -> bool:
    """Tell whether an emphasised word may stand beside a character: none, a space, punctuation, a link's mark."""
    link = character == _CLOSES or _OPENS.match(character) is not None
    return not character or character.isspace() or link or unicodedata.category(character).startswith("P")
