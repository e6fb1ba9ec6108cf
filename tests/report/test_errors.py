from __future__ import annotations

import io
import sys

import pytest

from storsthlm_cli.model.errors import BadContent, Failure
from storsthlm_cli.model.findings import Finding, Level
from storsthlm_cli.model.places import Place
from storsthlm_cli.report.consoles import Consoles, open_consoles
from storsthlm_cli.report.errors import show_bug, show_failure


@pytest.fixture
def err(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    return stream


@pytest.fixture
def consoles(err: io.StringIO) -> Consoles:
    return open_consoles({})


def test_a_failure_has_message_and_way_out(consoles: Consoles, err: io.StringIO) -> None:
    show_failure(consoles, Failure("no list `komuner`", hint="did you mean `kommuner`?"))
    assert err.getvalue() == "error: no list `komuner`\n   = help: did you mean `kommuner`?\n"


def test_a_failure_in_a_file_shows_the_line(consoles: Consoles, err: io.StringIO) -> None:
    place = Place("storsthlm.yaml", 4, 1, 4, 5, "nmae: x")
    show_failure(consoles, Failure("unknown setting `nmae`", hint="did you mean `name`?", place=place))
    assert err.getvalue() == (
        "error: unknown setting `nmae`\n"
        " --> storsthlm.yaml:4:1\n"
        "  |\n"
        "4 | nmae: x\n"
        "  | ^^^^\n"
        "  = help: did you mean `name`?\n"
    )


def test_findings_that_stand_in_the_way_come_first(consoles: Consoles, err: io.StringIO) -> None:
    show_failure(consoles, BadContent("nothing was sent", [Finding("S030", Level.ERROR, None)]))
    assert err.getvalue() == (
        "error[S030]: the calendar has neither rows nor a note\n"
        "   = help: list the meetings under `rows:`, or say in `note:` why there are none\n"
        "\n"
        "error: nothing was sent\n"
    )


def test_a_servers_words_cannot_command_the_terminal(consoles: Consoles, err: io.StringIO) -> None:
    show_failure(consoles, Failure("the server says `550 \x1b]0;owned\x07`"))
    assert "\x1b" not in err.getvalue()


def test_a_bug_shows_the_traceback_without_the_values_of_variables(consoles: Consoles, err: io.StringIO) -> None:
    def crash(password: str) -> None:
        raise ZeroDivisionError("division by zero")

    try:
        crash("hunter2")
    except ZeroDivisionError as error:
        show_bug(consoles, error)
    assert "in crash" in err.getvalue()
    assert "this is a bug in storsthlm" in err.getvalue()
    assert err.getvalue().count("hunter2") == err.getvalue().count('crash("hunter2")')
