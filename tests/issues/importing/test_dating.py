from __future__ import annotations

import datetime

import pytest

from storsthlm_cli.issues.importing.dating import guessed_date
from storsthlm_cli.issues.importing.lines import Line
from storsthlm_cli.issues.importing.neighbours import look_at

TODAY = datetime.date(2026, 5, 4)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Planen för 2020", "Kalendarium", "15 januari", "16 januari"], "2020-01-08"),
        (["Budget 2022 och prislista 2022", "Vi öppnar måndag den 5 juli"], "2021-07-05"),
        (["Rådet möttes den 16 april 2019", "och den 9 april"], "2019-04-16"),
        (["Kalendarium 2021", "lördag 5/2Dag", "6/2Råd"], "2022-01-29"),
        (["Vi möttes den 3 maj."], "2026-05-03"),
        (["Den 31 april 2020"], "2020-07-01"),
    ],
)
def test_a_date_is_guessed_from_days_weekdays_and_years(lines: list[str], expected: str) -> None:
    seen = look_at([Line(number, line) for number, line in enumerate(lines, 1)])
    assert str(guessed_date(seen, TODAY)) == expected


def test_a_text_without_any_day_or_year_gives_no_date() -> None:
    assert guessed_date(look_at([Line(1, "Inga dagar alls.")]), TODAY) is None


def test_a_year_that_is_known_is_not_guessed() -> None:
    seen = look_at([Line(1, "Vi möttes den 3 maj och planerar för 2020.")])
    assert str(guessed_date(seen, TODAY, 2018)) == "2018-05-03"
