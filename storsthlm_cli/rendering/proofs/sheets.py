"""Lines and lists on pages of paper: a section a page, so that each can be handed to another reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.proof import Dated, Line, Linked, Mark, Named, Remark, Sheet, Table
from storsthlm_cli.model.texts import Use
from storsthlm_cli.rendering.links import LOST
from storsthlm_cli.rendering.proofs.lines import Part, cut
from storsthlm_cli.rendering.typography import NBSP, plain

HEIGHT = 42
"""Lines of a page, the empty ones included."""
_HEAD = 3
"""Lines that the title of a list takes, its heads and the space before it included."""
_LEVELS = {Level.ERROR: "Fel", Level.WARNING: "Varning"}
_CONTINUED = " (forts.)"
_HEADINGS = frozenset({Use.KICKER, Use.HEADLINE, Use.SUBHEADING, Use.QUESTION})


def sheets(
    parts: Sequence[Part],
    named: Sequence[Named],
    dated: Sequence[Dated],
    linked: Sequence[Linked],
    remarks: Sequence[Remark],
) -> tuple[Sheet, ...]:
    """Return the pages: those with lines, then those with lists."""
    pages = [sheet for part in parts for sheet in _of_lines(part)]
    titles = {part.section: part.title.partition(":")[0] for part in parts if part.section}
    tables = [*_tables(named, dated, linked), _remarks(remarks, titles)]
    return (*pages, *_of_tables(table for table in tables if table.rows))


def _of_lines(part: Part) -> Iterator[Sheet]:
    """Yield the pages of a section. A group is not broken that has room on a page, no heading ends one."""
    lines: list[Line] = []
    title = part.title
    for group in _kept_together(part.groups):
        if lines and HEIGHT - _height(lines) < _height(group) <= HEIGHT:
            yield Sheet(title, tuple(lines))
            lines, title = [], part.title + _CONTINUED
        for line in group:
            if _height((*lines, line)) > HEIGHT:
                yield Sheet(title, tuple(lines))
                lines, title = [], part.title + _CONTINUED
            lines.append(line if lines else replace(line, gap=False))
    yield Sheet(title, tuple(lines))


def _kept_together(groups: Iterable[tuple[Line, ...]]) -> Iterator[tuple[Line, ...]]:
    """Yield the groups, headings joined to what they stand above."""
    waiting: tuple[Line, ...] = ()
    for group in groups:
        waiting += group
        if group[-1].use not in _HEADINGS:
            yield waiting
            waiting = ()
    if waiting:
        yield waiting


def _height(lines: Iterable[Line]) -> int:
    return sum(1 + line.gap for line in lines)


def _of_tables(tables: Iterable[Table]) -> Iterator[Sheet]:
    """Yield the pages with lists; a row is not broken that has room on a page."""
    shown: list[Table] = []
    room = HEIGHT
    for table in tables:
        rows: list[tuple[tuple[str, ...], ...]] = []
        title = table.title
        room -= _HEAD
        for row in _short(table.rows):
            height = max(map(len, row))
            if height > room:
                if rows:
                    shown.append(replace(table, title=title, rows=tuple(rows)))
                    title = table.title + _CONTINUED
                yield Sheet("Kontrollista", tables=tuple(shown))
                rows, shown, room = [], [], HEIGHT - _HEAD
            rows.append(row)
            room -= height
        shown.append(replace(table, title=title, rows=tuple(rows)))
    if shown:
        yield Sheet("Kontrollista", tables=tuple(shown))


def _short(rows: Iterable[tuple[tuple[str, ...], ...]]) -> Iterator[tuple[tuple[str, ...], ...]]:
    """Yield the rows, those that are higher than a page in pieces."""
    most = HEIGHT - _HEAD
    for row in rows:
        for begin in range(0, max(map(len, row)), most):
            yield tuple(cell[begin : begin + most] for cell in row)


def _tables(named: Sequence[Named], dated: Sequence[Dated], linked: Sequence[Linked]) -> Iterator[Table]:
    people, organisations, others = ([each for each in named if each.mark is mark] for mark in list(Mark)[:3])
    yield _table(
        "Personer: stavning, roll den dagen",
        {"Namn": 24, "Roll enligt registret": 32, "Rad": 14},
        ((each.name, _role(each), _numbers(each.lines)) for each in people),
    )
    yield _table(
        "Organisationer och kommuner: rätt form",
        {"Namn": 44, "Rad": 28},
        ((each.name, _numbers(each.lines)) for each in organisations),
    )
    yield _table(
        "Andra namn, som inte finns i registret",
        {"Namn": 44, "Rad": 28},
        ((each.name, _numbers(each.lines)) for each in others),
    )
    yield _table(
        "Dagar: veckodag, datum, år",
        {"Dag": 30, "Står som": 28, "Rad": 12},
        ((each.read, "; ".join(each.words), _numbers(each.lines)) for each in dated),
    )
    yield _table(
        "Länkar: leder de rätt?",
        {"Text": 30, "Adress": 34, "Rad": 4},
        ((each.text, each.address or f"[{LOST}]", str(each.line)) for each in linked),
    )


def _remarks(remarks: Sequence[Remark], titles: Mapping[str, str]) -> Table:
    return _table(
        "Det här säger kontrollprogrammet",
        {"Vad": 13, "Var": 17, "Anmärkning": 40},
        (
            (f"{_LEVELS[each.level]} {each.code}", titles.get(each.section, "Hela numret"), each.sentence)
            for each in remarks
        ),
    )


def _table(title: str, columns: dict[str, int], rows: Iterable[tuple[str, ...]]) -> Table:
    widths = tuple(columns.values())
    cells = (tuple(_cell(text, width) for text, width in zip(row, widths, strict=True)) for row in rows)
    return Table(title, widths, tuple(columns), tuple(cells))


def _cell(text: str, width: int) -> tuple[str, ...]:
    words = plain(text).replace(NBSP, " ").strip()
    return tuple(words[start:end] for start, end in cut(words, width)) or ("",)


def _role(person: Named) -> str:
    return "(finns inte i registret)" if person.role is None else person.role or "(ingen roll den dagen)"


def _numbers(lines: Sequence[int]) -> str:
    return ", ".join(map(str, lines))
