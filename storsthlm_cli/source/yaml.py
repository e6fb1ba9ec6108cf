"""YAML files: plain data, what is wrong with them, and where every key, value and character of a value stands."""

from __future__ import annotations

import functools
import pathlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.findings import Edit, Finding, Level, Order
from storsthlm_cli.model.places import Part, Path, Place, Spot, Text
from storsthlm_cli.source.complaints import Complaint
from storsthlm_cli.source.composing import compose
from storsthlm_cli.source.resolution import Data, plain_data, surprise
from storsthlm_cli.source.scalars import characters
from storsthlm_cli.source.text import Lines, NotUtf8, decode
from storsthlm_cli.source.tree import Branch, Scalar, find, scalars

LIMIT = 1024 * 1024
"""The largest file that is read, in bytes."""

_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENOUGH = 100
_INVISIBLE = re.compile("[\x85\u2028\u2029\ufeff]")


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A YAML file. `file` is its path as shown to people, `text` its characters, byte order mark and all.

    It is equal to itself only, so that what is read from it can be kept for as long as it is the same one.
    `data` is what it says (see `resolution`), None when it is empty or broken; a broken one has findings at error
    level. `surprises` tells for the path of a plain scalar what YAML 1.1 readers take it for that is text here.
    """

    file: str
    text: str
    data: Data = None
    findings: tuple[Finding, ...] = ()
    surprises: Mapping[Path, str] = field(default_factory=dict)
    root: Branch | None = None
    lines: Lines = field(default_factory=lambda: Lines.of(""))

    def place(self, spot: Spot) -> Place:
        """Return where a spot stands in the file.

        A path that does not exist gives the nearest ancestor that does, an empty value its key.
        """
        return self.lines.place(self.file, *self.range(spot))

    def range(self, spot: Spot) -> tuple[int, int]:
        """Return where a spot begins and ends (excluded), as offsets in `text`."""
        if self.root is None:
            return 0, 0
        hit = find(self.root, spot.path)
        branch = hit.branch
        if hit.key and hit.whole and (spot.part is Part.KEY or branch.start == branch.end):
            branch = hit.key
        if isinstance(branch, Scalar) and hit.whole and spot.start is not None:
            return self._within(branch, spot.start, spot.end)
        end = branch.end
        if isinstance(branch, Scalar) and branch.style in ("|", ">"):
            end = len(self.text[:end].rstrip())
        return branch.start, end

    def text_at(self, path: Path) -> Text:
        """Return the scalar at a path as text, empty if there is none."""
        hit = find(self.root, path) if self.root is not None else None
        value = hit.branch.value if hit and hit.whole and isinstance(hit.branch, Scalar) else ""
        return Text(value, self.file, path)

    def edit(self, edits: Sequence[Edit | Order]) -> str:
        """Return the file's text with edits made, then lists put in order; every other character stays as it is.

        Raises Failure when an edit overlaps another or its text cannot stand there.
        """
        from storsthlm_cli.source.edits import edited
        from storsthlm_cli.source.ordering import ordered

        text = edited(self, [edit for edit in edits if isinstance(edit, Edit)])
        for order in (edit for edit in edits if isinstance(edit, Order)):
            text = ordered(parse_document(text, self.file), order)
        return text

    def _within(self, scalar: Scalar, start: int, end: int | None) -> tuple[int, int]:
        found = characters(self.text, scalar)
        last = len(found) if end is None else min(end, len(found))
        if not found:
            return scalar.start, scalar.end
        if start >= len(found):
            return found[-1][2], found[-1][2]
        return found[start][1], found[last - 1][2] if last > start else found[start][1]


def read_document(path: pathlib.Path, shown: str) -> Document:
    """Read a YAML file that is shown to people as `shown`.

    Raises Failure when there is no such file or it may not be read. What is in it is told by findings.
    """
    try:
        if path.is_fifo() or path.is_char_device():
            raise Failure(f"cannot read `{shown}`: it is no file")
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
            size = file.seek(0, 2)
    except FileNotFoundError:
        raise Failure(f"`{shown}` does not exist") from None
    except OSError as error:
        reason = "it is a directory" if path.is_dir() else (error.strerror or "it cannot be opened").lower()
        raise Failure(f"cannot read `{shown}`: {reason}") from None
    if size > LIMIT:
        return _too_large(size, shown)
    try:
        return parse_document(decode(data), shown)
    except NotUtf8 as error:
        place = Lines.of(error.before).place(shown, len(error.before), len(error.before))
        return Document(
            shown, error.before, findings=(Finding("S007", Level.ERROR, place, {"byte": f"0x{error.byte:02X}"}),)
        )


@functools.lru_cache(maxsize=32)
def parse_document(text: str, shown: str) -> Document:
    """Read YAML from its text. Never raises: whatever is wrong is in `findings`.

    The latest documents are kept: when one file of a workspace is saved, the others still say the same.
    """
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > LIMIT:
        return _too_large(size, shown)
    lines = Lines.of(text)
    complaints = _unprintable(text)
    root: Branch | None = None
    if all(complaint.level is not Level.ERROR for complaint in complaints):
        root, more = compose(lines)
        complaints += more
    surprises = {}
    for path, scalar in scalars(root) if root is not None else ():
        complaints += _escaped_controls(text, scalar)
        looks = surprise(scalar.value) if not scalar.style else None
        if looks is not None:
            surprises[path] = looks
    ordered = sorted(complaints, key=lambda complaint: complaint.start)
    return Document(
        file=shown,
        text=text,
        data=plain_data(root) if root is not None else None,
        findings=tuple(complaint.finding(shown, lines) for complaint in ordered),
        surprises=surprises,
        root=root,
        lines=lines,
    )


def _too_large(size: int, shown: str) -> Document:
    arguments = {"size": f"{size:,}", "limit": f"{LIMIT:,}"}
    return Document(shown, "", findings=(Finding("S006", Level.ERROR, Place(shown, 1, 1, 1, 1), arguments),))


def _unprintable(text: str) -> tuple[Complaint, ...]:
    """Complain about characters that YAML refuses, and warn of those that no editor shows: the first hundred."""
    refused = islice(_CONTROL.finditer(text), _ENOUGH)
    invisible = islice(_INVISIBLE.finditer(text, 1 if text.startswith("\ufeff") else 0), _ENOUGH)
    return (
        *(_control(match.group(), *match.span()) for match in refused),
        *(_control(match.group(), *match.span(), Level.WARNING) for match in invisible),
    )


def _escaped_controls(text: str, scalar: Scalar) -> tuple[Complaint, ...]:
    """Complain about control characters that an escape in double quotes makes."""
    if scalar.style != '"' or not _CONTROL.search(scalar.value):
        return ()
    return tuple(_control(*character) for character in characters(text, scalar) if _CONTROL.match(character[0]))


def _control(character: str, start: int, end: int, level: Level = Level.ERROR) -> Complaint:
    return Complaint("S009", start, end, {"character": f"U+{ord(character):04X}"}, level)
