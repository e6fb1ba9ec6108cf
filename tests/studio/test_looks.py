from __future__ import annotations

from storsthlm_cli.studio.looks import ALWAYS, NEVER, Look, dressed

PAGE = (
    '<html><head><meta name="color-scheme" content="light dark"><style>'
    ":root{color-scheme:light dark}"
    "@media (prefers-color-scheme:dark){p{color:#FFF!important}}"
    "@media (prefers-color-scheme: light) and (min-width:600px){p{color:#000}}"
    "</style></head><body>"
    '<p>color-scheme: light dark</p><img src="issue-images/a-1.jpg"><a href="https://kommun.example/">Ut</a>'
    '<a href="#top">Upp</a></body></html>'
)


def test_dark_holds_whatever_the_browser_prefers() -> None:
    page = dressed(PAGE, Look(dark=True), "/images/KEY/")
    assert f"@media {ALWAYS}{{p{{color:#FFF!important}}}}" in page
    assert f"@media {NEVER} and (min-width:600px)" in page
    assert ":root{color-scheme:dark}" in page
    assert '<meta name="color-scheme" content="dark">' in page
    assert "prefers-color-scheme" not in page


def test_light_holds_too() -> None:
    page = dressed(PAGE, Look(), "/images/KEY/")
    assert f"@media {NEVER}{{p{{color:#FFF!important}}}}" in page
    assert ":root{color-scheme:light}" in page


def test_the_words_of_the_mail_stay_as_they_are() -> None:
    assert "<p>color-scheme: light dark</p>" in dressed(PAGE, Look(dark=True), "/images/KEY/")


def test_without_styles_the_style_sheet_is_gone() -> None:
    page = dressed(PAGE, Look(styles=False), "/images/KEY/")
    assert "<style" not in page
    assert "@media" not in page


def test_images_lie_where_they_are_served() -> None:
    assert '<img src="/images/KEY/a-1.jpg">' in dressed(PAGE, Look(), "/images/KEY/")


def test_links_to_the_web_open_a_tab_of_their_own_and_anchors_do_not() -> None:
    page = dressed(PAGE, Look(), "/images/KEY/")
    assert '<a target="_blank" rel="noopener noreferrer" href="https://kommun.example/">' in page
    assert '<a href="#top">' in page
