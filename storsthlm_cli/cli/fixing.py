"""The changes of `validate --fix`: shown, asked about, made."""

from __future__ import annotations

from storsthlm_cli.cli.confirming import NobodyHere, says_yes
from storsthlm_cli.model.errors import Failure, Refused
from storsthlm_cli.report.consoles import Consoles
from storsthlm_cli.report.fixing import show_changes, show_saved, show_summary
from storsthlm_cli.workflows.fixing import fix, save
from storsthlm_cli.workflows.workspace import Workspace


def show_only(consoles: Consoles, workspace: Workspace, issue: str | None) -> None:
    """Show what would be changed, the diff on stdout."""
    fixing = fix(workspace, issue)
    show_changes(consoles.out, fixing)
    show_summary(consoles.err, fixing)


def make_changes(consoles: Consoles, workspace: Workspace, issue: str | None, *, wanted: bool, agreed: bool) -> str:
    """Show the changes on stderr, make them when somebody agrees, and return the key of the issue.

    Raises Refused when nobody does, NobodyHere when nobody can be asked.
    """
    if not wanted:
        raise Failure("`--yes` agrees to the changes of `--fix`", hint="say `--fix --yes`")
    fixing = fix(workspace, issue)
    show_changes(consoles.err, fixing)
    show_summary(consoles.err, fixing)
    if fixing.before != fixing.after:
        if not agreed:
            _ask(consoles, fixing.file)
        save(fixing)
        show_saved(consoles.err, fixing)
    return fixing.key


def _ask(consoles: Consoles, file: str) -> None:
    if not consoles.can_ask:
        hint = "look at `--diff`, then say `--fix --yes`"
        raise NobodyHere("nobody is here to agree to the changes: nothing was changed", hint=hint)
    if not says_yes(consoles, f"write them to {file}?"):
        raise Refused("nothing was changed", hint="correct by hand what you want otherwise, and run it again")
