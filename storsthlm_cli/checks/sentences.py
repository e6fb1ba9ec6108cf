"""Where sentences begin and end: a matter of full stops and capitals, which is right often enough to judge by."""

from __future__ import annotations

import re
from collections.abc import Iterator

from storsthlm_cli.checks.writing import UPPER

_END = re.compile(rf"(?<=[.!?…])(?<![Kk]l\.)[”\"’)]?\s+(?=[{UPPER}\d”\"–])|\n")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of a text begin and end."""
    start = 0
    for match in _END.finditer(text):
        yield start, match.start()
        start = match.end()
    if start < len(text):
        yield start, len(text)
