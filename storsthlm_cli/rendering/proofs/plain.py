"""A proof as text, for a printer: at most 80 columns where marks leave it at that, a form feed between pages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from storsthlm_cli.model.proof import Line, Mark, Proof, Run, Sheet, Table
from storsthlm_cli.rendering.dates import full
from storsthlm_cli.rendering.typography import NBSP

WIDTH = 80
_SIGNS = {Mark.PERSON: ("*", "*"), Mark.ORGANISATION: ("_", "_"), Mark.NAME: ("_", "_"), Mark.DAY: ("[", "]")}
_LEGEND = "*person*   _organisation eller annat namn_   [dag eller tid]"
_READ_BY = "Läst av: ________________________   Datum, signatur: ___________________________"
_BOX = "[ ] "


def plain(proof: Proof) -> str:
    """Return all pages, with the same lines and numbers as in the page for browsers."""
    pages = ("\n".join(_page(proof, sheet, number)) for number, sheet in enumerate(proof.sheets, 1))
    return "\n\f".join(pages) + "\n"


def _page(proof: Proof, sheet: Sheet, number: int) -> Iterator[str]:
    issue = f"{proof.issue}, nr {proof.number}" if proof.number else proof.issue
    yield _both(proof.newsletter, f"sida {number} av {len(proof.sheets)}")
    yield _both(
        f"Korrektur {issue}, {full(proof.date, proof.language).replace(NBSP, ' ')}", f"version {proof.content[:12]}"
    )
    yield from (_READ_BY, "-" * WIDTH, sheet.title)
    if sheet.lines:
        yield from ("", _LEGEND, "")
    for line in sheet.lines:
        yield from _line(line)
    for table in sheet.tables:
        yield from _table(table)


def _line(line: Line) -> Iterator[str]:
    """Yield a line with its number and the notes at the right, below it where there is no room."""
    written = f"{line.number:>3}  {' ' * line.indent}{''.join(map(_run, line.runs))}"
    if line.gap:
        yield ""
    notes = "; ".join(line.notes)
    if len(written) + 2 + len(notes) <= WIDTH:
        yield _both(written, notes)
    else:
        yield from (written, f"{notes:>{WIDTH}}")


def _run(run: Run) -> str:
    if run.mark is None:
        return run.text
    opening, closing = _SIGNS[run.mark]
    return f"{opening}{run.text}{closing}"


def _table(table: Table) -> Iterator[str]:
    yield from ("", table.title)
    yield _columns(" " * len(_BOX), table.heads, table.widths)
    for row in table.rows:
        for place, cells in enumerate(zip_longest(*row, fillvalue="")):
            yield _columns(" " * len(_BOX) if place else _BOX, cells, table.widths)


def _columns(before: str, cells: tuple[str, ...], widths: tuple[int, ...]) -> str:
    return (before + "  ".join(f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True))).rstrip()


def _both(left: str, right: str) -> str:
    return f"{left}{right:>{WIDTH - len(left)}}".rstrip() if right else left
