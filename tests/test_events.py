"""Which events an issue tells of, and what they are known by."""

from __future__ import annotations

import datetime
from dataclasses import replace

from storsthlm_cli.events import events_of
from storsthlm_cli.model.blocks import DateSpan, Facts, Item, Link, ProseText, Purpose, Reference
from storsthlm_cli.model.directory import Directory, Series
from storsthlm_cli.model.issue import CalendarRow, Issue, Section
from storsthlm_cli.model.places import Spot, Text

SERIES = Directory(meetings={"styrelsen": Series("styrelsen", Text("Styrelsen", "m", ()), (), Spot("m"))})


def words(content: str) -> Text:
    return Text(content, "issue.yaml", ())


def day(number: int, month: int = 9) -> DateSpan:
    return DateSpan(datetime.date(2021, month, number), None, Spot("issue.yaml"))


def row(number: int, title: str, series: str | None = None) -> CalendarRow:
    spot = Spot("issue.yaml", ("rows", number, title))
    known = Reference(series, spot) if series else None
    return CalendarRow(day(number), None, words(title), words("Hornsgatan"), words("https://a.example/"), spot, known)


def facts(date: DateSpan | None, place: int = 0) -> Facts:
    return Facts(date, None, None, Spot("issue.yaml", ("facts", place)))


def issue(*sections: Section) -> Issue:
    return Issue(
        key="2021-06", file="issue.yaml", date=datetime.date(2021, 6, 21), number=None, subject=(), preheader=(),
        sections=sections,
    )  # fmt: skip


def keys(*sections: Section) -> list[str]:
    return [event.key for event in events_of(issue(*sections), SERIES).values()]


def calendar(*rows: CalendarRow) -> Section:
    return Section(kind="calendar", id="kalendarium", spot=Spot("issue.yaml"), rows=rows)


EVENT = Section(kind="event", id="motesplats", spot=Spot("issue.yaml"), headline=words("Mötesplats Stockholmsregionen"))


def test_a_row_is_known_by_its_day_and_title() -> None:
    assert keys(calendar(row(16, "Kommunstyrelsernas ordförande"))) == ["2021-09-16-kommunstyrelsernas-ordforande"]


def test_a_row_of_a_series_is_known_by_the_series_whatever_it_is_called() -> None:
    assert keys(calendar(row(16, "Styrelsen", "styrelsen"))) == keys(calendar(row(16, "Möte!", "styrelsen")))


def test_two_meetings_of_one_name_on_one_day_are_two_events() -> None:
    first, second = row(16, "Möte"), replace(row(16, "Möte"), spot=Spot("issue.yaml", ("rows", 1)))
    assert keys(calendar(first, second)) == ["2021-09-16-mote", "2021-09-16-mote-2"]


def test_a_row_without_a_title_is_no_event() -> None:
    assert keys(calendar(row(16, ""))) == []


def test_facts_of_a_section_have_its_headline_and_its_first_link() -> None:
    section = replace(
        EVENT,
        facts=facts(day(28, 10)),
        links=(Link(words("Anmäl dig"), words("https://b.example/"), Purpose.REGISTER, Spot("issue.yaml")),),
    )
    (event,) = events_of(issue(section), SERIES).values()
    assert (event.title, event.url, event.section) == (
        "Mötesplats Stockholmsregionen", "https://b.example/", "motesplats",
    )  # fmt: skip
    assert event.file == "calendar/2021-10-28-motesplats-stockholmsregionen.ics"


def test_facts_without_a_day_are_no_event() -> None:
    assert keys(replace(EVENT, facts=facts(None))) == []


def test_facts_in_an_item_have_its_headline() -> None:
    item = Item(words("Frukostmöte"), (ProseText((), Spot("issue.yaml")), facts(day(3))), Spot("issue.yaml"))
    assert keys(replace(EVENT, body=(item,))) == ["2021-09-03-frukostmote"]


def test_facts_in_a_body_have_the_section_s_headline() -> None:
    assert keys(replace(EVENT, body=(facts(day(3)),))) == ["2021-09-03-motesplats-stockholmsregionen"]


def test_an_event_is_found_by_the_spot_of_what_tells_of_it() -> None:
    told = row(16, "Möte")
    assert events_of(issue(calendar(told)), SERIES)[told.spot].place == "Hornsgatan"


def test_a_long_title_gives_a_short_key() -> None:
    (key,) = keys(calendar(row(16, "Tjänstemannastyrgrupp för sammanhållen vård och omsorg om äldre")))
    assert len(key) <= len("2021-09-16-") + 40
    assert not key.endswith("-")


def test_an_event_knows_its_series() -> None:
    told = (row(16, "Styrelsen", "styrelsen"), row(17, "Annat"))
    assert [event.series for event in events_of(issue(calendar(*told)), SERIES).values()] == ["styrelsen", ""]
