from __future__ import annotations

import io
import sys

import pytest

from storsthlm_cli.report.asking import AskingReport
from storsthlm_cli.report.consoles import open_consoles


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_without_a_terminal_there_is_a_line_every_ten_seconds(capsys: pytest.CaptureFixture[str]) -> None:
    now = [0.0]
    with AskingReport(open_consoles({}), clock=lambda: now[0]) as tell:
        for second in range(0, 25, 5):
            now[0] = float(second)
            tell(second // 5, 12)
    assert capsys.readouterr() == ("", "asked 2 of 12\nasked 4 of 12\n")


def test_on_a_terminal_there_is_a_bar_that_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    with AskingReport(open_consoles({"TERM": "xterm-256color", "COLUMNS": "100"})) as tell:
        tell(5, 12)
    assert "5/12" in stream.getvalue()
    assert stream.getvalue().endswith("\x1b[2K")
