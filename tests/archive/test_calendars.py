from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import icalendar
import pytest

from storsthlm_cli.archive.calendars import announced, calendar, newest, without_repeats
from storsthlm_cli.model.blocks import DateSpan, TimeSpan
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.issue import CalendarRow, Issue, Section
from storsthlm_cli.model.newsletter import Newsletter
from storsthlm_cli.model.places import Spot, Text
from storsthlm_cli.source.icalendar_files import Occurrence, read_calendar

if TYPE_CHECKING:
    from storsthlm_cli.archive.calendars import Announced
    from tests.archive.conftest import Announce

STOCKHOLM = ZoneInfo("Europe/Stockholm")
DAY = datetime.date


def occurrences(data: bytes, folder: Path) -> list[Occurrence]:
    """Return what our own reader finds in a file."""
    path = folder / "calendar.ics"
    path.write_bytes(data)
    found = read_calendar(path, "calendar.ics", DAY(2020, 1, 1), DAY(2022, 12, 31), STOCKHOLM)
    assert found.notices == ()
    return sorted(found.occurrences, key=lambda each: str(each.start))


def event(data: bytes) -> Any:
    (found,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    return found


def issue(key: str, day: str, *rows: CalendarRow) -> Issue:
    section = Section(kind="calendar", id="kalender", spot=Spot("issue.yaml", ("sections", 0)), rows=rows)
    date = datetime.date.fromisoformat(day)
    return Issue(key=key, file="issue.yaml", date=date, number=None, subject=(), preheader=(), sections=(section,))


def row(number: int, day: DAY, title: str, url: str = "", time: TimeSpan | None = None) -> CalendarRow:
    def text(content: str) -> Text:
        return Text(content, "issue.yaml", ())

    spot = Spot("issue.yaml", ("sections", 0, "rows", number))
    return CalendarRow(DateSpan(day, None, spot), time, text(title), None, text(url) if url else None, spot)


def test_our_own_reader_finds_the_same_days_and_times(
    tmp_path: Path, newsletter: Newsletter, announce: Announce
) -> None:
    events = [
        announce("2021-09-16", start="09:00", end="10:30", place="Södra Bryggan; plan 2, rum 3"),
        announce("2021-08-26", "Konferens", until="2021-08-27"),
        announce("2021-12-01", "Bara början", start="13:00"),
    ]
    conference, meeting, beginning = occurrences(calendar(events, newsletter), tmp_path)
    assert (conference.start, conference.end) == (DAY(2021, 8, 26), DAY(2021, 8, 28))
    assert (meeting.start, meeting.end) == (
        datetime.datetime(2021, 9, 16, 9, 0),  # noqa: DTZ001
        datetime.datetime(2021, 9, 16, 10, 30),  # noqa: DTZ001
    )
    assert meeting.place == "Södra Bryggan; plan 2, rum 3"
    assert (str(beginning.start), beginning.end) == ("2021-12-01 13:00:00", None)


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [("2021-03-28", "01:30", "09:00"), ("2021-10-31", "01:30", "09:00")],
)
def test_on_the_days_of_both_clock_changes_the_file_alone_tells_the_right_moment(
    newsletter: Newsletter, announce: Announce, day: str, before: str, after: str
) -> None:
    """The file's own definition of the zone, under a name that nobody knows, gives what zoneinfo gives."""
    data = calendar([announce(day, start=before, end=after)], newsletter)
    own = data.replace(b"Europe/Stockholm", b"X-Elsewhere")
    found = event(own)
    for name, clock in (("DTSTART", before), ("DTEND", after)):
        local = datetime.datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=STOCKHOLM)
        assert found[name].dt.astimezone(datetime.UTC) == local.astimezone(datetime.UTC)


def test_several_days_with_times_end_on_the_last_of_them(newsletter: Newsletter, announce: Announce) -> None:
    found = event(calendar([announce("2021-08-26", until="2021-08-27", start="13:00", end="12:00")], newsletter))
    assert str(found["DTEND"].dt.replace(tzinfo=None)) == "2021-08-27 12:00:00"


