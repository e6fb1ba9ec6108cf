from __future__ import annotations

import io

from PIL import Image, ImageDraw

from storsthlm_cli.images.encoding import ENOUGH, encode
from tests.images.conftest import photograph, saved


def drawing() -> Image.Image:
    image = Image.new("RGB", (1000, 600), "white")
    pen = ImageDraw.Draw(image)
    for number in range(40):
        pen.ellipse((number * 20, number * 10, number * 20 + 90, number * 10 + 90), fill=(number * 6, 80, 200))
        pen.text((20, number * 14), f"Ekonomi {number}", fill="black")
    return image


def test_a_photograph_that_comes_as_png_is_written_as_jpeg() -> None:
    image = photograph()
    data, media_type = encode(image, "PNG")
    assert media_type == "image/jpeg"
    assert len(data) * 3 < len(saved(image, optimize=True))


def test_a_drawing_stays_png_to_the_pixel() -> None:
    data, media_type = encode(drawing(), "PNG")
    assert media_type == "image/png"
    assert Image.open(io.BytesIO(data)).convert("RGB").tobytes() == drawing().tobytes()


def test_what_shines_through_stays_png() -> None:
    image = photograph()
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    data, media_type = encode(image, "PNG")
    assert media_type == "image/png"
    assert Image.open(io.BytesIO(data)).convert("RGBA").tobytes() == image.tobytes()


def test_a_photograph_whose_transparency_hides_nothing_is_written_as_jpeg() -> None:
    image = photograph()
    image.putalpha(255)
    assert encode(image, "PNG")[1] == "image/jpeg"


def test_a_jpeg_stays_one_and_is_made_light() -> None:
    image = Image.effect_noise((1152, 648), 30).convert("RGB")
    usual = saved(image, "JPEG", quality=82, optimize=True, progressive=True)
    data, media_type = encode(image, "JPEG")
    assert media_type == "image/jpeg"
    assert len(usual) > ENOUGH
    assert len(data) < len(usual)
    assert encode(image.resize((300, 200)), "JPEG")[0] != b""
