from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from storsthlm_cli import images
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.evidence import ImageFacts, ImageProblem


def picture(path: Path, size: tuple[int, int] = (1600, 900), **options: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    image = Image.new("RGB", size, (20, 80, 120))
    image.putpixel((0, 0), (255, 255, 255))
    image.save(path, **options)
    return path


def test_the_facts_of_a_jpeg_are_its_pixels_and_its_weight(tmp_path: Path) -> None:
    path = picture(tmp_path / "images" / "bild.jpg")
    assert images.facts(tmp_path, "images/bild.jpg") == ImageFacts(
        width=1600, height=900, format="JPEG", size=path.stat().st_size
    )


def test_what_the_camera_noted_does_not_leave_the_machine(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010F] = "Kameran"
    picture(tmp_path / "a.jpg", exif=exif, comment=b"hemligt")
    prepared = images.prepare(tmp_path, "a.jpg", 576)
    assert b"Kameran" not in prepared.data
    assert b"hemligt" not in prepared.data
    assert not Image.open(io.BytesIO(prepared.data)).getexif()


def test_a_picture_taken_sideways_is_shown_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    picture(tmp_path / "a.jpg", (400, 200), exif=exif)
    found = images.facts(tmp_path, "a.jpg")
    assert isinstance(found, ImageFacts)
    assert (found.width, found.height) == (200, 400)
    prepared = images.prepare(tmp_path, "a.jpg", 576)
    assert Image.open(io.BytesIO(prepared.data)).size == (200, 400)


@pytest.mark.parametrize(
    ("natural", "shown", "pixels"),
    [((3000, 1500), (576, 288), (1152, 576)), ((800, 400), (576, 288), (800, 400)), ((300, 100), (300, 100), None)],
)
def test_an_image_has_at_most_twice_the_shown_pixels(
    tmp_path: Path, natural: tuple[int, int], shown: tuple[int, int], pixels: tuple[int, int] | None
) -> None:
    picture(tmp_path / "a.png", natural)
    prepared = images.prepare(tmp_path, "a.png", 576)
    assert prepared.media_type == "image/png"
    assert (prepared.width, prepared.height) == shown
    assert Image.open(io.BytesIO(prepared.data)).size == (pixels or natural)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_every_mode_of_a_picture_can_be_scaled(tmp_path: Path, mode: str) -> None:
    name = "a.jpg" if mode == "CMYK" else "a.png"
    Image.new(mode, (1400, 700)).save(tmp_path / name)
    prepared = images.prepare(tmp_path, name, 576)
    assert Image.open(io.BytesIO(prepared.data)).size == (1152, 576)


def test_a_transparent_ground_stays_transparent(tmp_path: Path) -> None:
    Image.new("RGBA", (1400, 700), (0, 0, 0, 0)).save(tmp_path / "a.png")
    prepared = images.prepare(tmp_path, "a.png", 576)
    assert Image.open(io.BytesIO(prepared.data)).convert("RGBA").getpixel((5, 5)) == (0, 0, 0, 0)


@pytest.mark.parametrize("name", ["../a.jpg", "images/../../a.jpg", "/etc/passwd", "link.jpg"])
def test_an_image_outside_the_issue_is_refused(tmp_path: Path, name: str) -> None:
    picture(tmp_path / "a.jpg")
    issue = tmp_path / "issue"
    issue.mkdir()
    (issue / "link.jpg").symlink_to(tmp_path / "a.jpg")
    assert images.facts(issue, name) is ImageProblem.OUTSIDE
    with pytest.raises(Failure, match="outside"):
        images.prepare(issue, name, 576)


@pytest.mark.parametrize("name", ["finns-inte.jpg", "", "images", "a\0b.jpg", "x" * 5000])
def test_what_is_not_a_file_is_missing(tmp_path: Path, name: str) -> None:
    (tmp_path / "images").mkdir()
    assert images.facts(tmp_path, name) is ImageProblem.MISSING


def test_other_formats_and_animations_are_unreadable(tmp_path: Path) -> None:
    still = Image.new("RGB", (10, 10))
    frames = [Image.new("RGB", (10, 10), (n, 0, 0)) for n in (50, 100)]
    still.save(tmp_path / "a.gif")
    still.save(tmp_path / "a.webp")
    still.save(tmp_path / "annat.png", "BMP")
    frames[0].save(tmp_path / "b.png", save_all=True, append_images=frames[1:])
    (tmp_path / "text.jpg").write_text("hej", encoding="utf-8")
    (tmp_path / "tom.png").write_bytes(b"")
    for name in ("a.gif", "a.webp", "annat.png", "b.png", "text.jpg", "tom.png"):
        assert images.facts(tmp_path, name) is ImageProblem.UNREADABLE, name


@pytest.mark.parametrize("name", ["a.jpg", "a.png"])
def test_a_truncated_image_is_unreadable(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    Image.effect_noise((400, 400), 80).save(path)
    path.write_bytes(path.read_bytes()[:2000])
    assert images.facts(tmp_path, name) is ImageProblem.UNREADABLE


def test_a_decompression_bomb_is_refused_without_decoding_it(tmp_path: Path) -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    for side in (10_000, 60_000):
        header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
        body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
        (tmp_path / "bomb.png").write_bytes(b"\x89PNG\r\n\x1a\n" + body)
        assert images.facts(tmp_path, "bomb.png") is ImageProblem.UNREADABLE


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "a.png").open("wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n")
        file.truncate(60_000_000_000)
    assert images.facts(tmp_path, "a.png") is ImageProblem.UNREADABLE
