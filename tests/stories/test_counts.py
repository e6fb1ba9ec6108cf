"""Nothing of a sample issue is lost on the way: every part of it is on the page, and in the text part too."""

from __future__ import annotations

import itertools
import pathlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from storsthlm_cli.issues.reading import read_issue
from storsthlm_cli.model.blocks import QuestionAnswer
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.source.yaml import parse_document
from tests.stories.conftest import SAMPLES

if TYPE_CHECKING:
    from tests.stories.conftest import Story

ROOT = pathlib.Path(__file__).parents[2]
RULE = "\n" + "-" * 78 + "\n"
PICTURE = re.compile(r"\[Bild: [^]]*\]")
ADDRESS = re.compile(r"(https?://|mailto:|tel:|#|\[länk saknas\])\S*|\S+@\S+")
MONTH = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
ROW = re.compile(rf"- (\w+dag )?\d{{1,2}}(–\d{{1,2}})? ({MONTH})\b.*: ")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are of each part that a reader meets. `links` have a line of their own."""

    sections: int
    kickers: int
    headlines: int
    subheadings: int
    questions: int
    captions: int
    links: int
    rows: int
    closings: int = 0


EXPECTED = {
    "2019-02": Counts(13, 7, 13, 0, 5, 9, 10, 10),
    "2019-12": Counts(10, 9, 9, 0, 0, 2, 8, 13),
    "2020-04": Counts(10, 8, 10, 0, 1, 1, 8, 0),
    "2021-04": Counts(9, 7, 9, 2, 2, 1, 7, 26),
    "2021-06": Counts(13, 12, 13, 6, 2, 1, 10, 25, closings=1),
}


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the page, asked for its elements."""

    element: etree._Element

    def words(self, *tags: str, of: str = "", but: str = "") -> list[str]:
        """Return what is written, blanks apart, in the elements with these tags, of one class but not of the other."""
        return [
            unspaced("".join(map(str, element.itertext())))
            for element in self.element.iter(*tags)
            if (not of or of in classes(element)) and (not but or but not in classes(element))
        ]

    @property
    def opening(self) -> str:
        """Kicker and headline, blanks apart."""
        return "".join((self.words("p", of="kicker") + self.words("h2"))[:2])

    @property
    def captions(self) -> list[str]:
        """What stands below the pictures or beside them, blanks apart, but not who made them when that is all."""
        below = [image.getnext() for image in self.element.iter("img")]
        beside = [cell.getnext() for cell in self.element.iter("td") if "portrait" in classes(cell)]
        lines = [*below, *(None if cell is None else cell.find("p") for cell in beside)]
        words = (unspaced("".join(map(str, line.itertext()))) for line in lines if line is not None and line.tag == "p")
        return [line for line in words if not line.startswith(("Foto:", "Illustration:", "Källa:"))]

    @property
    def links(self) -> list[str]:
        """The links that have a line or a button of their own, calendar files apart."""
        alone = [
            link
            for line in self.element.iter("p", "td")
            for link in line.findall("a")[:1]
            if not (line.text or "").strip() and len(line.findall("a")) == 1 and not (link.tail or "").strip()
        ]
        lost = [
            gap for gap in self.element.iter("strong") if "[länksaknas]" in unspaced("".join(map(str, gap.itertext())))
        ]
        addresses = [link.get("href") or "" for link in alone]
        return [address for address in addresses if not address.endswith(".ics")] + ["" for _ in lost]


def unspaced(words: str) -> str:
    """Return the words without the blanks and line ends, which are not the same on the page and in the text."""
    return "".join(words.split())


def classes(element: etree._Element) -> list[str]:
    return (element.get("class") or "").split()


def cards(html: str) -> list[etree._Element]:
    root = etree.fromstring(html, etree.HTMLParser())
    return [cell for cell in root.iter("td") if "card" in classes(cell)]


def sections_of(html: str) -> list[Section]:
    return [Section(card) for card in cards(html) if card.get("id")]


