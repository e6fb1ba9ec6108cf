"""Lists and what is wrong in them, as people and scripts read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice

from rich.text import Text

from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.lists import LEVELS, Checked, Fault, ListFacts, ListView, Problem
from storsthlm_cli.report.consoles import Consoles, visible, write, write_wrapped
from storsthlm_cli.report.data import write_json
from storsthlm_cli.report.findings import STYLES, as_data, concise, is_remark, plural
from storsthlm_cli.report.records import each_of, left_out_data
from storsthlm_cli.report.sending import field, left_out_summary, show_left_out

SHOWN = 20
"""Rows shown before the rest is counted."""
SHOWN_PROBLEMS = 100
SENTENCES: Mapping[Fault, str] = {
    Fault.INVALID: "`{what}` is not an address: {detail}",
    Fault.DUPLICATE: "`{what}` is on line {detail} already",
    Fault.SLIP: "`{what}` looks like a slip: did you mean `{detail}`?",
    Fault.UNREAD: "`{what}`: nobody reads what is sent to `{detail}`",
    Fault.HEADING: "the column `{what}` means nothing: did you mean `{detail}`?",
    Fault.NO_FIELD: "the column `{what}` is described, but is not in `{detail}`",
    Fault.SUPPRESSED: "`{what}` gets nothing: {detail}",
    Fault.SHARED: "`{what}` is a shared mailbox, which is fine for an authority",
    Fault.OTHER_HEADING: "the column `{what}` is kept as `{detail}`",
    Fault.NO_FACTS: "nothing says what the list is for and where it comes from: write `{what}`",
    Fault.FEW_FACTS: "it does not say {detail}",
}
_WORDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "remark"}


def show_lists(consoles: Consoles, views: Sequence[ListView], json: bool) -> None:
    """Write one line a list: name, people, rows that get nothing, what it is for."""
    if json:
        rows = [_summary(view) for view in views]
        write_json(consoles.out, {"lists": rows})
        return
    if not views:
        write(consoles.err, "there are no lists: put a CSV file or a workbook with a column of addresses into `lists/`")
        return
    widest = max(len(visible(view.name)) for view in views)
    for view in views:
        people = plural(len(view.audience.recipients), "person", "people")
        without = len(view.audience.left_out)
        left_out = f", {without} left out" if without else ""
        purpose = view.facts.purpose.content if view.facts is not None and view.facts.purpose else ""
        told = f"{visible(view.name):<{widest}}  {people}{left_out}"
        write_wrapped(consoles.out, f"{told}  {visible(purpose)}".rstrip(), " " * (widest + 2))


def show_list(consoles: Consoles, view: ListView, json: bool) -> None:
    """Write what is known of a list and the first of its people."""
    people = view.audience.recipients
    if json:
        rows = each_of(lambda each: {"line": each.line, "address": each.address, "fields": dict(each.fields)}, people)
        out = each_of(left_out_data, view.audience.left_out)
        write_json(consoles.out, {**_summary(view), "people": rows, "left_out": out, "notices": list(view.notices)})
        return
    write(
        consoles.out,
        Text.assemble((f"list {visible(', '.join(view.audience.lists))}", "bold"), f", {visible(view.file)}"),
    )
    for name, value in _facts(view.facts).items():
        if value:
            field(consoles.out, name.removeprefix("legal_"), value)
    field(consoles.out, "columns", ", ".join(view.headings))
    field(consoles.out, "to", plural(len(people), "person", "people"))
    field(consoles.out, "left out", left_out_summary(view.audience.left_out))
    show_notices(consoles, view.notices)
    if people:
        write(consoles.out)
    for each in islice(people, SHOWN):
        words = ", ".join(value for name, value in each.fields.items() if value and name != "address")
        write_wrapped(consoles.out, f"  {visible(each.address)}  {visible(words)}".rstrip(), "    ")
    show_rest(consoles, len(people))
    show_left_out(consoles.out, view.audience.left_out)


def show_checked(consoles: Consoles, checked: Sequence[Checked], *, remarks: bool, json: bool) -> None:
    """Write what is wrong in lists, one line each with its place; what is only worth knowing with `remarks`."""
    if json:
        write_json(consoles.out, {"lists": [_checked(each) for each in checked]})
        return
    for each in checked:
        show_notices(consoles, each.notices)
        for finding in each.findings:
            if remarks or not is_remark(finding):
                write_wrapped(consoles.out, concise(finding), "  ")
        number = {level: each.number(level) for level in Level}
        shown = sum(count for fault, count in each.counts.items() if remarks or LEVELS[fault] is not Level.INFO)
        worth = (problem for problem in each.problems if remarks or problem.level is not Level.INFO)
        for problem in islice(worth, min(shown, SHOWN_PROBLEMS)):
            write_wrapped(consoles.out, line_of(problem), "  ")
        if shown > SHOWN_PROBLEMS:
            write(consoles.out, f"and {shown - SHOWN_PROBLEMS} more; `--json` has them all")
        found = [plural(count, _WORDS[level]) for level, count in number.items() if count]
        hidden = "; `--remarks` shows them" if number[Level.INFO] and not remarks else ""
        people = plural(each.living, "person", "people")
        told = (
            f"{visible(each.name)}: {people} in {plural(each.rows, 'row')}, {', '.join(found) or 'nothing to object'}"
        )
        write_wrapped(consoles.err, told + hidden, "  ")


def line_of(problem: Problem) -> Text:
    """Return `lists/kommuner.csv:12: error[invalid] …`."""
    place = f"{problem.file}:{problem.line}" if problem.line else problem.file
    code = (f"{problem.level}[{problem.fault}]", STYLES[problem.level])
    return Text.assemble(f"{visible(place)}: ", code, f" {sentence_of(problem)}")


def sentence_of(problem: Problem) -> str:
    """Return a problem in words."""
    if problem.fault is Fault.INVALID and not problem.what:
        return visible(problem.detail)
    return SENTENCES[problem.fault].format(what=visible(problem.what), detail=visible(problem.detail))


def _summary(view: ListView) -> dict[str, object]:
    return {
        "list": view.name,
        "file": view.file,
        "selection": list(view.audience.lists),
        "columns": list(view.headings),
        "number": len(view.audience.recipients),
        "without": len(view.audience.left_out),
        "facts": None if view.facts is None else _facts(view.facts),
    }


def _facts(facts: ListFacts | None) -> dict[str, str]:
    if facts is None:
        return {}
    texts = {"purpose": facts.purpose, "legal_basis": facts.legal_basis, "source": facts.source}
    told = {key: text.content if text is not None else "" for key, text in texts.items()}
    return {**told, "date": facts.date.isoformat() if facts.date is not None else ""}


def _checked(checked: Checked) -> dict[str, object]:
    return {
        "list": checked.name,
        "file": checked.file,
        "rows": checked.rows,
        "number": checked.living,
        "counts": {level.value: checked.number(level) for level in Level},
        "problems": each_of(_problem_data, checked.problems),
        "findings": [as_data(finding) for finding in checked.findings],
        "notices": list(checked.notices),
    }


def _problem_data(problem: Problem) -> dict[str, object]:
    return {
        "fault": problem.fault.value,
        "level": problem.level.value,
        "file": problem.file,
        "line": problem.line or None,
        "what": problem.what,
        "detail": problem.detail,
        "message": sentence_of(problem),
    }


def show_notices(consoles: Consoles, notices: Sequence[str]) -> None:
    """Write to stderr how a file was read."""
    for notice in notices:
        write_wrapped(consoles.err, Text.assemble(("notice", "bold cyan"), f": {visible(notice)}"), "  ")


def show_rest(consoles: Consoles, number: int) -> None:
    """Write how many of so many rows were not shown."""
    if number > SHOWN:
        write(consoles.out, f"  and {number - SHOWN} more; `--json` has them all")
