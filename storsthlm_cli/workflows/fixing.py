"""Fix: make the edits that findings carry in the issue's own file, and no other character different.

Edits that overlap wait for the next round; one that cannot be written, that changes which texts there are, or that
leads to a new error, to more warnings or to a word that stands twice is not made.
"""

from __future__ import annotations

import secrets
import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from pathlib import Path

from storsthlm_cli.model.errors import BadContent, Failure
from storsthlm_cli.model.findings import Edit, Finding, Level, Order
from storsthlm_cli.model.places import Part, Spot
from storsthlm_cli.model.texts import pieces
from storsthlm_cli.source.yaml import Document
from storsthlm_cli.workflows.validating import Validation, validate
from storsthlm_cli.workflows.workspace import Workspace, find_issue

_ROUNDS = 20
"""A fix makes room for another one a few times at most; rules that never agree must not keep us here."""
_TWICE = "T201"
_CLOSELY = 400
"""Characters of an edit up to which it is looked at what in the middle of it stays as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixing:
    """What fixing makes of an issue's file: its text before and after, the findings that are gone by it, in order.

    `left` are findings whose edit could not be made. `file` is the path as shown to people.
    """

    key: str
    file: str
    path: Path
    before: str
    after: str
    fixed: tuple[Finding, ...]
    left: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Fix:
    """A finding with the least edits that repair it."""

    finding: Finding
    edits: tuple[Edit | Order, ...]


_Made = tuple[tuple[_Fix, ...], Validation]
"""Fixes, and what is found in the issue when they are made."""


def fix(workspace: Workspace, given: str | None) -> Fixing:
    """Work out what can be fixed in an issue (the newest for None); nothing is written.

    Raises BadContent when it is too broken to be judged, Failure when there is no such issue or a file cannot be read.
    """
    key = find_issue(workspace, given)
    first = now = validate(workspace, key)
    if first.issue is None:
        hint = "correct by hand what stands above, and run it again"
        raise BadContent(f"issue `{key}` cannot be read: nothing was changed", first.errors, hint=hint)
    fixed: list[Finding] = []
    seen = {now.document.text: (now, 0)}
    for _ in range(_ROUNDS):
        made, after = _grown(workspace, now, ((), now), _apart(_fixes(now)))
        if after.document.text in seen:
            # Nothing is left to make, or rules that never agree go round: the same end whoever begins where.
            now, number = seen[after.document.text]
            del fixed[number:]
            break
        fixed += [each.finding for each in made]
        seen[after.document.text] = after, len(fixed)
        now = after
    left = tuple(each.finding for each in _fixes(now))
    path = workspace.issue_file(key)
    return Fixing(
        key=key,
        file=first.document.file,
        path=path,
        before=first.document.text,
        after=now.document.text,
        fixed=tuple(fixed),
        left=left,
    )


def save(fixing: Fixing) -> None:
    """Write the fixed text, whole or not at all. Raises Failure when the file has changed since it was read."""
    path = fixing.path.resolve()
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        if path.read_bytes() != fixing.before.encode("utf-8"):
            hint = "nothing was written; run it again"
            raise Failure(f"`{fixing.file}` has been changed in the meantime", hint=hint)
        try:
            temporary.write_bytes(fixing.after.encode("utf-8"))
            shutil.copymode(path, temporary)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Failure(f"cannot write `{fixing.file}`: {reason}", hint="nothing was written") from error


def _fixes(validation: Validation) -> list[_Fix]:
    """Return what could be fixed in the issue's file: not what its author accepts."""
    document = validation.document
    return [
        _Fix(finding, _least(document, finding.edit))
        for finding in validation.findings
        if finding.edit is not None and finding.accepted is None and finding.edit.spot.file == document.file
    ]


