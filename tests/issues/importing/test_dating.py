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
        (["Inga dagar alls."], "2026-05-04"),
        (["Den 31 april 2020"], "2020-07-01"),
    ],
)
def test_a_date_is_guessed_from_days_weekdays_and_years(lines: list[str], expected: str) -> None:
    seen = look_at([Line(number, line) for number, line in enumerate(lines, 1)])
    assert guessed_date(seen, TODAY).isoformat() == expected
