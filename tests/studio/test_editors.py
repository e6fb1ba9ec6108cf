from __future__ import annotations

import os
import pathlib

import pytest

from storsthlm_cli.model.places import Place
from storsthlm_cli.studio.editors import open_in_editor

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the programs of these tests are shell scripts")
PLACE = Place("issues/a.yaml", 3, 7, 3, 9)


@pytest.fixture
def root(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    (tmp_path / "issues").mkdir()
    (tmp_path / "issues" / "a.yaml").touch()
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return tmp_path


def program(root: pathlib.Path, name: str, ends: int = 0) -> pathlib.Path:
    path = root / "bin" / name
    path.write_text(f'#!/bin/sh\necho "$@" > {root}/{name}.asked\nexit {ends}\n', encoding="utf-8")
    path.chmod(0o755)
    return root / f"{name}.asked"


def test_an_editor_goes_to_the_line(root: pathlib.Path) -> None:
    asked = program(root, "codium")
    assert open_in_editor(root, PLACE) == "codium"
    assert asked.read_text(encoding="utf-8") == f"--goto {root}/issues/a.yaml:3:7\n"


def test_what_does_not_take_the_file_is_passed_over(root: pathlib.Path) -> None:
    program(root, "code", ends=1)
    program(root, "xdg-open")
    program(root, "open")
    assert open_in_editor(root, PLACE) == "system"


def test_where_there_is_nothing_nothing_is_opened(root: pathlib.Path) -> None:
    assert open_in_editor(root, PLACE) is None
    program(root, "xdg-open", ends=3)
    program(root, "open", ends=3)
    assert open_in_editor(root, PLACE) is None


def test_a_file_that_is_gone_is_not_opened(root: pathlib.Path) -> None:
    program(root, "code")
    (root / "issues" / "a.yaml").unlink()
    assert open_in_editor(root, PLACE) is None
