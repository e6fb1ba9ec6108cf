from __future__ import annotations

from dataclasses import replace

import pytest

from storsthlm_cli.images import PreparedImage
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.newsletter import ImageDelivery, Newsletter
from storsthlm_cli.rendering.pictures import placed

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


def test_a_portrait_does_not_fill_the_screen(issue: Issue, newsletter: Newsletter) -> None:
    pictures = placed(issue, newsletter, {"a.jpg": replace(IMAGE, width=576, height=768)})
    assert (pictures.shown["a.jpg"].width, pictures.shown["a.jpg"].height) == (300, 400)
