"""The Swedish dictionary, asked for the words of an issue."""

from __future__ import annotations

import importlib.metadata
import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.stories.conftest import Story

ISSUE = "issues/2021-06/issue.yaml"


def spelling(story: Story) -> list[dict[str, Any]]:
    findings: list[dict[str, Any]] = json.loads(story.run("validate", "--spelling", "--json").out)["findings"]
    return findings


def test_slips_of_the_pen_are_told_with_what_may_be_meant(story: Story) -> None:
    story.change(
        ISSUE, "Vi ses", "Välkommen tll hälso- och sjukvårdens kraftsamligen om utbilding i södra göteborg! Vi ses"
    )
    told = {each["arguments"]["word"]: each["arguments"]["meant"].split(" or ") for each in spelling(story)}
    assert told.keys() == {"tll", "kraftsamligen", "utbilding", "göteborg"}
    assert "`till`" in told["tll"]
    assert told["kraftsamligen"] == ["`kraftsamlingen`"]
    assert told["utbilding"] == ["`utbildning`"]
    assert told["göteborg"] == ["`Göteborg`"]


def test_a_compound_with_a_slip_and_a_capital_is_told_with_it_set_right(story: Story) -> None:
    story.change(ISSUE, "Vi ses", "Samhällsbygnadsnämnden ses")
    (told,) = spelling(story)
    assert (told["level"], told["arguments"]["meant"]) == ("warning", "`Samhällsbyggnadsnämnden`")


def test_english_words_and_words_that_are_near_to_none_are_remarks(story: Story) -> None:
    story.change(ISSUE, "Vi ses", "Välkommen till key i silosarna! Vi ses")
    assert [(each["level"], each["arguments"]["meant"]) for each in spelling(story)] == [("info", "")] * 2


def test_answers_are_kept_and_the_dictionary_is_not_loaded_again(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    story.change(ISSUE, "Vi ses", "Välkommen tll oss! Vi ses")
    before = spelling(story)
    monkeypatch.setattr("storsthlm_cli.workflows.spelling._dictionary", None)
    assert spelling(story) == before
    assert len(before) == 1


def test_a_text_full_of_slips_is_not_searched_for_hours(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storsthlm_cli.workflows.spelling._MOST_SLIPS", 1)
    story.change(ISSUE, "Vi ses", "Välkommen tll utbilding! Vi ses")
    first, second = spelling(story)
    assert (first["level"], second["level"]) == ("warning", "info")
    assert [each["level"] for each in spelling(story)] == ["warning", "warning"]


def test_a_word_without_end_is_told_and_no_other_is_looked_for(story: Story) -> None:
    story.change(ISSUE, "Vi ses", f"Vi ses til{'l' * 2000}")
    (told,) = spelling(story)
    assert (told["level"], told["arguments"]["meant"]) == ("info", "")


def test_a_broken_issue_has_no_words(story: Story) -> None:
    story.change(ISSUE, "subject: Nytt i juni", "subject: 'Nytt i juni")
    assert story.run("validate", "--spelling").code == 1


def test_without_the_dictionary_the_way_to_it_is_told(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "version", missing)
    result = story.run("validate", "--spelling")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "error: there is no dictionary to check the spelling with\n"
        '   = help: install it: `pip install "storsthlm[spell]"`\n'
    )
