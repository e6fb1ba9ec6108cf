from __future__ import annotations

import os
import pathlib
import shutil

import pytest

from storsthlm_cli.model.places import Place
from storsthlm_cli.studio import editors
from storsthlm_cli.studio.editors import open_in_editor

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the programs of these tests are shell scripts")
PLACE = Place("issues/a.yaml", 3, 7, 3, 9)


@pytest.fixture
def root(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    root = tmp_path / "workspace"
    (root / "issues").mkdir(parents=True)
    (root / "issues" / "a.yaml").touch()
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return root


def program(root: pathlib.Path, name: str, ends: int = 0, folder: str = "../bin") -> pathlib.Path:
    path, asked = root / folder / name, root.parent / f"{name}.asked"
    path.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {asked}\nexit {ends}\n', encoding="utf-8")
    path.chmod(0o755)
    return asked


def test_an_editor_goes_to_the_line(root: pathlib.Path) -> None:
    asked = program(root, "codium")
    assert open_in_editor(root, PLACE) == "codium"
    assert asked.read_text(encoding="utf-8") == f"--goto\n{root}/issues/a.yaml:3:7\n"


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


def test_a_program_of_the_workspace_is_not_run(root: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = [program(root, name, folder="issues") for name in ("code", "xdg-open", "open")]
    monkeypatch.setenv("PATH", str(root / "issues"))
    assert open_in_editor(root, PLACE) is None
    assert not any(path.exists() for path in asked)


def test_a_name_cannot_be_an_option(root: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "--install-extension").touch()
    asked = program(root, "code")
    monkeypatch.chdir(root)
    assert open_in_editor(pathlib.Path(), Place("--install-extension", 1, 1, 1, 1)) == "code"
    assert asked.read_text(encoding="utf-8") == f"--goto\n{root}/--install-extension:1:1\n"


def test_what_stays_while_the_file_is_open_has_taken_it_and_outlives_the_studio(
    root: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editors, "PATIENCE", 0.5)
    asked = program(root, "code")
    sleep = shutil.which("sleep", path=os.defpath)
    (root.parent / "bin" / "code").write_text(f"#!/bin/sh\necho $$ > {asked}\nexec {sleep} 2\n", encoding="utf-8")
    assert open_in_editor(root, PLACE) == "code"
    assert os.getsid(int(asked.read_text(encoding="utf-8"))) != os.getsid(0)
