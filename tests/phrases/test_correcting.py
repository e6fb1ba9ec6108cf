"""Phrases of day and time as they should be written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.phrases.correcting import MENDED, recommended, with_weekday
from storsthlm_cli.phrases.grammar import find_phrases


def mended(text: str) -> str:
    """Return a text with its phrases in the recommended form."""
    for phrase in reversed(find_phrases(text)):
        text = text[: phrase.start] + recommended(text[phrase.start : phrase.end], phrase) + text[phrase.end :]
    return text


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("den 7-8 mars", "den 7–8 mars"),
        ("den 7 – 8 mars", "den 7–8 mars"),
        ("2019 – 2022", "2019–2022"),
        ("20/5-3/6", "20/5–3/6"),
        ("lör-sön 4-5 september", "lör–sön 4–5 september"),
        ("kl 09.00-11.00", "kl. 9–11"),
        ("Kl 9:30", "Kl. 9.30"),
        ("kl. 08:00 - 10:15", "kl. 8–10.15"),
        ("kl.9", "kl.9"),
        ("21maj", "21 maj"),
        ("den5 maj", "den 5 maj"),
        ("13.00-15.30", "13.00–15.30"),
        ("09.00-11:00", "9.00–11.00"),
        ("den 7–8 mars", "den 7–8 mars"),
        ("2021-06-21", "2021-06-21"),
        ("kl. 00:30", "kl. 0.30"),
    ],
)
def test_a_phrase_is_written_in_the_recommended_form(text: str, right: str) -> None:
    assert mended(text) == right


@pytest.mark.parametrize(
    ("words", "weekday", "right"),
    [
        ("Fredagen den 29 april", 3, "Torsdagen den 29 april"),
        ("tisdag den 5 juli", 0, "måndag den 5 juli"),
        ("fre. 5/2", 1, "tisdag 5/2"),
        ("den 5 juli", 0, "den 5 juli"),
    ],
)
def test_another_weekday_takes_the_form_of_the_old_one(words: str, weekday: int, right: str) -> None:
    assert with_weekday(words, weekday) == right


_PARTS = st.lists(
    st.sampled_from(["kl", "kl.", "09.00", "9:30", "5", "7", "21maj", "mars", "2019", "-", "–", "den", "fre", "20/5"]),
    max_size=6,
)


@given(_PARTS.map(" ".join) | st.text())
def test_mending_twice_is_mending_once_and_leaves_nothing_to_mend(text: str) -> None:
    once = mended(text)
    assert mended(once) == once
    left = {form for phrase in find_phrases(once) for form in phrase.forms & MENDED}
    assert not {form for form in left if form.name in ("HYPHEN_RANGE", "SPACED_RANGE", "KL_WITHOUT_STOP")}
