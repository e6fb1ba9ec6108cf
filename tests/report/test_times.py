from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

import pytest

from storsthlm_cli.model.sending import Appointment
from storsthlm_cli.report.times import appointed, span


@pytest.mark.parametrize(
    ("left", "told"),
    [
        (datetime.timedelta(seconds=0), "0 s"),
        (datetime.timedelta(seconds=-3), "0 s"),
        (datetime.timedelta(seconds=48), "48 s"),
        (datetime.timedelta(minutes=2), "2 min 0 s"),
        (datetime.timedelta(hours=3, minutes=12, seconds=5), "3 h 12 min 5 s"),
        (datetime.timedelta(days=1, seconds=61), "1 day 0 h 1 min"),
        (datetime.timedelta(days=8, hours=3, minutes=12, seconds=5), "8 days 3 h 12 min"),
    ],
)
def test_a_span_is_told_to_what_matters(left: datetime.timedelta, told: str) -> None:
    assert span(left) == told


def test_an_appointment_is_told_in_its_own_time_with_its_day() -> None:
    moment = datetime.datetime(2026, 12, 1, 8, 30, tzinfo=ZoneInfo("Europe/Stockholm"))
    assert appointed(Appointment(moment)) == "Tuesday 2026-12-01 08:30, Europe/Stockholm"
