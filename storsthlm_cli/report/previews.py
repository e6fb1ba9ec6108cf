"""What `preview --output` says: where the files are, and what was found on the way."""

from __future__ import annotations

import pathlib
from collections.abc import Sequence

from storsthlm_cli.report.consoles import Consoles, visible, write
from storsthlm_cli.report.data import write_json
from storsthlm_cli.report.findings import as_data, show_lines, summary
from storsthlm_cli.report.sending import size
from storsthlm_cli.workflows.previewing import Preview


def show_preview(consoles: Consoles, preview: Preview, files: Sequence[pathlib.Path], json: bool) -> None:
    """Write the paths to stdout, and the findings to stderr, one line each."""
    findings = preview.validation.findings
    if json:
        write_json(
            consoles.out,
            {
                "issue": preview.validation.key,
                "subject": preview.subject,
                "size": len(preview.eml),
                "files": [str(path) for path in files],
                "findings": [as_data(finding) for finding in findings],
            },
        )
        return
    show_lines(consoles, findings)
    for path in files:
        write(consoles.out, visible(str(path)))
    write(
        consoles.err,
        f"issue {visible(preview.validation.key)}: {summary(findings)}, {size(len(preview.eml))} a message",
    )
