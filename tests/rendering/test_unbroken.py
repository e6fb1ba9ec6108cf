from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from storsthlm_cli.rendering.typography import typeset
from storsthlm_cli.rendering.unbroken import whole


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Malmö den 7–8 mars", ["7–8"]),
        ("åren 2019–2022.", ["2019–2022"]),
        ("kl. 9–10.30, sedan", ["9–10.30"]),
        ("ett it-stöd, e-post (3-åring)", ["it-stöd", "e-post", "3-åring"]),
        ("HR-direktör", ["HR-direktör"]),
        ("Ring 08-465", ["08-465"]),
    ],
)
def test_ranges_and_short_first_parts_stay_on_a_line(written: str, kept: list[str]) -> None:
    assert re.findall('<span class="whole">(.*?)</span>', whole(written)) == kept


@pytest.mark.parametrize(
    "written",
    [
        "hälso- och sjukvård",
        "kommun-projekt",
        "a-b.example",
        "se https://a.example/it-stod",
        "x@a-b.example",
        "den – och den",
        "1–2–3",
        "e-" + "x" * 21,
    ],
)
def test_addresses_long_words_and_dashes_of_their_own_are_left_alone(written: str) -> None:
    assert "<span" not in whole(written)


@given(st.text(alphabet="a1é-–.@/ &<\"'"))
def test_nothing_but_marks_is_added_and_everything_is_escaped(written: str) -> None:
    marked = whole(written)
    assert Markup(re.sub(r'<span class="whole">|</span>', "", marked)) == escape(typeset(written))
