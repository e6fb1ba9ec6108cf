"""What lies on the desk: the newest preview of one issue, made anew whenever a file changes."""

from __future__ import annotations

import pathlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from storsthlm_cli.model.errors import BadContent, Failure
from storsthlm_cli.model.findings import Finding
from storsthlm_cli.model.places import Place
from storsthlm_cli.model.rendered import Pieces
from storsthlm_cli.report.catalogue import advice, sentence
from storsthlm_cli.report.findings import summary
from storsthlm_cli.report.frames import split
from storsthlm_cli.report.sending import size
from storsthlm_cli.workflows.previewing import Preview, preview, sample_recipient
from storsthlm_cli.workflows.workspace import open_workspace

_OUTWARD = re.compile(r'<a (?=[^>]*href="https?:)')


@dataclass(frozen=True, slots=True)
class Sheet:
    """One state of the desk. `version` grows with each; `shown` is the version whose preview is on show.

    `stale` says that the preview is an earlier one, because the files as they are cannot be shown.
    """

    version: int = 0
    issue: str = ""
    preview: Preview | None = None
    sender: str = ""
    shown: int = 0
    stale: bool = False
    findings: tuple[Finding, ...] = ()
    failure: Failure | None = field(default=None, compare=False)


def renew(sheet: Sheet, root: pathlib.Path, issue: str | None, on_bug: Callable[[Exception], None]) -> Sheet:
    """Return the next sheet, from the files as they are now. Never raises: what goes wrong stands on the sheet."""
    version = sheet.version + 1
    try:
        workspace = open_workspace(root, {})
        made = preview(workspace, issue)
    except BadContent as failure:
        return replace(sheet, version=version, stale=True, findings=failure.findings, failure=None)
    except Failure as failure:
        return replace(sheet, version=version, stale=True, findings=(), failure=failure)
    except Exception as error:
        # The page outlives a bug in showing a half-written file: the author saves again and goes on.
        on_bug(error)
        told = Failure(f"a bug in storsthlm: {type(error).__name__}", hint="the terminal tells more; please report it")
        return replace(sheet, version=version, stale=True, findings=(), failure=told)
    return Sheet(
        version=version,
        issue=made.validation.key,
        preview=made,
        sender=workspace.settings.newsletter.sender.name,
        shown=version,
        findings=made.validation.findings,
    )


def sheet_data(sheet: Sheet) -> dict[str, object]:
    """Return what the page needs to know, as JSON."""
    cards = [_card(finding) for finding in sheet.findings]
    told = summary(sheet.findings) if sheet.version else "reading the issue …"
    if sheet.failure is not None:
        cards, told = [_failure_card(sheet.failure), *cards], "The issue cannot be shown"
    return {
        "version": sheet.version,
        "issue": sheet.issue,
        "stale": sheet.stale,
        "summary": told[:1].upper() + told[1:],
        "findings": cards,
        "letter": _letter(sheet, sheet.preview) if sheet.preview else None,
    }


def mail_page(preview: Preview) -> str:
    """Return the mail's HTML for the frame: links to the web open in a tab of their own."""
    return _OUTWARD.sub('<a target="_blank" rel="noopener noreferrer" ', preview.html)


def _letter(sheet: Sheet, preview: Preview) -> dict[str, object]:
    reader = sample_recipient(preview.rendered)
    return {
        "version": sheet.shown,
        "sender": sheet.sender,
        "recipient": f"{reader.fields['name']} <{reader.address}>",
        "subject": preview.subject,
        "preheader": _plain(preview.rendered.preheader, preview),
        "text": preview.text,
        "size": size(len(preview.eml)),
    }


def _plain(pieces: Pieces, preview: Preview) -> str:
    fields = sample_recipient(preview.rendered).fields
    return "".join(piece if isinstance(piece, str) else fields.get(piece.field, "") for piece in pieces)


def _card(finding: Finding) -> dict[str, object]:
    place = finding.where if isinstance(finding.where, Place) else None
    return {
        "level": finding.level.value,
        "code": finding.code,
        "message": sentence(finding),
        "help": advice(finding),
        **_place(place),
    }


def _failure_card(failure: Failure) -> dict[str, object]:
    return {"level": "error", "code": "", "message": failure.message, "help": failure.hint, **_place(failure.place)}


def _place(place: Place | None) -> dict[str, object]:
    if place is None:
        return {"place": None, "source": None}
    before, marked, after = split(place)
    return {"place": str(place), "source": {"before": before, "marked": marked, "after": after}}
