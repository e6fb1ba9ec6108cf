from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from storsthlm_cli.archive.folder import MANIFEST, Placed, place
from storsthlm_cli.model.errors import Failure

FILES = {"issues/2021-06/images/a.jpg": b"jpg", "issues/2021-06/index.html": b"page", "index.html": b"index"}


def nothing(_: str) -> bool:
    return False


def put(files: dict[str, bytes], folder: Path) -> Placed:
    return place(files, folder, "site", nothing, owner="brev.kommun.example")


def test_files_are_written_in_their_order_and_not_again(tmp_path: Path) -> None:
    assert put(FILES, tmp_path / "a/site") == Placed(tuple(FILES), (), ())
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert put(FILES, tmp_path / "a/site") == Placed((), (), ())
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_what_is_no_longer_part_goes_with_its_empty_folders(tmp_path: Path) -> None:
    put(FILES, tmp_path)
    assert put({"index.html": b"new"}, tmp_path) == Placed(("index.html",), tuple(list(FILES)[:2]), ())
    assert sorted(path.name for path in tmp_path.rglob("*")) == [MANIFEST, "index.html"]


def test_files_of_somebody_else_stay(tmp_path: Path) -> None:
    put(FILES, tmp_path)
    (tmp_path / "issues/2021-06/robots.txt").write_bytes(b"mine")
    (tmp_path / "favicon.ico").write_bytes(b"mine")
    put({"index.html": b"index"}, tmp_path)
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == [
        MANIFEST,
        "favicon.ico",
        "index.html",
        "robots.txt",
    ]


def test_a_file_of_somebody_else_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(b"the home page of the municipality")
    with pytest.raises(Failure, match=r"`index\.html` in `site` is in the way"):
        put(FILES, tmp_path)
    assert [path.name for path in tmp_path.rglob("*")] == ["index.html"]
    assert (tmp_path / "index.html").read_bytes() == b"the home page of the municipality"


def test_what_somebody_changed_is_replaced_but_not_removed(tmp_path: Path) -> None:
    put(FILES, tmp_path)
    for path in FILES:
        (tmp_path / path).write_bytes(b"changed")
    assert put({"index.html": b"index"}, tmp_path) == Placed(("index.html",), (), tuple(list(FILES)[:2]))
    assert (tmp_path / "issues/2021-06/index.html").read_bytes() == b"changed"


def test_what_is_to_stay_stays_and_is_still_known_as_ours(tmp_path: Path) -> None:
    put(FILES, tmp_path)
    done = place(
        {"index.html": b"index"}, tmp_path, "site", lambda path: path.endswith(".jpg"), owner="brev.kommun.example"
    )
    assert done.kept == ("issues/2021-06/images/a.jpg",)
    assert (tmp_path / "issues/2021-06/images/a.jpg").exists()
    assert put({"index.html": b"index"}, tmp_path).removed == ("issues/2021-06/images/a.jpg",)


@pytest.mark.parametrize("path", ["../precious.txt", "/precious.txt", "a/../../precious.txt", "..\\precious.txt", ""])
def test_a_manifest_that_somebody_tampered_with_leads_nowhere_else(tmp_path: Path, path: str) -> None:
    folder = tmp_path / "site"
    put(FILES, folder)
    (tmp_path / "precious.txt").write_bytes(b"page")
    manifest = json.loads((folder / MANIFEST).read_text())
    manifest["files"][path] = manifest["files"]["issues/2021-06/index.html"]
    (folder / MANIFEST).write_text(json.dumps(manifest))
    assert put(FILES, folder).removed == ()
    assert (tmp_path / "precious.txt").exists()


