from __future__ import annotations

import datetime
from pathlib import Path

from storsthlm_cli.model.audience import Suppression
from storsthlm_cli.model.leaving import BY_MAIL, BY_WEB
from storsthlm_cli.store.database import open_database
from storsthlm_cli.store.suppressions import departures_of, of, suppress, suppressed

STOCKHOLM = datetime.timezone(datetime.timedelta(hours=2))
FIRST = datetime.datetime(2021, 6, 21, 10, 0, tzinfo=STOCKHOLM)
LATER = datetime.datetime(2021, 8, 1, 10, 0, tzinfo=STOCKHOLM)


def entry(key: str, since: datetime.datetime = FIRST, reason: str = "unsubscribed") -> Suppression:
    return Suppression(key, reason, "a letter", since)


def test_who_left_is_remembered_with_reason_source_and_moment(tmp_path: Path) -> None:
    database = open_database(tmp_path / "state.db")
    assert suppress(database, [entry("anna@kommun.example")]) == (entry("anna@kommun.example"),)
    database.dispose()
    again = open_database(tmp_path / "state.db")
    assert dict(suppressed(again)) == {"anna@kommun.example": entry("anna@kommun.example")}
    again.dispose()


def test_who_has_left_already_keeps_the_first_reason_and_moment(tmp_path: Path) -> None:
    database = open_database(tmp_path / "state.db")
    suppress(database, [entry("anna@kommun.example")])
    new = suppress(database, [entry("anna@kommun.example", LATER, "bounced"), entry("bo@kommun.example", LATER)])
    assert new == (entry("bo@kommun.example", LATER),)
    assert suppressed(database)["anna@kommun.example"] == entry("anna@kommun.example")
    database.dispose()


def test_they_are_told_in_the_order_in_which_they_left(tmp_path: Path) -> None:
    database = open_database(tmp_path / "state.db")
    suppress(database, [entry("c@kommun.example", LATER), entry("b@kommun.example"), entry("a@kommun.example")])
    assert list(suppressed(database)) == ["a@kommun.example", "b@kommun.example", "c@kommun.example"]
    database.dispose()


def test_the_same_address_twice_at_once_is_new_once(tmp_path: Path) -> None:
    database = open_database(tmp_path / "state.db")
    assert len(suppress(database, [entry("a@kommun.example"), entry("a@kommun.example", LATER)])) == 1
    database.dispose()


def test_what_a_reader_may_take_back_gives_way_to_what_they_may_not(tmp_path: Path) -> None:
    database = open_database(tmp_path / "state.db")
    own = Suppression("anna@kommun.example", "asked to leave", BY_WEB, FIRST)
    complaint = Suppression("anna@kommun.example", "complained", "inbox", LATER)
    assert suppress(database, [own]) == (own,)
    assert suppress(database, [complaint]) == ()
    assert of(database, own.key) == (complaint,)
    assert suppress(database, [Suppression(own.key, "again", BY_WEB, LATER), entry(own.key, LATER)]) == ()
    assert of(database, own.key) == (complaint,)
    assert [each.source for each in departures_of(database, own.key)] == [BY_WEB, "inbox"]
    database.dispose()


def test_a_mail_of_the_reader_takes_no_place_of_what_they_asked_on_the_web(tmp_path: Path) -> None:
    database = open_database(tmp_path / "state.db")
    web = Suppression("anna@kommun.example", "asked to leave", BY_WEB, FIRST)
    mail = Suppression(web.key, web.reason, f"{BY_MAIL}2021-06.1", LATER)
    suppress(database, [web])
    suppress(database, [mail])
    assert of(database, web.key) == (web,)
    database.dispose()


def test_what_a_reader_asked_by_mail_gives_way_to_what_they_may_not_take_back(tmp_path: Path) -> None:
    database = open_database(tmp_path / "state.db")
    suppress(database, [Suppression("anna@kommun.example", "asked to leave", f"{BY_MAIL}2021-06.1", FIRST)])
    suppress(database, [entry("anna@kommun.example", LATER)])
    assert of(database, "anna@kommun.example") == (entry("anna@kommun.example", LATER),)
    database.dispose()
