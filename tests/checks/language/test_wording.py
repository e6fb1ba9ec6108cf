"""Words that stand twice, lists and sentences as wholes."""

from __future__ import annotations

import pytest

from tests.checks.language.typography import found, issue_text


@pytest.mark.parametrize("words", ["att att", "Och och", "kommunen kommunen"])
def test_a_word_that_stands_twice_is_told(words: str) -> None:
    level = "info" if len(words) > 9 else "warning"
    assert found(issue_text(f"Vi vill «{words}» är bra.")) == [f"T201 {level}"]


@pytest.mark.parametrize("text", ["Det är det det handlar om.", "Det är de de söker.", "Duran Duran.", "Vi får får."])
def test_words_that_may_stand_twice_are_let_be(text: str) -> None:
    assert found(issue_text(text)) == []


def test_an_item_that_ends_otherwise_than_the_others_is_told() -> None:
    assert found(issue_text("- Visa ledninge«n»\n- Bygg upp.\n- Följ upp.")) == ["T202 info"]
    assert found(issue_text("- Visa ledningen.\n- Bygg upp.\n- Följ up«p»")) == ["T202 info"]


@pytest.mark.parametrize(
    "items",
    ["- ett,\n- två,\n- tre.", "- Ett.\n- Två?\n- Tre!", "- ett\n- två\n- tre.", "- Ett", "- ett\n\n  - två.\n- tre"],
)
def test_lists_that_end_alike_are_let_be(items: str) -> None:
    assert found(issue_text(items)) == []


def test_a_long_sentence_is_a_remark() -> None:
    assert found(issue_text("Kort. «Ja, " + "ord och " * 20 + "ord.» Slut.")) == ["T203 info"]
    assert found(issue_text("Kort. Ja, " + "ord och " * 19 + "ord. Slut.")) == []


def test_a_section_that_is_hard_to_read_is_a_remark_at_its_headline() -> None:
    hard = "Kommunstyrelsens arbetsutskott beslutade gemensamt om samverkansavtal inom utbildningsområdet i dag. "
    assert found(issue_text(hard * 7, headline="«Rubriken»")) == ["T204 info"]
    assert found(issue_text(hard * 3)) == []
    assert found(issue_text("Det är så vi gör när vi vill att det ska gå bra. " * 10)) == []
