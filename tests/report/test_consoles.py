from __future__ import annotations

import datetime
import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text

from storsthlm_cli.model.audience import Audience, LeftOut, Reason, Suppression
from storsthlm_cli.report.consoles import open_consoles, visible, write, write_wrapped
from storsthlm_cli.report.sending import show_left_out
from storsthlm_cli.report.suppressions import show_lifted, show_suppressions

NOW = datetime.datetime(2026, 11, 24, tzinfo=datetime.UTC)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@given(st.text())
def test_what_is_visible_has_no_control_character_and_keeps_its_length(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert not any(ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0 for character in shown)


def test_square_brackets_are_text_and_not_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    write(open_consoles({}).out, "Program [event] at :smile: [bold]")
    assert out.getvalue() == "Program [event] at :smile: [bold]\n"


def test_a_long_line_is_not_wrapped(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    write(open_consoles({}).out, "word " * 100)
    assert out.getvalue().count("\n") == 1


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
    ],
)
def test_colour_follows_the_terminal_and_no_color(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], coloured: bool
) -> None:
    out = Terminal()
    monkeypatch.setattr(sys, "stdout", out)
    write(open_consoles(environment).out, "error", style="red")
    assert ("\x1b[31m" in out.getvalue()) is coloured


def test_a_file_gets_no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    write(open_consoles({"TERM": "xterm-256color"}).out, "error", style="red")
    assert out.getvalue() == "error\n"


@pytest.mark.parametrize(("stdin", "stderr", "can"), [(True, True, True), (True, False, False), (False, True, False)])
def test_questions_need_a_terminal_to_be_asked_on_and_answered_from(
    monkeypatch: pytest.MonkeyPatch, stdin: bool, stderr: bool, can: bool
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal() if stdin else io.StringIO())
    monkeypatch.setattr(sys, "stderr", Terminal() if stderr else io.StringIO())
    assert open_consoles({"TERM": "xterm"}).can_ask is can


def wrapped(monkeypatch: pytest.MonkeyPatch, text: str | Text, stream: io.StringIO, indent: str = "  ") -> str:
    monkeypatch.setattr(sys, "stdout", stream)
    write_wrapped(open_consoles({"TERM": "xterm", "COLUMNS": "24"}).out, text, indent)
    return stream.getvalue()


def test_on_a_terminal_a_long_line_is_broken_between_words(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "note: ett it-stöd https://kommun.example/en/lang/adress  och mer"
    assert wrapped(monkeypatch, text, Terminal()) == (
        "note: ett it-stöd\n  https://kommun.example/en/lang/adress\n  och mer\n"
    )
    assert wrapped(monkeypatch, text, io.StringIO()) == f"{text}\n"
    assert wrapped(monkeypatch, "", Terminal()) == "\n"


def test_words_keep_their_colour_when_the_line_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    text = Text.assemble("aaa ", ("bbb bbb bbb bbb bbb bbb", "red"), " ccc")
    assert wrapped(monkeypatch, text, Terminal()) == (
        "aaa \x1b[31mbbb bbb bbb bbb bbb\x1b[0m\n  \x1b[31mbbb\x1b[0m ccc\n"
    )


def test_what_commands_tell_is_broken_between_words_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    row = Suppression("anna@kommun.example", "asked to leave by a long mail", "unsubscription of 2021-06.1", NOW)
    gone = Audience(("kommuner",), (), [LeftOut("a@x.example", "kommuner", 2, Reason.SUPPRESSED, "long words " * 9)])
    for stream, broken in ((Terminal(), True), (io.StringIO(), False)):
        monkeypatch.setattr(sys, "stdout", stream)
        consoles = open_consoles({"COLUMNS": "60", "NO_COLOR": "1"})
        show_suppressions(consoles, [row], json=False)
        show_lifted(consoles, [row], [], json=False)
        show_left_out(consoles.out, gone.left_out)
        lines = stream.getvalue().splitlines()
        assert (len(lines) > 6, max(map(len, lines)) <= 60) == (broken, broken)
