"""What is left when a mail program shows no images, or takes every style sheet away, is still a good mail."""

from __future__ import annotations

import pytest

from tests.judges.window import Window

pytestmark = pytest.mark.judge

LEAST_TEXT = 14
"""CSS pixels."""


def test_without_images_their_alternative_texts_can_be_read(mail_window: Window) -> None:
    mail_window.without_images()
    assert mail_window.faults("lostImages()", schemes=["light", "dark"]) == []


def test_without_images_nothing_lies_over_something_else(mail_window: Window) -> None:
    mail_window.without_images()
    assert mail_window.faults("sideways()", "overlaps()") == []


def test_without_style_sheets_the_text_is_large_enough_and_links_are_underlined(mail_window: Window) -> None:
    mail_window.change("document.querySelectorAll('style').forEach(e => e.remove())")
    measures = ("sideways()", "cutOff()", "overlaps()", "notUnderlined()", f"smallText({LEAST_TEXT})")
    assert mail_window.faults(*measures, widths=[375]) == []


def test_without_style_sheets_the_contrast_holds(mail_window: Window) -> None:
    mail_window.change("document.querySelectorAll('style').forEach(e => e.remove())")
    assert mail_window.axe("color-contrast", "link-in-text-block", widths=[375]) == []


def test_with_style_sheets_too_the_text_is_large_enough_and_links_are_underlined(mail_window: Window) -> None:
    assert (
        mail_window.faults("notUnderlined()", f"smallText({LEAST_TEXT})", widths=[375], schemes=["light", "dark"]) == []
    )


def test_a_lost_image_would_be_told(one_window: Window) -> None:
    one_window.without_images()
    one_window.change(
        "document.body.innerHTML = `<p style='font-size:9px;color:#999;background:#fff'>"
        "<a href='x' style='text-decoration:none'>hit</a>"
        "<img src='a.png' style='display:block;width:50px;height:20px' alt='En lång beskrivning av bilden'>"
        "<img src='b.png'></p>`"
    )
    told = " ".join(one_window.faults("lostImages()", "notUnderlined()", "smallText(14)", widths=[375]))
    expected = ("no alt: b.png", "alt does not fit", "alt in 9px", "alt at 2.85:1", "light: “hit”", "9px: “hit”")
    assert [words for words in expected if words not in told] == []
