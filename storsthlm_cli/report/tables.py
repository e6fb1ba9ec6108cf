"""The ledger of a dispatch as a table for Excel: CSV in UTF-8 with a byte order mark, semicolons between cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import BinaryIO

from storsthlm_cli.model.delivery import Row
from storsthlm_cli.report.times import local
from storsthlm_cli.source.formulas import guarded

HEAD = ("address", "state", "attempts", "words", "time", "came_back")


def write_table(file: BinaryIO, rows: Iterable[Row], returned: Mapping[int, str]) -> None:
    """Write one line a recipient: address, state, attempts, the server's last words, when it said them, what came back.

    `returned` has what came back in words, by the recipients' numbers.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it
    (https://owasp.org/www-community/attacks/CSV_Injection).
    """
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=False)
    table = csv.writer(text, delimiter=";", lineterminator="\r\n")
    table.writerow(HEAD)
    for row in rows:
        when = f"{local(row.updated):%Y-%m-%d %H:%M:%S}" if row.updated is not None else ""
        back = guarded(returned.get(row.number, ""))
        table.writerow((guarded(row.address), row.state.value, row.attempts, guarded(row.reply), when, back))
    text.flush()
    text.detach()
