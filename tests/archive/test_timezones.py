from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from storsthlm_cli.archive.timezones import definition


def lines(zone: str, first: int, last: int) -> list[str]:
    text = definition(ZoneInfo(zone), first, last).to_ical().decode()
    return [line for line in text.split("\r\n") if line]


def test_both_changes_stand_in_the_local_time_before_them() -> None:
    told = lines("Europe/Stockholm", 2021, 2022)
    summer = told[told.index("BEGIN:DAYLIGHT") : told.index("END:DAYLIGHT")]
    assert summer[1:] == [
        "DTSTART:20210328T020000",
        "RDATE:20220327T020000",
        "TZNAME:CEST",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
    ]
    assert "DTSTART:20211031T030000" in told
    assert "RDATE:20221030T030000" in told


@pytest.mark.parametrize(
    ("zone", "changes"),
    [("UTC", 1), ("Asia/Kolkata", 1), ("Australia/Lord_Howe", 3), ("America/New_York", 3), ("Pacific/Apia", 2)],
)
def test_zones_of_other_kinds_have_their_changes(zone: str, changes: int) -> None:
    told = lines(zone, 2021, 2021)
    assert sum(line.startswith(("BEGIN:STANDARD", "BEGIN:DAYLIGHT")) for line in told) == changes
    assert told[1] == f"TZID:{zone}"


def test_a_change_on_the_half_hour_is_found_to_the_quarter() -> None:
    assert "DTSTART:20210404T020000" in lines("Australia/Lord_Howe", 2021, 2021)
