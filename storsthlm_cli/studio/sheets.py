"""A sheet: one issue as one reader gets it, made from the files as they are now, and what the page is told of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from storsthlm_cli.issues.folders import keys
from storsthlm_cli.model.audience import Subscriber
from storsthlm_cli.model.errors import BadContent, Failure
from storsthlm_cli.model.findings import Finding
from storsthlm_cli.model.places import Place
from storsthlm_cli.report.catalogue import ENTRIES, advice, sentence
from storsthlm_cli.report.findings import summary, without_remarks
from storsthlm_cli.report.frames import split
from storsthlm_cli.report.previews import empty_slots
from storsthlm_cli.studio.anchors import Anchored, section_at, sections_of, words_at
from storsthlm_cli.studio.letters import letter_data
from storsthlm_cli.studio.looks import Look, dressed
from storsthlm_cli.workflows.previewing import Preview, preview
from storsthlm_cli.workflows.readers import suppression_of
from storsthlm_cli.workflows.transports import rehearses
from storsthlm_cli.workflows.workspace import Workspace


@dataclass(frozen=True, slots=True)
class View:
    """What somebody looks at: an issue (None: the newest), as a subscriber of a list (None: as the invented reader).

    With a list and no subscriber, it is the mail that the list gets, as the invented reader has it.
    """

    issue: str | None = None
    list: str | None = None
    reader: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One state of a view. `version` is that of the files, `shown` the version whose preview is on show.

    `letter` is what `letters.letter_data` tells of the preview. `stale` says that the preview is an earlier one,
    because the files as they are cannot be shown. `note` is a remark on the reader. `noticed` and `made` are when the
    change was seen and when the sheet was ready (POSIX time).
    """

    version: int = 0
    view: View = field(default_factory=View)
    workspace: Workspace | None = None
    issues: tuple[str, ...] = ()
    preview: Preview | None = None
    letter: Mapping[str, object] = field(default_factory=dict, compare=False)
    sections: tuple[Anchored, ...] = ()
    note: str | None = None
    shown: int = 0
    stale: bool = False
    findings: tuple[Finding, ...] = ()
    failure: Failure | None = field(default=None, compare=False)
    noticed: float = field(default=0.0, compare=False)
    made: float = field(default=0.0, compare=False)

    @property
    def issue(self) -> str:
        """The key of the issue on show, or of the one that cannot be shown."""
        return self.preview.validation.key if self.preview is not None else self.view.issue or ""

    def places(self) -> dict[str, Place]:
        """Return the places that the page is told of, by how they are written."""
        found = [finding.where for finding in self.findings] + [section.place for section in self.sections]
        if self.failure is not None:
            found.append(self.failure.place)
        return {str(place): place for place in found if isinstance(place, Place)}


def renewed(
    sheet: Sheet,
    opened: Callable[[], Workspace],
    reader: Callable[[Workspace], Subscriber | None],
    on_bug: Callable[[Exception], None],
) -> Sheet:
    """Return the next sheet of a view, from the files as they are now.

    Never raises: what goes wrong stands on the sheet.
    """
    try:
        workspace = opened()
        sheet = replace(sheet, workspace=workspace, issues=tuple(reversed(keys(workspace.issues))))
        somebody = reader(workspace)
        made = preview(workspace, sheet.view.issue, somebody, _lists(sheet.view))
        letter = letter_data(made, workspace.settings.newsletter.sender)
        note = _note(workspace, somebody)
    except BadContent as failure:
        return replace(sheet, stale=True, findings=failure.findings, failure=None, made=time.time())
    except Failure as failure:
        return replace(sheet, stale=True, findings=(), failure=failure, made=time.time())
    except Exception as error:
        # The page outlives a bug in showing a half-written file: the author saves again and goes on.
        on_bug(error)
        told = Failure(f"a bug in storsthlm: {type(error).__name__}", hint="the terminal tells more; please report it")
        return replace(sheet, stale=True, findings=(), failure=told, made=time.time())
    return replace(
        sheet,
        preview=made,
        letter=letter,
        sections=sections_of(made.validation.issue, made.validation.document),
        note=note,
        shown=sheet.version,
        stale=False,
        findings=(*empty_slots(made), *without_remarks(made.validation.findings)),
        failure=None,
        made=time.time(),
    )


def sheet_data(sheet: Sheet, look: Look, images: str) -> dict[str, object]:
    """Return what the page needs to know, as JSON; see `looks.dressed` for `images`."""
    cards = [_card(finding, sheet) for finding in sheet.findings]
    told = summary(sheet.findings)
    if sheet.failure is not None:
        cards, told = [_failure_card(sheet.failure), *cards], "The issue cannot be shown"
    letter = None
    if sheet.preview is not None:
        page = dressed(sheet.preview.html, look, images)
        letter = {
            **sheet.letter,
            "html": page,
            "note": sheet.note,
            "invented": sheet.view.reader is None,
            "own": sheet.preview.lists,
        }
    return {
        "version": sheet.version,
        "shown": sheet.shown,
        "issue": sheet.issue,
        "issues": sheet.issues,
        "list": sheet.view.list,
        "reader": sheet.view.reader,
        "lists": sheet.workspace.list_names() if sheet.workspace is not None else [],
        "transport": _transport(sheet.workspace) if sheet.workspace is not None else None,
        "stale": sheet.stale,
        "summary": told[:1].upper() + told[1:],
        "findings": cards,
        "sections": [_section(section) for section in sheet.sections],
        "letter": letter,
        "noticed": sheet.noticed,
        "made": sheet.made,
    }


def _lists(view: View) -> tuple[str, ...]:
    return (view.list,) if view.list is not None else ()


def _note(workspace: Workspace, reader: Subscriber | None) -> str | None:
    found = suppression_of(workspace, reader) if reader is not None else None
    return f"suppressed since {found.since:%Y-%m-%d} ({found.reason}): would get nothing" if found else None


def _transport(workspace: Workspace) -> dict[str, object]:
    settings = workspace.settings
    rehearsal = rehearses(workspace)
    relay = settings.smtp.first
    over = "the embedded server" if rehearsal else f"{relay.host}:{relay.port}"
    return {"rehearsal": rehearsal, "over": over}


def _section(section: Anchored) -> Mapping[str, object]:
    return {"id": section.id, "headline": section.headline, "place": str(section.place)}


def _card(finding: Finding, sheet: Sheet) -> dict[str, object]:
    place = finding.where if isinstance(finding.where, Place) else None
    section = section_at(place, sheet.sections) if place is not None else None
    entry = ENTRIES.get(finding.code)
    return {
        "level": finding.level.value,
        "code": finding.code,
        "message": sentence(finding),
        "help": None if finding.accepted else advice(finding),
        "accepted": finding.accepted,
        "why": entry.why if entry is not None else None,
        "section": section.id if section is not None else None,
        "words": words_at(place) if place is not None else (),
        **_place(place),
    }


def _failure_card(failure: Failure) -> dict[str, object]:
    words = {"message": failure.message, "help": failure.hint, "accepted": None, "why": None}
    return {"level": "error", "code": "", **words, "section": None, "words": (), **_place(failure.place)}


def _place(place: Place | None) -> dict[str, object]:
    if place is None:
        return {"place": None, "source": None}
    before, marked, after = split(place)
    return {"place": str(place), "source": {"before": before, "marked": marked, "after": after}}
