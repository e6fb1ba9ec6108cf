from __future__ import annotations

import csv
import datetime
import io
import os
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storsthlm_cli.issues.meetings.lines import line
from storsthlm_cli.issues.meetings.meeting import Meeting, regular
from storsthlm_cli.issues.meetings.reading import eight_weeks, read_meetings
from storsthlm_cli.model.errors import Failure

ISSUE = datetime.date(2021, 8, 23)
FIRST, LAST = eight_weeks(ISSUE)
STOCKHOLM = ZoneInfo("Europe/Stockholm")

Read = tuple[tuple[Meeting, ...], tuple[str, ...]]


def read(path: Path, name_of: object = None, first: datetime.date = FIRST, last: datetime.date = LAST) -> Read:
    names = name_of if callable(name_of) else str
    return read_meetings(path, path.name, first=first, last=last, timezone=STOCKHOLM, name_of=names)


def table(folder: Path, text: str | bytes, name: str = "moten.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def lines(found: Read) -> list[str]:
    return [line(meeting) for meeting in found[0]]


def rows(folder: Path, header: str, *cells: str) -> tuple[list[str], tuple[str, ...]]:
    """Read a table; return its meetings as lines, and the notices."""
    found = read(table(folder, "\n".join([header, *cells])))
    return lines(found), found[1]


def workbook(folder: Path, *cells: list[object]) -> Path:
    book = openpyxl.Workbook()
    for row in cells:
        book.worksheets[0].append(row)
    book.save(folder / "moten.xlsx")
    return folder / "moten.xlsx"


def moment(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime.datetime:
    return datetime.datetime.combine(datetime.date(2021, 9, day), datetime.time(hour, minute, second))


def test_the_window_is_the_issues_day_and_eight_weeks() -> None:
    assert eight_weeks(ISSUE) == (ISSUE, datetime.date(2021, 10, 18))


def test_a_swedish_table(tmp_path: Path) -> None:
    found, notices = rows(
        tmp_path,
        "Datum;Tid;Möte;Plats;Länk",
        "2021-09-16;9–11;Strategiskt nätverk för ekonomi;Storsthlm;",
        "26–27 augusti;;Kommundirektörskonferens;Saltsjöbaden;",
        "2 sept;kl. 13.00;  Nätverk\u00a0HR ;;",
        "1/10 2021;heldag;Nätverk, utbildning;Digitalt;",
        "5/2;9;Nästa år;;",
        "2021-08-20;9;Förra veckan;;",
    )
    assert found == [
        "2021-08-26/27 Kommundirektörskonferens @ Saltsjöbaden",
        "2021-09-02 13:00 Nätverk HR",
        "2021-09-16 09:00–11:00 Strategiskt nätverk för ekonomi @ Storsthlm",
        "2021-10-01 Nätverk, utbildning @ Digitalt",
    ]
    assert notices == ()


OUTLOOK = """\
"Subject","Start Date","Start Time","End Date","End Time","All day event","Location","Private","Sensitivity"
"Strategiskt nätverk för ekonomi","2021-9-16","09:00:00","2021-9-16","11:00:00","False","Sal A","False","Normal"
"Konferens","2021-9-20","00:00:00","2021-9-22","00:00:00","True","","False","Normal"
"Planeringsdag","2021-9-23","00:00:00","2021-9-24","00:00:00","True","","False","Normal"
"Läkarbesök","2021-9-17","09:00:00","2021-9-17","10:00:00","False","","True","Private"
"Lönesamtal","2021-9-17","10:00:00","2021-9-17","11:00:00","False","","False","Confidential"
"Middag","2021-9-17","19:00:00","2021-9-18","00:30:00","False","","False","Normal"
"Internat","2021-9-27","13:00:00","2021-9-28","12:00:00","False","","False","Normal"
"""


def test_an_export_from_outlook_in_its_own_encoding(tmp_path: Path) -> None:
    found = read(table(tmp_path, OUTLOOK.replace("\n", "\r\n").encode("cp1252")))
    assert lines(found) == [
        "2021-09-16 09:00–11:00 Strategiskt nätverk för ekonomi @ Sal A",
        "2021-09-17 19:00 Middag",
        "2021-09-20/21 Konferens",
        "2021-09-23 Planeringsdag",
        "2021-09-27/28 13:00 Internat",
    ]
    encoding, private = found[1]
    assert "was read as Windows-1252" in encoding
    assert private == "`moten.csv`: 2 meetings are private and left out"


def test_an_american_export_is_read_as_such(tmp_path: Path) -> None:
    found, notices = rows(
        tmp_path,
        "Subject,Start Date,Start Time,End Date,End Time",
        "Nätverk,9/6/2021,9:00:00 AM,9/6/2021,1:00:00 PM",
        "Möte,9/16/2021,9:00:00 AM,9/16/2021,10:00:00 AM",
    )
    assert found == ["2021-09-06 09:00–13:00 Nätverk", "2021-09-16 09:00–10:00 Möte"]
    assert notices == ()


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        ("Start;Slut;Titel", "2021-09-16 09:00;2021-09-16 11:00;Möte", "2021-09-16 09:00–11:00 Möte"),
        ("Start;Slut;Titel", "2021-09-16T07:00:00Z;2021-09-16T11:30:00+02:00;Möte", "2021-09-16 09:00–11:30 Möte"),
        ("Datum;Start;Slut;Titel", "16/9;9.00;11.30;Möte", "2021-09-16 09:00–11:30 Möte"),
        ("Datum;Till;Titel", "16/9;17/9;Möte", "2021-09-16/17 Möte"),
        ("Datum;Till;Tid;Sluttid;Titel", "16/9;17/9;9;16;Möte", "2021-09-16/17 09:00–16:00 Möte"),
        ("Datum;Tid;Titel", "16–17 september;9–16;Möte", "2021-09-16/17 09:00–16:00 Möte"),
        ("Datum;Titel", "torsdag 16 september kl. 9–11;Möte", "2021-09-16 09:00–11:00 Möte"),
        ("Datum;Tid;Titel", "16/9;20–01;Möte", "2021-09-16 20:00 Möte"),
        ("Datum;Heldag;Tid;Titel", "16/9;ja;9;Möte", "2021-09-16 Möte"),
        ("Date\tTime\tEvent\tWhere", "16/9/2021\t1 pm\tMöte\tHär", "2021-09-16 13:00 Möte @ Här"),
    ],
)
def test_the_columns_for_when(tmp_path: Path, header: str, row: str, expected: str) -> None:
    assert rows(tmp_path, header, row) == ([expected], ())


