from __future__ import annotations

import dataclasses
import re
import string

import pytest

from storsthlm_cli.model.health import Ask, Request
from storsthlm_cli.model.newsletter import Newsletter
from storsthlm_cli.report import requests
from storsthlm_cli.report.requests import letter
from storsthlm_cli.workflows.workspace import open_workspace
from tests.stories.conftest import Story

CARRIED = "host port user tenant client days most size wanted borne domain url words"
VALUES = {name: f"<{name}>" for name in CARRIED.split()}


@pytest.fixture
def newsletter(story: Story) -> Newsletter:
    return open_workspace(story.folder, {}).settings.newsletter


@pytest.mark.parametrize("language", ["sv", "sv-FI", "en", "fi"])
@pytest.mark.parametrize("ask", list(Ask))
def test_there_are_words_for_everything_in_both_languages(newsletter: Newsletter, ask: Ask, language: str) -> None:
    text = letter(dataclasses.replace(newsletter, language=language), ["smtp.kommun.example"], [Request(ask, VALUES)])
    assert text.startswith("Hej!" if language.startswith("sv") else "Hello,")
    assert "{" not in text
    assert len(text.split("\n\n")) == 4


def test_both_languages_use_the_same_values() -> None:
    def used(template: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(template) if name}

    swedish, english = requests._SWEDISH.asks, requests._ENGLISH.asks
    assert [ask for ask in Ask if used(swedish[ask]) != used(english[ask])] == []


def test_each_thing_is_asked_for_once_and_numbered(newsletter: Newsletter) -> None:
    mx = Request(Ask.MX, {"domain": "kommun.example"})
    text = letter(newsletter, [], [mx, mx, Request(Ask.MX, {"domain": "svar.example"})])
    assert re.findall(r"^\d+\. .*? (\w+\.example)", text, re.MULTILINE) == ["kommun.example", "svar.example"]
    assert text.split("\n\n")[2].startswith("1. ")


def test_a_server_is_named_where_one_is_named_in_the_settings(newsletter: Newsletter) -> None:
    asked = [Request(Ask.SPF_MISSING, {"domain": "kommun.example"})]
    assert "vårt nyhetsbrev går genom (smtp.kommun.example).\n" in letter(newsletter, ["smtp.kommun.example"], asked)
    assert "vårt nyhetsbrev går genom.\n" in letter(newsletter, [], asked)


def test_nothing_wrong_needs_no_letter(newsletter: Newsletter) -> None:
    assert letter(newsletter, [], []) == ""


def test_what_a_server_says_stays_on_its_line_and_is_no_template(newsletter: Newsletter) -> None:
    words = "`550` {user} \x1b[31m\r\nBcc: x"
    text = letter(newsletter, [], [Request(Ask.SPF_BROKEN, {"domain": "kommun.example", "words": words})])
    assert "550 {user} ␛[31m␍␊Bcc: x" in text
