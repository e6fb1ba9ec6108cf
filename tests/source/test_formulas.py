from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.source.formulas import all_unguarded, escaped, guarded, unguarded

CELLS = st.one_of(st.text(max_size=12), st.text("'=+-@＝＋\t\r\nab", max_size=6))


@given(CELLS)
def test_a_cell_comes_back_as_it_was_and_is_no_formula_on_the_way(cell: str) -> None:
    assert not guarded(cell).startswith(tuple("=+-@\t\r\n＝＋－＠"))
    assert unguarded(guarded(cell)) == cell
    assert unguarded(escaped(cell)) == cell


@pytest.mark.parametrize(
    ("cell", "written"), [("+46 70", "'+46 70"), ("'t Hooft", "'t Hooft"), ("'=1", "''=1"), ("", ""), ("a'=1", "a'=1")]
)
def test_only_what_looks_like_a_formula_or_a_guarded_one_is_guarded(cell: str, written: str) -> None:
    assert guarded(cell) == written


def test_a_row_is_looked_at_as_a_whole() -> None:
    plain = ("a", "b'=c", "")
    assert all_unguarded(plain) is plain
    assert all_unguarded(("'-x@y.example", "a|'=b", "'=c")) == ("-x@y.example", "a|'=b", "=c")
