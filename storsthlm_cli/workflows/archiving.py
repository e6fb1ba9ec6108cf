"""Archive: the public site of an issue and of all that came before it, as static files in a folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from storsthlm_cli.archive.calendars import Announced, announced, newest
from storsthlm_cli.archive.folder import Placed, place
from storsthlm_cli.archive.site import outlives, site_files
from storsthlm_cli.images import PreparedImage
from storsthlm_cli.issues.folders import keys
from storsthlm_cli.messages.hashing import content_hash
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.errors import BadContent, Failure
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.rendered import Rendered
from storsthlm_cli.model.site import WebPage
from storsthlm_cli.rendering.designs import Design
from storsthlm_cli.rendering.web import index_page, open_site_design, web_page
from storsthlm_cli.store import dispatches
from storsthlm_cli.workflows.memory import remembered
from storsthlm_cli.workflows.pictures import prepare_images
from storsthlm_cli.workflows.sites import check_folder
from storsthlm_cli.workflows.validating import Validation, validate
from storsthlm_cli.workflows.variants import render_issue
from storsthlm_cli.workflows.workspace import Workspace, find_issue

FOLDER = Path("build") / "site"
"""Where the site is written unless another folder is named, below the workspace."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """An issue ready to be shown on the web: with the mail that it is a copy of, and that mail's hash as `content`."""

    issue: Issue
    directory: Directory
    images: Mapping[str, PreparedImage]
    rendered: Rendered
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """A site that has been written.

    `issue` is the one that it was made for, `content` the hash of that issue's mail, `draft` whether only colleagues
    are to look at it. `pages` come newest first. `notices` say which issues were left out, and why, and other remarks.
    """

    issue: str
    content: str
    draft: bool
    folder: Path
    files: Mapping[str, bytes]
    pages: tuple[WebPage, ...]
    events: int
    placed: Placed
    notices: tuple[str, ...]


def archive(
    workspace: Workspace,
    given: str | None,
    *,
    folder: Path | None = None,
    test: bool = False,
    check: Callable[[Sequence[WebPage]], None] = lambda _: None,
) -> Archive:
    """Write the site of an issue (the newest for None) and of those dated before it.

    The issue is judged as for sending; for a `test` as a draft, and then its page is in no index, feed or calendar.
    Later issues are not in it, and an earlier one that cannot be shown, or is a draft, is left out. `check` gets the
    pages before anything is written, and may raise. Raises BadContent when the issue has errors, Failure when the
    folder is none to write to; then nothing was written.
    """
    key = find_issue(workspace, given)
    target = _target(workspace, folder)
    validation = validate(workspace, key, sending=not test)
    if validation.errors:
        hint = f"correct them, then `storsthlm archive {key}` again"
        also = "" if test else "; `--test` makes a page of a draft, for colleagues to look at"
        raise BadContent(f"issue `{key}` has errors: nothing was written", validation.errors, hint=hint + also)
    latest = copy_of(workspace, validation)
    earlier, notices = _earlier(workspace, latest.issue)
    listed = earlier if test else [latest, *earlier]
    newsletter, design = workspace.settings.newsletter, open_site_design(workspace.root)
    pages = _pages(workspace, latest, listed, design)
    check(pages)
    if newsletter.archive_url is None:
        notices.append("there is no feed: it needs the site's address, `web.archive_url` in storsthlm.yaml")
    announcements = _announcements(workspace, listed)
    hosted = [image for copy in (latest, *earlier) for image in copy.rendered.hosted]
    files = site_files(newsletter, pages, index_page(newsletter, design, pages), announcements, hosted)
    placed = place(
        files, target, workspace.shown(target), lambda path: outlives(path, newsletter), owner=newsletter.list_id
    )
    return Archive(
        issue=key,
        content=latest.content,
        draft=test,
        folder=target,
        files=files,
        pages=tuple(pages),
        events=sum(not each.cancelled for each in newest(announcements).values()),
        placed=placed,
        notices=(*notices, *(f"`{path}` was changed by somebody, and stays as it is" for path in placed.left)),
    )


