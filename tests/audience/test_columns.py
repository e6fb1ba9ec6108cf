from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.audience.columns import HEADINGS, fields_of


@pytest.mark.parametrize(("field", "headings"), HEADINGS.items())
def test_every_listed_heading_is_its_field_however_it_is_written(field: str, headings: tuple[str, ...]) -> None:
    for heading in headings:
        for written in (
            heading,
            heading.upper(),
            heading.title(),
            heading.replace("-", " "),
            heading.replace(" ", "_"),
        ):
            assert fields_of([written]) == (field,)


@pytest.mark.parametrize("heading", ["Epost", "E-Post", "E post", "epostadress", "E-POSTADRESS", "Email", "e_mail"])
def test_the_usual_ways_to_write_it_mean_the_address(heading: str) -> None:
    assert fields_of([heading]) == ("address",)


def test_decomposed_letters_are_read_too() -> None:
    assert fields_of(["Fo\u0308rnamn"]) == ("first_name",)


def test_other_headings_keep_their_name_as_a_slug() -> None:
    assert fields_of(["Antal anställda", "Mobil (arbete)", "2021", "", "—"]) == (
        *("antal_anstallda", "mobil_arbete", "_2021", "", ""),
    )


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (["Kommun"], ("organisation",)),
        (["Kommun", "Organisation"], ("kommun", "organisation")),
        (["Organisation", "Kommun"], ("organisation", "kommun")),
        (["Titel", "Roll"], ("titel", "role")),
        (["E-post", "Mail"], ("address", "address")),
        (["Telefon", "telefon"], ("telefon", "telefon")),
    ],
)
def test_of_two_columns_with_one_meaning_the_better_name_gets_it(headings: list[str], fields: tuple[str, ...]) -> None:
    assert fields_of(headings) == fields


@given(st.lists(st.text(max_size=12), max_size=6))
def test_a_field_is_a_plain_name_whatever_the_heading(headings: list[str]) -> None:
    fields = fields_of(headings)
    assert len(fields) == len(headings)
    assert all(not field or (field.isidentifier() and field.isascii()) for field in fields)
