"""Bytes to text, and offsets to the lines and columns that an editor shows."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, field

from storsthlm_cli.model.places import Place

BYTE_ORDER_MARK = "\ufeff"
_BREAK = re.compile(r"\r\n|\r|\n")


class NotUtf8(ValueError):
    """The bytes are not UTF-8. `before` is the text up to the first byte that is not, `byte` that byte (0 to 255)."""

    def __init__(self, before: str, byte: int) -> None:
        super().__init__(f"byte 0x{byte:02X} is not UTF-8")
        self.before = before
        self.byte = byte


def decode(data: bytes) -> str:
    """Return UTF-8 bytes as text. A byte order mark and every line break stay, so that encoding gives the same bytes.

    Raises NotUtf8 at the first byte that is not UTF-8.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotUtf8(data[: error.start].decode("utf-8"), data[error.start]) from error


@dataclass(frozen=True, slots=True)
class Lines:
    """A text and where its lines begin. Only LF, CR LF and CR end a line; a byte order mark takes no column."""

    text: str
    starts: tuple[int, ...]
    _read: dict[int, str] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, text: str) -> Lines:
        """Return the lines of a text."""
        return cls(text, (0, *(match.end() for match in _BREAK.finditer(text))))

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column, both from 1, of the character at an offset; columns count characters."""
        index = bisect.bisect_right(self.starts, offset) - 1
        return index + 1, max(offset - self._shown_start(index), 0) + 1

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a line and column: the inverse of `position`."""
        return self._shown_start(line - 1) + column - 1

    def line(self, number: int) -> str:
        """Return a line without its line break, always the same string; the first line is number 1."""
        if number not in self._read:
            end = self.starts[number] if number < len(self.starts) else len(self.text)
            self._read[number] = self.text[self._shown_start(number - 1) : end].rstrip("\r\n")
        return self._read[number]

    def place(self, file: str, start: int, end: int) -> Place:
        """Return the characters from `start` to `end` (excluded) as a place of the file shown as `file`."""
        line, column = self.position(start)
        end_line, end_column = self.position(max(start, end))
        return Place(file, line, column, end_line, end_column, self.line(line))

    def _shown_start(self, index: int) -> int:
        start = self.starts[index]
        return start + 1 if start == 0 and self.text.startswith(BYTE_ORDER_MARK) else start
