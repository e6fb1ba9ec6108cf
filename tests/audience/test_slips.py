from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.audience.slips import PROVIDERS, Slips

LABELS = ("danderyd", "solna", "upplandsvasby", "taby")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("gmial.com", "gmail.com"),
        ("gmail.con", "gmail.com"),
        ("gmail.co", "gmail.com"),
        ("gamil.com", "gmail.com"),
        ("hotmial.com", "hotmail.com"),
        ("hotmail.ee", "hotmail.se"),
        ("hotmai.se", "hotmail.se"),
        ("outlok.com", "outlook.com"),
        ("iclould.com", "icloud.com"),
        ("danderid.se", "danderyd.se"),
        ("danderyd.ee", "danderyd.se"),
        ("dnaderyd.se", "danderyd.se"),
        ("uplandsvasby.se", "upplandsvasby.se"),
        ("kommun.con", "kommun.com"),
        ("kommun.sse", "kommun.se"),
    ],
)
def test_a_slip_is_told_with_what_was_meant(written: str, meant: str) -> None:
    assert Slips(LABELS, {}).meant(written) == meant


@pytest.mark.parametrize(
    "written",
    [
        *PROVIDERS,
        *("mail.com", "ymail.com", "hotmail.de", "outlook.es", "taby.se", "tyby.se", "danderyd.se", "danderyds.nu"),
        *("kommun.se", "edu.danderyd.se", "exempel.example", "solna.example", "a.ee"),
    ],
)
def test_what_is_right_or_too_short_to_tell_is_left_alone(written: str) -> None:
    assert Slips(LABELS, {}).meant(written) is None


def test_a_domain_that_stands_often_on_the_list_is_known() -> None:
    slips = Slips((), {"forbundet.example": 9, "forbudnet.example": 1, "forbundets.example": 4})
    assert slips.meant("forbudnet.example") == "forbundet.example"
    assert slips.meant("forbundets.example") is None
    assert slips.meant("forbundet.example") is None


def test_of_several_the_one_that_stands_most_often_is_meant() -> None:
    counts = {"forbund1.example": 3, "forbund2.example": 30, "forbund3.example": 1}
    assert Slips((), counts).meant("forbund3.example") == "forbund2.example"


@given(st.sampled_from(("gmail.com", "hotmail.com", "danderyd.se")), st.data())
def test_any_two_letters_that_changed_places_are_found(domain: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, domain.index(".") - 2))
    written = domain[:at] + domain[at + 1] + domain[at] + domain[at + 2 :]
    assert Slips(LABELS, {}).meant(written) in ({None} if written == domain else {domain})


@given(st.text("abcdefghijklmnopqrstuvwxyzåäö.-", max_size=30))
def test_nothing_is_meant_by_itself(domain: str) -> None:
    assert Slips(LABELS, {domain: 5}).meant(domain) != domain
