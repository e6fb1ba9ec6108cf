"""What `archive` says: where the site is, what is in it, what was left out, and whether the public has it."""

from __future__ import annotations

from collections.abc import Sequence

from storsthlm_cli.archive.folder import Placed
from storsthlm_cli.report.catalogue import sentence
from storsthlm_cli.report.consoles import Consoles, visible, write, write_wrapped
from storsthlm_cli.report.data import write_json
from storsthlm_cli.report.findings import as_data, plural
from storsthlm_cli.workflows.archiving import Archive
from storsthlm_cli.workflows.publishing import Published
from storsthlm_cli.workflows.workspace import Workspace


def show_line(consoles: Consoles, line: str) -> None:
    """Write a line of the command that publishes to stderr."""
    write(consoles.err, f"  {visible(line)}")


def show_archive(
    consoles: Consoles, workspace: Workspace, archive: Archive, published: Published | None, json: bool
) -> None:
    """Write the page of the issue to stdout, the rest to stderr."""
    page = archive.folder / "issues" / archive.issue / "index.html"
    if json:
        write_json(consoles.out, _data(archive, str(page), published))
        return
    write(consoles.out, visible(workspace.shown(page)))
    for notice in archive.notices:
        write_wrapped(consoles.err, f"note: {visible(notice)}", "  ")
    listed = sum(page.listed for page in archive.pages)
    draft = f" and a draft of {visible(archive.issue)}" if archive.draft else ""
    site = f"{plural(listed, 'issue')}{draft}, {plural(archive.events, 'event')}, {plural(len(archive.files), 'file')}"
    write(consoles.err, f"{site}: {_done(archive.placed)}")
    gone = published.placed.removed if published is not None and published.placed is not None else ()
    _show_taken_away(consoles, workspace, [path for path in archive.placed.removed if path not in gone])
    if published is not None:
        _show_published(consoles, workspace, published)
    else:
        again = f"storsthlm archive {visible(archive.issue)}{' --test' if archive.draft else ''} --publish"
        write(consoles.err, f"next: look at it, then `{again}`")


def _show_taken_away(
    consoles: Consoles, workspace: Workspace, removed: Sequence[str], kept: Sequence[str] = ()
) -> None:
    """Say which issues that there still are have left the site, and how many of their images stay there for mails."""
    pages = (path.split("/") for path in removed)
    for key in [page[1] for page in pages if len(page) == 3 and page[0] == "issues"]:
        if workspace.issue_file(key).is_file():
            told = f"issue `{key}` is no longer in it; `storsthlm archive {key}` has it and all before it"
            write_wrapped(consoles.err, f"note: {visible(told)}", "  ")
        staying = [path for path in kept if path.startswith(f"issues/{key}/")]
        if staying:
            told = f"{plural(len(staying), 'image')} of `{key}` can still be seen, for the mails that show them"
            way = f"delete `issues/{key}/images` in the public folder to take them away"
            write_wrapped(consoles.err, f"note: {visible(told)}; {visible(way)}", "  ")


def _show_published(consoles: Consoles, workspace: Workspace, published: Published) -> None:
    if published.placed is not None:
        write(consoles.err, f"published to `{visible(published.to)}`: {_done(published.placed)}")
        _show_taken_away(consoles, workspace, published.placed.removed, published.placed.kept)
        for path in published.placed.left:
            write(consoles.err, f"note: `{visible(path)}` there was changed by somebody, and stays as it is")
    else:
        write(consoles.err, f"published by `{visible(published.to)}`")
    if published.missing is None:
        write(consoles.err, f"{visible(published.url)} shows it", style="green")
    else:
        write_wrapped(consoles.err, f"not seen by the public yet: {sentence(published.missing)}", "  ")


def _done(placed: Placed) -> str:
    if not placed.written and not placed.removed:
        return "nothing has changed"
    parts = [f"{len(placed.written)} written"] if placed.written else []
    return ", ".join([*parts, *([f"{len(placed.removed)} removed"] if placed.removed else [])])


def _data(archive: Archive, page: str, published: Published | None) -> dict[str, object]:
    return {
        "issue": archive.issue,
        "content": archive.content,
        "draft": archive.draft,
        "folder": str(archive.folder),
        "page": page,
        "issues": [page.issue for page in archive.pages if page.listed],
        "events": archive.events,
        "files": list(archive.files),
        **_placed(archive.placed),
        "notices": list(archive.notices),
        "published": published
        and {
            "to": published.to,
            "url": published.url,
            "served": published.missing is None,
            "missing": as_data(published.missing) if published.missing is not None else None,
            **(_placed(published.placed) if published.placed is not None else {}),
        },
    }


def _placed(placed: Placed) -> dict[str, object]:
    return {"written": list(placed.written), "removed": list(placed.removed), "left": list(placed.left)}
