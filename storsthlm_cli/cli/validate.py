"""`storsthlm validate`."""

from __future__ import annotations

from typing import Annotated

import typer

from storsthlm_cli.cli.arguments import IssueArgument, JsonFlag
from storsthlm_cli.cli.session import Exit, session_of
from storsthlm_cli.report.dresses import Dress


def validate(
    context: typer.Context,
    issue: IssueArgument = None,
    dress: Annotated[Dress, typer.Option("--format", help="How findings are shown.")] = Dress.FULL,
    remarks: Annotated[
        bool, typer.Option("--remarks", help="Show remarks too: what is only to be known, such as days that are over.")
    ] = False,
    mail: Annotated[
        bool, typer.Option("--mail", help="Render the mail, too: its size, the way to leave the list, the address.")
    ] = False,
    online: Annotated[
        bool, typer.Option("--online", help="Ask the web and the name servers: are links, and mail domains, there?")
    ] = False,
    spelling: Annotated[
        bool, typer.Option("--spelling", help="Look the words up in the Swedish dictionary, if it is installed.")
    ] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="Make the changes that are sure, in the issue's file, after showing them.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Only show what --fix would change.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="With --fix: do not ask.")] = False,
    json: JsonFlag = False,
) -> None:
    """Check an issue and point at what is wrong, in the very line.

    Reads the issue, the directory and the images; changes nothing, but for
    `--fix`, and asks nobody, but for `--online`. Dates are judged as of the
    issue's own date. Exits with 1 when there is an error.

    For example:

      storsthlm validate
      storsthlm validate 2021-06 --format concise --mail
      storsthlm validate issues/2021-06/issue.yaml --json
      storsthlm validate 2021-06 --fix
      storsthlm validate 2021-06 --online
    """
    from storsthlm_cli.report.validation import show_validation
    from storsthlm_cli.workflows.validating import validate as judge

    session = session_of(context)
    workspace = session.workspace()
    if diff or fix or yes:
        from storsthlm_cli.cli.fixing import make_changes, show_only

        if diff:
            show_only(session.consoles, workspace, issue)
            return
        issue = make_changes(session.consoles, workspace, issue, wanted=fix, agreed=yes)
    validation = judge(workspace, issue)
    asked = None
    if online:
        from storsthlm_cli.report.asking import AskingReport
        from storsthlm_cli.workflows.asking import ask

        with AskingReport(session.consoles) as tell:
            asked = ask(workspace, validation, tell=tell)
    unknown = None
    if spelling:
        from storsthlm_cli.workflows.spelling import unknown_words

        unknown = unknown_words(workspace, validation)
    if asked is not None or unknown:
        answers = asked.answers if asked is not None else None
        validation = judge(workspace, validation.key, text=validation.document.text, answers=answers, unknown=unknown)
    if mail:
        from storsthlm_cli.workflows.mail_facts import with_mail

        validation = with_mail(workspace, validation)
    show_validation(session.consoles, validation, dress, json, remarks=remarks, asked=asked)
    raise typer.Exit(Exit.NO if validation.errors else Exit.DONE)
