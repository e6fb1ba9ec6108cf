"""What one rule finds in an issue that is compared with others, and with itself."""

from __future__ import annotations

from collections.abc import Mapping

from storsthlm_cli.checks.engine import judge
from storsthlm_cli.directory.reading import read_directory
from storsthlm_cli.issues.reading import read_issue
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Finding
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.places import Spot
from storsthlm_cli.phrases.sayings import sayings
from storsthlm_cli.source.yaml import parse_document

MEETINGS = """\
styrelsen: {name: Storsthlms styrelse}
ekonomi: {name: Strategiskt nätverk för ekonomi, aliases: [Strategiskt nätverk ekonomi]}
"""
CATEGORIES = 'kalendarium: {label: Kalendarium, colour: "#8A1C4A", colour_dark: "#F093B6"}\n'
BEFORE = "2021-04"


def issue(sections: str, date: str = "2021-06-21") -> str:
    """Return the file of an issue with these sections."""
    return f"date: {date}\nsubject: Ämnet\npreheader: Förhandstexten, som står bakom ämnet\nsections:\n{sections}"


def before(sections: str) -> Mapping[str, str]:
    """Return an issue of April with these sections, by its key."""
    return {BEFORE: issue(sections, "2021-04-20")}


def calendar(*rows: str) -> str:
    """Return a calendar of these rows."""
    return "  - kind: calendar\n    headline: Kalendarium\n    rows:\n" + "".join(f"      - {row}\n" for row in rows)


def found(code: str, sections: str, earlier: Mapping[str, str] | None = None) -> list[Finding]:
    """Return what a rule finds, after seeing that each finding is at the next place between « and »."""
    text = issue(sections)
    plain = text.replace("«", "").replace("»", "")
    marked = [part.partition("»")[0] for part in text.split("«")[1:]]
    document = parse_document(plain, "issue.yaml")
    files = {"meetings": MEETINGS, "categories": CATEGORIES}
    directory, _ = read_directory({name: parse_document(content, name) for name, content in files.items()})
    judged = _read(plain, "2021-06")
    evidence = Evidence(
        directory,
        judged.date,
        issues={key: _read(content, key) for key, content in (earlier or {}).items()},
        sayings=sayings(judged),
        organisation="Storsthlm",
    )
    findings = [finding for finding in judge(judged, evidence, {}) if finding.code == code]
    at = []
    for finding in findings:
        assert isinstance(finding.where, Spot)
        start, end = document.range(finding.where)
        at.append(plain[start:end])
    assert at == marked
    return findings


def _read(text: str, key: str) -> Issue:
    read, findings = read_issue(parse_document(text, "issue.yaml"), key)
    assert read is not None
    assert findings == ()
    return read
