from __future__ import annotations

import os
import pathlib
import subprocess
import sys

import pytest

FULL = pathlib.Path("/dev/full")
STORSTHLM = (sys.executable, "-m", "storsthlm_cli")
COMMANDS = (("--help",), ("--version",), ("explain", "D101"), ("explain", "D101", "--json"))

on_linux = pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")


@on_linux
@pytest.mark.parametrize("command", COMMANDS)
def test_a_full_disk_behind_stdout_is_told_in_a_sentence(command: tuple[str, ...]) -> None:
    with FULL.open("wb") as full:
        done = subprocess.run([*STORSTHLM, *command], stdout=full, stderr=subprocess.PIPE, text=True)
    assert (done.returncode, done.stderr) == (
        2,
        "error: cannot write to stdout: no space left on device\n"
        "   = help: make room, or let it go elsewhere; if it was to send something, look at `storsthlm status` first\n",
    )


@on_linux
def test_so_is_one_behind_a_table_that_is_written_in_bytes(tmp_path: pathlib.Path) -> None:
    for name, text in {"storsthlm.yaml": SETTINGS, "lists/kommuner.csv": "e-post\nanna@kommun.example\n"}.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    with FULL.open("wb") as full:
        command = [*STORSTHLM, "lists", "export", "kommuner"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, cwd=tmp_path)
    assert done.returncode == 2
    assert "error: cannot write to stdout: no space left on device\n" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_who_closes_the_pipe_is_told_nothing_and_it_is_no_answer(command: tuple[str, ...]) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        done = subprocess.run([*STORSTHLM, *command], stdout=write, stderr=subprocess.PIPE, text=True)
    finally:
        os.close(write)
    assert (done.returncode, done.stderr) == (2, "")


def test_a_file_gets_all_of_it_and_in_order(tmp_path: pathlib.Path) -> None:
    with (tmp_path / "out").open("wb") as file:
        done = subprocess.run([*STORSTHLM, "explain", "D101", "--json"], stdout=file, stderr=subprocess.PIPE)
    piped = subprocess.run([*STORSTHLM, "explain", "D101", "--json"], capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / "out").read_bytes() == piped.stdout
    assert piped.stdout.startswith(b'{\n  "version": 1,')


SETTINGS = """\
newsletter:
  name: Nyhetsbrevet
  list_id: nyhetsbrev.kommun.example
  organisation: Exempelkommunerna
  postal_address: Exempelgatan 1, 100 00 Stockholm
  why: Du får brevet för att du har bett om det.
sender:
  name: Exempelkommunerna
  address: nyhetsbrev@kommun.example
web:
  unsubscribe_mail: avsluta@kommun.example
"""