def counts_of_page(html: str, issue: Issue) -> Counts:
    """Count the elements; which headings are questions is known from the issue."""
    sections = sections_of(html)
    asked = {unspaced(question.question.content) for question in questions_of(issue)}
    headings = [words for section in sections for words in section.words("h2", "h3", "h4", "h5")]
    tables = [table for section in sections for table in section.element.iter("table") if "calendar" in classes(table)]
    return Counts(
        sections=len(sections),
        kickers=sum(len(section.words("p", of="kicker")) for section in sections),
        headlines=sum(len(section.words("h2")) for section in sections),
        subheadings=sum(len(section.words("h3", "h4", "h5")) for section in sections) - len(asked & set(headings)),
        questions=sum(words in asked for words in headings),
        captions=sum(len(section.captions) for section in sections),
        links=sum(len(section.links) for section in sections),
        rows=sum(len(list(body.iter("tr"))) for table in tables for body in table.iter("tbody")),
        closings=sum(card.get("id") is None and not card.findall(".//ul") for card in cards(html)),
    )


def questions_of(issue: Issue) -> list[QuestionAnswer]:
    return [block for section in issue.sections for block in section.blocks() if isinstance(block, QuestionAnswer)]


def counts_of_text(text: str, html: str, issue: Issue) -> Counts:
    """Count by the form of each part; which words are a kicker or a caption is known from the page alone."""
    asked = {unspaced(question.question.content) for question in questions_of(issue)}
    _, *pieces, _ = text.split(RULE)
    closings = int(not re.search(r"^=+$", pieces[-1], re.MULTILINE))
    pieces = pieces[: len(pieces) - closings]
    lines = [line for piece in pieces for line in piece.splitlines()]
    below = list(itertools.pairwise(lines))
    kickers = captions = 0
    for piece, section in zip(pieces, sections_of(html), strict=True):
        opening, kicker = section.opening, section.words("p", of="kicker")
        kickers += bool(kicker) and unspaced(piece).startswith(opening)
        pictures = [unspaced(picture) for picture in PICTURE.findall(piece)]
        captions += sum(any(caption in picture for picture in pictures) for caption in section.captions)
    return Counts(
        sections=len(pieces),
        kickers=kickers,
        headlines=sum(bool(above) and set(line) == {"="} for above, line in below),
        subheadings=sum(bool(above) and set(line) == {"-"} and unspaced(above) not in asked for above, line in below),
        questions=sum(set(line) == {"-"} and unspaced(above) in asked for above, line in below),
        captions=captions,
        links=sum(
            above.endswith(":") and bool(ADDRESS.fullmatch(line)) and not line.endswith(".ics") for above, line in below
        ),
        rows=sum(bool(ROW.match(line)) for line in lines),
        closings=closings,
    )


@pytest.mark.parametrize("issue", EXPECTED)
def test_every_part_of_a_sample_issue_is_on_the_page_and_in_the_text(samples: Story, issue: str) -> None:
    assert samples.run("preview", issue, "--output", "build").code == 0
    html, text = ((samples.folder / f"build/issue.{end}").read_text(encoding="utf-8") for end in ("html", "txt"))
    source = (ROOT / "issues" / issue / "issue.yaml").read_text(encoding="utf-8")
    read, _ = read_issue(parse_document(source, "issue.yaml"), issue)
    assert read is not None
    assert counts_of_page(html, read) == EXPECTED[issue]
    assert counts_of_text(text, html, read) == EXPECTED[issue]


def test_the_parts_of_every_sample_issue_are_counted() -> None:
    assert sorted(EXPECTED) == sorted(KINDS) == sorted(SAMPLES)


KINDS = {
    "2019-02": "letter call event event interview article article article interview short short board calendar",
    "2019-12": "letter article interview article article article article article board calendar",
    "2020-04": "article interview article article article article article article board calendar",
    "2021-04": "interview article article article article campaign board event calendar",
    "2021-06": "personnel article article article article interview article article article recap "
    "board calendar notice",
}


@pytest.mark.parametrize("issue", KINDS)
def test_the_sections_of_a_sample_issue_have_their_kinds_in_order(issue: str) -> None:
    document = parse_document((ROOT / f"issues/{issue}/issue.yaml").read_text("utf-8"), "issue.yaml")
    read, _ = read_issue(document, issue)
    assert read is not None
    assert " ".join(section.kind for section in read.sections) == KINDS[issue]
