"""Times told from today."""

from __future__ import annotations

import datetime

import pytest

from storsthlm_cli.phrases.from_today import is_told, told_from_today

TUESDAY = datetime.date(2021, 4, 20)


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("på tisdag", "2021-04-27"),
        ("i tisdags", "2021-04-13"),
        ("nästa fredag", "2021-04-30"),
        ("kommande fredag", "2021-04-23"),
        ("i helgen", "2021-04-24/2021-04-25"),
        ("om 14 dagar", "2021-05-04"),
        ("för ett år sedan", "2020"),
        ("om tolv månader", "2022-04"),
    ],
)
def test_a_time_is_counted_from_the_day_of_the_issue(word: str, written: str) -> None:
    assert told_from_today(word, TUESDAY).written == written


def test_blanks_and_case_of_the_words_do_not_matter() -> None:
    assert is_told("Om\u00a0TVÅ  veckor")
    assert not is_told("om 90 dagar")
