"""The words of links: which say nothing, and which only look as if they did."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

Finds = Callable[..., list[Mapping[str, str]]]
Mended = Callable[[str], str]

NOTICE = "kind: notice\nheadline: a\n"


def link(text: str, url: str = "https://a.example") -> str:
    return NOTICE + f'links: [{{text: "{text}", url: "{url}"}}]'


@pytest.mark.parametrize(
    "text",
    [
        *("Läs mer", "LÄS MER!", "Här", "Anmäl dig här", "Klicka här ›", "Mer information…"),
        *("Läs mer och anmäl dig här!", "Läs inbjudan och anmäl er här"),
    ],
)
def test_a_text_that_fits_every_link_is_an_error(finds: Finds, text: str) -> None:
    (arguments,) = finds(NOTICE + f'links: [{{text: «"{text}"», url: https://a.example}}]', "L106 error")
    assert arguments == {"text": " ".join(text.split()), "what": "link text", "anchor": ""}


def test_in_running_text_the_whole_link_is_shown(finds: Finds) -> None:
    finds(NOTICE + "body: Programmet finns «[här](https://a.example)».", "L106 error")
    finds(NOTICE + "body: Programmet finns på «<https://a.example>».", "L110 warning")
    finds(NOTICE + "body: Programmet finns [på mötets webbplats](https://a.example), läs mer här.")


@pytest.mark.parametrize("words", ["Läs mer nedan", "Läs vidare här", "Se mer längre ned"])
def test_words_that_lead_on_and_are_no_link_are_a_remark(finds: Finds, words: str) -> None:
    (arguments,) = finds(NOTICE + f"body: Vi ses i höst. «{words}». Välkommen!", "L106 info")
    assert arguments == {"text": words, "what": "text", "anchor": "#id"}


@pytest.mark.parametrize(
    "words",
    [
        "Läs mer [nedan](#om-motet).",
        "Läs mer nedan om mötet.",
        "Läs mer här: [Nya möten](https://a.example).",
        "Du kan läsa mer nedan.",
    ],
)
def test_words_that_lead_somewhere_are_left_alone(finds: Finds, words: str) -> None:
    finds(NOTICE + f"body: '{words}'\nid: om-motet")


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


@pytest.mark.parametrize(
    ("headline", "text", "right"),
    [
        ("Nya möten i höst", "Läs mer", "Läs mer: Nya möten i höst"),
        ("Nya möten i höst.", "Läs mer här!", "Läs mer: Nya möten i höst"),
        ("”Vi är nära”", "här", "Läs mer: Vi är nära"),
        ("Bo Ek: ”Vi är nära”", "LÄS MER »", "Läs mer: Bo Ek: ”Vi är nära”"),
        ("Vad händer nu?", "Mer information…", "Mer information: Vad händer nu?"),
        ("Nya möten i höst", "Läs hela intervjun", "Läs hela intervjun: Nya möten i höst"),
        ("Så här gör vi", "Läs mer", "Läs mer: Så här gör vi"),
    ],
)
def test_a_headline_completes_a_call_for_reading(mended: Mended, headline: str, text: str, right: str) -> None:
    frame = "kind: notice\nheadline: '{}'\nbody: b\nlinks: [{{text: {}, url: https://a.example}}]"
    assert mended(frame.format(headline, text)) == frame.format(headline.removesuffix("."), f'"{right}"')


@pytest.mark.parametrize(
    "text",
    [
        "kind: letter\nbody: b\nlinks: [{text: Läs mer, url: https://a.example}]",
        "kind: notice\nheadline: Här är vi nu här\nlinks: [{text: Läs mer, url: https://a.example}]",
        f"kind: notice\nheadline: {'a' * 82}\nlinks: [{{text: Läs mer, url: https://a.example}}]",
        "kind: notice\nheadline: '- –'\nlinks: [{text: Läs mer, url: https://a.example}]",
        "kind: notice\nheadline: a\nlinks: [{text: Anmäl dig här, url: https://a.example}]",
        "kind: notice\nheadline: a\nlinks: [{text: Läs mer, url: https://a.example, for: register}]",
        "kind: notice\nheadline: a\nbody: Det finns [här](https://a.example).",
        "kind: notice\nheadline: a\nlinks: [{text: här, url: https://a.example}, {text: Läs mer, url: https://b.example}]",
        "kind: notice\nheadline: a\nbody: [item: {body: b, links: [{text: Läs mer, url: https://a.example}]}]",
        "kind: notice\nheadline: a\nbody: b\nlinks: [{text: Läs mer om undersökningen här, url: https://a.example}]",
    ],
)
def test_what_a_headline_does_not_complete_is_left_to_people(mended: Mended, text: str) -> None:
    assert mended(text) == text


def test_the_headline_of_an_item_completes_the_links_of_the_item(mended: Mended) -> None:
    text = "kind: notice\nheadline: a\nbody: [item: {headline: Ny väg, body: [link: {text: Läs mer, url: https://a.example}]}]"
    assert mended(text) == text.replace("text: Läs mer", 'text: "Läs mer: Ny väg"')
