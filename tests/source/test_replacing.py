from __future__ import annotations

import contextlib
import os
from pathlib import Path

import pytest

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.source.replacing import replacing


def test_a_file_is_written_whole_and_its_folders_made(tmp_path: Path) -> None:
    with replacing(tmp_path / "new" / "file", hint="") as file:
        file.write(b"all of it")
        assert not (tmp_path / "new" / "file").exists()
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["file"]
    assert (tmp_path / "new" / "file").read_bytes() == b"all of it"


def test_what_breaks_off_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    with contextlib.suppress(ValueError), replacing(path, hint="") as file:
        file.write(b"new")
        raise ValueError
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "link").symlink_to("file")
    with replacing(tmp_path / "link", hint="") as file:
        file.write(b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_bytes() == b"new"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_what_is_secret_is_so_from_its_first_byte(tmp_path: Path) -> None:
    with replacing(tmp_path / "file", hint="", mode=0o600):
        (one,) = tmp_path.iterdir()
        assert one.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o600


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Failure, match="cannot write") as failure, replacing(tmp_path / "file" / "x", hint="elsewhere"):
        pass
    assert failure.value.hint == "elsewhere"
