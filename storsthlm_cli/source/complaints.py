"""What is wrong in a text, by offset: a finding before it has its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from storsthlm_cli.model.findings import Finding, Level
from storsthlm_cli.source.text import Lines


@dataclass(frozen=True, slots=True)
class Complaint:
    """A finding about the characters from `start` to `end` (excluded) of a file's text."""

    code: str
    start: int
    end: int
    arguments: Mapping[str, str]
    level: Level = Level.ERROR

    def finding(self, file: str, lines: Lines) -> Finding:
        """Return the finding with its place."""
        return Finding(self.code, self.level, lines.place(file, self.start, self.end), self.arguments)


class Stop(Exception):
    """Reading ends here, because of `complaint`."""

    def __init__(self, code: str, start: int, end: int, **arguments: str) -> None:
        super().__init__(code)
        self.complaint = Complaint(code, start, end, arguments)
