"""T106 and T107: blanks, too many, too few and odd ones.

No-break spaces are not asked for: the renderer puts them where they belong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from storsthlm_cli.checks.registry import Hit, rule
from storsthlm_cli.checks.writing import LOWER, UPPER, lines, mend
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue

_DOUBLE = re.compile(r"(?<=[^\s(]) {2,}(?=[^\s),.;:!?])")
_BEFORE_MARK = re.compile(r"(?<=\S) +(?:[,;:!?]|\.(?![.\w]))(?=[\s”\"’]|\Z)")
_BRACKETS = re.compile(r"(?<=\() +(?=\S)|(?<=[^\s(]) +(?=\))")
_AFTER_MARK = re.compile(
    rf"(?<=[{LOWER}]{{2}})(?:,(?=[{LOWER}{UPPER}\d])|[.!?](?=[{UPPER}][{LOWER}]))|(?<=\d),(?=[{LOWER}]{{2}})"
)
_ODD = "\t\u00a0\u2000-\u200b\u202f\u205f\u3000"
_ODD_BLANK = re.compile(f"(?<![ {_ODD}]) +[{_ODD}][ {_ODD}]*|[{_ODD}]+")
_KEPT_TOGETHER = re.compile(r"[\d§–%]|\b(?:[Kk]l\.?|[Dd]en|nr|[A-ZÅÄÖ]\.)\Z")


@rule("T106", Level.WARNING, judges=Issue, fixes=True)
def blanks(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find two blanks for one, a blank before a comma or a full stop, and none behind it."""
    for line in lines(issue, evidence):
        content = line.content
        for match in _DOUBLE.finditer(content):
            if content[: match.start()] not in ("–", "-", "—"):
                yield line.hit(*match.span(), " ", wide=True)
        for match in _BEFORE_MARK.finditer(content):
            if line.free(*match.span()):
                yield line.hit(*match.span(), match[0].lstrip(), wide=True)
        for match in _BRACKETS.finditer(content):
            yield line.hit(*match.span(), "", wide=True)
        for match in _AFTER_MARK.finditer(content):
            if line.free(match.start(), match.end() + 1):
                yield line.hit(*match.span(), f"{match[0]} ", wide=True)


@rule("T107", Level.INFO, judges=Issue, fixes=True)
def odd_blanks(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find a no-break space, or another blank that looks like one, where none is needed."""
    for line in lines(issue, evidence):
        content = line.content
        for match in _ODD_BLANK.finditer(content):
            before, after = content[: match.start()], content[match.end() :]
            if len(match[0]) == 1 and (_KEPT_TOGETHER.search(before[-4:]) or _KEPT_TOGETHER.match(after[:1])):
                continue
            needed = (
                before and after and not before[-1].isspace() and not after[0].isspace() and match[0].strip("\u200b")
            )
            edit = mend(line.text, *match.span(), " " if needed else "")
            if edit is not None:
                name = "a no-break space" if "\u00a0" in match[0] else f"U+{ord(match[0].lstrip(' ')[0]):04X}"
                yield Hit(edit.spot, {"blank": name}, edit=edit)
