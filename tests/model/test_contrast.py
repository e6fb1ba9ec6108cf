from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.model.contrast import LEAST, contrast

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


@pytest.mark.parametrize(
    ("colour", "ground", "ratio"),
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#777777", "#FFFFFF", 4.48),
        ("#767676", "#FFFFFF", 4.54),
        ("#0000FF", "#FFFFFF", 8.59),
        ("#FF0000", "#FFFFFF", 4.0),
        ("#8A1C4A", "#8A1C4A", 1.0),
    ],
)
def test_contrasts_are_those_of_the_standard(colour: str, ground: str, ratio: float) -> None:
    assert contrast(colour, ground) == pytest.approx(ratio, abs=0.005)


def test_a_grey_too_light_by_one_step_is_below_the_least() -> None:
    assert contrast("#777777", "#FFFFFF") < LEAST < contrast("#767676", "#FFFFFF")


@given(COLOURS, COLOURS)
def test_it_is_between_1_and_21_whichever_is_the_ground_and_however_it_is_written(one: str, other: str) -> None:
    ratio = contrast(one, other)
    assert 1 <= ratio <= 21.0001
    assert ratio == contrast(other, one) == contrast(one.lower(), other)
