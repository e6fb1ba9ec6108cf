"""Days and times in running text: what is objected to, where, and what is left alone."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Mapping

import pytest

from storsthlm_cli.checks.engine import judge
from storsthlm_cli.issues.reading import read_issue
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Finding
from storsthlm_cli.phrases.sayings import sayings
from storsthlm_cli.source.yaml import parse_document
from tests.phrases.table import rows

Finds = Callable[..., list[Mapping[str, str]]]

BODY = "kind: article\nheadline: Ämnet\nbody: {body}"
EVENT = "kind: event\nheadline: Ämnet\nfacts: {{date: 2021-09-01}}\nbody: {body}"


def body(text: str, frame: str = BODY) -> str:
    return frame.format(body=text)


def test_a_wrong_day_of_the_week_is_an_error(finds: Finds) -> None:
    (arguments,) = finds(body("Vi ses «tisdag den 5 juli» i Nacka."), "D101 error")
    assert arguments == {"words": "tisdag den 5 juli", "date": "2021-07-05", "weekday": "måndag"}


def test_of_several_days_each_is_held_against_its_day_of_the_week(finds: Finds) -> None:
    finds(body("Vi ses måndag och tisdag den 6 och 7 september 2021."))
    (arguments,) = finds(body("Vi ses «måndag och onsdag den 6 och 7 september 2021»."), "D101 error")
    assert arguments["weekday"] == "tisdag"


@pytest.mark.parametrize("words", ["den 31 juni", "29 februari", "v. 60", "kl. 25", "den 32 augusti"])
def test_what_does_not_exist_is_an_error(finds: Finds, words: str) -> None:
    finds(body(f"Vi ses «{words}»."), "D102 error")


@pytest.mark.parametrize("words", ["den 27–26 augusti", "27 och 26 augusti", "kl. 10.30–9", "2022–2019"])
def test_what_ends_before_it_begins_is_an_error(finds: Finds, words: str) -> None:
    finds(body(f"Vi ses «{words}»."), "D103 error")


def test_what_is_over_is_a_remark_in_running_text(finds: Finds) -> None:
    finds(body("Vi sågs «den 10 juni»."), "D104 info")
    finds(body("Vi sågs «den 10 juni»."), "D104 info", sending=True)
    finds(body("Vi ses den 21 juni."))


def test_a_deadline_that_is_over_keeps_the_mail_from_leaving(finds: Finds) -> None:
    text = body("Anmäl er senast «den 10 juni».")
    finds(text, "D104 warning")
    finds(text, "D104 error", sending=True)


def test_an_announcement_with_nothing_to_come_is_warned_about(finds: Finds) -> None:
    event = "kind: event\nheadline: Frukost «den 10 juni»\nbody: Välkomna!\nignore: [{code: S044, reason: a}]"
    finds(event, "D104 warning")
    finds(event, "D104 error", sending=True)
    finds(event.replace("Frukost «den 10 juni»", "Frukost «den 10 juni» och den 2 juli"), "D104 info")


def test_a_day_far_off_needs_its_year(finds: Finds) -> None:
    (arguments,) = finds(body("Vi ses «den 28 oktober»."), "D105 warning")
    assert arguments == {"words": "den 28 oktober", "year": "2021", "date": "2021-10-28"}
    finds(body("Vi ses den 28 oktober 2021."))
    finds(body("Vi ses torsdagen den 28 oktober."))
    finds(body("Vi ses i oktober i år."))


def test_a_year_that_is_not_the_issue_s_is_told(finds: Finds) -> None:
    (arguments,) = finds(body("Vi ses «i vår»."), "D106 info")
    assert arguments == {"words": "i vår", "date": "våren 2022"}


def test_what_is_told_from_today_is_a_remark(finds: Finds) -> None:
    (arguments,) = finds(body("Vi sågs «förra veckan»."), "D107 info")
    assert arguments == {"words": "förra veckan", "date": "2021-W24"}


def test_a_day_off_to_come_is_a_remark(finds: Finds) -> None:
    (arguments,) = finds(body("Vi ses «den 25 juni»."), "D108 info")
    assert arguments == {"words": "den 25 juni", "date": "2021-06-25", "day": "midsommarafton"}
    finds(body("Från och med den 26 juni gäller andra tider."))


def test_a_meeting_on_a_day_off_is_warned_about(finds: Finds) -> None:
    (arguments,) = finds("kind: calendar\nheadline: a\nrows:\n  - «2021-06-26» Möte", "D203 warning")
    assert arguments == {"date": "2021-06-26", "day": "midsommardagen"}
    finds("kind: calendar\nheadline: a\nrows:\n  - 2021-06-24/27 Festival")


def test_a_saturday_that_is_called_one_is_meant(finds: Finds) -> None:
    facts = "body: b\nfacts: {date: %s, place: Torget}"
    finds("kind: event\nheadline: Fest «lördagen den 4 september»\n" + facts % "2021-09-04", "D108 info")
    finds("kind: event\nheadline: Fest\n" + facts % "«2021-09-04»", "D203 warning")
    meant = "kind: event\nfacts: {date: «2021-06-26», place: Torget}\nheadline: Fest «lördagen den 26 juni»\nbody: b"
    finds(meant, "D203 warning", "D108 info")


def test_a_deadline_after_its_event_is_an_error(finds: Finds) -> None:
    finds("kind: event\nheadline: a\nbody: b\nfacts: {date: 2021-09-01, deadline: «2021-09-02»}", "D109 error")
    (arguments,) = finds(body("Anmäl er senast «den 3 september».", EVENT), "D109 error")
    assert arguments == {"deadline": "2021-09-03", "event": "2021-09-01"}
    finds(body("Anmäl er senast «den 31 augusti».", EVENT), "D113 info")


def test_an_event_whose_headline_has_another_day_is_warned_about(finds: Finds) -> None:
    text = "kind: event\nheadline: Välkomna «den 2 september»\nbody: a\nfacts: {date: 2021-09-01}"
    (arguments,) = finds(text, "D110 warning")
    assert arguments == {"words": "den 2 september", "date": "2021-09-02", "facts": "2021-09-01"}
    finds(text.replace("«", "").replace("»", "").replace("2021-09-01", "2021-09-01, to: 2021-09-02"))
    finds(
        "kind: event\nheadline: a\nbody: Förra mötet var inställt. Läs mer den 2 september.\nfacts: {date: 2021-09-01}"
    )


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("den 7-8 juli", "den 7–8 juli"),
        ("kl 09.00-11.00", "kl. 9–11"),
        ("2019 – 2022", "2019–2022"),
        ("7juli", "7 juli"),
    ],
)
def test_forms_that_are_advised_against_are_mended(finds: Finds, words: str, right: str) -> None:
    (arguments,) = finds(body(f"Vi ses «{words}»."), "D111 warning")
    assert arguments["right"] == right
    finds(body(f"Vi ses {right}."))


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("Vi ses Fredagen den 2 juli och kl 9.", "Vi ses Fredagen den 2 juli och kl. 9."),
        ("Vi ses tisdag den 5 juli.", "Vi ses måndag den 5 juli."),
        ("Vi ses **tisdag** den 5 juli.", "Vi ses **tisdag** den 5 juli."),
        ("Vi ses den 7-8 juli kl 08:00.", "Vi ses den 7–8 juli kl. 8."),
        ("Mellan 2019-2022 växte det.", "Mellan 2019 och 2022 växte det."),
        ("Öppet kl 09:00 och 9:30-10:15-25.", "Öppet kl 09:00 och 9:30-10:15-25."),
        ("Vi ses tisdag den 8 november.", "Vi ses tisdag den 8 november."),
        ("Vi ses tisdag den 8 november 2021.", "Vi ses måndag den 8 november 2021."),
    ],
)
def test_an_edit_changes_the_phrase_and_nothing_else(written: str, right: str) -> None:
    frame = "date: 2021-06-21\nsubject: a\npreheader: b\nsections:\n  - kind: article\n    headline: a\n    body: {}\n"
    document = parse_document(frame.format(written), "issue.yaml")
    edits = [each.edit for each in found(frame.format(written)) if each.edit]
    assert document.edit(edits) == frame.format(right)


def test_a_day_of_the_week_is_not_mended_where_the_facts_have_it() -> None:
    """Then it is the date that is wrong: the event is on a Tuesday."""
    frame = "date: 2021-06-21\nsubject: a\npreheader: b\nsections:\n  - "
    event = "kind: event\n    headline: a\n    facts: {date: 2021-07-06}\n    body: Vi ses tisdag den 5 juli.\n"
    assert [each.edit for each in found(frame + event) if each.code == "D101"] == [None]


def found(source: str, today: datetime.date = datetime.date(2021, 6, 21)) -> tuple[Finding, ...]:
    """Return what the rules find in an issue."""
    issue, _ = read_issue(parse_document(source, "issue.yaml"), "2021-06")
    assert issue is not None
    return judge(issue, Evidence(Directory(), today, sayings=sayings(issue)), {})


_COMPARED = frozenset({"D101", "D102", "D103", "D104", "D105", "D106", "D107", "D108", "D111"})


def test_each_phrase_of_the_table_has_its_findings_and_no_others() -> None:
    frame = "date: {}\nsubject: a\npreheader: b\nsections:\n  - kind: article\n    headline: a\n    body: {}\n"
    seen = []
    for row in rows():
        text = json.dumps(f"Alltså {row.text}", ensure_ascii=False)
        codes = {finding.code for finding in found(frame.format(row.issued, text), row.issued)}
        seen.append((row.text, frozenset(codes) & _COMPARED))
    assert seen == [(row.text, row.codes) for row in rows()]


def test_a_day_that_follows_its_year_is_not_far_off_without_one(finds: Finds) -> None:
    finds(body("Dagen 2021, 16 september, blir av."))
    finds(body("Rapporten 2020, «16 september»."), "D105 warning")


def test_a_long_range_has_weekends_in_it_and_a_short_one_is_looked_at(finds: Finds) -> None:
    finds(body("Vi ses den 3 juli–31 augusti."))
    finds(body("Vi ses «den 2–3 juli»."), "D108 info")


def test_a_past_time_with_its_year_is_no_news(finds: Finds) -> None:
    finds(body("Sedan våren 2018 och i maj 2021."))
    finds(body("Vi sågs «i höstas»."), "D104 info")


@pytest.mark.parametrize("words", ["sedan «i höstas»", "sedan «den 1 juni»", "sedan i «mars i år»"])
def test_what_has_been_so_since_then_is_a_remark(finds: Finds, words: str) -> None:
    finds(body(f"Det har varit så {words}."), "D104 info")


def test_a_summary_and_a_recap_tell_of_the_past(finds: Finds) -> None:
    recap = "kind: recap\nheadline: Vi sågs den 10 juni\nbody: Vi sågs den 10 juni. {}"
    finds(recap.format(""))
    finds(recap.format("Svara senast «den 11 juni»."), "D104 warning")


def test_a_season_is_told_in_words(finds: Finds) -> None:
    assert finds(body("Vi sågs «i vintras»."), "D104 info")[0]["date"] == "vintern 2020/21"


def test_a_day_of_another_year_that_is_over_and_far_off_is_told_all_three(finds: Finds) -> None:
    text = "date: 2021-01-20\nsubject: Ämnet\npreheader: Förhandstexten, som står bakom ämnet\nsections:\n"
    article = text + "  - {{kind: article, headline: a, body: Vi sågs {}.}}\n"
    told = ("D104 info", "D105 warning", "D106 info")
    for words, codes in (("den 5 oktober", told), ("den 5 december", (told[0], told[2]))):
        source = article.format(words)
        assert [
            f"{each.code} {each.level}" for each in found(source, datetime.date(2021, 1, 20)) if each.code != "S051"
        ] == list(codes)
