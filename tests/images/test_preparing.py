from __future__ import annotations

import io
import struct
import warnings

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from storsthlm_cli.images import PreparedImage, Recipe
from storsthlm_cli.images.preparing import prepare
from storsthlm_cli.model.blocks import Focus, Form
from storsthlm_cli.model.evidence import ImageProblem
from tests.images.conftest import BLUE, GREEN, MAIL, RED, YELLOW, jpeg, made, near, opened, photograph, saved

XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator>Hemlige Fotografen</dc:creator></x:xmpmeta>'
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def notes() -> Image.Exif:
    """Return what a telephone notes: its make, and where it was (EXIF 2.32, §4.6.6: 59° 19′ 30″ N, 18° 3′ 15″ E)."""
    exif = Image.Exif()
    exif[0x010F] = "Kameratillverkaren"
    exif[0x0132] = "2021:06:21 09:00:00"
    exif[0x8825] = {1: "N", 2: (59.0, 19.0, 30.0), 3: "E", 4: (18.0, 3.0, 15.0), 29: "2021:06:21"}
    return exif


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("size", [(1600, 900), (300, 200)])
def test_what_the_camera_noted_does_not_leave_the_machine(kind: str, size: tuple[int, int]) -> None:
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", "Hemlig kommentar")
    text.add_itxt("XML:com.adobe.xmp", XMP.decode())
    own = {"comment": b"Hemlig kommentar", "xmp": XMP} if kind == "JPEG" else {"pnginfo": text}
    source = saved(photograph(size), kind, exif=notes(), icc_profile=PROFILE, dpi=(300, 300), **own)
    before = Image.open(io.BytesIO(source))
    assert before.getexif().get_ifd(0x8825)[2] == (59.0, 19.0, 30.0)
    for word in (b"Kameratillverkaren", b"Hemlig", b"2021:06:21"):
        assert word in source
    data = made(source).data
    after = Image.open(io.BytesIO(data))
    after.load()
    assert not after.getexif()
    assert after.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
    for word in (b"Exif", b"eXIf", b"ICC_PROFILE", b"iCCP", b"adobe", b"Kamera", b"Hemlig", b"2021", b"tEXt", b"iTXt"):
        assert word not in data


def test_a_picture_taken_sideways_is_shown_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    image = Image.new("RGB", (400, 200), BLUE)
    image.paste(RED, (0, 0, 200, 200))
    turned = opened(made(saved(image, "JPEG", exif=exif)))
    assert turned.size == (200, 400)
    assert near(turned.getpixel((100, 50)), RED)
    assert near(turned.getpixel((100, 350)), BLUE)


@pytest.mark.parametrize(
    ("natural", "shown", "pixels"),
    [
        ((3000, 1500), (576, 288), (1152, 576)),
        ((800, 400), (576, 288), (800, 400)),
        ((300, 100), (300, 100), (300, 100)),
        ((3000, 4000), (300, 400), (600, 800)),
        ((400, 500), (300, 375), (400, 500)),
    ],
)
def test_an_image_has_at_most_twice_the_shown_pixels(
    natural: tuple[int, int], shown: tuple[int, int], pixels: tuple[int, int]
) -> None:
    prepared = made(saved(Image.new("RGB", natural)))
    assert prepared.media_type == "image/png"
    assert (prepared.width, prepared.height) == shown
    assert opened(prepared).size == prepared.pixels == pixels


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
@pytest.mark.parametrize("form", [Form.ORIGINAL, Form.SQUARE])
def test_every_mode_of_a_picture_can_be_cut_and_scaled(mode: str, form: Form) -> None:
    source = saved(Image.new(mode, (1400, 700)), "JPEG" if mode == "CMYK" else "PNG")
    assert made(source, recipe=Recipe(300, form)).width == 300
    assert made(source, source, source, source, recipe=Recipe(300, form)).width == 300


