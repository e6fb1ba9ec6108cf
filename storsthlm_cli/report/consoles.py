"""The two consoles: results go to stdout, progress and errors to stderr."""

from __future__ import annotations

import functools
import os
import sys
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TextIO

from rich.console import Console
from rich.text import Text

WIDTH_WITHOUT_TERMINAL = 120
"""Columns that a frame may take when nobody says how wide the output is."""

_WRAPPER = functools.partial(
    textwrap.TextWrapper,
    break_on_hyphens=False,
    break_long_words=False,
    expand_tabs=False,
    replace_whitespace=False,
)
"""Makes what breaks lines between words and changes nothing else."""

_BIDI = dict.fromkeys(
    (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x61C), "\N{REPLACEMENT CHARACTER}"
)
_C1 = dict.fromkeys((*range(0x80, 0xA0), 0x2028, 0x2029), "\N{REPLACEMENT CHARACTER}")
_C0 = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\N{SYMBOL FOR DELETE}"}
_VISIBLE = str.maketrans({**_BIDI, **_C1, **_C0})


def visible(text: str) -> str:
    """Return `text` on one line with control characters made visible.

    What stands in a file or in a server's reply must not move the cursor, colour the terminal or turn the direction
    of writing. Every character becomes exactly one other, so that offsets stay true.
    """
    return text.translate(_VISIBLE)


@dataclass(frozen=True, slots=True)
class Consoles:
    """Where to write. `out` takes the result, `err` everything else, `stdin` answers questions."""

    out: Console
    err: Console
    stdin: TextIO

    @property
    def can_ask(self) -> bool:
        """Whether a person sits in front: questions are read from and shown on a terminal."""
        return self.stdin.isatty() and self.err.is_terminal


def open_consoles(environment: Mapping[str, str] | None = None) -> Consoles:
    """Return consoles for the streams of this process as they are now.

    Colour follows `NO_COLOR`, `TERM` and whether the stream is a terminal, each stream by itself.
    """
    variables = os.environ if environment is None else environment
    return Consoles(_console(sys.stdout, variables), _console(sys.stderr, variables), sys.stdin)


def _console(stream: TextIO, variables: Mapping[str, str]) -> Console:
    known = stream.isatty() or variables.get("COLUMNS", "").isdigit()
    return Console(
        file=stream,
        markup=False,
        highlight=False,
        emoji=False,
        width=None if known else WIDTH_WITHOUT_TERMINAL,
        _environ=variables,
    )


def write_wrapped(console: Console, text: str | Text, indent: str = "") -> None:
    """Write one line, on a terminal broken between words where it is wider; its later lines begin with `indent`."""
    if not console.is_terminal:
        write(console, text)
        return
    styled = text if isinstance(text, Text) else Text(text)
    width = max(console.width, 2 * len(indent) + 20)
    end = 0
    for line in _WRAPPER(width=width, subsequent_indent=indent).wrap(styled.plain) or [""]:
        words = line.removeprefix(indent) if end else line
        start = styled.plain.index(words, end)
        before, end = indent if end else "", start + len(words)
        write(console, Text(before).append_text(styled[start:end]))


def write(console: Console, text: str | Text = "", style: str | None = None) -> None:
    """Write lines as they are: no markup, no wrapping, no highlighting."""
    console.print(text, style=style, soft_wrap=True)
