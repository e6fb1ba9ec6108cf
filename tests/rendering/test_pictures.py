from __future__ import annotations

from dataclasses import replace

import pytest

from storsthlm_cli.images import PreparedImage
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.newsletter import ImageDelivery, Newsletter
from storsthlm_cli.model.rendered import ImageWeight
from storsthlm_cli.rendering.pictures import ShownImage, placed, placed_on_page

IMAGE = PreparedImage(b"data", "image/jpeg", 576, 288)


def test_an_embedded_image_is_named_by_its_content(issue: Issue, newsletter: Newsletter) -> None:
    pictures = placed(issue, newsletter, {"images/Södra bryggan.JPG": IMAGE})
    (image,) = pictures.embedded
    assert image.cid == "sodra-bryggan-3a6eb0790f39.jpg@nyhetsbrev.storsthlm.example"
    assert pictures.shown["images/Södra bryggan.JPG"].src == f"cid:{image.cid}"
    assert (image.media_type, image.data, image.file_name) == ("image/jpeg", b"data", "sodra-bryggan-3a6eb0790f39.jpg")
    assert pictures.hosted == ()


def test_a_hosted_image_has_its_public_address(issue: Issue, newsletter: Newsletter) -> None:
    hosting = replace(newsletter, images=ImageDelivery.HOSTED)
    pictures = placed(issue, hosting, {"a.jpg": IMAGE, "b/a.jpg": IMAGE})
    (image,) = pictures.hosted
    assert image.path == "issues/2021-06/images/a-3a6eb0790f39.jpg"
    assert {shown.src for shown in pictures.shown.values()} == {f"https://nyhetsbrev.storsthlm.example/{image.path}"}
    assert pictures.embedded == ()


def test_hosting_needs_a_public_address(issue: Issue, newsletter: Newsletter) -> None:
    nowhere = replace(newsletter, images=ImageDelivery.HOSTED, archive_url=None)
    with pytest.raises(Failure, match="public address"):
        placed(issue, nowhere, {"a.jpg": IMAGE})
    assert placed(issue, nowhere, {}).hosted == ()


def test_the_page_has_the_files_that_hosted_mails_have(issue: Issue, newsletter: Newsletter) -> None:
    images = {"images/a.jpg": IMAGE, "images/b.png": replace(IMAGE, data=b"other", media_type="image/png")}
    page = placed_on_page(images)
    hosted = placed(issue, replace(newsletter, images=ImageDelivery.HOSTED), images).hosted
    assert [(f"issues/2021-06/{image.path}", image.data) for image in page.hosted] == [
        (image.path, image.data) for image in hosted
    ]
    assert page.shown["images/a.jpg"] == ShownImage("images/a-3a6eb0790f39.jpg", 576, 288)
    assert page.embedded == ()


def test_a_picture_is_named_by_its_file_however_it_is_cut(issue: Issue, newsletter: Newsletter) -> None:
    names = {
        "images/Å-bron.JPG as portrait top": "a-bron",
        "portrait of asa-ek": "portrait-of-asa-ek",
        "portrait of asa-ek as square": "portrait-of-asa-ek-as-square",
        "collage of images/a.jpg, b.jpg, c.jpg, d.jpg as wide": "collage",
        "images/åäö å.png": "aao-a",
        "...": "bild",
    }
    for name, stem in names.items():
        (image,) = placed(issue, newsletter, {name: IMAGE}).embedded
        assert image.file_name == f"{stem}-3a6eb0790f39.jpg"


def test_the_logo_is_found_by_its_own_name(issue: Issue, newsletter: Newsletter) -> None:
    logo = replace(IMAGE, media_type="image/png", width=280, height=70)
    pictures = placed(issue, newsletter, {"logo": logo, "a.jpg": IMAGE})
    cid = "logo-3a6eb0790f39.png@nyhetsbrev.storsthlm.example"
    assert pictures.logo() == ShownImage(f"cid:{cid}", 280, 70)
    assert placed_on_page({"logo": logo}).logo() == ShownImage("images/logo-3a6eb0790f39.png", 280, 70)
    assert placed(issue, newsletter, {"a.jpg": IMAGE}).logo() is None


@pytest.mark.parametrize("delivery", ImageDelivery)
def test_it_is_told_what_each_image_weighs(issue: Issue, newsletter: Newsletter, delivery: ImageDelivery) -> None:
    images = {"b/a.jpg": replace(IMAGE, pixels=(1152, 576)), "a.jpg": IMAGE, "c.jpg": replace(IMAGE, data=b"others")}
    first, second = placed(issue, replace(newsletter, images=delivery), images).weights
    assert first == ImageWeight("b/a.jpg", "a-3a6eb0790f39.jpg", 576, 288, (1152, 576), 4)
    assert (second.name, second.size) == ("c.jpg", 6)
