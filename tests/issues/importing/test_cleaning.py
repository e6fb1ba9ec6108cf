from __future__ import annotations

import pytest

from storsthlm_cli.issues.importing.cleaning import begins_with_dash, clean, spaced, without_dash


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('Han sa "ja"\xa0 och', "Han sa ”ja” och"),
        ("VIS - Vård i samverkan", "VIS – Vård i samverkan"),
        ("hälso-, sjuk- och tandvård", "hälso-, sjuk- och tandvård"),
        ("2019-2022", "2019-2022"),
        ("“citat„", "”citat”"),
        ("mjukt\xadbindestreck\u200b", "mjuktbindestreck"),
        ("\u2003ett\tord\u2028två ", "ett ord två"),
    ],
)
def test_old_text_becomes_clean(old: str, new: str) -> None:
    assert clean(old) == new


def test_only_spaces_are_touched_where_only_they_should_be() -> None:
    assert spaced('a\xa0 "b" - c') == 'a "b" - c'


@pytest.mark.parametrize("line", ["– Ja, sa hon.", "–\xa0 Ja, sa hon.", "- Ja, sa hon.", "—Ja, sa hon."])
def test_the_dash_before_speech_goes(line: str) -> None:
    assert begins_with_dash(line)
    assert without_dash(line) == "Ja, sa hon."


@pytest.mark.parametrize("line", ["-5 grader", "Ja – sa hon", "”– Ja”", "–5 procent"])
def test_other_dashes_stay(line: str) -> None:
    assert without_dash(line) == line
