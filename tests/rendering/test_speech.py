from __future__ import annotations

import pytest

from storsthlm_cli.model.places import Text
from storsthlm_cli.model.prose import Bullets, Emphasis, Paragraph, Prose
from storsthlm_cli.rendering.pen import Pen
from storsthlm_cli.rendering.prose import inlines_text
from storsthlm_cli.rendering.speech import attributed, continued, plainly, spoken


def paragraphs(*contents: str) -> Prose:
    return tuple(Paragraph((Text(content, "", ()),)) for content in contents)


def written(prose: Prose) -> list[str]:
    return [inlines_text(b.inlines, Pen()).replace("\u00a0", " ") for b in prose if isinstance(b, Paragraph)]


@pytest.mark.parametrize("content", ["Hej", "– Hej", "- Hej", "—  Hej", " –\u00a0Hej"])
def test_a_line_of_speech_has_one_dash(content: str) -> None:
    assert written(spoken(paragraphs(content))) == ["– Hej"]


def test_a_negative_number_is_no_dash() -> None:
    assert written(spoken(paragraphs("-5 grader"))) == ["– -5 grader"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Det går bra.", "Det går bra, säger Åsa Ek."),
        ("Det går bra", "Det går bra, säger Åsa Ek."),
        ("Går det?", "Går det? säger Åsa Ek."),
        ("Ja! ", "Ja! säger Åsa Ek."),
    ],
)
def test_who_says_it_takes_the_place_of_the_full_stop(content: str, expected: str) -> None:
    assert written(attributed(paragraphs("Först.", content), "säger Åsa Ek")) == ["Först.", expected]


def test_a_quote_that_ends_in_emphasis_keeps_it() -> None:
    prose: Prose = (Paragraph((Emphasis((Text("Ja", "", ()),)),)),)
    assert written(attributed(spoken(prose), "säger Åsa Ek")) == ["– Ja, säger Åsa Ek."]


def test_nothing_said_stays_nothing() -> None:
    assert attributed((), "säger Åsa Ek") == ()


def test_what_somebody_goes_on_to_say_is_joined_to_the_last_paragraph() -> None:
    assert written(continued(paragraphs("a", "b."), paragraphs("c", "d"))) == ["a", "b. c", "d"]
    assert written(continued((), paragraphs("c"))) == ["c"]
    assert written(continued(paragraphs("a"), ())) == ["a"]
    listed = (Bullets((paragraphs("a"),)),)
    assert continued(listed, paragraphs("b")) == (*listed, *paragraphs("b"))


def test_words_of_the_design_are_a_paragraph() -> None:
    assert written(plainly("Hej.")) == ["Hej."]
