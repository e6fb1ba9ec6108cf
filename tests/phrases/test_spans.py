"""The days of what is written, in its year."""

from __future__ import annotations

import pytest

from storsthlm_cli.model.phrases import Written
from storsthlm_cli.phrases.spans import edtf, settled, span


def test_a_feast_is_another_day_every_year() -> None:
    days = [settled(Written(year=year, feast="midsommarafton")).day for year in (2019, 2020, 2021)]
    assert days == [21, 19, 25]


def test_a_feast_of_a_year_that_has_none_is_refused() -> None:
    with pytest.raises(ValueError, match="pingst"):
        settled(Written(year=1, feast="pingstdagen"))


def test_the_last_day_of_a_month_is_as_long_as_the_month() -> None:
    assert [settled(Written(year=year, month=2, day=-1)).day for year in (2023, 2024)] == [28, 29]


def test_what_there_is_not_is_bent_only_when_asked_for() -> None:
    for wrong in (Written(year=2021, month=2, day=30), Written(year=2021, week=53)):
        with pytest.raises(ValueError, match=r"day|week"):
            span(wrong)
        assert span(wrong, bend=True)[0].year == 2021


def test_a_decade_has_ten_years_and_a_century_a_hundred() -> None:
    first, last = span(Written(year=2020, vague=1))
    assert (first.year, last.year) == (2020, 2029)
    assert [edtf(Written(year=1900, vague=vague)) for vague in (1, 2)] == ["190X", "19XX"]
