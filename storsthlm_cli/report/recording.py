"""What `record` says: where the record is, and what it tells of."""

from __future__ import annotations

from rich.text import Text

from storsthlm_cli.report.consoles import Consoles, visible, write, write_wrapped
from storsthlm_cli.report.data import write_json
from storsthlm_cli.report.findings import plural
from storsthlm_cli.report.records import standing_data
from storsthlm_cli.report.sending import counted
from storsthlm_cli.report.sizes import size
from storsthlm_cli.report.times import moment
from storsthlm_cli.workflows.recording import Record
from storsthlm_cli.workflows.workspace import Workspace


def show_record(consoles: Consoles, workspace: Workspace, record: Record, json: bool) -> None:
    """Write the file's path to stdout, what it tells of to stderr; JSON has no reader in it either."""
    if json:
        sent = [{key: value for key, value in standing_data(each).items() if key != "rows"} for each in record.sent]
        body = {"issue": record.issue, "file": str(record.path), "size": record.size, "files": list(record.files)}
        write_json(consoles.out, {**body, "sent": sent, "notices": list(record.notices)})
        return
    write(consoles.out, visible(workspace.shown(record.path)))
    for notice in record.notices:
        write_wrapped(consoles.err, f"note: {visible(notice)}", "  ")
    for each in record.sent:
        begun = f"dispatch {each.dispatch.id} of {moment(each.dispatch.created)}: "
        write(consoles.err, Text.assemble(begun, counted(each.tally)))
    told = "" if record.sent else "not sent, "
    files = plural(len(record.files), "file")
    write(consoles.err, f"issue {visible(record.issue)}: {told}{files} and their hashes, {size(record.size)}")
