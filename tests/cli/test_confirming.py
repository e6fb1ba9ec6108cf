from __future__ import annotations

import io
import sys

import pytest

from storsthlm_cli.cli.confirming import confirm
from storsthlm_cli.model.errors import Failure, Refused
from storsthlm_cli.report.consoles import Consoles, open_consoles


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def at_a_terminal(monkeypatch: pytest.MonkeyPatch, typed: str) -> Consoles:
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    monkeypatch.setattr(sys, "stderr", Terminal())
    return open_consoles({"TERM": "xterm"})


def test_the_right_number_by_flag_goes_on() -> None:
    confirm(open_consoles({}), 78, 78)


def test_a_wrong_number_by_flag_is_a_no() -> None:
    with pytest.raises(Refused, match="`--confirm 77` is not the number of recipients: nothing was sent"):
        confirm(open_consoles({}), 78, 77)


@pytest.mark.parametrize("given", [12, 78])
def test_of_a_dispatch_that_goes_on_the_rest_or_the_whole_is_named_by_flag(given: int) -> None:
    confirm(open_consoles({}), 12, given, 78)


def test_any_other_number_of_it_is_a_no() -> None:
    with pytest.raises(Refused, match="`--confirm 13` is not the number of those still to go") as caught:
        confirm(open_consoles({}), 12, 13, 78)
    assert caught.value.hint == "there are 12 of 78; look at `--dry-run` before you confirm them"


def test_the_rest_is_typed_and_the_whole_is_not_it(monkeypatch: pytest.MonkeyPatch) -> None:
    consoles = at_a_terminal(monkeypatch, "12\n")
    confirm(consoles, 12, None, 78)
    assert isinstance(consoles.err.file, Terminal)
    assert consoles.err.file.getvalue() == (
        "type the number of those still to go (12) to send, anything else to stop: "
    )
    with pytest.raises(Refused, match="`78` is not 12"):
        confirm(at_a_terminal(monkeypatch, "78\n"), 12, None, 78)


def test_without_a_terminal_the_flag_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("78\n"))
    with pytest.raises(Failure) as caught:
        confirm(open_consoles({}), 78, None)
    assert caught.value.exit_code == 2
    assert caught.value.hint == "look at `--dry-run`, then say `--confirm 78`"


def test_the_number_typed_on_a_terminal_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    consoles = at_a_terminal(monkeypatch, " 78 \n")
    confirm(consoles, 78, None)
    assert isinstance(consoles.err.file, Terminal)
    assert "type the number of recipients (78) to send" in consoles.err.file.getvalue()


@pytest.mark.parametrize(
    ("typed", "told"), [("77\n", "`77` is not 78"), ("y\n", "`y` is not 78"), ("\n", "no number"), ("", "no number")]
)
def test_anything_else_typed_is_a_no(monkeypatch: pytest.MonkeyPatch, typed: str, told: str) -> None:
    consoles = at_a_terminal(monkeypatch, typed)
    with pytest.raises(Refused, match=told):
        confirm(consoles, 78, None)
