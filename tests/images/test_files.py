from __future__ import annotations

from pathlib import Path

import pytest

from storsthlm_cli.images import files
from storsthlm_cli.model.evidence import ImageProblem
from tests.images.conftest import jpeg


@pytest.mark.parametrize("name", ["../a.jpg", "images/../../a.jpg", "/etc/passwd", "link.jpg"])
def test_an_image_outside_the_folder_is_not_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.jpg").write_bytes(jpeg())
    issue = tmp_path / "issue"
    issue.mkdir()
    (issue / "link.jpg").symlink_to(tmp_path / "a.jpg")
    assert files.read(issue, name) is ImageProblem.OUTSIDE
    assert files.read_raw(issue, name) is None


@pytest.mark.parametrize("name", ["finns-inte.jpg", "", "images", "a\0b.jpg", "x" * 5000])
def test_what_is_not_a_file_is_missing(tmp_path: Path, name: str) -> None:
    (tmp_path / "images").mkdir()
    assert files.read(tmp_path, name) is ImageProblem.MISSING


def test_a_file_inside_is_read_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"as it is")
    assert files.read(tmp_path, "a.jpg") == files.read_raw(tmp_path, "a.jpg") == b"as it is"


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "a.png").open("wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n")
        file.truncate(60_000_000_000)
    assert files.read(tmp_path, "a.png") is ImageProblem.UNREADABLE


def box(major: bytes, *others: bytes) -> bytes:
    brands = b"".join(others)
    return (16 + len(brands)).to_bytes(4, "big") + b"ftyp" + major + bytes(4) + brands + b"\0\0\0\x08mdat"


@pytest.mark.parametrize(
    ("start", "format"),
    [
        (b"RIFF\x24\0\0\0WEBPVP8 ", ImageProblem.WEBP),
        (b"GIF89a\x01\0", ImageProblem.GIF),
        (b"GIF87a\x01\0", ImageProblem.GIF),
        (b"II*\0\x08\0", ImageProblem.TIFF),
        (b"MM\0*\0\x08", ImageProblem.TIFF),
        (box(b"avif", b"mif1", b"miaf"), ImageProblem.AVIF),
        (box(b"mif1", b"miaf", b"avif"), ImageProblem.AVIF),
        (box(b"heic", b"mif1", b"heic"), ImageProblem.HEIC),
        (box(b"mif1", b"heic"), ImageProblem.HEIC),
        (b'<?xml version="1.0"?>\n<!-- ritad -->\n<svg xmlns="http://www.w3.org/2000/svg">', ImageProblem.SVG),
        (b"\xef\xbb\xbf<SVG>", ImageProblem.SVG),
        (box(b"isom", b"mp42"), None),
        (box(b"isom") + b"avif", None),
        (b"RIFF\x24\0\0\0WAVEfmt ", None),
        (b"hej", None),
        (b"", None),
    ],
)
def test_other_formats_are_known_by_their_first_bytes(start: bytes, format: ImageProblem | None) -> None:
    assert files.foreign(start) is format
