"""Findings in their dresses: full, concise, JSON, GitHub annotations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.text import Text

from storsthlm_cli.model.findings import Finding, Level
from storsthlm_cli.model.places import Place
from storsthlm_cli.report.catalogue import advice, sentence
from storsthlm_cli.report.consoles import Consoles, visible, write, write_wrapped
from storsthlm_cli.report.dresses import Dress
from storsthlm_cli.report.frames import draw, remark, write_lines

MOST_SHOWN = 100
"""Findings that people are shown at once; all other dresses than the full one have all of them."""
STYLES = {Level.ERROR: "bold red", Level.WARNING: "bold yellow", Level.INFO: "bold cyan"}


def show_findings(consoles: Consoles, findings: Sequence[Finding], dress: Dress = Dress.FULL) -> None:
    """Write findings to stdout in a dress for eyes or for GitHub; see `as_data` for JSON."""
    shown = findings[:MOST_SHOWN] if dress is Dress.FULL else findings
    for finding in shown:
        if dress is Dress.FULL:
            write_lines(consoles.out, full(finding, consoles.out.width))
            write(consoles.out)
        elif dress is Dress.CONCISE:
            write_wrapped(consoles.out, concise(finding), "  ")
        else:
            write(consoles.out, github(finding))
    if len(shown) < len(findings):
        write(consoles.out, f"and {summary(findings[MOST_SHOWN:])} more; `--format concise` shows all")
        write(consoles.out)


def is_remark(finding: Finding) -> bool:
    """Tell whether a finding is only something to know; not an error that the author accepts, which all should see."""
    return finding.level is Level.INFO and finding.accepted is None


def is_fixable(finding: Finding) -> bool:
    """Tell whether `validate --fix` can repair it."""
    return finding.edit is not None and finding.accepted is None


def without_remarks(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings that somebody should look at."""
    return [finding for finding in findings if not is_remark(finding)]


def show_remarks(consoles: Consoles, findings: Sequence[Finding]) -> None:
    """Write what does not stand in the way, warnings and below, to stderr, one line each."""
    show_lines(consoles, [finding for finding in findings if finding.level is not Level.ERROR])


def show_lines(consoles: Consoles, findings: Sequence[Finding]) -> None:
    """Write findings that somebody should look at to stderr, one line each."""
    findings = without_remarks(findings)
    for finding in findings[:MOST_SHOWN]:
        write_wrapped(consoles.err, concise(finding), "  ")
    if len(findings) > MOST_SHOWN:
        rest = summary(findings[MOST_SHOWN:])
        write(consoles.err, f"and {rest} more; `storsthlm validate --format concise` shows all")


def full(finding: Finding, width: int) -> tuple[Text, ...]:
    """Return the lines of a finding with its source line, caret and help."""
    style = STYLES[finding.level]
    head = Text.assemble((f"{finding.level}[{finding.code}]", style), (f": {sentence(finding)}", "bold"))
    place = _place(finding)
    told = advice(finding)
    repair = "available with `--fix`" if is_fixable(finding) else None
    remarks = {"accepted": finding.accepted, "help": None if finding.accepted else told, "fix": repair}
    told_of = [(word, text) for word, text in remarks.items() if text]
    if place is None:
        return (head, *(remark(*each) for each in told_of))
    frame = draw(place, width, style)
    return (head, *frame.lines, *(frame.remark(*each) for each in told_of))


def concise(finding: Finding) -> Text:
    """Return `path:line:col: level[code] message`."""
    place = _place(finding)
    where = f"{visible(str(place))}: " if place else ""
    return Text.assemble(where, (f"{finding.level}[{finding.code}]", STYLES[finding.level]), f" {sentence(finding)}")


def github(finding: Finding) -> str:
    """Return a workflow command that GitHub shows beside the line (docs.github.com, "Workflow commands")."""
    kind = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "notice"}[finding.level]
    properties = {"title": finding.code}
    place = _place(finding)
    if place is not None:
        properties = {
            "file": place.file,
            "line": str(place.line),
            "endLine": str(place.end_line),
            "col": str(place.column),
            "endColumn": str(place.end_column),
            **properties,
        }
    listed = ",".join(f"{name}={_escape(value, ':,')}" for name, value in properties.items())
    told = "\n".join(text for text in (sentence(finding), advice(finding)) if text)
    return f"::{kind} {listed}::{_escape(told)}"


def as_data(finding: Finding) -> dict[str, object]:
    """Return a finding for JSON; positions count from 1, the end is excluded, and are null without a place."""
    place = _place(finding)
    return {
        "code": finding.code,
        "level": finding.level.value,
        "message": sentence(finding),
        "help": advice(finding),
        "accepted": finding.accepted,
        "fixable": is_fixable(finding),
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "end_line": place.end_line if place else None,
        "end_column": place.end_column if place else None,
        "arguments": dict(finding.arguments),
    }


def tally(findings: Sequence[Finding]) -> dict[str, int]:
    """Return how many findings there are at each level, zeros included, for JSON."""
    counts = Counter(finding.level for finding in findings)
    return {level.value: counts[level] for level in Level}


def summary(findings: Sequence[Finding]) -> str:
    """Return `no findings`, or `2 errors, 1 warning`."""
    counts = Counter(finding.level for finding in findings)
    words = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "remark"}
    parts = [plural(counts[level], words[level]) for level in Level if counts[level]]
    return ", ".join(parts) or "no findings"


def plural(number: int, word: str, words: str | None = None) -> str:
    """Return the number with its word: `1 error`, `2 errors`, `2 addresses`."""
    return f"{number} {word}" if number == 1 else f"{number} {words or word + 's'}"


def _place(finding: Finding) -> Place | None:
    return finding.where if isinstance(finding.where, Place) else None


def _escape(text: str, more: str = "") -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    for character in more:
        escaped = escaped.replace(character, f"%{ord(character):02X}")
    return escaped