def _apart(fixes: Sequence[_Fix]) -> tuple[_Fix, ...]:
    """Return the fixes that do not get in each other's way; of two that do, the first one.

    Findings that the very same edits repair are repaired together.
    """
    chosen: list[_Fix] = []
    made: set[tuple[Edit | Order, ...]] = set()
    taken: dict[tuple[object, ...], list[tuple[float, float]]] = {}
    for each in fixes:
        ranges = [((edit.spot.path, edit.spot.part), *_range(edit.spot)) for edit in each.edits]
        if each.edits in made:
            chosen.append(each)
        elif not any(_meet((start, end), other) for at, start, end in ranges for other in taken.get(at, ())):
            chosen.append(each)
            made.add(each.edits)
            for at, start, end in ranges:
                taken.setdefault(at, []).append((start, end))
    return tuple(chosen)


def _grown(workspace: Workspace, now: Validation, best: _Made, more: tuple[_Fix, ...]) -> _Made:
    """Return the fixes of `best` with as many of `more` as can be made together, and what is found then."""
    after = _made(workspace, now, (*best[0], *more))
    if after is not None:
        return (*best[0], *more), after
    if len(more) > 1:
        half = len(more) // 2
        for part in (more[:half], more[half:]):
            best = _grown(workspace, now, best, part)
    return best


def _made(workspace: Workspace, now: Validation, fixes: Sequence[_Fix]) -> Validation | None:
    """Return what is found in the issue with these fixes made; None when they must not be made."""
    try:
        text = now.document.edit(list(dict.fromkeys(edit for each in fixes for edit in each.edits)))
    except Failure:
        return None
    after = validate(workspace, now.key, text=text)
    worse = _faults(after) - _faults(now) or _warnings(after) > _warnings(now)
    return None if worse or _outline(after) != _outline(now) else after


def _faults(validation: Validation) -> Counter[str]:
    """Count what a fix must not lead to: errors, and a word that stands twice since what was beside it became it."""
    return Counter(f.code for f in validation.findings if f.level is Level.ERROR or f.code == _TWICE)


def _warnings(validation: Validation) -> int:
    return sum(finding.level is Level.WARNING for finding in validation.findings)


def _outline(validation: Validation) -> Counter[object] | None:
    """Count the texts of an issue by what they are: a fix changes what they say, and neither makes nor takes any."""
    if validation.issue is None:
        return None
    named = (
        (piece.use, *(step for step in piece.text.path if isinstance(step, str))) for piece in pieces(validation.issue)
    )
    return Counter(named)


def _least(document: Document, edit: Edit | Order) -> tuple[Edit | Order, ...]:
    """Return the edits of single characters that an edit comes to, so that line breaks among them stay."""
    spot = edit.spot
    if isinstance(edit, Order) or spot.part is Part.KEY or spot.start is None or spot.end is None:
        return (edit,)
    old = document.text_at(spot.path).content[spot.start : spot.end].replace("\n", " ")
    return tuple(
        Edit(Spot(spot.file, spot.path, spot.start + first, spot.start + last), edit.text[start:end])
        for first, last, start, end in _differences(old, edit.text)
    )


def _differences(old: str, new: str) -> list[tuple[int, int, int, int]]:
    """Return where two texts differ: from and to in the old one, from and to in the new one."""
    if len(old) == len(new):
        odd = [at for at, (before, after) in enumerate(zip(old, new, strict=True)) if before != after]
        runs = (list(run) for _, run in groupby(enumerate(odd), lambda numbered: numbered[1] - numbered[0]))
        return [(run[0][1], run[-1][1] + 1, run[0][1], run[-1][1] + 1) for run in runs]
    if max(len(old), len(new)) > _CLOSELY:
        return [(0, len(old), 0, len(new))]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [(first, last, start, end) for kind, first, last, start, end in matcher.get_opcodes() if kind != "equal"]


def _range(spot: Spot) -> tuple[float, float]:
    if spot.start is None or spot.end is None:
        return 0, float("inf")
    return spot.start, spot.end


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one == other or (one[0] < other[1] and other[0] < one[1])
