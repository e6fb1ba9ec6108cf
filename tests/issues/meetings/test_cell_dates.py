from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.issues.meetings.cell_dates import MONTHS, WEEKDAYS, read_days, writes_month_first

AFTER = datetime.date(2021, 6, 14)
day = datetime.date.fromisoformat
MONTH_NAMES = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
]
DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 12, 31))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2021-06-21", "2021-06-21", None),
        ("20210621", "2021-06-21", None),
        ("21.6.2021", "2021-06-21", None),
        ("21. 6. 2021", "2021-06-21", None),
        ("21/6/2021", "2021-06-21", None),
        ("21/6 2021", "2021-06-21", None),
        ("21/6-21", "2021-06-21", None),
        ("5 februari 2021", "2021-02-05", None),
        ("5 feb", "2022-02-05", None),
        ("5 FEB. 2022", "2022-02-05", None),
        ("5/2", "2022-02-05", None),
        ("14/6", "2021-06-14", None),
        ("13/6", "2022-06-13", None),
        ("29/2", "2024-02-29", None),
        ("den 5:e juli", "2021-07-05", None),
        ("torsdagen den 16 september", "2021-09-16", None),
        ("tors 16/9", "2021-09-16", None),
        ("Thursday, September 16, 2021", "2021-09-16", None),
        ("16th", None, None),
        ("Sept 16th 2021", "2021-09-16", None),
        ("fre 5/2", "2021-02-05", None),
        ("26–27 augusti", "2021-08-26", "2021-08-27"),
        ("26 och 27 augusti 2021", "2021-08-26", "2021-08-27"),
        ("26-27/8", "2021-08-26", "2021-08-27"),
        ("2021-08-26/27", "2021-08-26", "2021-08-27"),
        ("2021-08-26 – 2021-08-27", "2021-08-26", "2021-08-27"),
        ("30 augusti–2 september", "2021-08-30", "2021-09-02"),
        ("28/12 till 8/1", "2021-12-28", "2022-01-08"),
        ("28 dec – 8 jan 2023", "2022-12-28", "2023-01-08"),
        ("26–26 augusti", "2021-08-26", None),
        *(
            (text, None, None)
            for text in ("31 april", "2021-02-30", "30/2", "5/13", "0/5", "augusti", "v. 34", "44455")
        ),
        *((text, None, None) for text in ("21-09-16", "27–26 augusti", "2 september – 30 augusti 2021", "", "imorgon")),
    ],
)
def test_a_day_in_each_form(text: str, start: str | None, end: str | None) -> None:
    if start is None:
        with pytest.raises(ValueError, match="is not a date"):
            read_days(text, AFTER)
    else:
        assert read_days(text, AFTER) == (day(start), day(end) if end is not None else None)


def test_a_day_of_the_week_that_does_not_fit_is_told() -> None:
    with pytest.raises(ValueError, match=r"^`torsdag 17 september 2021` is a Friday$"):
        read_days("torsdag 17 september 2021", AFTER)
    with pytest.raises(ValueError, match=r"^`mån 5/2` is a Saturday in 2022$"):
        read_days("mån 5/2", AFTER)


def test_american_dates_are_told_by_one_that_can_be_no_other() -> None:
    assert writes_month_first(["9/6/2021", "9/16/2021", "", "Titel"])
    assert not writes_month_first(["9/6/2021", "6/9/2021"])
    assert not writes_month_first(["16/9/2021", "9/16/2021"])
    assert read_days("9/6/2021", AFTER, month_first=True) == (day("2021-09-06"), None)
    assert read_days("2021-09-06", AFTER, month_first=True) == (day("2021-09-06"), None)


def test_no_beginning_of_a_name_means_two_things() -> None:
    assert (MONTHS["mar"], MONTHS["maj"], MONTHS["jun"], MONTHS["jul"]) == (2, 4, 5, 6)
    assert not MONTHS.keys() & WEEKDAYS.keys()


@given(DAYS)
def test_every_day_is_read_back_from_every_full_form(when: datetime.date) -> None:
    name = MONTH_NAMES[when.month - 1]
    weekday = ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"][when.weekday()]
    forms = [
        when.isoformat(),
        f"{when:%Y%m%d}",
        f"{when.day}.{when.month}.{when.year}",
        f"{when:%d/%m/%Y}",
        f"{when.day} {name} {when.year}",
        f"{weekday} {when.day} {name[:3]} {when.year}",
        f"{when:%B} {when.day}, {when.year}",
    ]
    assert [read_days(form, AFTER) for form in forms] == [(when, None)] * len(forms)


@given(DAYS, DAYS)
def test_a_day_without_a_year_is_the_next_one(when: datetime.date, after: datetime.date) -> None:
    found, _ = read_days(f"{when.day}/{when.month}", after)
    assert found >= after
    assert (found.day, found.month) == (when.day, when.month)
    earlier = [year for year in range(after.year, found.year) if (when.month, when.day) != (2, 29) or year % 4 == 0]
    assert all(datetime.date(year, when.month, when.day) < after for year in earlier)


@given(st.text(max_size=20) | st.text("0123456789/.-– månjuti", max_size=14), st.booleans())
def test_any_text_is_a_day_or_a_value_error(text: str, month_first: bool) -> None:
    try:
        start, end = read_days(text, AFTER, month_first=month_first)
    except ValueError:
        return
    assert end is None or end > start
