"""The wheel is complete: it renders with the built-in design from a folder that is not the checkout."""

from __future__ import annotations

import os
import pathlib
import subprocess
import sys
import zipfile

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent
SCRIPT = """
import pathlib, storsthlm_cli
from storsthlm_cli.rendering.designs import design_names, open_design
print(pathlib.Path(storsthlm_cli.__file__).parent)
print(open_design("standard", pathlib.Path.cwd()).name, *design_names(pathlib.Path.cwd()))
"""


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """Return a folder with the contents of a wheel built from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "site")
    return folder / "site"


def test_the_wheel_finds_its_own_templates(unpacked: pathlib.Path, tmp_path: pathlib.Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(unpacked)}

    told = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    ).stdout.splitlines()

    assert told == [str(unpacked / "storsthlm_cli"), "standard plain standard"]


def test_the_editable_install_finds_the_same_files(unpacked: pathlib.Path) -> None:
    def files(folder: pathlib.Path) -> set[str]:
        return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}

    there = {file for file in files(ROOT / "templates") if "/__pycache__/" not in file}
    assert there == files(unpacked / "storsthlm_cli" / "templates")


def test_the_wheel_says_that_it_is_typed_and_has_nothing_beside_the_package(unpacked: pathlib.Path) -> None:
    assert (unpacked / "storsthlm_cli" / "py.typed").is_file()
    assert {path.name.partition("-")[0] for path in unpacked.iterdir()} == {"storsthlm_cli", "storsthlm"}
