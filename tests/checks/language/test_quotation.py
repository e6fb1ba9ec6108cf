from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.checks.language.quotation import misquoted


def mended(text: str) -> str:
    """Return a text with the marks that it should have."""
    for found in misquoted(text):
        for at in {found.start, found.end - 1}:
            text = text[:at] + found.right + text[at + 1 :]
    return text


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ('Hon sa "hej".', "Hon sa ”hej”."),
        ("Hon sa “hej”.", "Hon sa ”hej”."),
        ("Hon sa „hej“.", "Hon sa ”hej”."),
        ('"Vi", sa hon, "går."', "”Vi”, sa hon, ”går.”"),
        ('(på "Solsidan")', "(på ”Solsidan”)"),
        ('"Digg"-rapporten', "”Digg”-rapporten"),
        ('”Jag tänker på "kloning?" och mer”', "”Jag tänker på ’kloning?’ och mer”"),
        ('"Hon sa "hej""', "”Hon sa ’hej’”"),
        ("”Hon sa 'hej' till oss”", "”Hon sa ’hej’ till oss”"),
        ("”Hon sa ”hej” till oss”", "”Hon sa ’hej’ till oss”"),
        ('"Ett stycke som går vidare', "”Ett stycke som går vidare"),
        ('och slutar här."', "och slutar här.”"),
        ('En 15" skärm kallas "stor"', 'En 15" skärm kallas ”stor”'),
    ],
)
def test_marks_become_those_of_swedish(written: str, right: str) -> None:
    assert mended(written) == right


@pytest.mark.parametrize(
    "text",
    [
        "Hon sa ”hej” och ”hå”.",
        "”Hon sa ’hej’ till oss.”",
        "rock ’n’ roll, O'Hara och Anders' bil",
        "'enkla' tecken för sig",
        'En skärm på 15" räcker',
        "»Hej», sa hon",
        'a"b',
        "Inga tecken alls.",
        '" "',
    ],
)
def test_what_is_right_or_no_quotation_is_let_be(text: str) -> None:
    assert mended(text) == text


@given(st.text(st.sampled_from("ab .,(-”“\"'’„5\n\ufffc")))
def test_what_is_mended_needs_no_mending(text: str) -> None:
    once = mended(text)
    assert len(once) == len(text)
    assert mended(mended(once)) == mended(once)


@given(st.text())
def test_no_text_is_too_odd(text: str) -> None:
    places = [(found.start, found.end) for found in misquoted(text)]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)


def test_a_row_of_marks_is_no_burden() -> None:
    assert len(list(misquoted('"' * 50_000))) <= 50_000
