"""What `new-issue` says: where the issue is, what was copied, and what is left to do."""

from __future__ import annotations

from storsthlm_cli.model.findings import Finding
from storsthlm_cli.model.places import Place
from storsthlm_cli.report.catalogue import sentence
from storsthlm_cli.report.consoles import Consoles, write, write_wrapped
from storsthlm_cli.report.data import write_json
from storsthlm_cli.report.findings import as_data, plural, without_remarks
from storsthlm_cli.report.times import DAYS
from storsthlm_cli.workflows.beginning import Begun


def show_begun(consoles: Consoles, begun: Begun, json: bool) -> None:
    """Write the file's path to stdout, and the rest to stderr."""
    findings = begun.validation.findings
    if json:
        body: dict[str, object] = {
            "issue": begun.key,
            "file": begun.validation.document.file,
            "date": begun.date.isoformat(),
            "number": begun.number,
            "copied_from": begun.copied_from,
            "rows": [{"date": row.day.isoformat(), "title": row.title, "remark": row.remark} for row in begun.rows],
            "rows_from": begun.rows_from,
            "notices": list(begun.notices),
        }
        write_json(consoles.out, {**body, "findings": [as_data(finding) for finding in findings]})
        return
    write(consoles.out, begun.validation.document.file)
    number = f"number {begun.number}, " if begun.number is not None else ""
    write(consoles.err, f"{number}to be sent on {DAYS[begun.date.weekday()]} {begun.date.isoformat()}", style="bold")
    if begun.copied_from is not None:
        write(consoles.err, f"copied from {begun.copied_from}")
    if begun.rows_from is not None:
        write(consoles.err, f"{plural(len(begun.rows), 'calendar row')} from {begun.rows_from}")
    for notice in begun.notices:
        write_wrapped(consoles.err, f"note: {notice}", "  ")
    to_do = without_remarks(findings)
    if to_do:
        write(consoles.err)
        write(consoles.err, "to do:", style="bold")
    for finding in to_do:
        write_wrapped(consoles.err, _to_do(finding), "    ")
    write(consoles.err, f"next: write, then `storsthlm validate {begun.key}` and `storsthlm preview {begun.key}`")


def _to_do(finding: Finding) -> str:
    """Return where something is to be done, and what: `  line 10: …`."""
    place = finding.where if isinstance(finding.where, Place) else None
    return f"  line {place.line}: {sentence(finding)}" if place is not None else f"  {sentence(finding)}"
