from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.audience.comparing import compare
from storsthlm_cli.model.lists import Change
from tests.audience.people import person, rows

ADDRESSES = st.lists(st.sampled_from(["a@x.example", "B@x.example", "b@x.example", "c@x.example", "fel"]), max_size=6)


def test_who_is_new_who_is_gone_and_whose_fields_changed() -> None:
    before = [
        person("a@x.example", role="chef", name="A"),
        person("b@x.example", 3),
        person("c@x.example", 4, role="x"),
    ]
    after = [person("C@x.example", role="x", name=""), person("d@x.example", 3), person("A@X.example", 4, role="vd")]
    found = compare(before, after)
    assert [(each.address, each.line) for each in found.added] == [("d@x.example", 3)]
    assert [(each.address, each.line) for each in found.removed] == [("b@x.example", 3)]
    assert list(found.changed) == [Change("A@x.example", 4, (("role", "chef", "vd"), ("name", "A", "")))]
    assert (found.same, bool(found)) == (1, True)


def test_a_second_row_of_somebody_belongs_to_the_second() -> None:
    before = [person("a@x.example", 2, role="chef"), person("a@x.example", 3, role="ledamot")]
    found = compare(before, [person("a@x.example", 2, role="chef"), person("a@x.example", 3, role="ordförande")])
    assert [each.fields for each in found.changed] == [(("role", "ledamot", "ordförande"),)]
    assert len(compare(before, before[:1]).removed) == 1


def test_rows_without_an_address_are_compared_by_what_stands_there() -> None:
    found = compare(rows("fel", "bort"), rows("fel", "ny"))
    assert ([each.address for each in found.added], [each.address for each in found.removed]) == (["ny"], ["bort"])


@given(ADDRESSES)
def test_a_list_is_the_same_as_itself(written: list[str]) -> None:
    found = compare(rows(*written), rows(*written))
    assert (bool(found), found.same) == (False, len(written))


@given(ADDRESSES, ADDRESSES)
def test_no_row_is_forgotten_and_none_told_twice(one: list[str], other: list[str]) -> None:
    found = compare(rows(*one), rows(*other))
    both = found.same + len(found.changed)
    assert len(found.added) + both == len(other)
    assert len(found.removed) + both == len(one)
    turned = compare(rows(*other), rows(*one))
    assert [each.address for each in turned.added] == [each.address for each in found.removed]


def test_fields_come_back_as_they_were() -> None:
    (entry,) = compare([], [person("a@x.example", name='Å "quote"; ö', role="")]).added
    assert entry.fields == {"name": 'Å "quote"; ö'}
