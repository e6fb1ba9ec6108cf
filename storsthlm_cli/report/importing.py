"""What `import` says: which sections were recognised in which lines, what to look at, what was left out and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from storsthlm_cli.issues.importing.drafting import Drafted
from storsthlm_cli.issues.importing.notes import Dropped
from storsthlm_cli.report.consoles import Consoles, visible, write, write_wrapped
from storsthlm_cli.report.data import write_json
from storsthlm_cli.report.findings import plural
from storsthlm_cli.workflows.importing import Imported, ImportedRows

_LONGEST = 56
_INDENT = " " * 30


def show_import(consoles: Consoles, result: Imported, json: bool) -> None:
    """Write the draft's path, or the draft itself when there is no file, to stdout; the rest to stderr."""
    if json:
        write_json(consoles.out, _data(result))
        return
    draft = result.draft
    if result.file is None:
        consoles.out.file.write(draft.text)
    else:
        write(consoles.out, visible(f"issues/{result.key}/{result.file.name}"))
    guessed = " (to be checked)" if "date" in draft.checks else ""
    sections = plural(len(draft.sections), "section")
    write(consoles.err, f"issue {result.key}, dated {draft.date.isoformat()}{guessed}: {sections}", style="bold")
    for section in draft.sections:
        write(consoles.err, f"  {_span(section.lines):>9}  {section.kind:<9}  {visible(_title(section))}")
        for check in section.notes.checks:
            write_wrapped(consoles.err, f"  {'':>9}  {'':<9}  check: {visible(check)}", _INDENT)
    if draft.closing:
        write(consoles.err, f"  {_span(draft.closing):>9}  closing")
    for about, check in draft.checks.items():
        write_wrapped(consoles.err, f"  {'':>9}  {about:<9}  check: {visible(check)}", _INDENT)
    if draft.dropped:
        write(consoles.err, "not in the draft:", style="bold")
    for numbers, reason in _reasons(draft.dropped):
        write_wrapped(consoles.err, f"  {reason}: {visible(numbers)}", "    ")
    for line in result.lost:
        write(consoles.err, f"  lost, by a mistake of ours: line {line.number}, `{visible(_short(line.text))}`")
    for notice in draft.notices:
        write_wrapped(consoles.err, f"note: {visible(notice)}", "  ")
    if result.file is not None:
        write(consoles.err, f"next: look at what is marked `check`, then `storsthlm validate {result.key}`")
    else:
        write(consoles.err, "next: the same without `--dry-run` writes it")


def show_rows(consoles: Consoles, result: ImportedRows, json: bool) -> None:
    """Write calendar rows to stdout, indented as they are in an issue, and what should be known of them to stderr."""
    if json:
        rows = [{"row": row.text, "remark": row.remark} for row in result.rows]
        write_json(consoles.out, {"rows": rows, "notices": list(result.notices)})
        return
    for row in result.rows:
        for line in row.entry().split("\n"):
            write(consoles.out, visible(f"    {line}"))
    for notice in result.notices:
        write(consoles.err, f"note: {visible(notice)}")
    write(consoles.err, f"{plural(len(result.rows), 'row')}: paste them below `rows:` of the calendar")


def _data(result: Imported) -> dict[str, object]:
    draft = result.draft
    sections = [
        {
            "kind": section.kind,
            "headline": section.data.get("headline"),
            "lines": list(section.lines),
            "checks": list(section.notes.checks),
        }
        for section in draft.sections
    ]
    return {
        "issue": result.key,
        "file": f"issues/{result.key}/{result.file.name}" if result.file is not None else None,
        "date": draft.date.isoformat(),
        "draft": draft.text,
        "checks": dict(draft.checks),
        "sections": sections,
        "closing": list(draft.closing),
        "dropped": [{"line": drop.number, "text": drop.text, "reason": drop.reason} for drop in draft.dropped],
        "rewritten": [{"line": entry.number, "old": entry.old, "new": entry.new} for entry in draft.rewritten],
        "lost": [line.number for line in result.lost],
        "pictures": list(draft.pictures),
        "notices": list(draft.notices),
    }


def _title(section: Drafted) -> str:
    title = section.data.get("headline")
    return _short(title) if isinstance(title, str) else "(no headline)"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _span(lines: Sequence[int]) -> str:
    return f"{lines[0]}–{lines[-1]}" if len(lines) > 1 else str(lines[0]) if lines else ""


def _reasons(dropped: Iterable[Dropped]) -> Iterable[tuple[str, str]]:
    """Return the dropped lines by reason: numbers where there is nothing to read, else the words too."""
    ordered = sorted(dropped, key=lambda drop: (drop.reason, drop.number))
    for reason, group in groupby(ordered, key=lambda drop: drop.reason):
        lines = list(group)
        if all(not line.text.strip() for line in lines):
            yield "lines " + ", ".join(str(line.number) for line in lines), reason
            continue
        for line in lines:
            place = f"line {line.number}, " if line.number else ""
            yield f"{place}`{_short(line.text)}`", reason
