from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping

import pytest

from storsthlm_cli.model.blocks import LOST, Focus, Form, Picture, Position, Quote
from storsthlm_cli.model.issue import Section
from storsthlm_cli.model.places import Spot
from tests.issues.conftest import named, words

Whole = Callable[[str], Section]
Finds = Callable[..., Mapping[str, str]]
Wrap = Callable[[str], str]

NOTICE = "kind: notice\nheadline: Rubrik\n"


@pytest.fixture
def picture(whole: Whole) -> Callable[[str], Picture]:
    """Read one picture that there is nothing to object to."""

    def read(text: str) -> Picture:
        (block,) = whole(f"{NOTICE}body:\n  - image: {text}").body
        assert isinstance(block, Picture)
        return block

    return read


@pytest.mark.parametrize(
    ("written", "kind", "called"),
    [
        ("signe-rosenlof", "key", "signe-rosenlof"),
        ("signe-rosenlöf", "key", "signe-rosenlöf"),
        ("nyhetsbrevet2", "key", "nyhetsbrevet2"),
        ("Signe", "words", "Signe"),
        ("signe rosenlöf", "words", "signe rosenlöf"),
        ("Åsa Ek (M), kommunalråd i Exempelby", "words", "Åsa Ek (M), kommunalråd i Exempelby"),
        ("Émile", "words", "Émile"),
    ],
)
def test_somebody_with_a_capital_or_a_space_is_words_and_anything_else_is_meant_as_a_key(
    whole: Whole, written: str, kind: str, called: str
) -> None:
    found = whole(
        f"kind: interview\nheadline: Rubrik\nperson: {written}\nsignature: {written}\ncontacts: ['{written}']\n"
        f"body:\n  - quote: {{text: Bra., by: '{written}'}}"
    )
    (quote,) = found.body
    assert isinstance(quote, Quote)
    everybody = (found.person, found.signature, found.contacts[0].person, quote.by)
    assert [named(who) for who in everybody] == [(kind, called)] * 4


def test_a_quote_can_stand_under_another_name_and_go_on_after_it(whole: Whole) -> None:
    (quote,) = whole(
        NOTICE
        + "body:\n  - quote: {text: Bra sagt, by: vidar-hagelstam, verb: säger, as: hon, then: 'Det blev **bra**.'}"
    ).body
    assert isinstance(quote, Quote)
    assert (str(quote.name), str(quote.verb), words(quote.then)) == ("hon", "säger", "Det blev .")
    (plain,) = whole(NOTICE + "body:\n  - quote: {text: Bra sagt.}").body
    assert isinstance(plain, Quote)
    assert (plain.name, plain.then) == (None, ())


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("S020", "{text: a, «name»: hon}"),
        ("S023", "{text: a, as: «1»}"),
        ("S023", "{text: a, then: «[b]»}"),
        ("S040", "{text: a, verb: säger, then: 'Hej «{{ recipient.name | upper }}»'}"),
        ("S041", "{text: a, as: '«{{ recipient.name }}»'}"),
        ("S022", "{text: a, «by»: ''}"),
    ],
)
def test_what_is_wrong_in_a_quote_is_found_once_and_at_its_place(
    finds: Finds, section: Wrap, code: str, text: str
) -> None:
    finds(code, section(f"{NOTICE}body:\n  - quote: {text}"))


def test_a_portrait_stands_in_the_place_of_a_file_and_needs_no_words(picture: Callable[[str], Picture]) -> None:
    found = picture("{portrait: tyra-dahl}")
    assert found.portrait is not None
    assert found.portrait.key == "tyra-dahl"
    assert found.portrait.spot == Spot("issue.yaml", ("sections", 0, "body", 0, "image", "portrait"), 0, 9)
    assert (found.file, found.alt, found.caption, found.credit) == (None, None, None, None)
    assert (found.name, found.lost) == ("portrait of tyra-dahl", False)


def test_a_portrait_may_have_words_of_its_own(picture: Callable[[str], Picture]) -> None:
    found = picture("{portrait: tyra-dahl, alt: Hon ler., caption: Ny chef., credit: Åsa Ek}")
    assert [str(text) for text in (found.alt, found.caption, found.credit)] == ["Hon ler.", "Ny chef.", "Åsa Ek"]
    decoration = picture('{portrait: tyra-dahl, alt: ""}').alt
    assert decoration is not None
    assert decoration.content == ""


def test_a_lost_picture_says_so(picture: Callable[[str], Picture]) -> None:
    found = picture("{file: saknas, alt: En brygga.}")
    assert (found.lost, str(found.file), found.name) == (True, LOST, LOST)
    assert not picture("{file: images/saknas, alt: En brygga.}").lost


def test_a_quote_may_be_in_a_language_of_its_own(whole: Whole) -> None:
    marked, plain = whole(NOTICE + "body:\n  - quote: {text: Good., language: en}\n  - quote: Bra.").body
    assert isinstance(marked, Quote)
    assert isinstance(plain, Quote)
    assert (marked.language, plain.language) == ("en", None)


def test_a_picture_may_be_shown_until_a_day(picture: Callable[[str], Picture]) -> None:
    until = picture("{file: a.png, alt: b, rights_until: 2022-05-31}").rights_until
    assert until is not None
    assert (until.start, until.spot.path[-1]) == (datetime.date(2022, 5, 31), "rights_until")
    assert picture("{file: a.png, alt: b}").rights_until is None


