from __future__ import annotations

import datetime
import io
import sys
from zoneinfo import ZoneInfo

import pytest

from storsthlm_cli.model.sending import Appointment
from storsthlm_cli.report.consoles import open_consoles
from storsthlm_cli.report.waiting import Countdown
from tests.stories.conftest import Terminal

AT = Appointment(datetime.datetime(2026, 12, 1, 8, 30, tzinfo=ZoneInfo("Europe/Stockholm")))
LINE = (
    "dispatch 2021-06.1 goes out on Tuesday 2026-12-01 08:30, Europe/Stockholm; "
    "Ctrl-C stops the waiting, `storsthlm cancel` gives it up\n"
)


def counted(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO) -> str:
    monkeypatch.setattr(sys, "stderr", stream)
    with Countdown(open_consoles({"TERM": "xterm", "COLUMNS": "200"}), AT, "2021-06.1") as tell:
        for seconds in (62, 61):
            tell(datetime.timedelta(seconds=seconds))
    return stream.getvalue()


def test_without_a_terminal_it_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert counted(monkeypatch, io.StringIO()) == LINE


def test_on_a_terminal_the_time_that_is_left_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = counted(monkeypatch, Terminal())
    assert "goes out on Tuesday" in shown
    assert "in 1 min 1 s" in shown