def copy_of(workspace: Workspace, validation: Validation) -> Copy:
    """Make an issue ready for the web: with its images as wide as a page, and the hash by which its mail is known.

    Raises what `render_issue` raises.
    """
    rendered = render_issue(workspace, validation)
    assert validation.issue is not None, "what can be rendered is an issue"
    newsletter = workspace.settings.newsletter
    width = open_site_design(workspace.root).image_width
    return Copy(
        issue=validation.issue,
        directory=validation.directory,
        images=prepare_images(workspace, validation, validation.issue, width),
        rendered=rendered,
        content=content_hash(rendered, newsletter),
    )


def page_of(
    workspace: Workspace,
    copy: Copy,
    design: Design,
    *,
    listed: bool = True,
    newer: str | None = None,
    older: str | None = None,
) -> WebPage:
    """Return the page of an issue; `newer` and `older` are the keys of the issues that it leads to."""
    return web_page(
        copy.issue,
        copy.directory,
        workspace.settings.newsletter,
        design,
        copy.images,
        content=copy.content,
        listed=listed,
        newer=newer,
        older=older,
    )


def _target(workspace: Workspace, folder: Path | None) -> Path:
    """Return the folder to write to. Raises Failure for one that no site may lie in."""
    target = (workspace.root / FOLDER if folder is None else folder).resolve()
    check_folder(workspace, target, "name another: `--output build/site`")
    return target


def _earlier(workspace: Workspace, latest: Issue) -> tuple[list[Copy], list[str]]:
    """Return the issues before this one, newest first, and a notice for each that is left out or not in order."""
    copies, notices = [], []
    for key in keys(workspace.issues):
        if key == latest.key:
            continue
        try:
            validation = validate(workspace, key, sending=True)
            if _is_later(validation, latest):
                continue
            if validation.errors and _is_draft(workspace, validation):
                notices.append(f"issue `{key}` is left out: it is a draft; `storsthlm validate {key}` tells more")
                continue
            copies.append(copy_of(workspace, validation))
        except Failure as failure:
            notices.append(f"issue `{key}` is left out: {failure.message}; `storsthlm validate {key}` tells more")
            continue
        if validation.errors:
            codes = ", ".join(sorted({finding.code for finding in validation.errors}))
            notices.append(f"issue `{key}` would not be sent as it is ({codes}), and is in the archive all the same")
    return sorted(copies, key=lambda copy: _order(copy.issue), reverse=True), notices


def _is_draft(workspace: Workspace, validation: Validation) -> bool:
    """Tell whether an issue has marks or gaps that only a draft may have, and was never sent."""
    if validation.issue is None:
        return False
    as_draft = {(finding.code, finding.where) for finding in validate(workspace, validation.key).errors}
    if all((finding.code, finding.where) in as_draft for finding in validation.errors):
        return False
    engine = remembered(workspace)
    known = dispatches.find(engine, issue=validation.key) if engine is not None else ()
    return all(dispatch.rehearsal for dispatch in known)


def _is_later(validation: Validation, latest: Issue) -> bool:
    """Tell whether an issue comes after another; one that is too broken to have a date, by its name."""
    if validation.issue is None:
        return validation.key > latest.key
    return _order(validation.issue) > _order(latest)


def _order(issue: Issue) -> tuple[str, str]:
    return issue.date.isoformat(), issue.key


def _pages(workspace: Workspace, latest: Copy, listed: Sequence[Copy], design: Design) -> list[WebPage]:
    """Return the pages, newest first. What is listed leads to its neighbours; a draft to the one before it, alone."""
    names = [copy.issue.key for copy in listed]
    newer, older = [None, *names], [*names[1:], None]
    pages = [
        page_of(workspace, copy, design, newer=after, older=before)
        for copy, after, before in zip(listed, newer, older, strict=False)
    ]
    if latest.issue.key in names:
        return pages
    return [page_of(workspace, latest, design, listed=False, older=names[0] if names else None), *pages]


def _announcements(workspace: Workspace, copies: Sequence[Copy]) -> list[Announced]:
    """Return what the issues announce, oldest first."""
    newsletter = workspace.settings.newsletter
    return [each for copy in reversed(copies) for each in announced(copy.issue, copy.directory, newsletter)]
