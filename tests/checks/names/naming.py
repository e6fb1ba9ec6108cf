"""What the tests of names share: a sentence, or a row, judged with the names of the directory."""

from __future__ import annotations

import datetime
import pathlib
from collections.abc import Mapping

from storsthlm_cli.checks.engine import judge
from storsthlm_cli.directory.reading import read_directory
from storsthlm_cli.issues.reading import read_issue
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Finding
from storsthlm_cli.source.yaml import Document, parse_document

DIRECTORY = pathlib.Path(__file__).parents[3] / "directory"
MUNICIPALITIES = (DIRECTORY / "municipalities.yaml").read_text("utf-8")
MEETINGS = (DIRECTORY / "meetings.yaml").read_text("utf-8")
TERMS = """
i-dag: {write: i dag, avoid: [idag]}
it: {write: it, avoid: [IT]}
covid: {write: covid-19, avoid: [Covid-19]}
nya: {write: tjänstepersoner, avoid: [tjänstemän], from: 2021-07-01}
gamla: {write: regionen, avoid: [landstinget], to: 2021-06-20}
"""
ORGANISATIONS = """
storsthlm: {name: Storsthlm}
energikontoret: {name: Energikontoret Storsthlm, aliases: [Energikontor Storsthlm]}
arbetsformedlingen: {name: Arbetsförmedlingen}
naringsliv: {name: Svenskt Näringsliv}
inera: {name: Inera}
telekom: {name: Föreningen IT i samverkan}
region: {name: Region Stockholm, short: regionen, from: 2019-01-01}
lan: {name: Länsstyrelsen i Stockholms län, short: länsstyrelsen}
skl: {name: Sveriges Kommuner och Landsting, short: SKL, to: 2019-11-26}
skr: {name: Sveriges Kommuner och Regioner, short: SKR, from: 2019-11-27}
dua: {name: Delegationen för unga och nyanlända till arbete, short: DUA}
hbv: {name: Husbyggnadsvaror HBV, short: HBV}
digg: {name: Myndigheten för digital förvaltning, short: Digg}
"""
ALL = {"municipalities": MUNICIPALITIES, "terms": TERMS, "organisations": ORGANISATIONS, "meetings": MEETINGS}

LINK = "{text: Läs om våra nya möten i höst, url: https://storsthlm.example/moten/}"

REMARKS = ("N110", "N111", "N112")


def text(words: str) -> str:
    return f"kind: article\nheadline: Rubriken\nbody: |\n  Vi skriver om {words} och om annat.\nlinks: [{LINK}]"


def found(words: str) -> list[tuple[str, Mapping[str, str]]]:
    """Return what the rules about names find in a sentence."""
    return [(code, arguments) for code, arguments, _ in _judged(words)[1]]


def right(words: str) -> str:
    """Return the sentence with what its findings replace."""
    document, judged = _judged(words)
    mended: str = document.edit([edit for _, _, edit in judged if edit is not None])
    return mended.split("Vi skriver om ")[1].split(" och om")[0]


def _judged(words: str):  # type: ignore[no-untyped-def]
    document, judged = judged_section(text(words))
    ours = [each for each in judged if each.code[0] == "N" or each.code in ("C107", "C108", "C109")]
    return document, [(each.code, each.arguments, each.edit) for each in ours]


def of_a_row(title: str) -> Finding:
    """Return what is found in a calendar row of this title."""
    _, (found,) = judged_section(f'kind: calendar\nheadline: Kalender\nrows: [{{date: 2021-09-02, title: "{title}"}}]')
    return found


def judged_section(section: str) -> tuple[Document, tuple[Finding, ...]]:
    """Return the document of an issue with one section, and what is found in it."""
    frame = "date: 2021-06-21\nsubject: Ämnet\npreheader: Förhandstexten, som står bakom ämnet\nsections:\n  - "
    document = parse_document(frame + "\n    ".join(section.split("\n")) + "\n", "issue.yaml")
    people = {"people": (DIRECTORY / "people.yaml").read_text("utf-8")}
    files = {name: parse_document(content, f"{name}.yaml") for name, content in {**ALL, **people}.items()}
    directory, _ = read_directory(files)
    issue, _ = read_issue(document, "2021-06")
    assert issue is not None
    evidence = Evidence(directory, datetime.date(2021, 6, 21), organisation="Storsthlm")
    return document, judge(issue, evidence, {})
