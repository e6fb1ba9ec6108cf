"""Words that the dictionary does not know, when it was asked."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping

import pytest

from storsthlm_cli.checks.language.spelling import spelled
from storsthlm_cli.directory.reading import read_directory
from storsthlm_cli.issues.reading import read_issue
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.source.yaml import parse_document

TERMS = "webbinarie: {write: webbinarie}\nhittepa: {write: slavord, avoid: [slavordd]}\n"
ORGANISATIONS = "skr: {name: Sveriges Kommuner, short: SKR, aliases: [Kommunklubben]}\nnataktiva: {name: Nätaktiva}\n"
PEOPLE = "tuva-lind: {name: Tuva Qvistro, roles: [{label: omställningsrättare}]}\n"
ARTICLE = """
kind: article
headline: Nytt i höst
body: |
  {text}
"""

Finds = Callable[..., list[Mapping[str, str]]]


def asked(text: str, language: str = "sv") -> list[str]:
    """Return the words of a text that the dictionary is asked for."""
    files = {"terms": TERMS, "organisations": ORGANISATIONS, "people": PEOPLE}
    directory, _ = read_directory({name: parse_document(content, name) for name, content in files.items()})
    written = f"date: 2021-06-21\nsubject: Å\npreheader: Å\nlanguage: {language}\nsections:\n  - kind: letter\n"
    issue, _ = read_issue(parse_document(f"{written}    body: |\n      {text}\n", "issue.yaml"), "2021-06")
    assert issue is not None
    evidence = Evidence(directory, datetime.date(2021, 6, 21), organisation="Storsthlm")
    return [each.word for each in spelled(issue, evidence)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Vi ses tll mötet", ["ses", "tll", "mötet"]),
        ("hälso-, sjuk- och tandvård", ["hälso-", "sjuk-", "och", "tandvård"]),
        ("läs IT-stödett, covid-19-pandemin", ["läs", "stödett", "pandemin"]),
        ("den e-post-lista", ["den", "e-post-lista"]),
        ("Utbildingar. Utbilding är", ["Utbildingar", "Utbilding"]),
        ("**kom**munen", ["kommunen"]),
    ],
)
def test_words_in_lower_case_and_long_ones_that_begin_a_sentence_are_asked_for(text: str, words: list[str]) -> None:
    assert asked(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "Wenholt. Origos",
        "Fredrika Weinholtsson",
        "Fredrikaberg Weinholtsson",
        "SKR:s, DUA:s, eSamm, KROM-FÖRS, 20%, 13-årr",
        "Bl.a. dvs. mfl. t.ex. osv.",
        "Mån–tors 9–19, fre 9–17, lör–sön 11–15.",
        "info@komun.example www.komunn.example plan-budgett.pdf #komun @komun",
        "webbinarie, webbinarierna, webbinariets, slavordd",
        "kommunklubben, Kommunklubbens, nätaktivas, storsthlms, omställningsrättare, qvistro",
        "{{ recipient.first_name }}",
        "L’informationne",
        "sto\u0308d kom\u00adun",
    ],
)
def test_names_acronyms_addresses_and_words_of_the_directory_are_not_asked_for(text: str) -> None:
    assert asked(text) == []


def test_other_languages_are_not_asked_for() -> None:
    assert asked("We see tll", language="en") == []


def test_an_unknown_word_is_told_once_with_what_may_be_meant(finds: Finds) -> None:
    text = ARTICLE.format(text="Välkommen «tll» oss. Vi går tll eder, tll slut, på ett webbinar.")
    (told,) = finds(text, "T401 warning", unknown={"tll": ("till", "tall")})
    assert told == {"word": "tll", "times": "3 times", "meant": "`till` or `tall`"}


def test_a_word_that_is_near_to_none_is_a_remark(finds: Finds) -> None:
    text = ARTICLE.format(text="Vi ses på ett «webbinar». Det är ett webbinar.")
    (told,) = finds(text, "T401 info", unknown={"webbinar": ()})
    assert told == {"word": "webbinar", "times": "twice", "meant": ""}


def test_a_capital_that_begins_a_sentence_makes_a_name_of_a_word_that_is_near_to_none(finds: Finds) -> None:
    finds(ARTICLE.format(text="Bolagett är nytt. Bolagetten är nytt."), unknown={"Bolagett": (), "Bolagetten": ()})
    finds(ARTICLE.format(text="«Bolagett» är nytt."), "T401 warning", unknown={"Bolagett": ("Bolaget",)})


def test_nothing_is_told_when_nobody_was_asked(finds: Finds) -> None:
    finds(ARTICLE.format(text="Välkommen tll oss."))
