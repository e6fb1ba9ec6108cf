"""Which phrases of day and time are found in a text, and how they are written."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.model.phrases import Form, Kind, Role
from storsthlm_cli.phrases.grammar import find_phrases


def found(text: str) -> list[str]:
    return [text[phrase.start : phrase.end] for phrase in find_phrases(text)]


@pytest.mark.parametrize(
    "text",
    [
        "årskurs 9",
        "20 000 fler gymnasieplatser",
        "elevenkäten år 2",
        "13–26 år",
        "till vår hjälp",
        "i vår kommun",
        "26 kommuner",
        "2000 elever",
        "6000 elever",
        "öppet 24/7",
        "2/3 av kommunerna",
        "1/3 delar",
        "av alla svarade 2/3.",
        "dnr 12/3456",
        "nr 2021/09",
        "dnr 2021-45",
        "SFS 2018:1937",
        "tel. 08-123 456 78",
        "sid. 12–13",
        "1,5 procent",
        "årskurs 7-9",
        "Maj-Britt i Mars",
        "i Maj",
        "mar 5",
        "den 5",
        "14 dagar",
        "version 2.5.1",
        "10:30",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Vi ses torsdagen den 29 april kl. 9–10.30.", ["torsdagen den 29 april", "kl. 9–10.30"]),
        ("den 5:e maj och den 1:a juni", ["den 5:e maj", "den 1:a juni"]),
        ("5, 12 och 19 maj", ["5, 12 och 19 maj"]),
        ("den 30 augusti 2021 till den 2 september", ["den 30 augusti 2021 till den 2 september"]),
        ("28 december–8 januari", ["28 december–8 januari"]),
        ("tisdag–onsdag 7–8 september", ["tisdag–onsdag 7–8 september"]),
        ("fr.o.m. den 1 juli t.o.m. 5 juli", ["den 1 juli t.o.m. 5 juli"]),
        ("20/5–3/6", ["20/5–3/6"]),
        ("fre 5/2", ["fre 5/2"]),
        ("2021-06-21/23 eller 21.6.2021", ["2021-06-21/23", "21.6.2021"]),
        ("v. 27 och veckorna 30–32", ["v. 27", "veckorna 30–32"]),
        ("Sedan i mars i år", ["mars i år"]),
        ("under april–juni 2022", ["april–juni 2022"]),
        ("Regionala dagen 2021, 16 september", ["2021", "16 september"]),
        ("våren 2018 och i höstas", ["våren 2018", "i höstas"]),
        ("läsåret 2021/22", ["2021/22"]),
        ("1 000 kr 2022", ["2022"]),
        ("den 3 mars 2000 personer kom", ["den 3 mars"]),
        ("5/2Möte med ordförande", ["5/2"]),
        ("i vår, säger hon", ["i vår"]),
        ("på fredag eller i måndags", ["på fredag", "i måndags"]),
    ],
)
def test_phrases_are_found_whole(text: str, phrases: list[str]) -> None:
    assert found(text) == phrases


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("senast den 5 maj", Role.DEADLINE),
        ("Sista anmälningsdag är den 5 maj", Role.DEADLINE),
        ("från och med måndag den 5 juli", Role.FROM),
        ("fr.o.m. 5 juli", Role.FROM),
        ("t.o.m. den 30 juni", Role.UNTIL),
        ("den 5 maj", Role.NONE),
        ("mötet senast blev den 5 maj", Role.NONE),
    ],
)
def test_the_words_before_a_phrase_tell_its_role(text: str, role: Role) -> None:
    assert [phrase.role for phrase in find_phrases(text)] == [role]


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("den 7–8 mars", set()),
        ("den 7-8 mars", {Form.HYPHEN_RANGE}),
        ("2019 – 2022", {Form.SPACED_RANGE}),
        ("samhällsbyggnad,21 maj", {Form.MISSING_SPACE}),
        ("21maj", {Form.MISSING_SPACE}),
        ("5/2Möte", {Form.MISSING_SPACE, Form.SLASH}),
        ("kl 09.00-11.00", {Form.KL_WITHOUT_STOP, Form.LEADING_ZERO, Form.HYPHEN_RANGE}),
        ("kl. 9:30", {Form.COLON}),
        ("21.6.2021", {Form.NUMERIC}),
        ("5 feb. 2021", {Form.ABBREVIATED}),
        ("26 och 27 augusti", set()),
    ],
)
def test_forms_that_depart_from_the_recommended_are_told(text: str, forms: set[Form]) -> None:
    (phrase,) = find_phrases(text)
    assert set(phrase.forms) == forms


def test_weekdays_and_days_go_together() -> None:
    (phrase,) = find_phrases("måndag och tisdag den 6 och 7 september")
    assert phrase.kind is Kind.DAYS
    assert [(part.weekday, part.day, part.month) for part in phrase.parts] == [(0, 6, 9), (1, 7, 9)]


@given(st.text())
def test_any_text_has_its_phrases_in_order_and_apart(text: str) -> None:
    phrases = find_phrases(text)
    bounds = [bound for phrase in phrases for bound in (phrase.start, phrase.end)]
    assert bounds == sorted(bounds)
    assert all(phrase.start < phrase.end <= len(text) for phrase in phrases)


def test_numbers_without_end_are_searched_in_no_time() -> None:
    begun = time.process_time()
    assert found("5, " * 20_000) == []
    assert time.process_time() - begun < 5