def test_a_transparent_ground_stays_transparent() -> None:
    prepared = made(saved(Image.new("RGBA", (1400, 700), (0, 0, 0, 0))))
    assert opened(prepared).convert("RGBA").getpixel((5, 5)) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("form", "shown", "pixels"),
    [
        (Form.PORTRAIT, (300, 375), (600, 750)),
        (Form.WIDE, (576, 324), (1152, 648)),
        (Form.SQUARE, (300, 300), (600, 600)),
        (Form.ORIGINAL, (576, 432), (1152, 864)),
    ],
)
def test_a_form_cuts_a_picture(form: Form, shown: tuple[int, int], pixels: tuple[int, int]) -> None:
    prepared = made(jpeg((2000, 1500)), recipe=Recipe(576, form))
    assert (prepared.width, prepared.height) == shown
    assert opened(prepared).size == pixels


def test_the_focus_is_what_is_left() -> None:
    image = Image.new("RGB", (900, 300), GREEN)
    image.paste(RED, (0, 0, 300, 300))
    image.paste(BLUE, (600, 0, 900, 300))
    for focus, colour in ((Focus.LEFT, RED), (Focus.MIDDLE, GREEN), (None, GREEN), (Focus.RIGHT, BLUE)):
        seen = opened(made(saved(image), recipe=Recipe(576, Form.SQUARE, focus))).convert("RGB")
        assert seen.getcolors() == [(300 * 300, colour)]


def test_a_collage_is_four_pictures_two_above_two_with_a_white_gap() -> None:
    sources = [jpeg((900, 700), colour) for colour in (RED, GREEN, BLUE, YELLOW)]
    prepared = made(*sources, recipe=Recipe(576, Form.SQUARE))
    seen = opened(prepared)
    assert (prepared.width, prepared.height, seen.size) == (400, 400, (800, 800))
    corners = [seen.getpixel(place) for place in ((5, 5), (795, 5), (5, 795), (795, 795))]
    assert all(near(*pair) for pair in zip(corners, (RED, GREEN, BLUE, YELLOW), strict=True))
    for place in ((400, 5), (400, 795), (5, 400), (795, 400), (400, 400)):
        assert near(seen.getpixel(place), (255, 255, 255))


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        (Form.SQUARE, (400, 400)),
        (Form.PORTRAIT, (400, 499)),
        (Form.WIDE, (576, 326)),
        (Form.ORIGINAL, (576, 433)),
    ],
)
def test_the_pictures_of_a_collage_are_all_of_one_form(form: Form, shown: tuple[int, int]) -> None:
    sources = [jpeg(size) for size in ((1200, 900), (900, 1600), (2000, 1000), (1000, 1000))]
    prepared = made(*sources, recipe=Recipe(576, form))
    assert (prepared.width, prepared.height) == shown


def test_no_picture_of_a_collage_is_blown_up() -> None:
    prepared = made(jpeg(), jpeg(), jpeg((90, 90)), jpeg(), recipe=Recipe(576, Form.SQUARE))
    assert (prepared.width, prepared.pixels) == (184, (184, 184))


def test_what_shines_through_in_a_collage_is_white() -> None:
    clear = saved(Image.new("RGBA", (600, 600), (0, 0, 0, 0)))
    seen = opened(made(clear, clear, clear, clear, recipe=Recipe(576, Form.SQUARE))).convert("RGB")
    assert seen.getcolors() == [(800 * 800, (255, 255, 255))]


def test_what_is_wrong_with_a_source_is_said() -> None:
    webp = saved(Image.new("RGB", (10, 10)), "WEBP")
    assert prepare([webp], MAIL) is ImageProblem.WEBP
    assert prepare([jpeg(), jpeg(), b"hej", jpeg()], MAIL) is ImageProblem.UNREADABLE


def test_camera_notes_that_make_no_sense_do_not_keep_a_picture_from_being_turned() -> None:
    notes = struct.pack("<2sHIH", b"II", 42, 8, 2)
    notes += struct.pack("<HHIHH", 0x0112, 3, 1, 6, 0) + struct.pack("<HHII", 0x0129, 3, 3, 9_999_999) + bytes(4)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        made = prepare([jpeg((400, 200), exif=b"Exif\0\0" + notes)], MAIL)
    assert isinstance(made, PreparedImage)
    assert (made.width, made.height) == (200, 400)


def test_a_picture_that_no_file_can_hold_is_unreadable() -> None:
    thread = saved(Image.effect_noise((2, 30_000), 80).convert("RGB"), "JPEG", quality=50)
    assert prepare([thread], Recipe(600)) is ImageProblem.UNREADABLE
