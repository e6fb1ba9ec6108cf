"""The days and times that an issue speaks of, as a table and as JSON."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from storsthlm_cli.model.phrases import Fault, Kind, Role, Saying
from storsthlm_cli.model.places import Place
from storsthlm_cli.phrases.vocabulary import WEEKDAY_NAMES
from storsthlm_cli.report.consoles import Consoles, visible, write
from storsthlm_cli.report.data import write_json
from storsthlm_cli.report.findings import plural
from storsthlm_cli.workdays import day_off
from storsthlm_cli.workflows.dates import Dates

_FAULTS = {Fault.NO_SUCH_DATE: "does not exist", Fault.REVERSED: "ends before it begins"}
_WIDEST = 40


def show_dates(consoles: Consoles, dates: Dates, json: bool) -> None:
    """Write one line a phrase: place, words, meaning (EDTF, ISO 8601-2), and what is to be known of it."""
    if json:
        phrases = [_data(place, saying, dates.date) for place, saying in dates.said]
        write_json(consoles.out, {"issue": dates.issue, "date": dates.date.isoformat(), "phrases": phrases})
        return
    rows = [(f"{place.line}:{place.column}", visible(saying.words), saying) for place, saying in dates.said]
    places = max((len(place) for place, _, _ in rows), default=0)
    words = min(max((len(words) for _, words, _ in rows), default=0), _WIDEST)
    for place, said, saying in rows:
        meaning = saying.meaning.written or _FAULTS.get(saying.meaning.fault or Fault.NO_SUCH_DATE, "")
        notes = ", ".join(_notes(saying, dates.date))
        write(consoles.out, f"{place:>{places}}  {said:<{words}}  {meaning}{'  ' + notes if notes else ''}")
    write(consoles.err, f"issue {dates.issue}: {plural(len(rows), 'phrase')} of day or time")


def _notes(saying: Saying, issued: datetime.date) -> Iterator[str]:
    """Yield what is to be known of a phrase: its day of the week, whether that is a day off, its role, what is past."""
    meant = saying.meaning
    if saying.phrase.kind is Kind.DAY and meant.first is not None:
        off = day_off(meant.first)
        weekday = WEEKDAY_NAMES[meant.first.weekday()]
        yield weekday
        if off is not None and off.name != weekday:
            yield off.name
    if saying.phrase.role is not Role.NONE:
        yield saying.phrase.role.value
    if meant.inferred:
        yield "year inferred"
    if meant.last is not None and meant.last < issued:
        yield "past"


def _data(place: Place, saying: Saying, issued: datetime.date) -> dict[str, object]:
    return {
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "words": saying.words,
        "kind": saying.phrase.kind.value,
        "meaning": saying.meaning.written or None,
        "fault": saying.meaning.fault.value if saying.meaning.fault else None,
        "first": saying.meaning.first.isoformat() if saying.meaning.first else None,
        "last": saying.meaning.last.isoformat() if saying.meaning.last else None,
        "notes": list(_notes(saying, issued)),
        "forms": sorted(form.value for form in saying.phrase.forms),
    }
