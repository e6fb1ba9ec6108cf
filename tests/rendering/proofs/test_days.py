from __future__ import annotations

import datetime

import pytest

from storsthlm_cli.phrases.grammar import find_phrases
from storsthlm_cli.phrases.meaning import meaning
from storsthlm_cli.rendering.proofs.days import read, span

ISSUED = datetime.date(2021, 4, 20)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("den 29 april", "to 29 april 2021"),
        ("fredagen den 29 april", "to 29 april 2021"),
        ("den 7–8 juni", "må 7–ti 8 juni 2021"),
        ("28 december–8 januari 2022", "ti 28 december 2021–lö 8 januari 2022"),
        ("26 och 28 maj", "on 26 maj 2021, fr 28 maj 2021"),
        ("26, 27 och 31 maj", "on 26 maj 2021, to 27 maj 2021, må 31 maj 2021"),
        ("den 6 juni", "sö 6 juni 2021, nationaldagen"),
        ("den 1 maj 2022", "sö 1 maj 2022, första maj"),
        ("den 30 februari 2022", "finns inte"),
        ("den 9–7 maj", "slutar före sin början"),
        ("i mars", "mars 2021"),
        ("Våren 2019", "våren 2019"),
        ("v. 27", "må 5–sö 11 juli 2021"),
        ("2019", ""),
        ("kl. 9–10.30", ""),
    ],
)
def test_a_day_is_read_with_its_weekday_and_year(words: str, expected: str) -> None:
    (phrase,) = find_phrases(words)
    assert read(phrase, meaning(phrase, ISSUED), words) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ((2021, 8, 26), (2021, 8, 27), "to 26–fr 27 augusti 2021"),
        ((2021, 8, 30), (2021, 9, 2), "må 30 augusti–to 2 september 2021"),
        ((2021, 1, 1), (2021, 12, 31), "2021"),
        ((2018, 1, 1), (2022, 12, 31), "2018–2022"),
        ((2021, 12, 1), (2022, 2, 28), "december 2021–februari 2022"),
    ],
)
def test_whole_months_and_years_are_read_as_such(
    first: tuple[int, int, int], last: tuple[int, int, int], expected: str
) -> None:
    assert span(datetime.date(*first), datetime.date(*last)) == expected
