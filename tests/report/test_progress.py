from __future__ import annotations

import io
import sys

import pytest

from storsthlm_cli.model.delivery import State, Tally
from storsthlm_cli.model.sending import Progress
from storsthlm_cli.report.consoles import open_consoles
from storsthlm_cli.report.progress import ProgressReport


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def step(accepted: int, *, refused: int = 0, planned: int = 200, note: str = "") -> Progress:
    counts = {State.ACCEPTED: accepted, State.REFUSED: refused, State.UNTRIED: planned - accepted - refused}
    return Progress(Tally(counts), 120.0, note)


def test_without_a_terminal_there_is_one_line_for_every_fifty_messages(capsys: pytest.CaptureFixture[str]) -> None:
    with ProgressReport(open_consoles({})) as tell:
        for accepted in range(0, 101, 10):
            tell(step(accepted))
    assert capsys.readouterr().err == "50 of 200, 120 a second\n100 of 200, 120 a second\n"


def test_a_slow_run_is_heard_of_after_ten_seconds(capsys: pytest.CaptureFixture[str]) -> None:
    now = [0.0]
    with ProgressReport(open_consoles({}), clock=lambda: now[0]) as tell:
        for second in range(0, 25, 5):
            now[0] = float(second)
            tell(step(second // 5))
    assert capsys.readouterr().err == "2 of 200, 120 a second\n4 of 200, 120 a second\n"


def test_waiting_is_told_at_once_and_only_once(capsys: pytest.CaptureFixture[str]) -> None:
    with ProgressReport(open_consoles({})) as tell:
        tell(step(1, note="waiting 30 s for the server"))
        tell(step(1, note="waiting 30 s for the server"))
    assert capsys.readouterr().err == "1 of 200, waiting 30 s for the server\n"


def test_what_did_not_go_well_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    with ProgressReport(open_consoles({})) as tell:
        tell(step(48, refused=2))
    assert capsys.readouterr().err == "50 of 200, 2 refused, 120 a second\n"


def test_on_a_terminal_there_is_a_bar_that_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    with ProgressReport(open_consoles({"TERM": "xterm-256color", "COLUMNS": "100"})) as tell:
        tell(step(50, note="[not markup]"))
    assert "50/200" in stream.getvalue()
    assert "[not markup]" in stream.getvalue()
    assert stream.getvalue().endswith("\x1b[2K")