def test_a_picture_is_shown_in_a_form_and_with_a_focus(picture: Callable[[str], Picture]) -> None:
    found = picture("{file: a.png, alt: b, form: portrait, focus: top}")
    assert (found.form, found.focus, found.cut_to) == (Form.PORTRAIT, Focus.TOP, Form.PORTRAIT)
    assert found.name == "a.png as portrait top"
    plain = picture("{file: a.png, alt: b}")
    assert (plain.form, plain.focus, plain.cut_to, plain.name) == (None, None, Form.ORIGINAL, "a.png")


def test_portraits_of_the_directory_are_cut_unless_the_author_says_otherwise(picture: Callable[[str], Picture]) -> None:
    assert picture("{portrait: tyra-dahl}").cut_to is Form.PORTRAIT
    whole = picture("{portrait: tyra-dahl, form: original}")
    assert (whole.cut_to, whole.name) == (Form.ORIGINAL, "portrait of tyra-dahl as original")


def test_a_collage_is_one_picture_of_four_files(picture: Callable[[str], Picture]) -> None:
    found = picture("{collage: [a.jpg, b.jpg, c.jpg, d.jpg], alt: Fyra., people: {top: [Bo Al], bottom: [c-d]}}")
    assert [str(file) for file in found.files] == ["a.jpg", "b.jpg", "c.jpg", "d.jpg"]
    assert found.files[1].spot() == Spot("issue.yaml", ("sections", 0, "body", 0, "image", "collage", 1), 0, 5)
    assert (found.file, found.cut_to, found.lost) == (None, Form.SQUARE, False)
    assert found.name == "collage of a.jpg, b.jpg, c.jpg, d.jpg"
    assert [row.position for row in found.people] == [Position.TOP, Position.BOTTOM]


def test_a_collage_with_a_lost_picture_is_lost_and_needs_no_words_yet(picture: Callable[[str], Picture]) -> None:
    assert picture("{collage: [a.jpg, saknas, c.jpg, d.jpg]}").lost


def test_people_in_a_picture_are_a_row_or_stand_in_rows(picture: Callable[[str], Picture]) -> None:
    (row,) = picture("{file: a.png, alt: b, people: [tyra-dahl, Bo Al]}").people
    assert (row.position, [named(who) for who in row.people]) == (
        Position.ROW,
        [("key", "tyra-dahl"), ("words", "Bo Al")],
    )
    rows = picture("{file: a.png, alt: b, people: {bottom: [c-d], top: [Bo Al], middle: [e-f, g-h]}}").people
    assert [(row.position, [named(who)[1] for who in row.people]) for row in rows] == [
        (Position.TOP, ["Bo Al"]),
        (Position.MIDDLE, ["e-f", "g-h"]),
        (Position.BOTTOM, ["c-d"]),
    ]
    assert picture("{file: a.png, alt: b}").people == ()


def test_a_caption_keeps_its_lines(whole: Whole) -> None:
    (found,) = whole(
        NOTICE + "body:\n  - image:\n      file: a.png\n      alt: b\n      caption: |\n        Ett.\n        Två."
    ).body
    assert isinstance(found, Picture)
    assert str(found.caption) == "Ett.\nTvå."


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("S039", "image: {file: a.png, alt: b, «portrait»: tyra-dahl}"),
        ("S039", "image: {file: a.png, «portrait»: tyra-dahl}"),
        ("S039", "image: {file: a.png, alt: b, «collage»: [a, b, c, d]}"),
        ("S039", "image: {portrait: tyra-dahl, «collage»: [a, b, c, d]}"),
        ("I104", "«image»: {collage: [a, b, c, d]}"),
        ("I110", "image: {«collage»: [a, b, c], alt: b}"),
        ("I110", "image: {«collage»: [a, b, c, d, e], alt: b}"),
        ("I110", "image: {«collage»: [], alt: b}"),
        ("S023", "image: {collage: «a.jpg», alt: b}"),
        ("S023", "image: {collage: [a, b, c, «12»], alt: b}"),
        ("S022", "image: {collage: [a, b, c, «''»], alt: b}"),
        ("S041", "image: {collage: [a, b, c, 'd/«{{ recipient.name }}»'], alt: b}"),
        ("S037", "image: {file: a.png, alt: b, form: «round»}"),
        ("S037", "image: {file: a.png, alt: b, focus: «up»}"),
        ("S037", "quote: {text: Bra., language: «xx»}"),
        ("S024", "image: {file: a.png, alt: b, rights_until: «2021-06-31»}"),
        ("S022", "«image»: {alt: b}"),
        ("S022", "«image»: {}"),
        ("S022", "image: {«file»: '', alt: b}"),
        ("S022", "image: {«portrait»: ''}"),
        ("S023", "image: {file: «12», alt: b}"),
        ("S023", "image: {portrait: «[a]»}"),
        ("S041", "image: {file: 'images/«{{ recipient.name }}».png', alt: b}"),
        ("S020", "image: {file: a.png, alt: b, people: {«left»: [tyra-dahl]}}"),
        ("S022", "image: {file: a.png, alt: b, «people»: []}"),
        ("S022", "image: {file: a.png, alt: b, people: {«top»: []}}"),
        ("S023", "image: {file: a.png, alt: b, people: «tyra-dahl»}"),
        ("S023", "image: {file: a.png, alt: b, people: [«12»]}"),
    ],
)
def test_what_is_wrong_in_an_image_is_found_once_and_at_its_place(
    finds: Finds, section: Wrap, code: str, text: str
) -> None:
    finds(code, section(f"{NOTICE}body:\n  - {text}"))
