from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.rendering.typography import plain, typeset, unbroken


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("från den 1 april 2022", "från den⍽1⍽april 2022"),
        ("26–27 augusti", "26–27⍽augusti"),
        ("den 31 maj", "den⍽31⍽maj"),
        ("höjs med 1 000 kr", "höjs med 1⍽000⍽kr"),
        ("1 234 567 kronor", "1⍽234⍽567⍽kronor"),
        ("20 000 fler platser", "20⍽000 fler platser"),
        ("1,5 procent", "1,5⍽procent"),
        ("13–26 år", "13–26⍽år"),
        ("kl. 9–10.30, Kl 15", "kl.⍽9–10.30, Kl⍽15"),
        ("länets 26 kommuner", "länets 26⍽kommuner"),
        ("se § 5 och nr 12", "se §⍽5 och nr⍽12"),
        ("under år 2027", "under år⍽2027"),
        ("A. B. Ek", "A.⍽B.⍽Ek"),
        ("– Vi är glada", "–⍽Vi är glada"),
        ("ett nät – och ett till", "ett nät⍽– och ett till"),
    ],
)
def test_words_that_belong_together_stay_on_a_line(written: str, expected: str) -> None:
    assert typeset(written) == expected.replace("⍽", "\u00a0")


@pytest.mark.parametrize(
    "written", ["2021 100 personer gick", "hälso- och sjukvård", "12:30", "kl", "3 mars-vindar"[1:]]
)
def test_other_spaces_stay_as_they_are(written: str) -> None:
    assert "\u00a0" not in typeset(written).replace("100\u00a0personer", "100 personer")


@given(st.text())
def test_typesetting_changes_nothing_but_spaces(written: str) -> None:
    assert typeset(written).replace("\u00a0", " ") == written.replace("\u00a0", " ")


@given(st.text())
def test_typesetting_twice_is_typesetting_once(written: str) -> None:
    assert typeset(typeset(written)) == typeset(written)


def test_the_text_part_has_no_invisible_characters() -> None:
    assert plain("mjukt\u00adbinde\u200bstreck\u2028ny\ufeff rad\x07") == "mjuktbindestreck ny rad"


def test_a_telephone_number_is_never_broken() -> None:
    assert unbroken("08-465 004 21") == "08-465\u00a0004\u00a021"
    assert unbroken(None) == ""
