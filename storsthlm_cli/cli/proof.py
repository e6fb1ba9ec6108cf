"""`storsthlm proof`."""

from __future__ import annotations

import pathlib
from enum import StrEnum
from typing import Annotated

import typer

from storsthlm_cli.cli.arguments import IssueArgument, JsonFlag
from storsthlm_cli.cli.session import Exit, session_of
from storsthlm_cli.model.errors import Failure

_STDOUT = pathlib.Path("-")


class Format(StrEnum):
    """What the sheet is written as."""

    HTML = "html"
    TEXT = "text"


def proof(
    context: typer.Context,
    issue: IssueArgument = None,
    section: Annotated[
        str | None, typer.Option(metavar="ID", help="One section only; its lines keep their numbers.")
    ] = None,
    form: Annotated[
        Format, typer.Option("--format", help="A page to print from the browser, or text for a line printer.")
    ] = Format.HTML,
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write this file, `-` for stdout. Default: build/proof-ISSUE.html."
        ),
    ] = None,
    pdf: Annotated[
        pathlib.Path | None,
        typer.Option(
            metavar="FILE",
            help="Print to this file, `-` for stdout, with the Chromium, Chrome or Edge of the machine.",
        ),
    ] = None,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in the browser.")] = True,
    json: JsonFlag = False,
) -> None:
    """Print an issue for its second reader: numbered lines, a section a page.

    Names, days and times are set off, days with their weekday in the margin and
    links with their address. At the end stands what to look up: each name with
    its role, each day, each link, and what the checks say. An issue with errors
    can be read too. What is written to a named file is not opened.

    For example:

      storsthlm proof
      storsthlm proof 2021-06 --section ny-direktor --pdf direktor.pdf
      storsthlm proof --format text | lpr
    """
    from storsthlm_cli.report.catalogue import sentence
    from storsthlm_cli.report.proofs import has_errors, show_data, show_files, show_pdf, show_sheet
    from storsthlm_cli.workflows.proofing import open_page, printed, proof_page, proof_text, write_proof
    from storsthlm_cli.workflows.proofing import proof as make

    if form is Format.TEXT and pdf is not None:
        raise Failure("`--pdf` prints the page, and `--format text` makes none", hint="leave one of them out")
    session = session_of(context)
    piped = pdf == _STDOUT
    both = [name for name, given in (("--json", json), ("--output -", output == "-"), ("--pdf -", piped)) if given]
    if len(both) > 1:
        raise Failure(f"`{both[0]}` and `{both[1]}` both write to stdout", hint="leave one of them out")
    if piped and session.consoles.out.file.isatty():
        raise Failure("a PDF is no text for the terminal", hint="`--pdf FILE.pdf`, or send `--pdf -` to a program")
    workspace = session.workspace()
    made = make(workspace, issue, section, sentence)
    sheet = proof_text(made) if form is Format.TEXT else proof_page(workspace, made)
    files: list[pathlib.Path] = []
    if pdf is not None and not piped:
        files.append(write_proof(pdf, printed(sheet)))
    if output is not None and output != "-":
        files.append(write_proof(pathlib.Path(output), sheet.encode()))
    if json:
        show_data(session.consoles, files, made)
    elif piped:
        show_pdf(session.consoles, printed(sheet), made)
    elif output == "-" or (form is Format.TEXT and not files):
        show_sheet(session.consoles, sheet, made)
    else:
        if not files:
            name = f"proof-{made.issue}{f'-{section}' if section else ''}.html"
            files.append(write_proof(workspace.root / "build" / name, sheet.encode()))
            if open_browser:
                open_page(files[0])
        show_files(session.consoles, files, made)
    raise typer.Exit(Exit.NO if has_errors(made) else Exit.DONE)
