from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping

import pytest

from storsthlm_cli.checks.engine import judge
from storsthlm_cli.directory.reading import read_directory
from storsthlm_cli.issues.reading import read_issue
from storsthlm_cli.model.answers import Answer
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.evidence import Evidence, ImageFacts, ImageProblem
from storsthlm_cli.model.findings import Finding
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.places import Spot
from storsthlm_cli.phrases.sayings import sayings
from storsthlm_cli.source.yaml import parse_document

FRAME = """\
date: 2021-06-21
number: 4
subject: Ämnet
preheader: Förhandstexten, som står bakom ämnet
sections:
"""

PEOPLE = """\
signe-rosenlof:
  name: Signe Rosenlöf
  roles: [{label: processledare, organisation: storsthlm}]
  email: signe.rosenlof@storsthlm.example
  phone: 08-465 004 34
tuva-lind:
  name: Tuva Lind
  roles:
    - {label: projektledare, organisation: storsthlm, to: 2021-05-31}
    - {label: enhetschef, organisation: storsthlm, from: 2021-09-01}
antagningen:
  name: Gymnasieantagningen
  email: antagningen@storsthlm.example
"""
ORGANISATIONS = "storsthlm: {name: Storsthlm}\n"
CATEGORIES = 'social: {label: Social välfärd och hälsa, colour: "#8A1C4A", colour_dark: "#F093B6"}\n'
MEETINGS = "styrelsen: {name: Storsthlms styrelse}\n"

Judge = Callable[..., tuple[Finding, ...]]
Images = Mapping[str, ImageFacts | ImageProblem]


@pytest.fixture
def section() -> Callable[[str], str]:
    """Return a whole issue file with one section, whose keys are given line by line."""

    def wrap(text: str) -> str:
        lines = text.strip("\n").split("\n")
        return FRAME + "  - " + "\n    ".join(lines) + "\n"

    return wrap


@pytest.fixture
def finds(section: Callable[[str], str]) -> Callable[..., list[Mapping[str, str]]]:
    """Assert what the rules find in one section of an issue, in people.yaml or in categories.yaml.

    `wanted` are codes with levels (`S028 error`), each at the next place between « and ». Reading finds nothing.
    That such a section leads nowhere (S051) is a matter of those who want to know it.
    `issues` are other issues by key, None for one of which only the key is known; `more` are other directory files.
    """

    def check(
        text: str,
        *wanted: str,
        people: str = PEOPLE,
        categories: str = CATEGORIES,
        sending: bool = False,
        today: datetime.date = datetime.date(2021, 6, 21),
        images: Images | None = None,
        issues: Mapping[str, str | None] | None = None,
        has_archive: bool = True,
        whole: bool = False,
        answers: Mapping[str, Answer] | None = None,
        unknown: Mapping[str, tuple[str, ...]] | None = None,
        **more: str,
    ) -> list[Mapping[str, str]]:
        text = text if whole else section(text)
        places = [
            *_marks(text, "issue.yaml"),
            *_marks(people, "people.yaml"),
            *_marks(categories, "categories.yaml"),
        ]
        files = {
            "issue.yaml": text,
            "people.yaml": people,
            "organisations.yaml": ORGANISATIONS,
            "categories.yaml": categories,
            "meetings.yaml": MEETINGS,
            **{f"{name}.yaml": content for name, content in more.items()},
        }
        documents = {
            name: parse_document(content.replace("«", "").replace("»", ""), name) for name, content in files.items()
        }
        directory, problems = read_directory(
            {name.removesuffix(".yaml"): documents[name] for name in files if name != "issue.yaml"}
        )
        issue, findings = read_issue(documents["issue.yaml"], "2021-06")
        assert (problems, findings) == ((), ())
        assert issue is not None
        others = {key: _other(content, key) for key, content in (issues or {}).items()}
        evidence = Evidence(
            directory,
            today,
            sending,
            images or {},
            others,
            has_archive,
            sayings=sayings(issue),
            organisation="Storsthlm",
            answers=answers or {},
            unknown=unknown or {},
        )
        found = [each for each in judge(issue, evidence, {}) if each.code != "S051" or "S051 info" in wanted]
        shown = []
        for finding in found:
            assert isinstance(finding.where, Spot)
            place = documents[finding.where.file].place(finding.where)
            at = (place.file, place.line, place.column, place.end_line, place.end_column)
            shown.append((f"{finding.code} {finding.level.value}", at))
        assert shown == list(zip(wanted, places, strict=True))
        return [finding.arguments for finding in found]

    return check


@pytest.fixture
def mended(section: Callable[[str], str]) -> Callable[[str], str]:
    """Return one section of an issue with the edits of its findings made."""

    def mend(text: str) -> str:
        document = parse_document(section(text), "issue.yaml")
        issue, _ = read_issue(document, "2021-06")
        assert issue is not None
        judged = judge(issue, Evidence(Directory(), issue.date, sayings=sayings(issue)), {})
        after = document.edit(list(dict.fromkeys(finding.edit for finding in judged if finding.edit)))
        return after.removeprefix(FRAME + "  - ").rstrip("\n").replace("\n    ", "\n")

    return mend


def _other(text: str | None, key: str) -> Issue | None:
    """Read another issue of the newsletter."""
    if text is None:
        return None
    issue, findings = read_issue(parse_document(text, f"{key}.yaml"), key)
    assert findings == ()
    return issue


def _marks(text: str, file: str) -> list[tuple[str, int, int, int, int]]:
    """Return the places of « and » in a text, as they are when the marks are gone."""
    places = []
    while "«" in text:
        start = text.index("«")
        text = text.replace("«", "", 1)
        end = text.index("»")
        text = text.replace("»", "", 1)
        places.append((file, *_at(text, start), *_at(text, end)))
    return places


def _at(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1
