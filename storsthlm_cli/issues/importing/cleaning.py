"""Old text made clean: ordinary spaces, Swedish quotation marks, dashes where a hyphen stood for one."""

from __future__ import annotations

import re

_SPACES = dict.fromkeys(
    (*map(ord, "\xa0\u1680\u202f\u205f\u3000\t\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029"), *range(0x2000, 0x200B)), " "
)
_NOTHING = dict.fromkeys(
    (
        *(*range(9), *range(0x0E, 0x1C), 0x7F, *range(0x80, 0x85), *range(0x86, 0xA0), 0xAD),
        *(*range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x2070), 0x061C, 0x180E),
        *(0xFEFF, *range(0xFFF9, 0xFFFC), 0xFFFE, 0xFFFF, *range(0xE0000, 0xE0080)),
        *range(0xD800, 0xE000),
    )
)
_VISIBLE = str.maketrans({**_SPACES, **_NOTHING})
UNSEEN = frozenset(map(chr, (*_NOTHING, *range(0xE000, 0xF900))))
"""Characters that nobody sees, and those for private use."""
_UNWRITABLE = dict.fromkeys((*_NOTHING, *range(0xE000, 0xF900))) | dict.fromkeys((0x0B, 0x0C, *range(0x1C, 0x20)), " ")
_BRACES = re.compile(r"\{(?=[\\\[*_`]*\{)")
_PRIVATE = dict.fromkeys(range(0xE000, 0xF900), " ") | {0xF0B7: "•", 0xF0A7: "•", 0: " ", 0xFEFF: None}
_QUOTES = str.maketrans({'"': "”", "“": "”", "„": "”", "‟": "”"})
_RUN = re.compile(r"[ \n\r]+")
_LONE_HYPHEN = re.compile(r"(?<=\S) (?:-|--|—) (?=\S)")
_PRATMINUS = re.compile(r"[-–—−]{1,2}[ \xa0]+|[–—−](?=[^\W\d])")


def clean(text: str) -> str:
    """Return a text on one line: white space of all kinds is one space, quotation marks are ”, ` - ` is ` – `."""
    return _LONE_HYPHEN.sub(" – ", spaced(text).translate(_QUOTES))


def writable(text: str) -> str:
    """Return a text without characters that no file can hold or nobody sees, in which braces are no merge slot.

    Another tool's slots mean nothing here, and one with three braces would hold one of ours.
    """
    return _BRACES.sub("{ ", text.translate(_UNWRITABLE))


def public(text: str) -> str:
    """Return a text without characters for private use, which `rich` needs; two of them are Word's bullets."""
    return text.translate(_PRIVATE)


def spaced(text: str) -> str:
    """Return a text with single ordinary spaces, none at its ends, and without characters that nobody sees."""
    return _RUN.sub(" ", text.translate(_VISIBLE)).strip()


def without_dash(text: str) -> str:
    """Return the words of a line of speech without the dash before them (pratminus)."""
    match = _PRATMINUS.match(text)
    return text[match.end() :].lstrip() if match else text


def begins_with_dash(text: str) -> bool:
    """Tell whether a line begins as speech does: a dash, then a space or a word."""
    return _PRATMINUS.match(text) is not None
