from __future__ import annotations

import pytest

from storsthlm_cli.issues.meetings.columns import HEADINGS, columns_of


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        ("Datum;Tid;Titel;Plats", {"date": 0, "time": 1, "title": 2, "place": 3}),
        ("Datum;Start;Slut;Möte", {"date": 0, "time": 1, "to": 2, "title": 3}),
        ("Datum;Slutdatum;Start;Slut;Möte", {"date": 0, "to": 1, "time": 2, "end_time": 3, "title": 4}),
        ("Datum;T.o.m.;Från;Till;Möte", {"date": 0, "to": 1, "time": 2, "end_time": 3, "title": 4}),
        ("Start;Slut;Rubrik;Länk", {"date": 0, "to": 1, "title": 2, "url": 3}),
        ("Från;Till;Aktivitet;Lokal", {"date": 0, "to": 1, "title": 2, "place": 3}),
        ("Dag;Datum;Titel", {"date": 1, "title": 2}),
        ("Titel;Ämne;DATUM", {"title": 0, "date": 2}),
        ("Lokal;Plats;Datum;Titel", {"place": 1, "date": 2, "title": 3}),
        ("Datum;Start;Tid;Titel", {"date": 0, "time": 2, "title": 3}),
        ("Datum;Kommentar;;Titel", {"date": 0, "title": 3}),
    ],
)
def test_headings_are_found_in_any_order(headings: str, fields: dict[str, int]) -> None:
    assert columns_of(headings.split(";")) == fields


@pytest.mark.parametrize(
    "headings",
    [
        "Subject,Start Date,Start Time,End Date,End Time,All day event,Location,Private,Sensitivity",
        "Ämne,Startdatum,Starttid,Slutdatum,Sluttid,Heldagshändelse,Plats,Privat,Känslighet",
    ],
)
def test_the_headings_of_outlook_are_known(headings: str) -> None:
    fields = ("title", "date", "time", "to", "end_time", "all_day", "place", "private", "sensitivity")
    assert columns_of(headings.split(",")) == {field: index for index, field in enumerate(fields)}


@pytest.mark.parametrize("headings", [["Datum", "Plats"], ["Titel"], [], [None, 7, "Datum"], ["Höstens möten"]])
def test_without_a_date_or_a_title_these_are_no_headings(headings: list[object]) -> None:
    assert columns_of(headings) is None


def test_no_heading_stands_for_two_fields() -> None:
    names = [heading for headings in HEADINGS.values() for heading in headings]
    assert len(names) == len(set(names))
