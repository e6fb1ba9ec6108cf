from __future__ import annotations

import struct
import zlib

import pytest
from PIL import Image

from storsthlm_cli.images.decoding import decode, examine, upright
from storsthlm_cli.model.evidence import ImageFacts, ImageProblem
from tests.images.conftest import jpeg, saved


def test_the_facts_of_a_jpeg_are_its_pixels_and_its_size() -> None:
    data = jpeg()
    assert examine(data) == ImageFacts(width=1600, height=900, format="JPEG", size=len(data))


def test_the_facts_of_a_picture_taken_sideways_are_those_seen() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    found = examine(jpeg((400, 200), exif=exif))
    assert isinstance(found, ImageFacts)
    assert (found.width, found.height) == (200, 400)


def test_other_formats_go_by_their_names() -> None:
    still = Image.new("RGB", (10, 10))
    for kind, problem in (("GIF", ImageProblem.GIF), ("WEBP", ImageProblem.WEBP), ("TIFF", ImageProblem.TIFF)):
        assert examine(saved(still, kind)) is problem


def test_an_animation_goes_by_its_name() -> None:
    frames = [Image.new("RGB", (10, 10), (n, 0, 0)) for n in (50, 100)]
    for kind, problem in (("PNG", ImageProblem.APNG), ("GIF", ImageProblem.GIF), ("WEBP", ImageProblem.WEBP)):
        assert examine(saved(frames[0], kind, save_all=True, append_images=frames[1:])) is problem


def test_what_is_no_image_is_unreadable() -> None:
    for data in (saved(Image.new("RGB", (10, 10)), "BMP"), b"hej", b""):
        assert examine(data) is ImageProblem.UNREADABLE


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_it_is_known_whether_a_file_tells_where_it_was_taken(kind: str) -> None:
    def located(notes: dict[int, object]) -> bool:
        exif = Image.Exif()
        exif[0x010F] = "Kameratillverkaren"
        exif[0x8825] = notes
        found = examine(saved(Image.new("RGB", (10, 10)), kind, exif=exif))
        assert isinstance(found, ImageFacts)
        return found.located

    assert located({1: "N", 2: (59.0, 19.0, 30.0)})
    assert not located({29: "2021:06:21"})


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_truncated_image_is_unreadable(kind: str) -> None:
    data = saved(Image.effect_noise((400, 400), 80), kind)
    assert examine(data[:2000]) is ImageProblem.UNREADABLE


def test_a_decompression_bomb_is_refused_without_decoding_it() -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    for side in (10_000, 60_000):
        header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
        body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
        assert examine(b"\x89PNG\r\n\x1a\n" + body) is ImageProblem.UNREADABLE


def test_sixteen_bits_a_pixel_become_eight_without_burning_out() -> None:
    image = decode(saved(Image.new("I;16", (10, 10), 40_000)))
    assert isinstance(image, Image.Image)
    seen = upright(image)
    assert (seen.mode, seen.getpixel((0, 0))) == ("L", 40_000 // 256)
