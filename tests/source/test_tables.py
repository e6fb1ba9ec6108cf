from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from storsthlm_cli.source.tables import open_table


def is_header(cells: Sequence[str]) -> bool:
    return "Datum" in cells


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_header_below_a_preface_decides_the_delimiter(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"Höstens möten, nätverk; och annat\n\nDatum{delimiter}Titel\n", encoding="utf-8")
    assert open_table(path, "a.csv", "utf-8", is_header, preface=2).delimiter == delimiter


def test_only_so_many_rows_can_stand_above_the_header(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a;b;c\na;b;c\nDatum,Titel\n", encoding="utf-8")
    assert open_table(path, "a.csv", "utf-8", is_header, preface=1).delimiter == ";"
    assert open_table(path, "a.csv", "utf-8", is_header, preface=2).delimiter == ","


def test_a_quotation_mark_out_of_order_below_the_header_does_not_decide(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('Datum,Titel\n2021-09-16,"a"b"\n', encoding="utf-8")
    assert open_table(path, "a.csv", "utf-8", is_header, preface=20).delimiter == ","
