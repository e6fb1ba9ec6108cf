"""What `schema` says: which schemas were written, or are not up to date."""

from __future__ import annotations

from storsthlm_cli.report.consoles import Consoles, write
from storsthlm_cli.report.data import write_json
from storsthlm_cli.report.findings import plural
from storsthlm_cli.workflows.schemas import FOLDER, Schemas


def show_schemas(consoles: Consoles, schemas: Schemas, *, checked: bool, json: bool) -> None:
    """Write the outdated files to stdout, one a line, and on stderr what follows from it."""
    if json:
        write_json(consoles.out, {"folder": FOLDER, "files": list(schemas.texts), "outdated": list(schemas.outdated)})
        return
    for name in schemas.outdated:
        write(consoles.out, f"{FOLDER}/{name}")
    if not schemas.outdated:
        write(consoles.err, f"all {len(schemas.texts)} schemas are up to date")
    elif checked:
        number = plural(len(schemas.outdated), "schema is", "schemas are")
        write(consoles.err, f"{number} not up to date; `storsthlm schema` writes them")
