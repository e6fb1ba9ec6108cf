"""Which municipality has somebody on a list in which role: a table of 80 columns, and JSON."""

from __future__ import annotations

import textwrap

from rich.text import Text

from storsthlm_cli.model.lists import Coverage, Misfit, Seat
from storsthlm_cli.report.consoles import Consoles, visible, write
from storsthlm_cli.report.data import write_json
from storsthlm_cli.report.findings import plural

WIDTH = 80
_GAP = "  "
_NARROWEST = 10
"""Columns that a role has at least; with many of them the table is wider than 80."""


def show_coverage(consoles: Consoles, name: str, coverage: Coverage, json: bool) -> None:
    """Write a line for each municipality with `yes`, a number, `left` (who there is gets nothing) or `MISSING`."""
    if json:
        write_json(consoles.out, coverage_data(name, coverage))
        return
    first = max(len(visible(municipality.short.content)) for municipality, _ in coverage.seats)
    room = max((WIDTH - first) // len(coverage.roles) - len(_GAP), _NARROWEST)
    heads = [textwrap.wrap(visible(role), room, break_on_hyphens=False) or [""] for role in coverage.roles]
    widths = [max(*(len(line) for line in head), len("MISSING")) for head in heads]
    for index in range(max(map(len, heads))):
        cells = (
            f"{head[index] if index < len(head) else '':<{width}}" for head, width in zip(heads, widths, strict=True)
        )
        write(consoles.out, _GAP.join(["".ljust(first), *cells]).rstrip(), style="bold")
    for municipality, seats in coverage.seats:
        line = Text(f"{visible(municipality.short.content):<{first}}")
        for seat, width in zip(seats, widths, strict=True):
            line.append(_GAP).append(f"{_word(seat):<{width}}", "" if seat.living else "bold red")
        line.rstrip()
        write(consoles.out, line)
    _show_missing(consoles, coverage)


def coverage_data(name: str, coverage: Coverage) -> dict[str, object]:
    """Return the coverage for JSON."""
    return {
        "list": name,
        "roles": list(coverage.roles),
        "missing": len(coverage.missing),
        "municipalities": [
            {
                "code": municipality.code,
                "name": municipality.name.content,
                "roles": {role: _seat(seat) for role, seat in zip(coverage.roles, seats, strict=True)},
            }
            for municipality, seats in coverage.seats
        ],
        "misfits": [_misfit(each) for each in coverage.misfits],
        "strangers": coverage.strangers,
    }


def _show_missing(consoles: Consoles, coverage: Coverage) -> None:
    if coverage.missing or coverage.misfits:
        write(consoles.out)
    for municipality, role, seat in coverage.missing:
        why = (
            f"{plural(seat.suppressed, 'person', 'people')} there, who must get nothing"
            if seat.suppressed
            else "nobody"
        )
        write(consoles.out, f"{visible(municipality.name.content)}, {visible(role)}: {why}")
    for each in coverage.misfits:
        other = f": it is of {visible(each.other)}" if each.other else ""
        told = f"line {each.line}: {visible(each.address)} does not fit {visible(each.municipality)}{other}"
        write(consoles.out, told)
    complete = len({municipality.code for municipality, _, _ in coverage.missing})
    total = len(coverage.seats)
    strangers = f"; {plural(coverage.strangers, 'row belongs', 'rows belong')} to none" if coverage.strangers else ""
    write(consoles.err, f"{total - complete} of {total} municipalities have somebody in each role{strangers}")


def _word(seat: Seat) -> str:
    if seat.living:
        return "yes" if seat.living == 1 else str(seat.living)
    return "left" if seat.suppressed else "MISSING"


def _seat(seat: Seat) -> dict[str, object]:
    return {"number": seat.living, "first": seat.first or None, "suppressed": seat.suppressed}


def _misfit(misfit: Misfit) -> dict[str, object]:
    return {
        "address": misfit.address,
        "line": misfit.line,
        "municipality": misfit.municipality,
        "other": misfit.other or None,
    }
