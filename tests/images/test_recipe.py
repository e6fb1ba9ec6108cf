from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.images.recipe import Recipe, cut
from storsthlm_cli.model.blocks import Focus, Form

RATIOS = {Form.PORTRAIT: (4, 5), Form.WIDE: (16, 9), Form.SQUARE: (1, 1)}


@pytest.mark.parametrize(
    ("size", "ratio", "focus", "box"),
    [
        ((1600, 900), (1, 1), None, (350, 0, 1250, 900)),
        ((1600, 900), (1, 1), Focus.MIDDLE, (350, 0, 1250, 900)),
        ((1600, 900), (1, 1), Focus.LEFT, (0, 0, 900, 900)),
        ((1600, 900), (1, 1), Focus.RIGHT, (700, 0, 1600, 900)),
        ((1600, 900), (1, 1), Focus.TOP, (350, 0, 1250, 900)),
        ((1000, 1500), (4, 5), None, (0, 88, 1000, 1338)),
        ((1000, 1500), (4, 5), Focus.MIDDLE, (0, 125, 1000, 1375)),
        ((1000, 1500), (4, 5), Focus.TOP, (0, 0, 1000, 1250)),
        ((1000, 1500), (4, 5), Focus.BOTTOM, (0, 250, 1000, 1500)),
        ((1000, 1500), (4, 5), Focus.LEFT, (0, 125, 1000, 1375)),
        ((1600, 1200), (16, 9), None, (0, 150, 1600, 1050)),
        ((1600, 900), (16, 9), Focus.TOP, (0, 0, 1600, 900)),
    ],
)
def test_a_cut_keeps_what_the_focus_names(
    size: tuple[int, int], ratio: tuple[int, int], focus: Focus | None, box: tuple[int, int, int, int]
) -> None:
    assert cut(size, ratio, focus) == box


@given(
    st.integers(1, 9000),
    st.integers(1, 9000),
    st.sampled_from([*RATIOS.values()]),
    st.sampled_from([None, *Focus]),
)
def test_a_cut_is_the_largest_part_of_the_form_and_lies_inside(
    width: int, height: int, ratio: tuple[int, int], focus: Focus | None
) -> None:
    left, top, right, bottom = cut((width, height), ratio, focus)
    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    assert right - left == width or bottom - top == height
    wide, high = ratio
    assert abs((right - left) * high - (bottom - top) * wide) <= max(wide, high)


@pytest.mark.parametrize(
    ("recipe", "size", "shown"),
    [
        (Recipe(576), (1152, 648), (576, 324)),
        (Recipe(576), (300, 100), (300, 100)),
        (Recipe(576), (2000, 3000), (300, 450)),
        (Recipe(576), (1000, 1000), (300, 300)),
        (Recipe(576), (1001, 1000), (576, 575)),
        (Recipe(200), (1000, 1000), (200, 200)),
        (Recipe(280, height=100, upright=280), (1400, 350), (280, 70)),
        (Recipe(280, height=100, upright=280), (500, 500), (100, 100)),
        (Recipe(280, height=100, upright=280), (90, 30), (90, 30)),
        (Recipe(576), (5000, 1), (576, 1)),
    ],
)
def test_a_picture_is_shown_within_bounds_and_never_larger_than_it_is(
    recipe: Recipe, size: tuple[int, int], shown: tuple[int, int]
) -> None:
    assert recipe.shown(size) == shown


def test_recipes_that_differ_have_different_keys() -> None:
    forms = [Recipe(576, form, focus) for form in Form for focus in (None, *Focus)]
    others = [Recipe(575), Recipe(576, height=100), Recipe(576, upright=576)]
    assert len({recipe.key for recipe in (*forms, *others)}) == len(forms) + len(others)
