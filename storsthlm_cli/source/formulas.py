"""The apostrophe that keeps a spreadsheet from taking a cell for a formula, put there and taken away again.

https://owasp.org/www-community/attacks/CSV_Injection. What looks as if it had one already gets one more, so that what
is written and read again is what it was.
"""

from __future__ import annotations

import re

_STARTS = r"[=+\-@\t\r\n＝＋－＠]"
_NEEDS = re.compile(rf"'*{_STARTS}")
_HAS = re.compile(rf"'+{_STARTS}")


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _NEEDS.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return what `guarded` was given; other cells as they are."""
    return cell[1:] if _HAS.match(cell) else cell


def escaped(cell: str) -> str:
    """Return a cell that `unguarded` gives back as it is, without a guard where it needs none for that.

    For a workbook, whose cells say themselves that they are text, and for a list of the user's own.
    """
    return f"'{cell}" if _HAS.match(cell) else cell


def all_unguarded(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Return the cells of a row without guards. Few rows have any, which one look at all of their cells tells."""
    return tuple(map(unguarded, cells)) if "|'" in "|" + "|".join(cells) else cells
