"""What phrases mean in an issue of a certain day."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.model.phrases import Fault, Meaning
from storsthlm_cli.phrases.grammar import find_phrases
from storsthlm_cli.phrases.meaning import meaning


def meant(text: str, issued: str, *, coming: bool = False) -> Meaning:
    return meaning(find_phrases(text)[-1], datetime.date.fromisoformat(issued), coming=coming)


@pytest.mark.parametrize(
    ("text", "issued", "written"),
    [
        ("5/2", "2019-02-01", "2019-02-05"),
        ("1/2 Möte", "2019-02-01", "2019-02-01"),
        ("den 1/2", "2019-02-01", "2019-02-01"),
        ("den 7–8 mars", "2019-02-01", "2019-03-07/2019-03-08"),
        ("31\u00a0januari", "2019-02-01", "2019-01-31"),
        ("I december", "2019-02-01", "2018-12"),
        ("till år 2027", "2019-02-01", "2027"),
        ("2019–2022", "2019-02-01", "2019/2022"),
        ("15 januari", "2019-12-18", "2020-01-15"),
        ("Från och med årsskiftet", "2019-12-18", "2020-01-01"),
        ("i mars", "2019-12-18", "2020-03"),
        ("Sedan våren 2018", "2019-12-18", "2018-21"),
        ("förra veckan", "2020-04-24", "2020-W16"),
        ("Kl.\u00a09–10.30", "2021-04-29", "T09:00/T10:30"),
        ("I november", "2021-04-20", "2020-11"),
        ("sedan november 2020", "2021-04-20", "2020-11"),
        ("april–juni 2022", "2021-04-20", "2022-04/2022-06"),
        ("den 1 april 2022", "2021-06-21", "2022-04-01"),
        ("sedan i höstas", "2021-06-21", "2020-23"),
        ("i somras", "2021-09-21", "2021-22"),
        ("i sommar", "2021-06-21", "2021-22"),
        ("Sedan i mars i år", "2021-06-21", "2021-03"),
        ("29 februari", "2020-02-01", "2020-02-29"),
        ("28 december–8 januari", "2019-12-18", "2019-12-28/2020-01-08"),
        ("29 december–2 januari 2022", "2021-12-01", "2021-12-29/2022-01-02"),
        ("den 31 december 2021 till den 5 januari", "2021-12-01", "2021-12-31/2022-01-05"),
        ("5, 12 och 19 maj", "2021-04-20", "2021-05-05/2021-05-12/2021-05-19"),
        ("v. 1", "2020-12-18", "2021-W01"),
        ("veckorna 27–30", "2021-06-21", "2021-W27/2021-W30"),
        ("2021-09", "2021-06-21", "2021-09"),
        ("2021–22", "2021-06-21", "2021/2022"),
        ("läsåret 2021/22", "2021-06-21", "2021/2022"),
        ("i förrgår", "2021-03-01", "2021-02-27"),
        ("nästa månad", "2021-12-15", "2022-01"),
        ("i fjol", "2021-12-15", "2020"),
        ("på fredag", "2021-06-21", "2021-06-25"),
        ("i måndags", "2021-06-21", "2021-06-14"),
        ("i helgen", "2021-06-21", "2021-06-26/2021-06-27"),
        ("kl. 24", "2021-06-21", "T24:00"),
        ("kl. 22–6", "2021-06-21", "T22:00/T06:00"),
        ("v. 51–2", "2021-11-21", "2021-W51/2022-W02"),
    ],
)
def test_a_phrase_means_the_nearest_that_it_can(text: str, issued: str, written: str) -> None:
    assert meant(text, issued).written == written


@pytest.mark.parametrize(
    ("text", "issued", "fault"),
    [
        ("den 31 april", "2021-04-20", Fault.NO_SUCH_DATE),
        ("29 februari", "2019-02-01", Fault.NO_SUCH_DATE),
        ("29 februari 2021", "2021-02-01", Fault.NO_SUCH_DATE),
        ("den 45 maj", "2021-02-01", Fault.NO_SUCH_DATE),
        ("0/5", "2021-02-01", Fault.NO_SUCH_DATE),
        ("v. 60", "2021-02-01", Fault.NO_SUCH_DATE),
        ("kl. 25", "2021-02-01", Fault.NO_SUCH_DATE),
        ("kl. 9.75", "2021-02-01", Fault.NO_SUCH_DATE),
        ("27 och 26 augusti", "2021-06-21", Fault.REVERSED),
        ("2022–2019", "2021-06-21", Fault.REVERSED),
        ("kl. 10.30–9", "2021-04-29", Fault.REVERSED),
        ("veckorna 30–27", "2021-04-29", Fault.REVERSED),
    ],
)
def test_what_cannot_be_means_nothing(text: str, issued: str, fault: Fault) -> None:
    assert meant(text, issued) == Meaning(fault=fault)


def test_a_calendar_looks_ahead_from_a_week_before_the_issue() -> None:
    assert meant("20 april", "2021-11-01", coming=True).written == "2022-04-20"
    assert meant("28 oktober", "2021-11-01", coming=True).written == "2021-10-28"


def test_a_year_that_is_not_written_and_not_the_issue_s_is_inferred() -> None:
    assert meant("15 januari", "2019-12-18").inferred
    assert not meant("15 januari 2020", "2019-12-18").inferred
    assert not meant("den 12 december", "2019-12-18").inferred


@given(st.text(), st.dates())
def test_any_phrase_on_any_day_means_days_in_order_or_has_a_fault(text: str, issued: datetime.date) -> None:
    for phrase in find_phrases(text):
        result = meaning(phrase, issued)
        assert bool(result.written) is (result.fault is None)
        if result.first is not None and result.last is not None:
            assert result.first <= result.last


_NUMBER = st.integers(0, 40).map(str)
_WORDS = st.sampled_from(
    [
        "den",
        "maj",
        "mars",
        "dec",
        "2021",
        "2019",
        "/",
        "-",
        "–",
        "och",
        "till",
        "kl.",
        "v.",
        "i",
        "år",
        "tisdag",
        ",",
        "höstas",
    ]
)


@given(st.lists(_NUMBER | _WORDS, max_size=8).map(" ".join), st.dates(), st.booleans())
def test_heaps_of_date_words_never_raise(text: str, issued: datetime.date, coming: bool) -> None:
    for phrase in find_phrases(text):
        meaning(phrase, issued, coming=coming)
