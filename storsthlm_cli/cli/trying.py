"""`send --test`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storsthlm_cli.cli.session import Exit, Session, code_of

if TYPE_CHECKING:
    from storsthlm_cli.workflows.workspace import Workspace


def send_test(
    session: Session, workspace: Workspace, issue: str | None, addresses: list[str], lists: list[str], json: bool
) -> Exit:
    """Send the issue to named addresses, as these lists will get it; show what came of it, and return the exit code."""
    from storsthlm_cli.report.data import write_json
    from storsthlm_cli.report.progress import ProgressReport
    from storsthlm_cli.report.records import standing_data
    from storsthlm_cli.report.sending import show_test
    from storsthlm_cli.workflows.sending import test as deliver

    with ProgressReport(session.consoles) as tell:
        standing = deliver(workspace, issue, addresses, lists, tell=tell)
    if json:
        write_json(session.consoles.out, {"plan": None, "standing": standing_data(standing)})
    else:
        show_test(session.consoles.out, standing)
    return code_of(standing)
