from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator

import pytest

from storsthlm_cli.model.stored import Stored
from storsthlm_cli.report.consoles import open_consoles
from storsthlm_cli.report.data import write_json


def test_a_stored_collection_is_written_as_the_list_that_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    rows = [{"address": "åsa", "tags": ("x",)}, {"address": "bo", "tags": ()}]
    body = {"rows": Stored(2, lambda: iter(rows)), "nobody": Stored[str](0, lambda: iter(())), "n": 2}
    write_json(open_consoles({}).out, body)
    told = json.loads(out.getvalue())
    assert told == {"version": 1, "rows": [{**row, "tags": list(row["tags"])} for row in rows], "nobody": [], "n": 2}
    assert out.getvalue() == json.dumps(told, ensure_ascii="\\u" in out.getvalue(), indent=2) + "\n"


def test_it_is_read_while_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    written = []

    def read() -> Iterator[str]:
        for number in range(3):
            written.append(out.getvalue().count("row"))
            yield f"row {number}"

    monkeypatch.setattr(sys, "stdout", out)
    write_json(open_consoles({}).out, {"all": Stored(3, read)})
    assert written == [0, 1, 2]
    assert json.loads(out.getvalue())["all"] == ["row 0", "row 1", "row 2"]


@pytest.mark.parametrize(("counted", "there"), [(2, 0), (0, 2), (1, 3)])
def test_what_has_changed_since_it_was_counted_is_still_json(
    monkeypatch: pytest.MonkeyPatch, counted: int, there: int
) -> None:
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    write_json(open_consoles({}).out, {"rows": Stored(counted, lambda: iter(range(there)))})
    assert json.loads(out.getvalue())["rows"] == list(range(there))
