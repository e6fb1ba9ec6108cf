"""What systemd and cron are told: the words of the command come back whole, however they are written."""

from __future__ import annotations

import datetime
import os
import pathlib
import re
import shlex
import shutil
import subprocess
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.report.timetables import Timetable, timetable

MOMENT = datetime.datetime(2026, 12, 1, 8, 30, tzinfo=ZoneInfo("Europe/Stockholm"))
COMMAND = ["/opt/py", "-m", "storsthlm_cli", "--workspace", "/srv/Nytt 100% $HOME \"å\" 'b' \\n", "send", "2021-06"]
WORDS = st.lists(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]).filter(str.isprintable), max_size=12))


def timer(command: list[str], issue: str = "2021-06") -> str:
    return timetable(Timetable.TIMER, command, MOMENT, issue)


def read_by_systemd(line: str) -> list[str]:
    """Read ExecStart as systemd.service(5), "Command lines", has it, for words in double quotes."""
    words = re.findall(r'"((?:[^"\\]|\\.)*)"', line)
    return [re.sub(r"\\(.)", r"\1", word).replace("%%", "%").replace("$$", "$") for word in words]


def test_a_timer_starts_the_command_once_at_the_moment_in_utc() -> None:
    text = timer(["/opt/py", "-m", "storsthlm_cli", "send"])
    assert "\nOnCalendar=2026-12-01 07:30:00 UTC\n" in text
    assert '\nExecStart="/opt/py" "-m" "storsthlm_cli" "send"\n' in text
    assert "# 1. Save this as ~/.config/systemd/user/storsthlm-2021-06.service\n" in text
    assert "systemctl --user enable --now storsthlm-2021-06.timer\n" in text
    assert "Persistent" not in text


@given(WORDS)
def test_systemd_reads_the_very_words(words: list[str]) -> None:
    (line,) = [line for line in timer(["/opt/py", *words]).splitlines() if line.startswith("ExecStart=")]
    assert read_by_systemd(line) == ["/opt/py", *words]


def test_a_name_of_a_unit_is_made_of_letters_that_units_may_have() -> None:
    assert "/storsthlm-h-st-2021.service\n" in timer(["x"], "höst 2021")


def test_a_line_for_cron_asks_for_the_year_and_hides_every_percent_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    line = timetable(Timetable.CRON, COMMAND, MOMENT, "2021-06").splitlines()[-1]
    local = MOMENT.astimezone()
    assert line.startswith(
        f'{local.minute} {local.hour} {local.day} {local.month} * [ "$(date +\\%Y)" = 2026 ] && /opt/py'
    )
    assert not re.search(r"(?<!\\)%", line)


@pytest.mark.skipif(os.name != "posix", reason="cron has a POSIX shell")
def test_the_shell_of_cron_reads_the_very_words_and_only_in_that_year() -> None:
    line = timetable(Timetable.CRON, ["printf", r"%s\n", *COMMAND], MOMENT, "2021-06").splitlines()[-1]
    command = line.split(" ", 5)[5].replace(r"\%", "%")
    this_year = command.replace("= 2026 ]", f"= {datetime.datetime.now().astimezone().year} ]")
    shell = shutil.which("sh")
    assert shell is not None
    done = subprocess.run([shell, "-c", this_year], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == COMMAND
    another = subprocess.run([shell, "-c", command.replace("= 2026 ]", "= 1999 ]")], capture_output=True, check=False)
    assert (another.returncode, another.stdout) == (1, b"")


@given(WORDS)
def test_a_shell_reads_the_very_words(words: list[str]) -> None:
    line = timetable(Timetable.CRON, ["/opt/py", *words], MOMENT, "2021-06").splitlines()[-1]
    assert shlex.split(line.split(" && ", 1)[1].replace(r"\%", "%")) == ["/opt/py", *words]


@pytest.mark.parametrize("kind", list(Timetable))
@pytest.mark.parametrize("word", ["a\nb", "a\rb", "a\x00b", "a\u2028b"])
def test_a_word_that_would_begin_another_line_is_refused(kind: Timetable, word: str) -> None:
    with pytest.raises(Failure, match="cannot stand in a timetable"):
        timetable(kind, ["x", word], MOMENT, "2021-06")
    with pytest.raises(Failure, match="cannot stand in a timetable"):
        timetable(kind, ["x"], MOMENT, word)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_takes_the_moment() -> None:
    (line,) = [line for line in timer(["x"]).splitlines() if line.startswith("OnCalendar=")]
    program = shutil.which("systemd-analyze")
    assert program is not None
    done = subprocess.run([program, "calendar", line.partition("=")[2]], capture_output=True, text=True, check=True)
    assert "2026-12-01 07:30:00 UTC" in done.stdout


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_takes_the_units(tmp_path: pathlib.Path) -> None:
    """It complains of a program that it does not find: so the name is read as it was meant."""
    program = tmp_path / "py 100% $HOME å"
    program.write_text("#!/bin/sh\n", "utf-8")
    program.chmod(0o755)
    units = timer([str(program), *COMMAND]).split("# 2. ")
    for suffix, text in zip((".service", ".timer"), units, strict=True):
        lines = [line for line in text.splitlines() if not line.startswith("Save this")]
        (tmp_path / f"storsthlm-2021-06{suffix}").write_text("\n".join(lines), "utf-8")
    analyze = shutil.which("systemd-analyze")
    assert analyze is not None
    done = subprocess.run(
        [analyze, "verify", "--user", str(tmp_path / "storsthlm-2021-06.timer")],
        env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
