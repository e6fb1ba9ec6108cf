from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from storsthlm_cli.images.cache import Cache

DAY = 24 * 60 * 60


def age(path: Path, days: float) -> None:
    then = time.time() - days * DAY
    os.utime(path, (then, then))


def test_what_was_kept_is_there_for_the_next_process(tmp_path: Path) -> None:
    Cache(tmp_path / "c").put("abc", b"data")
    assert Cache(tmp_path / "c").get("abc") == b"data"
    assert Cache(tmp_path / "c").get("abd") is None


def test_only_the_user_can_look_into_the_folders(tmp_path: Path) -> None:
    Cache(tmp_path / "state" / "cache" / "images").put("abc", b"data")
    for folder in ("state", "state/cache", "state/cache/images"):
        assert (tmp_path / folder).stat().st_mode & 0o077 == 0
    assert (tmp_path / "state/cache/images/abc").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("damage", [b"", b"short", b"\0" * 40])
def test_a_damaged_file_is_as_good_as_none_and_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    cache = Cache(tmp_path)
    cache.put("abc", b"data")
    (tmp_path / "abc").write_bytes(damage)
    assert cache.get("abc") is None
    cache.put("abc", b"data")
    assert cache.get("abc") == b"data"


def test_one_flipped_bit_is_noticed(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("abc", b"data" * 1000)
    content = bytearray((tmp_path / "abc").read_bytes())
    content[2000] ^= 1
    (tmp_path / "abc").write_bytes(content)
    assert cache.get("abc") is None


def test_a_folder_that_cannot_be_written_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "c").write_text("a file in its place", "utf-8")
    cache = Cache(tmp_path / "c" / "images")
    cache.put("abc", b"data")
    assert cache.get("abc") is None


def test_nothing_unfinished_is_left_when_a_file_cannot_take_its_place(tmp_path: Path) -> None:
    (tmp_path / "abc" / "inside").mkdir(parents=True)
    cache = Cache(tmp_path)
    cache.put("abc", b"data")
    assert cache.get("abc") is None
    assert [path.name for path in tmp_path.iterdir()] == ["abc"]


def test_the_folder_stays_within_its_bounds_and_the_oldest_go_first(tmp_path: Path) -> None:
    for number in range(6):
        Cache(tmp_path).put(f"a{number}", bytes(1000))
        age(tmp_path / f"a{number}", 10 - number)
    cache = Cache(tmp_path, most=4000)
    cache.put("ff", bytes(1000))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a4", "a5", "ff"]
    for number in range(20):
        cache.put(f"b{number}", bytes(1000))
        assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 4000


def test_files_of_others_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "README").write_bytes(bytes(5000))
    (tmp_path / "notes.part").write_bytes(b"x")
    age(tmp_path / "README", 10)
    age(tmp_path / "notes.part", 10)
    Cache(tmp_path, most=1000).put("a", bytes(10))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["README", "a", "notes.part"]


def test_what_is_asked_for_stays_longer(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("a", bytes(1000))
    cache.put("b", bytes(1000))
    age(tmp_path / "a", 10)
    age(tmp_path / "b", 9)
    assert cache.get("a") is not None
    Cache(tmp_path, most=2100).put("c", bytes(1000))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "c"]


def test_what_a_killed_process_left_unfinished_goes_after_a_day(tmp_path: Path) -> None:
    (tmp_path / "tmpold.part").write_bytes(b"x")
    (tmp_path / "tmpyoung.part").write_bytes(b"x")
    age(tmp_path / "tmpold.part", 2)
    Cache(tmp_path).put("a", b"x")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "tmpyoung.part"]


WRITER = """
import pathlib, sys
from storsthlm_cli.images.cache import Cache
cache = Cache(pathlib.Path(sys.argv[1]), most=300_000)
for turn in range(150):
    for number in range(4):
        content = bytes([number]) * (20_000 + number)
        found = cache.get(f"key{number}")
        assert found is None or found == content, (turn, number)
        cache.put(f"key{number}", content)
    cache.put(f"own{sys.argv[2]}x{turn}", bytes(9000))
"""


def test_processes_that_write_at_once_never_read_half_a_file(tmp_path: Path) -> None:
    running = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), str(number)], stderr=subprocess.PIPE)
        for number in range(3)
    ]
    for process in running:
        _, err = process.communicate(timeout=120)
        assert process.returncode == 0, err.decode()
    assert not list(tmp_path.glob("*.part"))


def test_what_no_cache_has_put_there_stays(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"x" * 1000)
    Cache(tmp_path, most=100).put("a", b"y" * 90)
    assert (tmp_path / "holiday.jpg").exists()
