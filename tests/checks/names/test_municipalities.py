"""Municipalities in their official form."""

from __future__ import annotations

from tests.checks.names.naming import found, right


def test_many_municipalities_are_in_the_county() -> None:
    for words in ("kommunerna i Stockholm", "kommunerna i Stockholm, Region Stockholm och vi"):
        ((code, arguments),) = found(words)
        assert (code, arguments["right"]) == ("N105", "kommunerna i Stockholms län")
        assert right(words) == words
    assert found("kommunerna i Stockholms län, kommuner i Stockholm och Uppsala, kommunen i Stockholm") == []


def test_a_word_with_markup_inside_is_told_and_not_mended() -> None:
    ((code, arguments),) = found("Stockholm **stad**")
    assert (code, arguments["right"]) == ("N105", "Stockholms stad")
    assert right("Stockholm **stad**") == "Stockholm **stad**"
