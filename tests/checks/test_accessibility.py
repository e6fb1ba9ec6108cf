from __future__ import annotations

import pathlib
from collections.abc import Callable, Mapping

import pytest

from storsthlm_cli.checks.accessibility import _GROUNDS
from storsthlm_cli.rendering.designs import open_design

Finds = Callable[..., list[Mapping[str, str]]]

NOTICE = "kind: notice\nheadline: a\nbody: b"


@pytest.mark.parametrize(
    ("light", "dark", "colour", "ground", "ratio"),
    [
        ('«"#777777"»', '"#F093B6"', "#777777", "#FFFFFF", "4.5"),
        ('«"#FFFFFF"»', '"#F093B6"', "#FFFFFF", "#FFFFFF", "1.0"),
        ('"#8A1C4A"', '«"#8A1C4A"»', "#8A1C4A", "#191F23", "1.9"),
    ],
)
def test_a_faint_category_is_an_error_at_its_colour(
    finds: Finds, light: str, dark: str, colour: str, ground: str, ratio: str
) -> None:
    categories = f"a: {{label: Tema, colour: {light}, colour_dark: {dark}}}\n"
    (arguments,) = finds(NOTICE, "A101 error", categories=categories)
    assert arguments == {"label": "Tema", "colour": colour, "ground": ground, "ratio": ratio}


def test_colours_that_everybody_can_read_are_fine(finds: Finds) -> None:
    finds(NOTICE, categories='a: {label: Tema, colour: "#767676", colour_dark: "#FFFFFF"}\n')


def test_the_grounds_are_those_of_the_standard_design(tmp_path: pathlib.Path) -> None:
    colours = open_design("standard", tmp_path).colours
    assert {"colour": colours["card"], "colour_dark": colours["card_dark"]} == _GROUNDS
