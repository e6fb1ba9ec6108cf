from __future__ import annotations

from collections.abc import Callable

from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.texts import inline_texts, prose_texts, section_texts
from tests.model.conftest import EVERYTHING

Read = Callable[[str], Issue]


def test_every_text_of_an_issue_comes_once_and_in_reading_order(read: Read) -> None:
    issue = read(EVERYTHING)
    interview, event, calendar, empty = (
        [text.content.strip() for text in section_texts(section) if text.content.strip()] for section in issue.sections
    )
    assert " ".join(interview).replace(" Ord", "") == (
        "k1 W1 h1 p1 s1 e1 l1 u1 b1 b2 q1 v1 W2 a1 t1 l2 f1 g1 l3 i1 c1 W3 W4 m1 o1 h2 p2 x1 W5 y1 l4 n1 "
        "z1 l5 l6 r1 W6 r2 r3@a.example j1 W7"
    )
    assert " ".join(event) == "i2 c2 W8 Ord o2 h3 p3 h6 p4 x4 l11 x2 y2"
    assert calendar == ["h4", "k2", "x3", "y3"]
    assert empty == ["h5", "n2", "l9"]
    assert [text.content for text in prose_texts(issue.closing)] == ["w1 ", "l10"]
    assert [text.content for text in inline_texts(issue.subject)] == ["Ämnet"]


def test_keys_of_the_directory_and_empty_words_are_no_texts(read: Read) -> None:
    issue = read(
        "  - {kind: personnel, person: nyckel, kicker: '', headline: a, contacts: [nyckel], signature: nyckel,"
        " body: [{image: {portrait: nyckel, alt: ''}}]}\n"
    )
    assert [text.content for text in section_texts(issue.sections[0])] == ["a"]


def test_texts_know_where_they_stand(read: Read) -> None:
    texts = list(section_texts(read(EVERYTHING).sections[0]))
    place = next(text for text in texts if text.content == "x1")
    assert place.path == ("sections", 0, "body", 5, "item", "body", 1, "facts", "place")
    assert all(text.file == "issue.yaml" for text in texts)
