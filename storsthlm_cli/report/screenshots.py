"""What `preview --screenshots` says: a bar while the pictures are taken, then where they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from storsthlm_cli.report.consoles import Consoles, visible, write
from storsthlm_cli.report.data import write_json
from storsthlm_cli.report.findings import as_data, show_lines, summary, without_remarks
from storsthlm_cli.workflows.previewing import Preview
from storsthlm_cli.workflows.screenshots import Screenshot


@contextmanager
def screenshot_progress(consoles: Consoles) -> Iterator[Callable[[int, int], None]]:
    """Give what is to be called with the number of pictures taken and planned: a bar on a terminal, else nothing."""
    if not consoles.err.is_terminal:
        yield lambda done, planned: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=consoles.err, transient=True) as bar:
        task = bar.add_task("screenshots", total=None)
        yield lambda done, planned: bar.update(task, completed=done, total=planned)


def show_screenshots(consoles: Consoles, preview: Preview, shots: Sequence[Screenshot], json: bool) -> None:
    """Write the paths to stdout, and the findings to stderr, one line each."""
    findings = preview.validation.findings
    if json:
        write_json(
            consoles.out,
            {
                "issue": preview.validation.key,
                "subject": preview.subject,
                "screenshots": [
                    {"file": str(shot.path), "width": shot.width, "scheme": shot.scheme.value} for shot in shots
                ],
                "findings": [as_data(finding) for finding in findings],
            },
        )
        return
    show_lines(consoles, findings)
    for shot in shots:
        write(consoles.out, visible(str(shot.path)))
    write(
        consoles.err,
        f"issue {visible(preview.validation.key)}: {summary(without_remarks(findings))}, {len(shots)} pictures",
    )
