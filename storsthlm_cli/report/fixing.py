"""What `validate --fix` is about to change, as a unified diff, and what it has changed."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from storsthlm_cli.report.catalogue import ENTRIES
from storsthlm_cli.report.consoles import visible, write, write_wrapped
from storsthlm_cli.report.findings import plural
from storsthlm_cli.workflows.fixing import Fixing

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_STYLES = {"---": "bold", "+++": "bold", "@@ ": "cyan"}
_SIGNS = {"-": "red", "+": "green"}


def show_changes(console: Console, fixing: Fixing) -> None:
    """Write the changes as a unified diff; nothing when there are none."""
    before, after = (_LINES.findall(text) for text in (fixing.before, fixing.after))
    name = visible(fixing.file)
    for line in _unified(before, after, name):
        shown = visible(line.rstrip("\r\n")).replace("\N{SYMBOL FOR HORIZONTAL TABULATION}", "\t")
        write(console, Text(shown, _STYLES.get(line[:3]) or _SIGNS.get(line[:1], "")))


def _unified(before: Sequence[str], after: Sequence[str], name: str) -> Iterator[str]:
    """Yield a unified diff; `difflib.unified_diff` takes lines that come often for changed ones in long files."""
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for number, group in enumerate(matcher.get_grouped_opcodes()):
        if not number:
            yield from (f"--- a/{name}", f"+++ b/{name}")
        (_, first, _, start, _), (_, _, last, _, end) = group[0], group[-1]
        yield f"@@ -{_span(first, last)} +{_span(start, end)} @@"
        for kind, first, last, start, end in group:
            yield from ((" " if kind == "equal" else "-") + line for line in before[first:last])
            yield from ("+" + line for line in after[start:end] if kind != "equal")


def _span(first: int, last: int) -> str:
    """Return a range of lines as unified diffs have it: its first line from 1 and its length, unless that is 1."""
    return f"{first + 1}" if last - first == 1 else f"{first + (first < last)},{last - first}"


def show_summary(console: Console, fixing: Fixing) -> None:
    """Write how many of which findings are fixed, and how many could not be."""
    for code, number in sorted(Counter(finding.code for finding in fixing.fixed).items()):
        title = ENTRIES[code].title if code in ENTRIES else "finding"
        write_wrapped(console, f"{code}: {title}{f', {number} times' if number > 1 else ''}", "  ")
    if fixing.left:
        write(console, f"{plural(len(fixing.left), 'finding')} could not be fixed without leading to something else")
    if not fixing.fixed:
        write(console, "nothing to fix")


def show_saved(console: Console, fixing: Fixing) -> None:
    """Write that the file has been changed."""
    write(console, f"fixed {plural(len(fixing.fixed), 'finding')} in {visible(fixing.file)}")
