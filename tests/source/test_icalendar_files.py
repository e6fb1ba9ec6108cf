from __future__ import annotations

import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.source.icalendar_files import CalendarFile, Occurrence, read_calendar

STOCKHOLM = ZoneInfo("Europe/Stockholm")
FIRST, LAST = datetime.date(2021, 9, 1), datetime.date(2021, 11, 30)


def day(number: int, month: int = 9) -> datetime.date:
    return datetime.date(2021, month, number)


def at(number: int, hour: int, minute: int = 0, month: int = 9) -> datetime.datetime:
    return datetime.datetime.combine(day(number, month), datetime.time(hour, minute))


def calendar(*events: str, head: str = "") -> str:
    """Return a calendar of events, each given as its lines."""
    bodies = (f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Exempel//SV\n{head}{''.join(bodies)}END:VCALENDAR\n"


def read(folder: Path, text: str | bytes, first: datetime.date = FIRST, last: datetime.date = LAST) -> CalendarFile:
    path = folder / "moten.ics"
    path.write_bytes(text if isinstance(text, bytes) else text.replace("\n", "\r\n").encode())
    return read_calendar(path, "moten.ics", first, last, STOCKHOLM)


def times(found: CalendarFile) -> list[tuple[object, object]]:
    return [(event.start, event.end) for event in found.occurrences]


def test_what_a_library_wrote_is_read_back(tmp_path: Path) -> None:
    event = icalendar.Event()
    event.add("uid", "a@x.example")
    event.add("summary", "Nätverk; ekonomi, inköp \\ avtal\noch mer " + "å" * 80)
    event.add("location", "Sal A, plan 3")
    event.add("url", "https://x.example/möte?a=1;b=2,3")
    event.add("dtstart", datetime.datetime(2021, 9, 16, 9, tzinfo=STOCKHOLM))
    event.add("dtend", datetime.datetime(2021, 9, 16, 11, 30, tzinfo=STOCKHOLM))
    written = icalendar.Calendar()
    written.add_component(event)
    (found,) = read(tmp_path, written.to_ical()).occurrences
    assert found.title == "Nätverk; ekonomi, inköp \\ avtal\noch mer " + "å" * 80
    assert (found.place, found.url) == ("Sal A, plan 3", "https://x.example/möte?a=1;b=2,3")
    assert (found.start, found.end, found.line) == (at(16, 9), at(16, 11, 30), 2)


@pytest.mark.parametrize(
    ("lines", "start", "end"),
    [
        ("DTSTART:20210916T070000Z\nDTEND:20210916T090000Z", at(16, 9), at(16, 11)),
        ("DTSTART:20210916T090000\nDTEND:20210916T110000", at(16, 9), at(16, 11)),
        ("DTSTART;TZID=Europe/Helsinki:20210916T100000\nDURATION:PT2H", at(16, 9), at(16, 11)),
        ("DTSTART;TZID=W. Europe Standard Time:20210916T090000\nDURATION:PT90M", at(16, 9), at(16, 10, 30)),
        ('DTSTART;TZID="GMT Standard Time":20210916T080000', at(16, 9), None),
        ("DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Stockholm:20210916T090000", at(16, 9), None),
        ("DTSTART;TZID=America/New_York:20210916T190000", at(17, 1), None),
        ("DTSTART:20211231T233000Z", None, None),
        ("DTSTART;VALUE=DATE:20210916", day(16), None),
        ("DTSTART:20210916\nDTEND:20210917", day(16), day(17)),
        ("DTSTART;VALUE=DATE:20210916\nDTEND;VALUE=DATE:20210918", day(16), day(18)),
        ("DTSTART;VALUE=DATE:20210916\nDURATION:P2D", day(16), day(18)),
        (
            "DTSTART;TZID=Europe/Stockholm:20210916T000000\nDTEND;TZID=Europe/Stockholm:20210917T000000",
            day(16),
            day(17),
        ),
        ("DTSTART:20210916T000000Z\nDTEND:20210918T000000Z", day(16), day(18)),
        ("DTSTART:20210916T120000Z\nDTEND:20210917T100000Z", at(16, 14), at(17, 12)),
        ("DTSTART:20211031T003000Z\nDTEND:20211031T013000Z", at(31, 2, 30, 10), at(31, 2, 30, 10)),
        ("DTSTART:20211030T220000Z\nDTEND:20211031T230000Z", at(31, 0, 0, 10), at(1, 0, 0, 11)),
    ],
)
def test_days_and_times_are_those_of_the_reader(
    tmp_path: Path, lines: str, start: object | None, end: object | None
) -> None:
    found = read(tmp_path, calendar(f"UID:1\nSUMMARY:Möte\n{lines}"))
    assert times(found) == ([(start, end)] if start is not None else [])
    assert found.notices == ()


def test_an_hour_that_summer_time_leaves_out_is_kept_as_written(tmp_path: Path) -> None:
    text = calendar("SUMMARY:Natt\nDTSTART:20210328T023000")
    found = read(tmp_path, text, datetime.date(2021, 3, 1), datetime.date(2021, 3, 31))
    assert times(found) == [(at(28, 2, 30, 3), None)]


OUTLOOK = """\
BEGIN:VCALENDAR
PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN
VERSION:2.0
METHOD:PUBLISH
X-MS-OLK-FORCEINSPECTOROPEN:TRUE
BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16011028T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
ATTENDEE;CN="Åsa Ek";RSVP=TRUE:mailto:asa.ek@x.example
CLASS:PUBLIC
CREATED:20210601T080000Z
DESCRIPTION:Dagordning:\\n1. Budget\\n2. Övrigt\\, till exempel
 lokaler
DTEND;TZID="W. Europe Standard Time":20211028T110000
DTSTAMP:20210601T080000Z
DTSTART;TZID="W. Europe Standard Time":20211028T090000
EXDATE;TZID="W. Europe Standard Time":20211111T090000
LAST-MODIFIED:20210601T080000Z
LOCATION:Storsthlm\\, Södermalmsallén 36
PRIORITY:5
RRULE:FREQ=WEEKLY;UNTIL=20211125T080000Z;INTERVAL=1;BYDAY=TH;WKST=MO
SEQUENCE:0
SUMMARY;LANGUAGE=sv:Nätverk för ekonomi\\, inköp och
  upphandling
TRANSP:OPAQUE
UID:040000008200E00074C5B7101A82E008
X-ALT-DESC;FMTTYPE=text/html:<html><body>x</body></html>
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
BEGIN:VALARM
TRIGGER:-PT15M
ACTION:DISPLAY
DESCRIPTION:Reminder
END:VALARM
END:VEVENT
BEGIN:VEVENT
DTEND;TZID="W. Europe Standard Time":20211119T150000
DTSTART;TZID="W. Europe Standard Time":20211119T130000
LOCATION:Digitalt
RECURRENCE-ID;TZID="W. Europe Standard Time":20211118T090000
SEQUENCE:1
SUMMARY;LANGUAGE=sv:Nätverk för ekonomi\\, extra
UID:040000008200E00074C5B7101A82E008
END:VEVENT
END:VCALENDAR
"""


def test_a_series_from_outlook_keeps_its_hour_over_winter_time_with_what_was_moved_and_called_off(
    tmp_path: Path,
) -> None:
    found = sorted(read(tmp_path, OUTLOOK).occurrences, key=lambda event: str(event.start))
    title, place = "Nätverk för ekonomi, inköp och upphandling", "Storsthlm, Södermalmsallén 36"
    assert found == [
        Occurrence(21, at(28, 9, 0, 10), at(28, 11, 0, 10), title, place, ""),
        Occurrence(21, at(4, 9, 0, 11), at(4, 11, 0, 11), title, place, ""),
        Occurrence(48, at(19, 13, 0, 11), at(19, 15, 0, 11), "Nätverk för ekonomi, extra", "Digitalt", ""),
        Occurrence(21, at(25, 9, 0, 11), at(25, 11, 0, 11), title, place, ""),
    ]


def test_a_time_zone_of_the_file_is_used_when_its_name_says_nothing(tmp_path: Path) -> None:
    zone = OUTLOOK[OUTLOOK.index("BEGIN:VTIMEZONE") : OUTLOOK.index("BEGIN:VEVENT")]
    zone = zone.replace("W. Europe Standard Time", "Anpassad").replace("+0200", "+0900").replace("+0100", "+0800")
    event = "SUMMARY:Möte\nDTSTART;TZID=Anpassad:20210916T160000"
    assert times(read(tmp_path, calendar(event, head=zone))) == [(at(16, 9), None)]
    forgotten = read(tmp_path, calendar(event))
    assert times(forgotten) == [(at(16, 16), None)]
    assert forgotten.notices == (
        "`moten.ics`, line 4: the time zone `Anpassad` is not known; "
        "its times were read as those of `Europe/Stockholm`",
    )


def test_a_series_in_universal_time_follows_the_time_zone_of_its_calendar(tmp_path: Path) -> None:
    event = "UID:1\nSUMMARY:Möte\nDTSTART:20211025T070000Z\nDTEND:20211025T080000Z\nRRULE:FREQ=WEEKLY;COUNT=2"
    assert times(read(tmp_path, calendar(event, head="X-WR-TIMEZONE:Europe/Stockholm\n"))) == [
        (at(25, 9, 0, 10), at(25, 10, 0, 10)),
        (at(1, 9, 0, 11), at(1, 10, 0, 11)),
    ]
    assert times(read(tmp_path, calendar(event)))[1] == (at(1, 8, 0, 11), at(1, 9, 0, 11))


def test_a_series_without_end_is_laid_out_in_the_days_asked_for_only(tmp_path: Path) -> None:
    event = "UID:1\nSUMMARY:Möte\nDTSTART;VALUE=DATE:20100107\nRRULE:FREQ=MONTHLY;BYDAY=1TH"
    assert times(read(tmp_path, calendar(event))) == [
        (day(2), day(3)),
        (day(7, 10), day(8, 10)),
        (day(4, 11), day(5, 11)),
    ]


def test_what_began_before_the_days_asked_for_and_goes_on_is_in(tmp_path: Path) -> None:
    found = read(tmp_path, calendar("SUMMARY:Mässa\nDTSTART:20210830T090000\nDTEND:20210902T160000"))
    assert times(found) == [(datetime.datetime(2021, 8, 30, 9), at(2, 16))]  # noqa: DTZ001


def test_extra_days_and_periods_are_laid_out(tmp_path: Path) -> None:
    event = "UID:1\nSUMMARY:Möte\nDTSTART:20210901T090000\nDTEND:20210901T100000\nRDATE:20210908T130000,20210909T130000"
    assert times(read(tmp_path, calendar(event)))[1:] == [(at(8, 13), at(8, 14)), (at(9, 13), at(9, 14))]


def test_several_calendars_in_one_file_are_all_read(tmp_path: Path) -> None:
    one, two = (calendar(f"UID:{number}\nSUMMARY:Möte\nDTSTART:2021091{number}T090000") for number in (1, 2))
    assert times(read(tmp_path, one + two)) == [(at(11, 9), None), (at(12, 9), None)]


def test_of_two_versions_of_an_event_the_later_one_goes(tmp_path: Path) -> None:
    events = (f"UID:1\nSEQUENCE:{version}\nSUMMARY:Möte\nDTSTART:2021091{version}T090000" for version in (2, 1))
    assert times(read(tmp_path, calendar(*events))) == [(at(12, 9), at(12, 9))]


def test_private_events_are_left_out_and_counted_without_a_word_about_them(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        calendar(
            "UID:1\nSUMMARY:Läkarbesök\nCLASS:PRIVATE\nDTSTART:20210916T090000",
            "UID:2\nSUMMARY:Lönesamtal\nCLASS:confidential\nDTSTART:20210917T090000",
            "UID:3\nSUMMARY:Semester\nCLASS:PRIVATE\nDTSTART:20220916T090000",
            "UID:4\nSUMMARY:Nätverk\nCLASS:PUBLIC\nDTSTART:20210918T090000",
        ),
    )
    assert [event.title for event in found.occurrences] == ["Nätverk"]
    assert found.notices == ("`moten.ics`: 2 events are private and left out",)


def test_a_moved_occurrence_of_a_private_series_is_private_too(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        calendar(
            "UID:1\nSUMMARY:Läkarbesök\nCLASS:PRIVATE\nDTSTART:20210901T090000\nRRULE:FREQ=WEEKLY;COUNT=2",
            "UID:1\nSUMMARY:Läkarbesök igen\nRECURRENCE-ID:20210908T090000\nDTSTART:20210909T090000",
        ),
    )
    assert found.occurrences == ()
    assert found.notices == ("`moten.ics`: 2 events are private and left out",)


def test_cancelled_events_are_left_out_and_counted(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        calendar(
            "UID:1\nSUMMARY:A\nDTSTART:20210901T090000\nRRULE:FREQ=WEEKLY;COUNT=3",
            "UID:1\nSUMMARY:A\nSTATUS:CANCELLED\nRECURRENCE-ID:20210908T090000\nDTSTART:20210908T090000",
        )
        + calendar("UID:2\nSUMMARY:B\nDTSTART:20210901T090000", head="METHOD:CANCEL\n"),
    )
    assert [event.start for event in found.occurrences] == [at(1, 9), at(15, 9)]
    assert found.notices == ("`moten.ics`: 2 events are cancelled and left out",)


@pytest.mark.parametrize(
    ("lines", "notice"),
    [
        ("DTSTART;VALUE=DATE:20210931", "line 11: `DTSTART;VALUE=DATE:20210931` is not understood"),
        ("DTSTART:2021-09-16", "line 11: `DTSTART:2021-09-16` is not understood"),
        ("DTSTART:090000", "line 11: `DTSTART:090000` is not a day or time"),
        ("DTSTART;VALUE=TEXT:nu", "line 11: `DTSTART;VALUE=TEXT:nu` is not a day or time"),
        ("LOCATION:Här", "line 9: the event has no start (`DTSTART`)"),
        (
            "DTSTART:20210916T110000\nDTEND:20210916T090000",
            "line 12: the event ends before it begins: `DTEND:20210916T090000`",
        ),
        (
            "DTSTART:20210916T090000\nDTEND:20310916T100000\nRRULE:FREQ=WEEKLY",
            "line 12: the event takes more than a year: `DTEND:20310916T100000`",
        ),
        (
            "DTSTART:20210916T090000\nDTEND;VALUE=DATE:20210917",
            "line 12: `DTEND;VALUE=DATE:20210917` is not of the same kind as the start",
        ),
        ("DTSTART:20210916T090000\nDURATION:lång", "line 12: `DURATION:lång` is not understood"),
        ("DTSTART:20210916T090000\nDURATION:20210917", "line 12: `DURATION:20210917` is not a length of time"),
        ("DTSTART:20210916T090000\nRRULE:FREQ=IBLAND", "line 12: `RRULE:FREQ=IBLAND` is not understood"),
        ("DTSTART:20210916T090000\nRRULE:FREQ=SECONDLY", "line 12: `RRULE:FREQ=SECONDLY` is no rule for meetings"),
        (
            "DTSTART:20210916\nRRULE:FREQ=DAILY;INTERVAL=0",
            "line 12: `RRULE:FREQ=DAILY;INTERVAL=0` is no rule for meetings",
        ),
        (
            "DTSTART:20210916\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
            "line 12: `RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30` is no rule for meetings",
        ),
        ("DTSTART:99991231T235900Z\nDURATION:P9D", "line 12: `DURATION:P9D` is out of all time"),
        ("DTSTART:20210916T090000\nRECURRENCE-ID:igår", "line 12: `RECURRENCE-ID:igår` is not understood"),
    ],
)
def test_an_event_that_cannot_be_read_is_told_with_its_line_and_costs_no_other(
    tmp_path: Path, lines: str, notice: str
) -> None:
    found = read(tmp_path, calendar("UID:1\nSUMMARY:Bra\nDTSTART:20210916T090000", f"SUMMARY:Dålig\n{lines}"))
    assert [event.title for event in found.occurrences] == ["Bra"]
    assert found.notices == (f"`moten.ics`, {notice}; the event was left out",)


def test_a_series_that_the_library_gives_up_on_is_told(tmp_path: Path) -> None:
    event = "UID:1\nSUMMARY:Möte\nDTSTART:20210916T090000\nRRULE:FREQ=WEEKLY;BYSETPOS=0;BYDAY=MO"
    found = read(tmp_path, calendar("UID:2\nSUMMARY:Bra\nDTSTART:20210916T090000", event))
    assert [event.title for event in found.occurrences] == ["Bra"]
    assert found.notices == ("`moten.ics`, line 9: the days of this event cannot be worked out; it was left out",)


def test_a_file_in_an_old_encoding_is_read_with_a_notice(tmp_path: Path) -> None:
    found = read(tmp_path, calendar("SUMMARY:Möte\nDTSTART:20210916T090000").encode("cp1252"))
    assert [event.title for event in found.occurrences] == ["Möte"]
    assert "was read as Windows-1252" in found.notices[0]


def test_a_byte_order_mark_and_lower_case_do_no_harm(tmp_path: Path) -> None:
    text = calendar("SUMMARY:Möte\nDTSTART:20210916T090000")
    words = ("BEGIN:VCALENDAR", "BEGIN:VEVENT", "DTSTART", "SUMMARY", "END:VEVENT")
    for word in words:
        text = text.replace(word, word.lower())
    assert times(read(tmp_path, b"\xef\xbb\xbf" + text.encode())) == [(at(16, 9), None)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "`moten.ics` holds no calendar: there is no line `BEGIN:VCALENDAR`"),
        ("Datum;Titel\n", "`moten.ics` holds no calendar: there is no line `BEGIN:VCALENDAR`"),
        (calendar(), "there are no events in `moten.ics`"),
        (
            calendar("SUMMARY:Möte\nDTSTART:igår"),
            "no event of `moten.ics` can be used; line 6: `DTSTART:igår` is not understood; the event was left out",
        ),
        (
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Möte\n",
            "no event of `moten.ics` can be used; line 2: the event has no `END:VEVENT`; the event was left out",
        ),
    ],
)
def test_a_file_with_nothing_in_it_is_told_with_the_way_out(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(Failure) as caught:
        read(tmp_path, text)
    assert caught.value.message == message
    assert caught.value.hint is not None
    assert caught.value.hint.startswith("export the calendar")


def test_a_file_in_utf_16_is_told(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="is in UTF-16") as caught:
        read(tmp_path, calendar("SUMMARY:Möte\nDTSTART:20210916").encode("utf-16"))
    assert caught.value.hint == "export the calendar again as iCalendar (`.ics`)"


@given(
    start=st.datetimes(at(2, 0), at(28, 0, 0, 11)),
    length=st.integers(0, 48 * 60),
    zone=st.sampled_from(["Europe/Stockholm", "America/New_York", "Asia/Tokyo", "UTC"]),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_every_moment_is_the_same_one_here(tmp_path: Path, start: datetime.datetime, length: int, zone: str) -> None:
    start = start.replace(minute=start.minute or 1, second=0, microsecond=0, tzinfo=datetime.UTC)
    there = start.astimezone(ZoneInfo(zone))
    event = icalendar.Event()
    event.add("dtstart", there)
    event.add("dtend", (start + datetime.timedelta(minutes=length)).astimezone(ZoneInfo(zone)))
    written = icalendar.Calendar()
    written.add_component(event)
    (found,) = read(tmp_path, written.to_ical()).occurrences
    fold = there.fold if zone == "Europe/Stockholm" else 0
    assert found.start in {start.astimezone(STOCKHOLM).replace(tzinfo=None, fold=number) for number in (0, fold)}


LINES = st.sampled_from(
    [
        *(
            "UID:1",
            "SUMMARY:Möte",
            "CLASS:PRIVATE",
            "STATUS:CANCELLED",
            "SEQUENCE:x",
            "SEQUENCE:2",
            "URL:",
            "LOCATION:",
        ),
        *("DTSTART:20210916T090000", "DTSTART:20210916", "DTSTART;TZID=Nej:20210916T090000", "DTSTART:", "DTSTART"),
        *(
            "DTEND:20210916T100000Z",
            "DTEND:20210917",
            "DURATION:PT1H",
            "DURATION:-P1D",
            "DTSTART;TZID=Europe:20210916T0900",
        ),
        *(
            "RRULE:FREQ=DAILY",
            "RRULE:FREQ=DAILY;UNTIL=20211001",
            "RRULE:FREQ=YEARLY;BYYEARDAY=-1",
            "RRULE:",
            "RRULE:COUNT=2",
        ),
        *("RDATE:20210920", "RDATE;VALUE=PERIOD:20210920T090000/PT1H", "EXDATE:20210916T090000", "EXDATE:20210917"),
        *("RECURRENCE-ID:20210916T090000", "RECURRENCE-ID;RANGE=THISANDFUTURE:20210917", "BEGIN:VALARM", "END:VALARM"),
        *(
            "END:VEVENT\nBEGIN:VEVENT",
            "END:VEVENT\nBEGIN:VEVENT",
            "END:VCALENDAR\nBEGIN:VCALENDAR",
            ";=:",
            "\\",
            " fold",
        ),
    ]
)


@given(st.lists(LINES, max_size=14))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=300)
def test_any_lines_at_all_are_a_calendar_or_one_clear_failure(tmp_path: Path, lines: list[str]) -> None:
    text = calendar("\n".join(lines))
    try:
        found = read(tmp_path, text)
    except Failure:
        return
    assert 1 <= found.events <= text.count("BEGIN:VEVENT")
