"""Two days or times for the same thing: what is told, and what may well be two things."""

from __future__ import annotations

import pytest

from storsthlm_cli.model.findings import Level
from tests.checks.comparing import before, calendar, found

NETWORK = "Strategiskt nätverk för ekonomi"


def event(day: str, body: str = "Välkomna!", headline: str = "Frukost om solenergi") -> str:
    return f"  - kind: event\n    headline: {headline}\n    body: {body}\n    facts: {{date: {day}}}\n"


def article(body: str, kind: str = "article", headline: str = "Nytt från nätverken") -> str:
    return f"  - kind: {kind}\n    headline: {headline}\n    body: {body}\n"


def test_facts_and_the_calendar_that_differ_are_told_at_the_facts() -> None:
    (finding,) = found("D114", event("«2021-09-02»") + calendar("2021-09-03 Frukost om solenergi", "2021-09-09 Mer"))
    assert finding.level is Level.WARNING
    assert finding.arguments == {
        "name": "Frukost om solenergi",
        "date": "2021-09-02",
        "other": "2021-09-03",
        "place": "the calendar",
    }


@pytest.mark.parametrize(
    "row",
    [
        "2021-09-02 frukost om solenergi",
        "2021-09-01/02 Frukost om solenergi",
        "2021-09-03 Lunch om solenergi",
        "2021-11-03 Frukost om solenergi",
    ],
)
def test_facts_and_rows_that_agree_or_are_of_other_things_are_left_alone(row: str) -> None:
    found("D114", event("2021-09-02") + calendar(row))


def test_an_event_that_the_calendar_has_on_its_day_and_on_others_is_left_alone() -> None:
    rows = ("2021-09-01 Frukost om solenergi", "2021-09-02 Frukost om solenergi")
    assert found("D114", event("2021-09-02") + calendar(*rows)) == []


def test_a_link_to_register_says_that_it_is_the_same() -> None:
    link = "    links: [{text: Anmäl dig till frukosten, url: https://a.example/sol, for: register}]\n"
    row = "{date: 2021-09-03, title: Om solceller, url: https://a.example/%s}"
    assert found("D114", event("«2021-09-02»") + link + calendar(row % "sol"))
    assert found("D114", event("2021-09-02") + link + calendar(row % "vind")) == []


def test_another_time_on_the_same_day_is_told() -> None:
    wrong = event("«2021-09-02», time: 09:00–10:30") + calendar("2021-09-02 %s Frukost om solenergi")
    (finding,) = found("D114", wrong % "09:30–10:30")
    assert (finding.arguments["date"], finding.arguments["other"]) == (
        "2021-09-02 09:00–10:30",
        "2021-09-02 09:30–10:30",
    )
    assert found("D114", wrong % "09:00–11:00")
    right = wrong.replace("«", "").replace("»", "")
    assert found("D114", right % "09:00") == []
    assert found("D114", right.replace("%s ", "")) == []


@pytest.mark.parametrize(
    "body",
    [
        "«Den 1 september» är alla välkomna.",
        "Vi talar på Frukost om solenergi, som hålls «den 1 september».",
        "Frukosten hålls «onsdagen den 1 september». Anmäl dig senast den 25 augusti.",
        "Våren är över, men «den 1 september» träffas vi igen.",
    ],
)
def test_a_sentence_that_says_another_day_than_the_facts_is_told(body: str) -> None:
    (finding,) = found("D114", event("2021-09-02", body))
    assert finding.arguments["place"] == "the facts"


@pytest.mark.parametrize(
    "body",
    [
        "Den 1 september träder lagen i kraft.",
        "Vi ses den 1 och 2 september.",
        "Välkomna från den 1 september.",
        "Välkomna den 2 september 2021.",
        "Den 1 september träffas vi, för att ses igen den 2 september.",
        "Förra gången, den 1 juni, träffades vi i Nacka.",
    ],
)
def test_other_days_beside_facts_are_left_alone(body: str) -> None:
    assert found("D114", event("2021-09-02", body)) == []


def test_a_time_right_behind_the_day_is_held_against_the_facts() -> None:
    assert found("D114", event("2021-09-02, time: 09:00", "Vi ses «den 2 september» kl. 10. Kaffe finns kl. 8.30."))
    assert found("D114", event("2021-09-02, time: 09:00", "Vi ses den 2 september kl. 9. Kaffe finns kl. 8.30.")) == []


