from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

Finds = Callable[..., list[Mapping[str, str]]]

NOTICE = "kind: notice\nheadline: a\nbody: b\n"


def test_a_contact_without_an_address_cannot_be_contacted(finds: Finds) -> None:
    (arguments,) = finds(NOTICE + "contacts: [«tuva-lind», signe-rosenlof]", "C101 error")
    assert arguments == {"name": "Tuva Lind", "key": "tuva-lind"}


def test_somebody_who_is_only_quoted_needs_no_address(finds: Finds) -> None:
    people = "bo-ek: {name: Bo Ek}\n"
    finds("kind: article\nheadline: a\nbody: [{quote: {text: b, by: bo-ek}}]", people=people)


@pytest.mark.parametrize(
    "address",
    ["bo.ek", "bo ek@nacka.example", "bo@ek@nacka.example", "bo.ek@nacka", "bo..ek@nacka.example", "bö@nacka.example"],
)
def test_an_invalid_address_in_the_directory_is_an_error_used_or_not(finds: Finds, address: str) -> None:
    (arguments,) = finds(NOTICE, "C102 error", people=f"bo-ek: {{name: Bo Ek, email: «{address}»}}\n")
    assert (arguments["name"], arguments["address"]) == ("Bo Ek", address)
    assert arguments["reason"]


@pytest.mark.parametrize("number", ["08-123", "12345678901234", "08-465 004 34, vx", "fråga växeln"])
def test_a_number_that_cannot_be_dialled_is_warned_about(finds: Finds, number: str) -> None:
    (arguments,) = finds(NOTICE, "C103 warning", people=f'bo-ek: {{name: Bo Ek, phone: "«{number}»"}}\n')
    assert arguments == {"name": "Bo Ek", "number": number}


@pytest.mark.parametrize(
    "number",
    ["08-465 004 34", "070-174 06 05", "0771-567 567", "+46 (0)8-465 004 34", "+47 22 12 34 56", "1177", "112"],
)
def test_a_number_that_can_be_dialled_is_fine_however_it_is_written(finds: Finds, number: str) -> None:
    finds(NOTICE, people=f'bo-ek: {{name: Bo Ek, phone: "{number}"}}\n')


@pytest.mark.parametrize(
    "text",
    [
        "kind: interview\nheadline: a\nbody: b\nperson: «tuva-lind»",
        "kind: article\nheadline: a\nbody: [{quote: {text: b, by: «tuva-lind»}}]",
        "kind: notice\nheadline: a\nbody: b\nsignature: «tuva-lind»",
    ],
)
def test_somebody_between_two_roles_has_none_to_show(finds: Finds, text: str) -> None:
    (arguments,) = finds(text, "C104 warning")
    assert arguments == {"name": "Tuva Lind", "date": "2021-06-21"}


def test_somebody_who_never_had_a_role_is_no_slip(finds: Finds) -> None:
    finds(NOTICE + "signature: antagningen")


def test_somebody_in_words_is_a_contact_that_cannot_be_reached(finds: Finds) -> None:
    (arguments,) = finds(NOTICE + "contacts: ['«Bo Al, växeln»']", "C101 error")
    assert arguments == {"name": "Bo Al, växeln", "key": ""}
    (arguments,) = finds(NOTICE + "contacts: [{person: «Bo Al», text: Fråga}]", "C101 error")
    assert arguments == {"name": "Bo Al", "key": ""}


@pytest.mark.parametrize(
    "address", ["info", "info@", "info@storsthlm", "info @storsthlm.example", "bö@storsthlm.example"]
)
def test_a_mailbox_needs_a_valid_address(finds: Finds, address: str) -> None:
    (arguments,) = finds(NOTICE + f"contacts: [{{mailbox: «{address}»}}]", "C105 error")
    assert arguments["address"] == address
    assert arguments["reason"]
    finds(NOTICE + "contacts: [{mailbox: info@storsthlm.example}]")


def test_whoever_is_called_otherwise_in_a_quote_or_stands_in_a_picture_shows_no_role(finds: Finds) -> None:
    finds("kind: article\nheadline: a\nbody: [{quote: {text: b, by: tuva-lind, verb: säger, as: hon}}]")
    finds("kind: article\nheadline: a\nbody: [{image: {file: a.png, alt: b, credit: c, people: [tuva-lind]}}]")


def test_somebody_in_words_is_reached_at_the_mailbox_beside(finds: Finds) -> None:
    finds(NOTICE + "contacts: [{person: Bo Al, mailbox: bo.al@storsthlm.example}]")


def test_a_lost_mailbox_is_tolerated_in_a_draft_only(finds: Finds) -> None:
    finds(NOTICE + "contacts: [{person: Bo Al, mailbox: «saknas»}]", "C106 warning")
    finds(NOTICE + "contacts: [{mailbox: «saknas»}]", "C106 error", sending=True)


def test_somebody_who_is_reached_at_a_mailbox_needs_no_address_in_the_directory(finds: Finds) -> None:
    finds(NOTICE + "contacts: [{person: Bo Al, mailbox: bo.al@storsthlm.example}]")
    finds(NOTICE + "contacts: [{person: tuva-lind, mailbox: tuva@storsthlm.example}]")
    (arguments,) = finds(NOTICE + "contacts: [{person: Bo Al, mailbox: «bo.al»}]", "C105 error")
    assert arguments["address"] == "bo.al"


def test_a_lost_mailbox_is_tolerable_in_a_draft_and_an_error_when_sending(finds: Finds) -> None:
    finds(NOTICE + "contacts: [{mailbox: «saknas»}]", "C106 warning")
    finds(NOTICE + "contacts: [{person: Bo Al, mailbox: «saknas»}]", "C106 error", sending=True)
