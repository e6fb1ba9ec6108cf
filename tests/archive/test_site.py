from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from storsthlm_cli.archive.site import outlives, site_files
from storsthlm_cli.model.newsletter import ImageDelivery, Newsletter
from storsthlm_cli.model.rendered import HostedImage
from tests.archive.conftest import page

if TYPE_CHECKING:
    from tests.archive.conftest import Announce

JUNE = dataclasses.replace(page("2021-06", "2021-06-21"), images=(HostedImage("images/a.jpg", b"a"),))
DRAFT = page("2021-09", "2021-09-07", listed=False)


def test_what_a_page_shows_comes_before_it_and_what_leads_to_it_after(
    newsletter: Newsletter, announce: Announce
) -> None:
    files = site_files(newsletter, [JUNE], "index", [announce("2021-09-16", key="k")], [])
    assert list(files) == [
        "issues/2021-06/images/a.jpg",
        "calendar/k.ics",
        "issues/2021-06/index.html",
        "index.html",
        "calendar.ics",
        "feed.xml",
    ]


def test_images_of_mails_lie_where_the_mails_look_for_them(newsletter: Newsletter) -> None:
    hosted = HostedImage("issues/2021-06/images/logo-1.png", b"logo")
    assert site_files(newsletter, [JUNE], "", [], [hosted])[hosted.path] == b"logo"


def test_a_draft_is_in_no_index_and_no_feed(newsletter: Newsletter) -> None:
    files = site_files(newsletter, [DRAFT, JUNE], "index", [], [])
    assert "issues/2021-09/index.html" in files
    assert b"2021-09" not in files["feed.xml"]
    assert list(site_files(newsletter, [DRAFT], "index", [], [])) == ["issues/2021-09/index.html"]


def test_without_an_address_there_is_no_feed(newsletter: Newsletter) -> None:
    assert "feed.xml" not in site_files(dataclasses.replace(newsletter, archive_url=None), [JUNE], "", [], [])


def test_an_image_that_mails_already_sent_show_outlives_its_issue(newsletter: Newsletter) -> None:
    hosted = dataclasses.replace(newsletter, images=ImageDelivery.HOSTED)
    assert outlives("issues/2021-06/images/a-1.jpg", hosted)
    assert not outlives("issues/2021-06/index.html", hosted)
    assert not outlives("issues/2021-06/images/a-1.jpg", newsletter)
