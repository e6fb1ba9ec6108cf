"""What `validate` says: the findings, their number, and the next command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storsthlm_cli.model.findings import STOPS_SENDING, Level
from storsthlm_cli.report.asked import asked_as_data, told_of
from storsthlm_cli.report.consoles import Consoles, write
from storsthlm_cli.report.data import write_json
from storsthlm_cli.report.dresses import Dress
from storsthlm_cli.report.findings import as_data, plural, show_findings, summary, tally, without_remarks
from storsthlm_cli.workflows.validating import Validation

if TYPE_CHECKING:
    from storsthlm_cli.workflows.asking import Asked


def show_validation(
    consoles: Consoles,
    validation: Validation,
    dress: Dress,
    json: bool,
    *,
    remarks: bool = False,
    asked: Asked | None = None,
) -> None:
    """Write the findings to stdout; in full, how many there are and what to do next follow.

    Remarks are only counted unless `remarks` is True; JSON has them always. `asked` is told of when it is not None: in
    full on stdout, in other dresses for eyes on stderr.
    """
    findings = validation.findings
    if json:
        body = {"issue": validation.key, "file": validation.document.file, "counts": tally(findings)}
        ran = {"ran": {"online": asked_as_data(asked)}} if asked is not None else {}
        write_json(consoles.out, {**body, **ran, "findings": [as_data(finding) for finding in findings]})
        return
    shown = findings if remarks else without_remarks(findings)
    show_findings(consoles, shown, dress)
    if asked is not None:
        write(consoles.out if dress is Dress.FULL else consoles.err, told_of(asked))
    if dress is not Dress.FULL:
        return
    hidden = len(findings) - len(shown)
    told = f" ({plural(hidden, 'remark')}: `--remarks`)" if hidden else ""
    write(consoles.out, f"issue {validation.key}: {summary(shown)}{told}", style="bold")
    write(consoles.out, f"next: {_next(validation)}")


def _next(validation: Validation) -> str:
    if validation.errors:
        code = validation.errors[0].code
        return f"`storsthlm explain {code}` tells more; correct the file and validate again"
    look = f"`storsthlm preview {validation.key}`"
    stops = [each for each in validation.findings if each.level is Level.WARNING and each.code in STOPS_SENDING]
    return f"{look}; {plural(len(stops), 'warning')} would stop a mail from leaving" if stops else look