@pytest.mark.parametrize(
    "content", [b"{", b"[]", b'{"version": 2, "files": {}}', b'{"version": 1, "files": []}', b"\xff"]
)
def test_a_manifest_that_cannot_be_read_stops_everything(tmp_path: Path, content: bytes) -> None:
    (tmp_path / MANIFEST).write_bytes(content)
    with pytest.raises(Failure, match="cannot be read"):
        put(FILES, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [MANIFEST]


def test_a_run_that_dies_on_the_way_is_finished_by_the_next(tmp_path: Path) -> None:
    put(FILES, tmp_path)
    (tmp_path / "feed.xml").mkdir()
    (tmp_path / "feed.xml" / "x").touch()
    with pytest.raises(Failure):
        put({"new.html": b"new", "index.html": b"newer", "feed.xml": b"feed"}, tmp_path)
    (tmp_path / "feed.xml" / "x").unlink()
    (tmp_path / "feed.xml").rmdir()
    put({"new.html": b"new", "index.html": b"newer", "feed.xml": b"feed"}, tmp_path)
    assert sorted(path.name for path in tmp_path.rglob("*")) == [MANIFEST, "feed.xml", "index.html", "new.html"]


def test_a_file_where_a_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "issues").write_bytes(b"")
    with pytest.raises(Failure, match="cannot write to `site`"):
        put(FILES, tmp_path)


@pytest.mark.skipif(not hasattr(os, "umask"), reason="no such permissions")
def test_everybody_may_read_what_is_published(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        put(FILES, tmp_path)
    finally:
        os.umask(before)
    assert {path.stat().st_mode & 0o777 for path in tmp_path.rglob("*") if path.is_file()} == {0o644}


def test_a_manifest_does_not_make_a_second_name_of_a_file(tmp_path: Path) -> None:
    put(FILES, tmp_path)
    manifest = json.loads((tmp_path / MANIFEST).read_text())
    manifest["files"]["./index.html"] = manifest["files"]["index.html"]
    (tmp_path / MANIFEST).write_text(json.dumps(manifest))
    assert put(FILES, tmp_path) == Placed((), (), ())
    assert (tmp_path / "index.html").exists()


def test_the_folder_of_another_newsletter_is_left_alone(tmp_path: Path) -> None:
    put(FILES, tmp_path)
    with pytest.raises(Failure, match=r"the site of another newsletter, `brev\.kommun\.example`"):
        place({"index.html": b"other"}, tmp_path, "site", nothing, owner="annat.kommun.example")
    assert (tmp_path / "index.html").read_bytes() == b"index"


def test_a_folder_of_before_there_were_owners_is_taken_over(tmp_path: Path) -> None:
    put(FILES, tmp_path)
    manifest = json.loads((tmp_path / MANIFEST).read_text())
    del manifest["site"]
    (tmp_path / MANIFEST).write_text(json.dumps(manifest))
    assert put({"index.html": b"index"}, tmp_path).removed == tuple(list(FILES)[:2])


@pytest.mark.parametrize("before", [True, False])
def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path, before: bool) -> None:
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    if before:
        put(FILES, site)
        (site / "issues").rename(elsewhere)
    else:
        site.mkdir()
        elsewhere.mkdir()
    (site / "issues").symlink_to(elsewhere, target_is_directory=True)
    there = sorted(elsewhere.rglob("*"))
    with pytest.raises(Failure, match="is in the way"):
        put(FILES, site)
    assert put({"index.html": b"index"}, site).removed == ()
    assert sorted(elsewhere.rglob("*")) == there


def test_a_link_of_somebody_else_is_a_file_of_somebody_else(tmp_path: Path) -> None:
    (tmp_path / "index.html").symlink_to(tmp_path / "nowhere.html")
    with pytest.raises(Failure, match=r"`index\.html` in `site` is in the way"):
        put(FILES, tmp_path)


def test_a_folder_that_is_a_link_itself_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "release").mkdir()
    (tmp_path / "current").symlink_to(tmp_path / "release", target_is_directory=True)
    assert put(FILES, tmp_path / "current").written == tuple(FILES)


def test_names_that_differ_in_the_size_of_letters_only_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="are one file on many computers"):
        put({"issues/Extra/index.html": b"a", "issues/extra/index.html": b"b"}, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_old_name_of_a_file_of_now_is_not_removed(tmp_path: Path) -> None:
    """As it is on a disk to which `Extra` and `extra` are the same."""
    put({"issues/Extra/a.jpg": b"jpg"}, tmp_path)
    (tmp_path / "issues/extra").mkdir()
    os.link(tmp_path / "issues/Extra/a.jpg", tmp_path / "issues/extra/a.jpg")
    assert put({"issues/extra/a.jpg": b"jpg"}, tmp_path) == Placed((), (), ())
    assert (tmp_path / "issues/Extra/a.jpg").exists()
