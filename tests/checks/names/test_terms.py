from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from tests.checks.names.naming import found, right

Finds = Callable[..., list[Mapping[str, str]]]


def category(period: str) -> str:
    return f'gammal: {{label: Gammal, colour: "#8A1C4A", colour_dark: "#F093B6"{period}}}\n'


@pytest.mark.parametrize("period", [", to: 2021-06-20", ", from: 2021-06-22", ", from: 2019-01-01, to: 2019-12-31"])
def test_a_category_that_was_not_in_use_on_that_day_is_warned_about(finds: Finds, period: str) -> None:
    text = "kind: notice\ncategory: «gammal»\nheadline: a\nbody: b"
    (arguments,) = finds(text, "N101 warning", categories=category(period))
    assert arguments == {"label": "Gammal", "date": "2021-06-21"}


@pytest.mark.parametrize("period", ["", ", to: 2021-06-21", ", from: 2021-06-21"])
def test_the_first_and_the_last_day_belong_to_its_time(finds: Finds, period: str) -> None:
    finds("kind: notice\ncategory: [gammal]\nheadline: a\nbody: b", categories=category(period))


@pytest.mark.parametrize("words", ["fallet.\n\n  Covid-19 drabbar", "råden: Covid-19 först"])
def test_the_capital_of_a_sentence_says_nothing(words: str) -> None:
    assert found(words) == []
    assert [code for code, _ in found("sjukdomen Covid-19")] == ["N102"]


def test_a_word_to_avoid_keeps_the_capital_of_its_sentence() -> None:
    assert right("fallet.\n\n  Idag är det möte").endswith("I dag är det möte")
