"""Days that are not written as the others are."""

from __future__ import annotations

from collections.abc import Callable, Mapping

Finds = Callable[..., list[Mapping[str, str]]]

BODY = "kind: article\nheadline: Ämnet\nbody: {}"


def test_days_in_figures_among_words_are_a_remark(finds: Finds) -> None:
    finds(BODY.format("Vi ses den 1 september och «2/9»."), "D112 info")
    finds(BODY.format("Vi ses 1/9 och 2/9."))


def test_a_day_that_opens_a_paragraph_has_its_den_where_others_do(finds: Finds) -> None:
    text = "kind: article\nheadline: Ämnet\nbody:\n  - {}2 juli{} träffas vi.\n  - Sedan ses vi {}5 juli.\n"
    (arguments,) = finds(text.format("«", "»", "den "), "D112 info")
    assert arguments == {"words": "2 juli", "usual": "den 5 juli", "right": "Den 2 juli"}
    finds(text.format("", "", ""))
    finds(text.format("Den ", "", "den "))
    finds(text.format("", ", Nacka,", "den "))
