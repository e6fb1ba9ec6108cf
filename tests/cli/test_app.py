from __future__ import annotations

import subprocess
import sys

import pytest

from storsthlm_cli import __version__
from storsthlm_cli.__main__ import main
from storsthlm_cli.cli.app import GROUPS, PANELS, name_of
from storsthlm_cli.cli.lists import COMMANDS as LISTS

COMMANDS = [name_of(command) for each in (PANELS, GROUPS) for commands in each.values() for command in commands]


def test_the_version_goes_to_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr() == (f"storsthlm {__version__}\n", "")


def test_a_bare_call_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "Take a newsletter from YAML to the inbox" in capsys.readouterr().out


def test_the_help_has_its_commands_in_their_panels(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--help"])
    told = capsys.readouterr().out
    places = [told.index(f"─ {panel} ─") for panel in PANELS]
    assert places == sorted(places)
    assert all(f"│ {command} " in told for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_has_examples_that_name_it(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "-h"]) == 0
    _, _, examples = capsys.readouterr().out.partition("For example:")
    assert f"storsthlm {command}" in examples


@pytest.mark.parametrize("command", [name_of(command) for command in LISTS])
def test_so_has_that_of_every_command_for_lists(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lists", command, "-h"]) == 0
    _, _, examples = capsys.readouterr().out.partition("For example:")
    assert f"storsthlm lists {command} " in examples + " "


def test_a_misspelt_command_is_wrong_usage_and_the_nearest_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sned"]) == 2
    told = capsys.readouterr()
    assert "Did you mean 'send'?" in told.err
    assert told.out == ""


def test_an_unknown_flag_is_wrong_usage() -> None:
    assert main(["validate", "--frobnicate"]) == 2


def test_a_bug_ends_with_a_traceback_and_a_code_of_its_own(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("storsthlm_cli.cli.session.Session.workspace", crash)
    assert main(["status"]) == 70
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_an_interruption_has_its_own_code(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("storsthlm_cli.cli.session.Session.workspace", interrupt)
    assert main(["status"]) == 130


def test_the_module_runs_like_the_script() -> None:
    done = subprocess.run([sys.executable, "-m", "storsthlm_cli", "--version"], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, f"storsthlm {__version__}\n")


def test_an_argument_that_is_no_text_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "\udcff"]) == 2
    assert "argument 2 is not UTF-8" in capsys.readouterr().err