def test_several_days_without_a_time_of_ending_end_with_the_last_of_them(
    newsletter: Newsletter, announce: Announce
) -> None:
    found = event(calendar([announce("2021-08-26", until="2021-08-27", start="13:00")], newsletter))
    assert str(found["DTEND"].dt.replace(tzinfo=None)) == "2021-08-28 00:00:00"


def test_what_goes_on_past_midnight_ends_on_the_next_day(newsletter: Newsletter, announce: Announce) -> None:
    found = event(calendar([announce("2021-12-31", start="21:00", end="01:00")], newsletter))
    assert str(found["DTEND"].dt.replace(tzinfo=None)) == "2022-01-01 01:00:00"


def test_lines_are_folded_at_75_octets_and_end_in_crlf(newsletter: Newsletter, announce: Announce) -> None:
    data = calendar([announce("2021-09-16", "å" * 200, place="日本" * 60)], newsletter)
    assert data.endswith(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 75
    assert str(event(data)["SUMMARY"]) == "å" * 200


def test_signs_with_a_meaning_are_escaped(newsletter: Newsletter, announce: Announce) -> None:
    title = "Möte; med, allt \\ och \\n"
    data = calendar([announce("2021-09-16", title)], newsletter)
    assert r"SUMMARY:Möte\; med\, allt \\ och \\n" in data.decode().split("\r\n")
    assert str(event(data)["SUMMARY"]) == title


def test_the_calendar_says_what_it_is_and_when_to_come_again(newsletter: Newsletter, announce: Announce) -> None:
    data = calendar([announce("2021-09-16")], newsletter)
    assert b"METHOD" not in data
    assert b"REFRESH-INTERVAL;VALUE=DURATION:P1D\r\n" in data
    assert str(icalendar.Calendar.from_ical(data)["X-WR-CALNAME"]) == newsletter.name
    assert b"VTIMEZONE" not in data, "days have no zone"


def test_an_event_is_known_by_its_key_and_the_newsletter_and_a_later_issue_wins(
    newsletter: Newsletter, announce: Announce
) -> None:
    first = announce("2021-09-16", "Styrelsen", issued="2021-04-20", key="2021-09-16-styrelsen")
    second = announce("2021-09-16", "Styrelsen (digitalt)", issued="2021-06-21", key="2021-09-16-styrelsen")
    old, new = (event(calendar([each], newsletter)) for each in (first, second))
    assert str(old["UID"]) == str(new["UID"]) == "2021-09-16-styrelsen@nyhets_brev.kommun.example"
    assert old["SEQUENCE"] < new["SEQUENCE"]
    assert new["DTSTAMP"].dt == new["LAST-MODIFIED"].dt == datetime.datetime(2021, 6, 21, 7, tzinfo=datetime.UTC)
    assert list(newest([first, second]).values()) == [second]


def test_what_an_article_and_a_row_tell_stands_once_in_the_calendar_of_all(announce: Announce) -> None:
    article = announce("2021-09-16", "Mötesplats", key="a")
    row = announce("2021-09-16", "mötesplats", start="09:00", key="b")
    again = announce("2021-09-16", "Mötesplats", start="09:00", key="c")
    afternoon = announce("2021-09-16", "Mötesplats", start="13:00", key="d")
    other = announce("2021-09-17", "Mötesplats", key="e")
    assert without_repeats([article, row, again, afternoon, other]) == (row, afternoon, other)


def test_an_address_with_a_slot_or_a_name_gives_way_to_the_page(newsletter: Newsletter) -> None:
    day = DAY(2021, 9, 16)
    written = [
        "https://kommun.example/mote",
        "https://kommun.example/?who={{ recipient.email }}",
        "https://anna:hemligt@kommun.example/",
        "issue:2021-04#moten",
        "mailto:anna@kommun.example",
        "saknas",
        "",
    ]
    made = issue("2021-06", "2021-06-21", *(row(n, day, f"Möte {n}", url) for n, url in enumerate(written)))
    page = "https://brev.kommun.example/arkiv/issues/2021-06/#kalender"
    found = announced(made, Directory(), newsletter)
    assert [each.url for each in found] == ["https://kommun.example/mote", *[page] * 6]
    data = b"".join(calendar([each], newsletter) for each in found)
    assert b"recipient" not in data
    assert b"hemligt" not in data


def test_the_description_says_where_it_was_announced(newsletter: Newsletter) -> None:
    (found,) = announced(issue("2021-06", "2021-06-21", row(0, DAY(2021, 9, 16), "Möte")), Directory(), newsletter)
    told = str(event(calendar([found], newsletter))["DESCRIPTION"])
    assert told == f"{newsletter.name}, 2021-06-21\nhttps://brev.kommun.example/arkiv/issues/2021-06/#kalender"


@pytest.mark.parametrize(
    "title", ["a\r\nBEGIN:VEVENT\r\nX:1", "a\rATTENDEE:x", "a\0b\x07\x1b\x7f", "a\ud800", "\u202e" * 80]
)
def test_no_title_breaks_out_of_its_line(newsletter: Newsletter, announce: Announce, title: str) -> None:
    data = calendar([announce("2021-09-16", title, place=title)], newsletter)
    found = event(data)
    assert "ATTENDEE" not in found
    assert "X" not in found
    assert str(found["SUMMARY"]).startswith(title[:1])
    assert all(len(line) <= 75 and not any(sign < 32 or sign == 127 for sign in line) for line in data.split(b"\r\n"))


def test_a_slot_in_a_title_shows_its_default(newsletter: Newsletter, announce: Announce) -> None:
    title = 'Kurs för {{ recipient.first_name | default("dig") }}{{ recipient.city }}'
    found = event(calendar([announce("2021-09-16", title, place="Hos {{ recipient.email }}")], newsletter))
    assert (found["SUMMARY"], found["LOCATION"]) == ("Kurs för dig", "Hos ")


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("time", [{}, {"start": "23:00"}, {"start": "23:00", "end": "01:00"}])
def test_a_mistyped_year_makes_a_calendar_all_the_same(
    newsletter: Newsletter, announce: Announce, day: str, time: dict[str, str]
) -> None:
    found = event(calendar([announce(day, **time)], newsletter))
    assert found["DTSTART"].dt.year == int(day[:4])


def series(announce: Announce, day: str, issued: str, name: str = "styrelsen") -> Announced:
    return announce(day, key=f"{day}-{name}", issued=issued, series=name, page=f"https://brev.kommun.example/{issued}")


def test_a_meeting_that_a_newer_issue_has_moved_is_cancelled(newsletter: Newsletter, announce: Announce) -> None:
    """Whoever subscribes has it no more; whoever follows an old link learns that it is cancelled."""
    old = series(announce, "2021-09-16", "2021-04-20")
    new = series(announce, "2021-09-09", "2021-06-21"), series(announce, "2021-10-01", "2021-06-21", "rektorerna")
    events = newest([old, *new])
    assert {key for key, each in events.items() if each.cancelled} == {"2021-09-16-styrelsen"}
    assert without_repeats(events.values()) == new
    found = event(calendar([events["2021-09-16-styrelsen"]], newsletter))
    assert found["STATUS"] == "CANCELLED"
    assert found["SEQUENCE"] > event(calendar([old], newsletter))["SEQUENCE"]
    assert "2021-06-21" in found["DESCRIPTION"]


def test_a_meeting_that_a_newer_issue_cannot_tell_of_is_not_cancelled(announce: Announce) -> None:
    """It was over by then, lies beyond what the issue looks at, is of a series that the issue is silent of."""
    old = [
        series(announce, "2021-05-16", "2021-04-20"),
        series(announce, "2021-12-16", "2021-04-20"),
        series(announce, "2021-09-01", "2021-04-20", "rektorerna"),
    ]
    events = newest([*old, series(announce, "2021-09-16", "2021-06-21")])
    assert not any(each.cancelled for each in events.values())


def test_a_meeting_that_is_listed_again_takes_place(announce: Announce) -> None:
    told = [
        series(announce, day, issued) for day, issued in (("2021-09-16", "2021-04-20"), ("2021-09-23", "2021-05-20"))
    ]
    again = series(announce, "2021-09-16", "2021-06-21")
    events = newest([*told, again])
    assert events["2021-09-16-styrelsen"] == again