@pytest.mark.parametrize(
    ("row", "meetings", "notice"),
    [
        ("31 april;;;A;;", [], "`31 april` is not a date; the row was left out"),
        ("måndag 16 september 2021;;;A;;", [], "`måndag 16 september 2021` is a Thursday; the row was left out"),
        (";;;A;;", [], "there is no date; the row was left out"),
        ("16/9;;;;Sal A;", [], "there is no title; the row was left out"),
        ("16/9 9.77;;;A;;", [], "`9.77` is not a time; the row was left out"),
        ("16/9;efter lunch;;A;;", ["2021-09-16 A"], "`efter lunch` is not a time; the meeting stands without it"),
        ("16/9;11–9;;A;;", ["2021-09-16 11:00 A"], "09:00 is not after 11:00; the meeting stands without an end"),
        ("16/9;;snart;A;;", ["2021-09-16 A"], "`snart` is not a date; the meeting stands without an end"),
        (
            "2021-09-16;;2021-09-15;A;;",
            ["2021-09-16 A"],
            "from `2021-09-16` to `2021-09-15` is no time for a meeting; it stands as one of one day",
        ),
        (
            "16/9;;16/9-31;A;;",
            ["2021-09-16 A"],
            "from `16/9` to `16/9-31` is no time for a meeting; it stands as one of one day",
        ),
        (
            "16/9;;;A;https://teams.x.example/1;",
            ["2021-09-16 A"],
            "the web address in the place was left out: it may be the one to join by",
        ),
        (
            "16/9;;;A;;se inbjudan",
            ["2021-09-16 A"],
            "`se inbjudan` is not an address to link to; the meeting stands without a link",
        ),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(tmp_path: Path, row: str, meetings: list[str], notice: str) -> None:
    found, notices = rows(tmp_path, "Datum;Tid;Till;Titel;Plats;Länk", "", "17/9;;;B;;", row)
    assert found == [*meetings, "2021-09-17 B"]
    assert notices == (f"`moten.csv`, line 4: {notice}",)


def test_a_title_above_the_header_and_empty_rows_below_do_no_harm(tmp_path: Path) -> None:
    found, notices = rows(tmp_path, "Höstens möten, alla nätverk", "", "Datum;Titel", ";", "16/9;A", ";")
    assert (found, notices) == (["2021-09-16 A"], ())


def test_a_workbook_with_real_days_and_times(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        ["Möten hösten 2021"],
        ["Datum", "Start", "Slut", "Titel", "Lokal", "Länk"],
        [datetime.date(2021, 9, 16), datetime.time(9), datetime.time(11, 30), "Nätverk", "Sal A", "www.x.example"],
        [moment(17, 9), None, datetime.timedelta(hours=16), "Seminarium", None, None],
        [moment(20, 0), 0.375, moment(21, 0), "Konferens", 305, None],
        ["22/9", moment(1, 8, 59, 59), None, "Frukost", None, None],
        ["31 april", None, None, "Fel", None, None],
        [20210923, None, None, "Utan bindestreck", None, None],
        [None, None, None, None, "Sal B", None],
    )
    found = read(path)
    assert lines(found) == [
        "2021-09-16 09:00–11:30 Nätverk @ Sal A",
        "2021-09-17 09:00–16:00 Seminarium",
        "2021-09-20/21 09:00 Konferens @ 305",
        "2021-09-22 09:00 Frukost",
        "2021-09-23 Utan bindestreck",
    ]
    assert found[0][0].url == "https://www.x.example"
    assert found[1] == ("`moten.xlsx`, row 7: `31 april` is not a date; the row was left out",)


def test_the_first_sheet_with_headings_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Läs mig"])
    for title, name in (("A", "Möten"), ("B", "Gamla möten")):
        sheet = book.create_sheet(name)
        sheet.append(["Datum", "Titel"])
        sheet.append([datetime.date(2021, 9, 16), title])
    book.save(tmp_path / "moten.xlsx")
    assert lines(read(tmp_path / "moten.xlsx")) == ["2021-09-16 A"]


def test_the_content_decides_what_a_file_is(tmp_path: Path) -> None:
    path = workbook(tmp_path, ["Datum", "Titel"], [datetime.date(2021, 9, 16), "A"]).rename(tmp_path / "moten.csv")
    assert lines(read(path)) == ["2021-09-16 A"]
    ics = "\ufeff\r\nBEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20210916\r\nSUMMARY:B\r\nEND:VEVENT\r\nEND:VCALENDAR"
    assert lines(read(table(tmp_path, ics, "moten.txt"))) == ["2021-09-16 B"]


GOOGLE = """\
BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:Nätverk
X-WR-TIMEZONE:Europe/Stockholm
BEGIN:VEVENT
DTSTART:20210916T070000Z
DTEND:20210916T090000Z
DTSTAMP:20210601T080000Z
UID:1@x.example
DESCRIPTION:
LOCATION:Digitalt https://meet.x.example/abc
STATUS:CONFIRMED
SUMMARY:Strategiskt nätverk:  kommunal ekonomi
URL:https://x.example/ekonomi
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20210826
DTEND;VALUE=DATE:20210828
UID:2@x.example
SUMMARY:Kommundirektörskonferens
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20210901
UID:3@x.example
SUMMARY:
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID=Europe/Stockholm:20210907T083000
DTEND;TZID=Europe/Stockholm:20210907T093000
RRULE:FREQ=MONTHLY;BYDAY=1TU
UID:4@x.example
CLASS:PUBLIC
SUMMARY:Frukost
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20210822
DTEND;VALUE=DATE:20210823
UID:5@x.example
SUMMARY:Slut dagen innan
END:VEVENT
END:VCALENDAR
"""


def test_a_calendar_with_the_names_of_series(tmp_path: Path) -> None:
    names = {"Strategiskt nätverk: kommunal ekonomi": "Strategiskt nätverk för ekonomi"}
    found = read(table(tmp_path, GOOGLE, "moten.ics"), lambda title: names.get(title, title))
    assert lines(found) == [
        "2021-08-26/27 Kommundirektörskonferens",
        "2021-09-07 08:30–09:30 Frukost",
        "2021-09-16 09:00–11:00 Strategiskt nätverk för ekonomi @ Digitalt",
        "2021-10-05 08:30–09:30 Frukost",
    ]
    assert found[0][2].url == "https://x.example/ekonomi"
    assert found[1] == (
        "`moten.ics`, line 8: the web address in the place was left out: it may be the one to join by",
        "`moten.ics`, line 25: the event has no title (`SUMMARY`); it was left out",
    )


def test_doubles_are_there_once_with_what_the_better_one_says(tmp_path: Path) -> None:
    found, _ = rows(
        tmp_path,
        "Datum;Tid;Titel;Plats",
        "16/9;9–11;Nätverk;",
        "16/9;9–11;Nätverk;Sal A",
        "16/9;9–12;Nätverk;",
        "16/9;;nätverk;",
        "16–17/9;;nätverk;",
    )
    assert found == [
        "2021-09-16 nätverk",
        "2021-09-16/17 nätverk",
        "2021-09-16 09:00–11:00 Nätverk @ Sal A",
        "2021-09-16 09:00–12:00 Nätverk",
    ]


def test_what_goes_on_in_some_of_the_days_is_in(tmp_path: Path) -> None:
    found, _ = rows(tmp_path, "Datum;Titel", "20–23/8;A", "18/10–20/10;B", "2021-08-22;C", "2021-10-19;D")
    assert found == ["2021-08-20/23 A", "2021-10-18/20 B"]


def test_no_meeting_in_the_days_asked_for_is_told(tmp_path: Path) -> None:
    found = read(table(tmp_path, "Datum;Titel\n2020-09-16;A\n2020-09-17;B\n"))
    assert found == ((), ("`moten.csv`: none of the 2 meetings is from 2021-08-23 to 2021-10-18",))


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("", "`moten.csv` has no columns for a date and a title: found nothing", "name them `datum` and `titel`"),
        (
            "Namn;E-post\nÅsa;asa@x.example\n",
            "`moten.csv` has no columns for a date and a title: found `Namn`, `E-post`",
            "name them `datum` and `titel`",
        ),
        ("Datum;Titel\n", "no row of `moten.csv` can be used: there is none below the header", "give each a date"),
        (
            "Datum;Titel\nsnart;Möte\n",
            "no row of `moten.csv` can be used; line 2: `snart` is not a date; the row was left out",
            "give each a date",
        ),
        ("Datum;Titel\n16/9;\x00\n", "`moten.csv` holds a NUL, so it is not a text file", "save it again as"),
        ('Datum;Titel\n16/9;"A\n', "the row that begins on line 2 cannot be read", "look for a quotation mark"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "`moten.csv` is an old workbook or has a password", "save it from Excel"),
    ],
)
def test_a_file_with_nothing_usable_is_told_with_the_way_out(
    tmp_path: Path, text: str | bytes, message: str, hint: str
) -> None:
    with pytest.raises(Failure) as caught:
        read(table(tmp_path, text))
    assert caught.value.message.startswith(message)
    assert caught.value.hint is not None
    assert caught.value.hint.startswith(hint)


