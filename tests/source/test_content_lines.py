from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.source.content_lines import Line, cut, unfold


def lines(data: bytes) -> list[Line]:
    return list(unfold(data, bytes.decode))


def pieces(text: str) -> list[Line]:
    return lines(text.encode())


def test_folded_lines_are_one_and_have_the_number_of_the_first() -> None:
    assert lines(b"A:one\r\n B:two\r\n\tthree\r\nC:four\n") == [Line(1, "A:oneB:twothree"), Line(4, "C:four")]


def test_a_fold_within_a_character_does_not_break_it() -> None:
    assert lines(b"SUMMARY:M\xc3\r\n \xb6te\r\n") == [Line(1, "SUMMARY:Möte")]


def test_what_no_text_can_hold_becomes_a_space() -> None:
    assert lines("A:x\x0by\x85z\u2028å\tb".encode()) == [Line(1, "A:x y z å\tb")]


def test_the_name_is_read_in_any_case_and_with_parameters() -> None:
    assert [line.name for line in lines(b"dtstart;TZID=X:1\nSUMMARY:a\n;:\n")] == ["DTSTART", "SUMMARY", ""]


EVENT = """\
BEGIN:VCALENDAR
METHOD:cancel
X-WR-TIMEZONE:Europe/Stockholm
BEGIN:VTIMEZONE
TZID:Egen
BEGIN:STANDARD
DTSTART:16010101T030000
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
SUMMARY:Ett
SUMMARY:Två
ATTENDEE:mailto:asa@x.example
BEGIN:VALARM
SUMMARY:Larm
END:VALARM
RDATE:20210101
RDATE:20210102
END:VEVENT
END:VCALENDAR
"""


def test_an_event_keeps_what_is_needed_once_and_nothing_of_its_alarms() -> None:
    found = cut(pieces(EVENT))
    (event,) = found.events
    assert [line.text for line in event.lines] == ["SUMMARY:Ett", "RDATE:20210101", "RDATE:20210102"]
    assert (event.number, event.called_off, event.time_zone, event.closed) == (10, True, "Europe/Stockholm", True)


def test_a_time_zone_is_kept_whole() -> None:
    (zone,) = cut(pieces(EVENT)).time_zones
    assert [line.number for line in zone] == [4, 5, 6, 7, 8, 9]


def test_what_a_calendar_says_does_not_go_for_the_next_one() -> None:
    first, second = cut(pieces(EVENT + EVENT.replace("METHOD:cancel\n", "").replace("X-WR", "X-OR"))).events
    assert (first.called_off, second.called_off, second.time_zone) == (True, False, "")


def test_an_event_that_is_not_closed_costs_no_other() -> None:
    found = cut(pieces("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Ett\nBEGIN:VEVENT\nSUMMARY:Två\nEND:VEVENT\n"))
    assert [(event.closed, event.lines[0].text) for event in found.events] == [
        (False, "SUMMARY:Ett"),
        (True, "SUMMARY:Två"),
    ]


def test_nothing_ends_that_has_not_begun() -> None:
    found = cut(pieces("END:VEVENT\nEND:VTIMEZONE\n" + EVENT + "END:VTIMEZONE\nEND:VCALENDAR\n"))
    assert (found.calendars, len(found.events), len(found.time_zones)) == (1, 1, 1)


@given(st.lists(st.sampled_from([*EVENT.splitlines(), "BEGIN:X", "END:X", ""]), max_size=40))
def test_lines_in_any_order_are_cut_somehow(shuffled: list[str]) -> None:
    found = cut(pieces("\n".join(shuffled)))
    assert len(found.events) == shuffled.count("BEGIN:VEVENT")
    assert len(found.time_zones) == shuffled.count("BEGIN:VTIMEZONE")
