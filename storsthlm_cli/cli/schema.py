"""`storsthlm schema`."""

from __future__ import annotations

from typing import Annotated

import typer

from storsthlm_cli.cli.arguments import JsonFlag
from storsthlm_cli.cli.session import Exit, session_of


def schema(
    context: typer.Context,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with 1 when a schema is not up to date.")
    ] = False,
    json: JsonFlag = False,
) -> None:
    """Write the schemas that let an editor complete and underline.

    Makes schemas/*.json from the format and from the directory's keys. The first
    line of an issue names its schema, so that VS Code (with the YAML extension)
    and others offer kinds, keys, people and categories. Run it again when the
    directory has new people, or there is a new list.

    For example:

      storsthlm schema
      storsthlm schema --check
    """
    from storsthlm_cli.report.schemas import show_schemas
    from storsthlm_cli.workflows.schemas import make_schemas, write_schemas

    session = session_of(context)
    schemas = make_schemas(session.workspace())
    if not check:
        write_schemas(schemas)
    show_schemas(session.consoles, schemas, checked=check, json=json)
    raise typer.Exit(Exit.NO if check and schemas.outdated else Exit.DONE)
