from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.audience.segments import Condition, condition, select
from storsthlm_cli.model.errors import Failure
from tests.audience.people import person, rows

PEOPLE = [
    person("a@x.example", role="Kommunstyrelsens ordförande", organisation="Täby", kommun="Täby kommun"),
    person("b@x.example", role="registrator", organisation="Solna", kommun=""),
    person("c@y.example", role="", organisation="Täby", kommun="Täby kommun"),
]


def going(*written: str) -> list[str]:
    return [row.address[0] for row in select(PEOPLE, [condition(each) for each in written], "lists/a.csv")]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (["roll=registrator"], "b"),
        (["Roll = REGISTRATOR"], "b"),
        (["role!=registrator"], "ac"),
        (["roll~ordförande"], "a"),
        (["roll~ORDFO\u0308RANDE"], "a"),
        (["roll="], "c"),
        (["roll!="], "ab"),
        (["e-post~@y."], "c"),
        (["kommun=Täby kommun"], "ac"),
        (["organisation=täby", "roll!="], "a"),
        (["roll=nobody"], ""),
    ],
)
def test_rows_for_which_all_conditions_hold_are_taken(written: list[str], expected: str) -> None:
    assert "".join(going(*written)) == expected


def test_a_row_without_an_address_stays_so_that_it_is_told() -> None:
    found = select(rows("fel", "a@x.example", role="x"), [condition("role=y")], "lists/a.csv")
    assert [row.address for row in found] == ["fel"]


def test_a_column_that_is_not_there_is_told_with_the_nearest() -> None:
    with pytest.raises(Failure) as caught:
        going("rol=registrator")
    assert (caught.value.message, caught.value.hint) == (
        "the list `lists/a.csv` has no column `rol`",
        "did you mean `role`?",
    )
    with pytest.raises(Failure) as caught:
        going("färg=blå")
    assert caught.value.hint == "its columns are `address`, `role`, `organisation`, `kommun`"


@pytest.mark.parametrize("written", ["", "roll", "=x", "~x", "!=", "roll~", "roll ~ "])
def test_what_is_no_condition_is_refused(written: str) -> None:
    with pytest.raises(Failure, match="is not a condition"):
        condition(written)


def test_a_segment_of_one_person_is_refused_since_receipts_tell_of_segments() -> None:
    with pytest.raises(Failure, match="means one person"):
        condition("e-post=anna@kommun.example")


@given(st.text(max_size=30))
def test_a_condition_is_the_same_when_it_is_read_again(written: str) -> None:
    try:
        found = condition(written)
    except Failure:
        return
    assert condition(str(found)) == found


@given(st.sampled_from(["=", "!=", "~"]), st.text(max_size=10))
def test_unlike_is_the_opposite_of_like(operator: str, value: str) -> None:
    like, unlike = Condition("a", "=", value), Condition("a", "!=", value)
    assert like.holds(value)
    assert not unlike.holds(value)
    assert Condition("a", operator, value).holds(f"x{value}") is (operator != "=") or value == ""


def test_a_column_is_named_as_the_file_has_it() -> None:
    people = rows("a@x.example", role="ordförande")
    with pytest.raises(Failure) as caught:
        list(select(people, [condition("rol=x")], "lists/a.csv", ("E-post", "Roll")))
    assert caught.value.hint == "did you mean `Roll`?"
    people = rows("a@x.example", role="ordförande")
    with pytest.raises(Failure) as caught:
        list(select(people, [condition("färg=blå")], "lists/a.csv", ("E-post", "Roll")))
    assert caught.value.hint is not None
    assert caught.value.hint.startswith("its columns are `E-post`, `Roll`")
