"""How many bytes an issue of the usual kind weighs: Gmail cuts a page off at 102,400, and many readers pay for each."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from storsthlm_cli.images import PreparedImage
from storsthlm_cli.issues.reading import read_issue
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.newsletter import Newsletter
from storsthlm_cli.model.places import Text
from storsthlm_cli.model.rendered import Pieces
from storsthlm_cli.rendering.designs import open_design
from storsthlm_cli.rendering.render import render
from storsthlm_cli.source.yaml import parse_document

LIMIT = 40_000
EACH_ARTICLE = 2_000

WORDS = (
    "Kommunerna i länet har tillsammans tagit fram en ny överenskommelse om hur platserna i skolan ska fördelas. Den "
    "gäller från den 1 april 2022 och ersätter tre äldre. Priset stiger med 1,5 procent, till 1 000 kr för varje elev. "
    "Mer om bakgrunden finns i [rapporten från "
    "våren](https://storsthlm.example/rapporter/2021/{number}/), som också innehåller en lista över alla som deltog."
)
ARTICLE = """
  - kind: article
    category: {category}
    headline: Nya priser för gymnasieskolan nummer {number}
    body: {words}
    links: [{{text: Läs hela artikel nummer {number} på webben, url: "https://storsthlm.example/artiklar/{number}/"}}]
    contacts: [{{person: dahl, text: Har du frågor om de nya priserna? Kontakta}}]
"""
LETTER = """
  - kind: letter
    headline: En vår att minnas
    body:
      - image: {portrait: ek}
      - |
        Snart är det sommar. Innan vi stänger vill jag tacka för en vår med många möten, nya ansikten och svåra frågor.

        Vi ses igen den 26–27 augusti, då höstens första möten börjar. Hälsa gärna från mig till alla som inte var med.
    greeting: En riktigt skön sommar!
    signature: ek
"""
INTERVIEW = """
  - kind: interview
    person: dahl
    headline: Det nya normala är inte så nytt
    body:
      - Vi frågade Tyra Dahl, framtidsdirektör i Huddinge, vad som krävs för att komma vidare.
"""
QUESTION = """
      - qa:
          question: Vad tror du om framtiden för frågan nummer {number}?
          answer: |
            Den är ljus, om vi vågar. Men då måste det synas i mål, budget och uppföljning också. Något gammalt måste
            rivas för att det nya ska få plats, och det gäller oss alla.
"""
CALENDAR = """
  - kind: calendar
    category: ekonomi
    headline: Höstens möten och nätverksträffar
    rows:
"""
ROW = """
      - {{date: 2021-09-{number:02}, time: "09:00–11:30", title: Nätverket för socialtjänst, place: Storsthlm}}
"""


def reference(articles: int = 8) -> str:
    """Return an issue of a letter, some articles of 55 words and more, an interview and a calendar of twenty rows."""
    parts = ["date: 2021-06-21\nsubject: Nya priser\npreheader: Och höstens alla möten\nsections:", LETTER]
    for number in range(1, articles + 1):
        words = '"' + WORDS.format(number=number) + '"'
        parts.append(ARTICLE.format(number=number, words=words, category=("social", "ekonomi")[number % 2]))
    parts += [INTERVIEW, *(QUESTION.format(number=number) for number in range(1, 6))]
    parts += [CALENDAR, *(ROW.format(number=number) for number in range(1, 21))]
    return "\n".join(part.strip("\n") for part in parts) + "\n"


@pytest.fixture
def weigh(directory: Directory, newsletter: Newsletter, merged: Callable[[Pieces], str]) -> Callable[[str, str], int]:
    data = io.BytesIO()
    Image.new("RGB", (4, 5)).save(data, "JPEG")
    images = {"portrait of ek": PreparedImage(data.getvalue(), "image/jpeg", 300, 375)}
    ek = replace(directory.people["ek"], portrait=Text("p/ek.jpg", "", ()), credit=Text("Bo Al", "", ()))
    known = replace(directory, people={**directory.people, "ek": ek})

    def page(text: str, design: str) -> int:
        document = parse_document(text, "issue.yaml")
        issue, findings = read_issue(document, "2021-06")
        assert (document.findings, findings) == ((), ())
        assert issue is not None
        opened = open_design(design, Path("does-not-exist"))
        html = merged(render(issue, known, newsletter, opened, images).html)
        assert "saknas]" not in html
        return len(html.encode())

    return page


def test_the_words_of_an_article_are_as_many_as_an_article_has() -> None:
    assert 55 <= len(WORDS.split()) <= 58


@pytest.mark.parametrize("design", ["standard", "plain"])
def test_an_issue_of_the_usual_kind_is_light(weigh: Callable[[str, str], int], design: str) -> None:
    assert weigh(reference(), design) <= LIMIT


@pytest.mark.parametrize("design", ["standard", "plain"])
def test_one_more_article_weighs_little(weigh: Callable[[str, str], int], design: str) -> None:
    assert weigh(reference(9), design) - weigh(reference(), design) <= EACH_ARTICLE
