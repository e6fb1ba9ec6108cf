from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from storsthlm_cli.issues.reading import read_issue
from storsthlm_cli.model.blocks import Reference, Who
from storsthlm_cli.model.findings import Finding
from storsthlm_cli.model.issue import Issue, Section
from storsthlm_cli.model.places import Spot, Text
from storsthlm_cli.model.prose import Paragraph, Prose
from storsthlm_cli.source.yaml import parse_document

FRAME = """\
date: 2021-06-21
number: 4
subject: Ämnet
preheader: Förhandstexten
sections:
"""

Seen = tuple[str, str, int, int, int, int]


def seen(code: str, level: str, text: str) -> tuple[str, Seen]:
    """Take the marks « and » out of a text; return it with what a finding at that place looks like."""
    before, _, rest = text.partition("«")
    inside, _, after = rest.partition("»")
    line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    lines = inside.split("\n")
    end_line = line + len(lines) - 1
    end_column = len(lines[-1]) + (column if len(lines) == 1 else 1)
    return before + inside + after, (code, level, line, column, end_line, end_column)


def words(prose: Prose) -> str:
    """Return the text of paragraphs, for asserting."""
    texts = []
    for block in prose:
        assert isinstance(block, Paragraph)
        texts.append("".join(inline.content for inline in block.inlines if isinstance(inline, Text)))
    return "\n".join(texts)


def named(who: Who | None) -> tuple[str, str]:
    """Return what somebody is called by, and whether it is a key or words."""
    if isinstance(who, Reference):
        return "key", who.key
    assert who is not None
    return "words", who.content


@pytest.fixture
def read() -> Callable[[str], tuple[Issue | None, tuple[Finding, ...]]]:
    """Read an issue from YAML."""
    return lambda text: read_issue(parse_document(text, "issue.yaml"), "2021-06")


@pytest.fixture
def section() -> Callable[[str], str]:
    """Return a whole issue file with one section, whose keys are given line by line."""

    def wrap(text: str) -> str:
        lines = text.strip("\n").split("\n")
        return FRAME + "  - " + "\n    ".join(lines) + "\n"

    return wrap


@pytest.fixture
def finds() -> Callable[..., Mapping[str, str]]:
    """Assert that reading a text finds exactly one thing, at the place between « and »; return its arguments."""

    def check(code: str, text: str, level: str = "error") -> Mapping[str, str]:
        clean, expected = seen(code, level, text)
        document = parse_document(clean, "issue.yaml")
        _, findings = read_issue(document, "2021-06")
        found = []
        for finding in findings:
            assert isinstance(finding.where, Spot)
            place = document.place(finding.where)
            at = (place.line, place.column, place.end_line, place.end_column)
            found.append((finding.code, finding.level.value, *at))
        assert found == [expected]
        return findings[0].arguments

    return check


@pytest.fixture
def whole(
    read: Callable[[str], tuple[Issue | None, tuple[Finding, ...]]], section: Callable[[str], str]
) -> Callable[[str], Section]:
    """Read one section that there is nothing to object to."""

    def check(text: str) -> Section:
        issue, findings = read(section(text))
        assert findings == ()
        assert issue is not None
        assert not issue.sections[0].incomplete
        return issue.sections[0]

    return check