def test_a_workbook_without_headings_is_told(tmp_path: Path) -> None:
    with pytest.raises(Failure, match=r"^no sheet of `moten\.xlsx` has columns .*: found `Vecka`, `34`$"):
        read(workbook(tmp_path, ["Vecka", 34]))


def test_a_missing_file_and_what_is_no_file_are_told(tmp_path: Path) -> None:
    with pytest.raises(Failure, match=r"there is no file `moten\.ics`") as caught:
        read(tmp_path / "moten.ics")
    assert caught.value.hint == "give a calendar (`.ics`), a table (`.csv`) or a workbook (`.xlsx`)"
    with pytest.raises(Failure, match="it is not a file"):
        read(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "moten.csv")
    with pytest.raises(Failure, match="it is not a file"):
        read(tmp_path / "moten.csv")


CELLS = st.sampled_from(
    [
        "",
        "2021-09-16",
        "16/9",
        "31 april",
        "26–27 augusti",
        "9–11",
        "kl. 9",
        "24:00",
        "0.5",
        "Möte",
        "@",
        "ja",
        "https://x",
    ]
) | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)


@given(st.lists(st.lists(CELLS, min_size=6, max_size=6), max_size=6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_every_row_with_a_day_or_a_title_is_a_meeting_or_told(tmp_path: Path, cells: list[list[str]]) -> None:
    for number, row in enumerate(cells):
        row[4] = row[4] and f"{row[4]} {number}"
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerows([["Datum", "Till", "Tid", "Sluttid", "Titel", "Plats"], ["16/9", "", "", "", "Bra", ""], *cells])
    meetings, notices = read(table(tmp_path, text.getvalue()), None, datetime.date(1, 1, 9), datetime.date.max)
    left_out = [notice for notice in notices if notice.endswith("; the row was left out")]
    assert len(meetings) + len(left_out) == 1 + sum(bool(regular(row[0]) or regular(row[4])) for row in cells)
