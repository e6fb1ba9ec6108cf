"""The days and times that an issue speaks of, as a table and as JSON."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.phrases import Fault, Kind, Role
from storsthlm_cli.phrases.spans import season
from storsthlm_cli.phrases.vocabulary import WEEKDAY_NAMES
from storsthlm_cli.report.catalogue import sentence
from storsthlm_cli.report.consoles import Consoles, visible, write, write_wrapped
from storsthlm_cli.report.data import write_json
from storsthlm_cli.report.findings import plural
from storsthlm_cli.workdays import day_off
from storsthlm_cli.workflows.dates import Dated, Dates

_FAULTS = {Fault.NO_SUCH_DATE: "does not exist", Fault.REVERSED: "ends before it begins"}
_WIDEST = 30


def show_dates(consoles: Consoles, dates: Dates, json: bool) -> None:
    """Write one line a day or time: place, words, meaning, what is to be known of it, findings.

    The meaning is in EDTF (ISO 8601-2), but for seasons, whose numbers nobody knows by heart. Of the findings only
    errors and warnings have their codes in the table; JSON has all, and every meaning in EDTF.
    """
    if json:
        phrases = [_data(dated, dates.date) for dated in dates.dated]
        write_json(consoles.out, {"issue": dates.issue, "date": dates.date.isoformat(), "phrases": phrases})
        return
    rows = [(f"{dated.place.line}:{dated.place.column}", visible(dated.words), dated) for dated in dates.dated]
    places = max((len(place) for place, _, _ in rows), default=0)
    words = min(max((len(words) for _, words, _ in rows), default=0), _WIDEST)
    for place, said, dated in rows:
        meaning = _meaning(dated)
        known = ("" if said == meaning else meaning, ", ".join(_remarks(dated, dates.date)))
        line = "  ".join((f"{place:>{places}}", f"{said:<{words}}", *filter(None, known)))
        write_wrapped(consoles.out, line.rstrip(), " " * (places + 2))
    write(consoles.err, f"issue {dates.issue}: {plural(len(rows), 'day or time', 'days and times')}")


def _meaning(dated: Dated) -> str:
    if dated.meaning.fault is not None:
        return _FAULTS[dated.meaning.fault]
    return season(dated.meaning.written) or dated.meaning.written


def _remarks(dated: Dated, issued: datetime.date) -> Iterator[str]:
    yield from _notes(dated, issued)
    if dated.about:
        yield visible(dated.about)
    for finding in dated.findings:
        if finding.level is not Level.INFO:
            yield f"{finding.level}[{finding.code}]"


def _notes(dated: Dated, issued: datetime.date) -> Iterator[str]:
    """Yield what is to be known of it: the day of the week, whether that is a day off, the role, what is past."""
    meant = dated.meaning
    if meant.first is not None and meant.first == meant.last:
        off = day_off(meant.first)
        weekday = WEEKDAY_NAMES[meant.first.weekday()]
        yield weekday
        if off is not None and off.name != weekday:
            yield off.name
    if dated.role is not Role.NONE:
        yield dated.role.value
    if dated.kind == Kind.RELATIVE:
        yield "told from the issue's date"
    if meant.inferred:
        yield "year inferred"
    if meant.last is not None and meant.last < issued:
        yield "past"


def _data(dated: Dated, issued: datetime.date) -> dict[str, object]:
    return {
        "line": dated.place.line,
        "column": dated.place.column,
        "end_line": dated.place.end_line,
        "end_column": dated.place.end_column,
        "words": dated.words,
        "kind": str(dated.kind),
        "about": dated.about or None,
        "meaning": dated.meaning.written or None,
        "fault": dated.meaning.fault.value if dated.meaning.fault else None,
        "first": dated.meaning.first.isoformat() if dated.meaning.first else None,
        "last": dated.meaning.last.isoformat() if dated.meaning.last else None,
        "notes": list(_notes(dated, issued)),
        "forms": sorted(form.value for form in dated.forms),
        "findings": [
            {"code": finding.code, "level": finding.level.value, "message": sentence(finding)}
            for finding in dated.findings
        ],
    }
