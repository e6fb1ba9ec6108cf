"""Where sentences begin and end."""

from __future__ import annotations

from storsthlm_cli.checks.sentences import sentences


def parts(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_a_sentence_ends_at_a_mark_before_a_capital_a_number_or_a_quotation() -> None:
    assert parts("Vi ses. Kom gärna! 26 kommuner kom? ”Ja.” – Nej.") == [
        "Vi ses.",
        "Kom gärna!",
        "26 kommuner kom?",
        "”Ja.",
        "– Nej.",
    ]


def test_a_line_of_the_author_s_is_an_end_too() -> None:
    assert parts("Vi ses\nkom gärna") == ["Vi ses", "kom gärna"]


def test_the_stop_of_a_short_form_is_none() -> None:
    assert parts("Vi ses kl. 9 med bl.a. kaffe, dvs. alla.") == ["Vi ses kl. 9 med bl.a. kaffe, dvs. alla."]


def test_an_empty_text_has_none() -> None:
    assert parts("") == []