@pytest.mark.parametrize(
    "body", ["Storsthlms strategiska nätverk för ekonomi möttes %s.", "%s sågs nätverk för ekonomi."]
)
def test_a_report_is_held_against_the_calendar_of_an_earlier_issue(body: str) -> None:
    earlier = before(calendar("2021-05-04 Annat", f"2021-05-19 {NETWORK}", "2021-06-04 Mer"))
    (finding,) = found("D114", article(body % "«Den 20 maj»"), earlier)
    assert finding.arguments == {
        "name": NETWORK,
        "date": "2021-05-20",
        "other": "2021-05-19",
        "place": "issue 2021-04",
    }
    assert found("D114", article(body % "Den 19 maj"), earlier) == []


def test_a_recap_speaks_of_what_its_headline_names() -> None:
    earlier = before(event("2021-04-29", headline="Mötesplats Stockholm") + calendar("2021-04-29 Mötesplats Stockholm"))
    headline, body = "Missade du Mötesplats Stockholm?", "På konferensen %s talade vi om skolan."
    assert found("D114", article(body % "«den 28 april»", "recap", headline), earlier)
    assert found("D114", article(body % "den 29 april", "recap", headline), earlier) == []
    assert found("D114", article(body % "den 28 april", "article", headline), earlier) == []


def test_a_board_s_date_is_held_against_its_headline_and_the_earlier_calendar() -> None:
    board = article("Styrelsen sa ja.", "board", "Från styrelsemötet %s") + "    date: %s\n"
    (finding,) = found("D114", board % ("«den 10 juni»", "2021-06-11"))
    assert (finding.arguments["name"], finding.arguments["place"]) == ("Storsthlms styrelse", "the facts")
    earlier = before(calendar("2021-06-10 Storsthlms styrelse", "2021-06-14 Annat"))
    assert len(found("D114", board % ("«den 11 juni»", "2021-06-11"), earlier)) == 1
    assert found("D114", board % ("den 10 juni", "2021-06-10"), earlier) == []


def test_a_row_that_has_moved_since_the_earlier_issue_is_told() -> None:
    earlier = before(calendar(f"2021-09-02 {NETWORK}", "2021-09-30 Annat"))
    assert found("D114", calendar("«2021-09-03» Strategiskt nätverk ekonomi"), earlier)
    earlier = before(calendar("2021-09-02 Mötesplats Stockholm"))
    assert found("D114", calendar("«2021-09-09» Mötesplats Stockholm"), earlier)


@pytest.mark.parametrize(
    ("earlier", "now"),
    [
        (["2021-06-18", "2021-09-20"], ["2021-06-24"]),  # the other one is over
        (["2021-07-01", "2021-07-15"], ["2021-07-08"]),  # it is between two
        (["2021-07-01"], ["2021-07-15"]),  # the earlier calendar did not go that far
        (["2021-07-01", "2021-09-01"], ["2021-07-01", "2021-07-15"]),  # both are listed here
        (["2021-07-01", "2021-09-20"], ["2021-07-26"]),  # too far away
    ],
)
def test_a_series_has_many_days(earlier: list[str], now: list[str]) -> None:
    old = before(calendar(*(f"{day} {NETWORK}" for day in earlier)))
    assert found("D114", calendar(*(f"{day} {NETWORK}" for day in now)), old) == []


def test_a_meeting_before_the_earlier_issue_is_none_of_its_own() -> None:
    earlier = before(calendar(f"2021-04-29 {NETWORK}", "2021-06-04 Annat"))
    assert found("D114", article("Strategiska nätverk för ekonomi möttes den 15 april."), earlier) == []


def test_a_body_that_acts_does_not_meet() -> None:
    text = article("Motionerna ska ha kommit till Storsthlms styrelse den 8 juli.")
    assert found("D114", text + calendar("2021-07-12 Storsthlms styrelse")) == []


def test_a_name_of_one_word_may_be_that_of_several_things() -> None:
    assert found("D114", event("2021-09-02", headline="Seminarium") + calendar("2021-09-03 Seminarium")) == []
