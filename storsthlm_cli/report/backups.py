"""What `backup` and `restore` tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storsthlm_cli.model.backup import Manifest, Restored
from storsthlm_cli.report.consoles import Consoles, visible, write, write_wrapped
from storsthlm_cli.report.data import write_json
from storsthlm_cli.report.findings import plural
from storsthlm_cli.report.sizes import size
from storsthlm_cli.report.times import moment

if TYPE_CHECKING:
    from storsthlm_cli.workflows.workspace import Workspace


def show_backup(consoles: Consoles, path: str, manifest: Manifest, json: bool) -> None:
    """Write the file's path to stdout, what is in it to stderr."""
    if json:
        write_json(consoles.out, {"file": path, **_data(manifest)})
        return
    write(consoles.out, visible(path))
    key = "the token key" if len(manifest.files) > 1 else "no token key: none has been made yet"
    octets = sum(each.size for each in manifest.files.values())
    write(consoles.err, f"{_counts(manifest)}, {key}; {size(octets)} before it was packed")


def show_restored(consoles: Consoles, workspace: Workspace, restored: Restored, json: bool) -> None:
    """Write what is remembered now, where the old memory went, and of whom nobody knows."""
    aside = workspace.shown(restored.aside) if restored.aside is not None else None
    if json:
        write_json(
            consoles.out,
            {**_data(restored.manifest), "aside": aside, "doubted": restored.doubted, "erased": restored.erased},
        )
        return
    write(consoles.out, f"restored as of {moment(restored.manifest.made)}: {_counts(restored.manifest)}")
    if aside is not None:
        write(consoles.out, f"what was here is in {visible(aside)}")
    if restored.erased:
        write(consoles.out, f"{plural(restored.erased, 'address', 'addresses')} erased since the backup: erased again")
    if restored.doubted:
        who = plural(restored.doubted, "recipient")
        write_wrapped(
            consoles.out,
            f"{who} of unfinished dispatches may have been mailed since and are unknown now; next: `storsthlm resolve`",
            "  ",
        )


def _counts(manifest: Manifest) -> str:
    return f"{plural(manifest.dispatches, 'dispatch', 'dispatches')}, {plural(manifest.suppressions, 'suppression')}"


def _data(manifest: Manifest) -> dict[str, object]:
    return {
        "made": manifest.made.isoformat(),
        "changed": manifest.changed and manifest.changed.isoformat(),
        "database": manifest.database,
        "dispatches": manifest.dispatches,
        "suppressions": manifest.suppressions,
        "files": {name: {"size": each.size, "sha256": each.sha256} for name, each in manifest.files.items()},
    }
