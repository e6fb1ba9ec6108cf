"""The diff of a fix: every line that changes, and no other."""

from __future__ import annotations

import io
import pathlib
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from storsthlm_cli.report.fixing import show_changes
from storsthlm_cli.workflows.fixing import Fixing


def shown(before: str, after: str) -> str:
    console = Console(file=io.StringIO(), width=80)
    fixing = Fixing(key="k", file="f", path=pathlib.Path("f"), before=before, after=after, fixed=(), left=())
    show_changes(console, fixing)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_in_a_long_file_lines_that_come_often_are_not_taken_for_changed_ones() -> None:
    before = "a\n\n" * 150 + "b\n\nc\n\n" + "d\n\n" * 150
    after = before.replace("b", "B").replace("c", "C")
    lines = shown(before, after).splitlines()
    assert [line for line in lines if line[0] in "-+"] == ["--- a/f", "+++ b/f", "-b", "+B", "-c", "+C"]


def test_where_nothing_changes_nothing_is_shown() -> None:
    assert shown("a\n", "a\n") == ""


@pytest.mark.skipif(shutil.which("patch") is None, reason="needs patch")
@given(*[st.lists(st.sampled_from("abc"), min_size=1, max_size=20).map(lambda lines: "\n".join([*lines, ""]))] * 2)
def test_a_diff_makes_one_file_of_the_other(tmp_path_factory: pytest.TempPathFactory, before: str, after: str) -> None:
    file = tmp_path_factory.mktemp("diff") / "f"
    file.write_text(before, encoding="utf-8")
    diff = shown(before, after)
    if diff:
        subprocess.run(["patch", "--silent", str(file)], input=diff, text=True, check=True, timeout=60)
    assert file.read_text(encoding="utf-8") == after
