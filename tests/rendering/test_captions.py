from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from storsthlm_cli.model.blocks import Picture, Position, Reference, Shown
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.places import Spot, Text
from storsthlm_cli.rendering.captions import below, caption, credit, description, sentences

SPOT = Spot("issue.yaml")
TODAY = datetime.date(2021, 6, 21)


def words(content: str) -> Text:
    return Text(content, "issue.yaml", ())


def picture(**fields: object) -> Picture:
    plain = Picture(words("images/a.jpg"), words("En bild."), None, None, None, SPOT)
    return replace(plain, **fields)  # type: ignore[arg-type]


@pytest.fixture
def portrait() -> Picture:
    return picture(file=None, alt=None, portrait=Reference("ek", SPOT))


def test_each_line_of_a_caption_is_a_line_and_the_credit_ends_the_last(directory: Directory) -> None:
    shown = picture(caption=words("Två bryggor\noch en båt.\n"), credit=words("Åsa Ek"))
    assert below(shown, directory, TODAY) == ["Två bryggor", "och en båt. Foto: Åsa Ek"]


def test_people_in_a_collage_are_named_row_by_row_from_the_left(directory: Directory) -> None:
    rows = (
        Shown(Position.TOP, (Reference("ek", SPOT), words("Bo Al"))),
        Shown(Position.BOTTOM, (Reference("dahl", SPOT),)),
    )
    assert caption(picture(people=rows), directory, TODAY) == [
        "Högst upp från vänster: Åsa Ek, Bo Al.",
        "Längst ned från vänster: Tyra Dahl.",
    ]
    row = (Shown(Position.ROW, (Reference("dahl", SPOT), Reference("ek", SPOT))),)
    assert caption(picture(caption=words("Nya."), people=row), directory, TODAY) == [
        "Nya.",
        "Från vänster: Tyra Dahl, Åsa Ek.",
    ]


def test_a_portrait_has_its_words_from_the_directory(directory: Directory, portrait: Picture) -> None:
    people = {**directory.people, "ek": replace(directory.people["ek"], credit=words("Bo Al"))}
    known = replace(directory, people=people)
    assert description(portrait, known) == "Porträtt."
    assert description(replace(portrait, caption=words("Vår ordförande.")), known) == "Porträtt av Åsa Ek."
    assert below(portrait, known, TODAY) == ["Åsa Ek (M), ordförande på Storsthlm. Foto: Bo Al"]


def test_the_authors_words_stand_before_those_of_the_directory(directory: Directory, portrait: Picture) -> None:
    own = replace(portrait, alt=words("Hon ler."), caption=words("Vår ordförande."), source=words("Moderaterna"))
    assert description(own, directory) == "Hon ler."
    assert below(own, directory, TODAY) == ["Vår ordförande. Källa: Moderaterna"]


def test_a_picture_without_words_has_none(directory: Directory) -> None:
    assert below(picture(), directory, TODAY) == []
    assert description(picture(alt=words("")), directory) == ""


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Åsa Ek", "Foto: Åsa Ek"),
        ("Illustration: Storsthlm", "Illustration: Storsthlm"),
        ("Bo Al/SCB", "Foto: Bo Al/SCB"),
    ],
)
def test_who_made_a_picture_is_said_with_a_word_before(directory: Directory, written: str, said: str) -> None:
    assert credit(picture(credit=words(written)), directory) == said


def test_texts_become_sentences_with_one_full_stop_between() -> None:
    assert sentences("En bild", None, "Två bilder.", "", "Foto: Åsa") == "En bild. Två bilder. Foto: Åsa"
