"""Data to YAML that a person likes to read and edit, and that our own reader takes for exactly what was written.

Texts are plain where every YAML reader sees text, else in quotes; long ones are folded; Markdown stands in a `|` block,
its lines wrapped where a line break is a space.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Union

from storsthlm_cli.source.resolution import resolve, surprise

WIDTH = 112
"""Columns of a line, at most, where a text can be broken."""
_BRIEF = 80
"""Columns of a list of words that stands on one line, at most."""

_NEVER = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPED = re.compile("[\r\x85\u2028\u2029\ufeff]")
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
_GAP = re.compile(r"(?<=[^ \t]) (?=[^ \t])")
_BLANK_LINE = re.compile(r"(?:^|\n)[ \t]+(?:\n|\Z)")
_STARTS_BLOCK = re.compile(r"[-+*=#>~`|_:].*|\d{1,9}[.)].*")
_LIST_ITEM = re.compile(r"(?:- |\d{1,9}[.)] )")


@dataclass(frozen=True, slots=True)
class Markdown:
    """Markdown, in a `|` block unless it is short. A single line break in it may move: it is a space to its readers."""

    text: str


@dataclass(frozen=True, slots=True)
class Apart:
    """A list whose entries have a blank line between them, one before the first and one after the last."""

    entries: Sequence[Value]


Value = Union[  # noqa: UP007  # it refers to itself, which `|` between strings cannot do when it is run
    Mapping[str, "Value"], Sequence["Value"], str, int, float, datetime.date, Markdown, Apart, None
]


def write(data: Mapping[str, Value], heading: str = "") -> str:
    """Return a mapping as a YAML file, after a comment line when there is a `heading`.

    Reading it gives the same data, dates as text, Markdown with other single line breaks. Raises
    ValueError for a character that no YAML file may have (a control character, half a surrogate pair).
    """
    comment = [f"# {heading}"] if heading else []
    lines = _mapping(data, 0) if data else ["{}"]
    return "\n".join([*comment, *lines]) + "\n"


def wrapped(text: str, width: int) -> str:
    """Return Markdown with its lines broken at spaces where they are wider than `width` columns.

    No line begins with what would make it a list, a heading or the like; headings are left as they are.
    """
    return "\n".join(line for source in text.split("\n") for line in _wrapped_line(source, width))


def _wrapped_line(line: str, width: int) -> Iterator[str]:
    if len(line) <= width or line.lstrip().startswith("#"):
        yield line
        return
    item = _LIST_ITEM.match(line.lstrip())
    indent = " " * (len(line) - len(line.lstrip()) + (item.end() if item else 0))
    words = _GAP.split(line)
    held = [words[0]]
    length = len(words[0])
    for word in words[1:]:
        if length + 1 + len(word) > width and not _STARTS_BLOCK.fullmatch(word) and not (item and len(held) == 1):
            yield " ".join(held)
            held, length = [indent + word], len(indent) + len(word)
        else:
            held.append(word)
            length += 1 + len(word)
    yield " ".join(held)


def _mapping(data: Mapping[str, Value], indent: int) -> list[str]:
    lines: list[str] = []
    after_apart = False
    for key, value in data.items():
        if lines and (isinstance(value, Apart) or after_apart):
            lines.append("")
        after_apart = isinstance(value, Apart)
        lines += _entry(f"{' ' * indent}{_inline(key)}:", value, indent + 2)
    return lines


def _entry(lead: str, value: Value, indent: int) -> list[str]:
    """Return the lines of a value after `lead`, which ends in `:` or `-`; what is below stands at `indent`."""
    if isinstance(value, Apart):
        entries = [_list((entry,), indent) for entry in value.entries]
        return [lead, *(line for number, lines in enumerate(entries) for line in ([""] if number else []) + lines)]
    if isinstance(value, Mapping) and value:
        lines = _mapping(value, indent)
        return [f"{lead} {lines[0].lstrip(' ')}", *lines[1:]] if lead.endswith("-") else [lead, *lines]
    if isinstance(value, Sequence) and not isinstance(value, str) and value:
        brief = f"{lead} [{', '.join(map(str, value))}]"
        return [brief] if len(brief) <= _BRIEF and all(map(_is_word, value)) else [lead, *_list(value, indent)]
    if isinstance(value, Markdown):
        text = value.text.strip("\n")
        if text and "\n" not in text and len(lead) + 1 + len(text) <= WIDTH:
            return _text(lead, text, indent)
        return _block(lead, "|", wrapped(text, WIDTH - indent), indent) if text else [f'{lead} ""']
    if isinstance(value, str):
        return _text(lead, value, indent)
    return [f"{lead} {_other(value)}".rstrip()]


def _list(values: Iterable[Value], indent: int) -> list[str]:
    return [line for value in values for line in _entry(" " * indent + "-", value, indent + 2)]


def _is_word(value: Value) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[^\W\d][\w .-]*", value) is not None and _is_plain(value)


def _text(lead: str, text: str, indent: int) -> list[str]:
    if "\n" in text and _fits_block(text):
        chomping = "+" if text.endswith("\n\n") else "" if text.endswith("\n") else "-"
        return _block(lead, f"|{chomping}", text.removesuffix("\n") if chomping != "-" else text, indent)
    if len(lead) + 1 + len(text) > WIDTH and _fits_block(text) and "\n" not in text and _GAP.search(text):
        return _block(lead, ">-", "\n".join(_folded(text, WIDTH - indent)), indent)
    return [f"{lead} {_inline(text)}"]


def _folded(text: str, width: int) -> Iterator[str]:
    held = ""
    for word in _GAP.split(text):
        if held and len(held) + 1 + len(word) > width:
            yield held
            held = word
        else:
            held = f"{held} {word}" if held else word
    yield held


def _fits_block(text: str) -> bool:
    """Tell whether a text can stand in a block as it is: it begins with a visible character, and shows every one."""
    first = text[:1]
    return not (first.isspace() or not first or _BLANK_LINE.search(text) or _ESCAPED.search(text) or text[-1] in " \t")


def _block(lead: str, sign: str, text: str, indent: int) -> list[str]:
    _refuse(text)
    return [f"{lead} {sign}", *(" " * indent + line if line else "" for line in text.split("\n"))]


def _inline(text: str) -> str:
    """Return a text on one line: plain, or in the quotes that need fewer escapes."""
    _refuse(text)
    if _is_plain(text):
        return text
    if _ESCAPED.search(text) or "\n" in text or "\t" in text:
        return '"' + "".join(_escape(character) for character in text) + '"'
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _is_plain(text: str) -> bool:
    if not text or text[0] in _INDICATORS or text != text.strip() or re.search(r": |:$| #|[\t\n]", text):
        return False
    return text[:3] != "..." and not _ESCAPED.search(text) and resolve(text) == text and surprise(text) is None


def _escape(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if character in "\n\r\t":
        return {"\n": "\\n", "\r": "\\r", "\t": "\\t"}[character]
    return f"\\u{ord(character):04x}" if _ESCAPED.match(character) else character


def _refuse(text: str) -> None:
    bad = _NEVER.search(text)
    if bad:
        raise ValueError(f"U+{ord(bad.group()):04X} cannot stand in a YAML file")


def _other(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, int | float):
        return str(value)
    return "{}" if isinstance(value, Mapping) else "[]"
