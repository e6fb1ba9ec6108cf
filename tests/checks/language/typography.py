"""What the tests of typography share: texts with «places», judged by the T rules alone, and their fixes."""

from __future__ import annotations

import datetime

from storsthlm_cli.checks.engine import judge
from storsthlm_cli.directory.reading import read_directory
from storsthlm_cli.issues.reading import read_issue
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Finding
from storsthlm_cli.model.places import Spot
from storsthlm_cli.phrases.sayings import sayings
from storsthlm_cli.source.yaml import parse_document

FRAME = "date: 2021-06-21\nsubject: Ämnet\npreheader: Förhandstexten\n{language}sections:\n"
SECTION = "  - kind: article\n    kicker: {kicker}\n    headline: {headline}\n    body: |\n      {body}\n"
DIRECTORY = {
    "people": "tuva-lind: {name: Tuva Lind}\n",
    "organisations": "storsthlm: {name: Storsthlm}\nbussamrad: {name: Rådet, short: BUSSAMRÅD}\n",
    "municipalities": '"0182": {name: Nacka kommun, short: Nacka}\n',
}


def issue_text(
    body: str = "Brödtext.",
    *,
    kicker: str = "Kicker",
    headline: str = "Rubriken",
    more: str = "",
    language: str = "sv",
) -> str:
    """Return an issue of one section; `body` is Markdown, `more` are further keys of the section, indented by four."""
    section = SECTION.format(kicker=kicker, headline=headline, body=body.replace("\n", "\n      "))
    return FRAME.format(language=f"language: {language}\n" if language != "sv" else "") + section + more


def typography(text: str) -> list[Finding]:
    """Return what the T rules find in an issue, in the order of the rules."""
    document = parse_document(text, "issue.yaml")
    issue, problems = read_issue(document, "2021-06")
    assert issue is not None
    assert problems == ()
    directory, _ = read_directory({name: parse_document(content, name) for name, content in DIRECTORY.items()})
    evidence = Evidence(directory, datetime.date(2021, 6, 21), sayings=sayings(issue))
    return [finding for finding in judge(issue, evidence, {}) if finding.code.startswith("T")]


def found(text: str) -> list[str]:
    """Return codes with levels, after seeing that each finding is at the next place between « and »."""
    plain = text.replace("«", "").replace("»", "")
    marked = [part.partition("»")[0] for part in text.split("«")[1:]]
    document = parse_document(plain, "issue.yaml")
    findings = typography(plain)
    at = []
    for finding in findings:
        assert isinstance(finding.where, Spot)
        start, end = document.range(finding.where)
        at.append(plain[start:end])
    assert at == marked
    return [f"{finding.code} {finding.level.value}" for finding in findings]


def fixed(text: str) -> str:
    """Return an issue with the edits of its findings made."""
    edits = [finding.edit for finding in typography(text) if finding.edit is not None]
    return parse_document(text, "issue.yaml").edit(edits)
