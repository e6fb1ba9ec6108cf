from __future__ import annotations

import csv
import datetime
import io

import pytest

from storsthlm_cli.model.delivery import Row, State
from storsthlm_cli.report.tables import HEAD, write_table

WHEN = datetime.datetime(2026, 11, 24, 8, 30, tzinfo=datetime.UTC)


def table(*rows: Row) -> list[list[str]]:
    file = io.BytesIO()
    write_table(file, rows, {2: "full: 4.2.2 mailbox full"})
    assert file.getvalue().startswith(b"\xef\xbb\xbf"), "Excel takes it for UTF-8 by this"
    return list(csv.reader(io.StringIO(file.getvalue().decode("utf-8-sig"), newline=""), delimiter=";"))


def test_each_recipient_has_a_line() -> None:
    rows = table(
        Row(1, "anna@kommun.example", State.ACCEPTED, 1, "250 ok; queued", WHEN),
        Row(2, "bo@kommun.example", State.UNTRIED, 0, "", None),
    )
    local = f"{WHEN.astimezone():%Y-%m-%d %H:%M:%S}"
    assert rows == [
        list(HEAD),
        ["anna@kommun.example", "accepted", "1", "250 ok; queued", local, ""],
        ["bo@kommun.example", "untried", "0", "", "", "full: 4.2.2 mailbox full"],
    ]


@pytest.mark.parametrize("cell", ["=1+1", "+46", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    (_, row) = table(Row(1, cell, State.REFUSED, 1, cell, None))
    assert (row[0], row[3]) == (f"'{cell}", f"'{cell}")


def test_a_quotation_mark_and_a_semicolon_begin_no_new_cell() -> None:
    (_, row) = table(Row(1, "bo@kommun.example", State.REFUSED, 1, '550 no";=1+1;"', None))
    assert row[3] == '550 no";=1+1;"'
    assert len(row) == len(HEAD)
