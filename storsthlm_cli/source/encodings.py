"""Which encoding a text file from elsewhere has: UTF-8, or what Excel writes when nobody chose."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.places import Place

_HINT = "save it again as `CSV UTF-8`"
_CHUNK = 1 << 20
_WORKBOOK = b"PK\x03\x04"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Encoding:
    """The codec to read a file with, and a remark for the reader when it was not the expected one."""

    codec: str
    notice: str | None = None


def recognise(path: Path, shown: str, hint: str = _HINT) -> Encoding:
    """Read the file once, by the megabyte, and tell its encoding: UTF-8 with or without BOM, else Windows-1252.

    Raises Failure with the place and `hint` as the way out for a file that is neither, or holds a NUL, and for what is
    no file (a pipe would be waited for without end); OSError when it cannot be read.
    """
    if path.exists() and not path.is_file():
        raise Failure(f"cannot read `{shown}`: it is not a file")
    with path.open("rb") as file:
        start = file.read(len(_WORKBOOK))
    if start == _WORKBOOK:
        raise Failure(f"`{shown}` is a workbook, not a CSV file", hint="save it from Excel as `CSV UTF-8`")
    if start.startswith(_UTF_16):
        raise Failure(f"`{shown}` is in UTF-16, which is not supported", hint=hint, place=_place(shown, 1))
    line = _first_nul(path)
    if line is not None:
        raise Failure(f"`{shown}` holds a NUL, so it is not a text file", hint=hint, place=_place(shown, line))
    wrong = _first_fault(path, "utf-8")
    if wrong is None:
        return Encoding("utf-8-sig")
    if start.startswith(codecs.BOM_UTF8):
        raise Failure(f"`{shown}` begins as UTF-8, but is not", hint=hint, place=_place(shown, wrong))
    undefined = _first_fault(path, "cp1252")
    if undefined is not None:
        raise Failure(
            f"`{shown}` is neither UTF-8 (see line {wrong}) nor Windows-1252", hint=hint, place=_place(shown, undefined)
        )
    return Encoding(
        "cp1252",
        f"`{shown}` is not UTF-8 (see line {wrong}) and was read as Windows-1252, as Excel writes it: "
        "check that å, ä and ö look right",
    )


def _first_nul(path: Path) -> int | None:
    """Return the line with the first NUL byte, None when there is none."""
    line = 1
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            at = chunk.find(0)
            if at >= 0:
                return line + chunk.count(b"\n", 0, at)
            line += chunk.count(b"\n")
    return None


def _first_fault(path: Path, codec: str) -> int | None:
    """Return the line with the first byte that `codec` cannot read, None when it reads the whole file."""
    decoder = codecs.getincrementaldecoder(codec)("strict")
    line = 1
    with path.open("rb") as file:
        while True:
            chunk = file.read(_CHUNK)
            try:
                line += decoder.decode(chunk, not chunk).count("\n")
            except UnicodeDecodeError as error:
                return line + error.object.count(b"\n", 0, error.start)
            if not chunk:
                return None


def _place(shown: str, line: int) -> Place:
    return Place(shown, line, 1, line, 1)
