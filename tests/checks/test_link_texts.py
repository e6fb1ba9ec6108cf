"""The words of links: which say nothing, and which only look as if they did."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

Finds = Callable[..., list[Mapping[str, str]]]

NOTICE = "kind: notice\nheadline: a\n"


def link(text: str, url: str = "https://a.example") -> str:
    return NOTICE + f'links: [{{text: "{text}", url: "{url}"}}]'


@pytest.mark.parametrize("text", ["Läs mer", "LÄS MER!", "Här", "Anmäl dig här", "Klicka här ›", "Mer information…"])
def test_a_text_that_fits_every_link_is_an_error(finds: Finds, text: str) -> None:
    (arguments,) = finds(NOTICE + f'links: [{{text: «"{text}"», url: https://a.example}}]', "L106 error")
    assert arguments == {"text": " ".join(text.split())}


def test_in_running_text_the_whole_link_is_shown(finds: Finds) -> None:
    finds(NOTICE + "body: Programmet finns «[här](https://a.example)».", "L106 error")
    finds(NOTICE + "body: Programmet finns på «<https://a.example>».", "L110 warning")
    finds(NOTICE + "body: Programmet finns [på mötets webbplats](https://a.example), läs mer här.")


def test_a_lost_address_does_not_hide_the_words(finds: Finds) -> None:
    finds(NOTICE + "links: [{text: «Läs mer», url: saknas}]\nignore: [{code: S032, reason: b}]", "L106 error")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Här kan du läsa hela texten", "points with `här`"),
        ("Läs mer om undersökningen här!", "points with `här`"),
        ("Läs hela artikeln på Storsthlms webbplats", "does not name its subject"),
        ("Läs protokollet på vår hemsida", "does not name its subject"),
        ("Läs hela intervjun", "does not name its subject"),
        ("Läs mer på vår webb", "does not name its subject"),
    ],
)
def test_a_text_without_its_subject_is_warned_about(finds: Finds, text: str, what: str) -> None:
    (arguments,) = finds(NOTICE + f'links: [{{text: «"{text}"», url: https://a.example}}]', "L107 warning")
    assert arguments["what"] == what


@pytest.mark.parametrize(
    "text",
    [
        "Läs mer om undersökningen",
        "Läs hela intervjun med Tuva Lind",
        "Läs hela sammanfattningen från styrelsemötet",
        "Läs rapporten",
        "Se hela kalendariet",
        "Välkommen till storsthlm.example",
        "Så här söker du bidraget",
        "Det här gör nätverken",
        "Här är årets vinnare",
        "Härnösands modell för hemtjänst",
        "Besök Storsthlms nya webbplats",
    ],
)
def test_a_text_that_names_its_subject_is_left_alone(finds: Finds, text: str) -> None:
    finds(link(text))


def test_one_text_for_two_addresses_is_an_error_where_it_comes_again(finds: Finds) -> None:
    one, two = "{text: Se programmet, url: https://a.example/1}", "{text: «se programmet!», url: https://a.example/2}"
    (arguments,) = finds(NOTICE + f"links:\n  - {one}\n  - {two}", "L108 error")
    assert arguments == {"text": "se programmet!", "url": "https://a.example/2", "other": "https://a.example/1"}


def test_one_address_may_have_a_link_twice(finds: Finds) -> None:
    again = "{text: Se programmet, url: 'https://a.example/1/'}"
    finds(NOTICE + f"links:\n  - {{text: Se programmet, url: 'https://a.example/1'}}\n  - {again}")
    lost = "{text: Se programmet, url: saknas}"
    finds(NOTICE + f"links: [{again}, {lost}]\nignore: [{{code: S032, reason: b}}]")


def test_calendar_rows_of_one_title_have_their_own_pages(finds: Finds) -> None:
    rows = "".join(f"\n  - {{date: 2021-09-0{n}, title: Möte, url: 'https://a.example/{n}'}}" for n in (1, 2))
    finds("kind: calendar\nheadline: a\nrows:" + rows)


def test_a_text_of_more_than_ninety_characters_is_warned_about(finds: Finds) -> None:
    finds(link("Läs om " + "a" * 83))
    text = "Läs om " + "a" * 84
    (arguments,) = finds(NOTICE + f'links: [{{text: «"{text}"», url: https://a.example}}]', "L109 warning")
    assert arguments == {"length": "91", "most": "90"}


@pytest.mark.parametrize("text", ["https://a.example/sida", "www.a.example", "a.example/sida"])
def test_an_address_as_a_text_is_warned_about(finds: Finds, text: str) -> None:
    finds(NOTICE + f'links: [{{text: «"{text}"», url: https://a.example}}]', "L110 warning")


@pytest.mark.parametrize("text", ["a.example", "info@a.example", "1/9.2021", "och/eller"])
def test_a_name_is_no_address(finds: Finds, text: str) -> None:
    finds(link(text))
