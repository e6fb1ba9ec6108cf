"""What is in another language says so: readers' programs choose a voice by it (WCAG 2.2, success criterion 3.1.2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from storsthlm_cli.images import PreparedImage
from storsthlm_cli.model.blocks import Quote
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.newsletter import Newsletter
from storsthlm_cli.model.rendered import Pieces
from storsthlm_cli.rendering.designs import open_design
from storsthlm_cli.rendering.render import render
from storsthlm_cli.rendering.web import open_site_design, web_page
from tests.rendering.conftest import SPOT, prose, section, text

ISSUE = (
    section(id="english", headline=text("In English"), language="en"),
    section(
        id="nameless", body=(Quote(prose("Tervetuloa"), text("Åsa Ek"), None, SPOT, language="fi"),), language="en"
    ),
    *(section(id=f"more-{number}", headline=text("Mer")) for number in range(6)),
)


def marked(html: str) -> list[tuple[str, str, str]]:
    """Return what is marked as of another language: element, anchor or address, language."""
    found = (each for each in etree.fromstring(html, etree.HTMLParser()).iter() if each.get("lang") not in (None, "sv"))
    return [(str(each.tag), each.get("id") or each.get("href") or "", each.get("lang") or "") for each in found]


@pytest.mark.parametrize(("design", "element"), [("standard", "td"), ("plain", "div")])
def test_a_section_and_a_quote_of_a_mail_say_which_language_they_are_in(
    design: str,
    element: str,
    issue: Issue,
    directory: Directory,
    newsletter: Newsletter,
    images: Mapping[str, PreparedImage],
    merged: Callable[[Pieces], str],
) -> None:
    issue = replace(issue, sections=ISSUE)
    rendered = render(issue, directory, newsletter, open_design(design, Path("none")), images)
    # the contents call the second one by words of the design, which are not English
    assert marked(merged(rendered.html)) == [
        ("a", "#english", "en"),
        (element, "english", "en"),
        (element, "nameless", "en"),
        ("blockquote", "", "fi"),
    ]


def test_the_web_page_says_it_too(
    issue: Issue, directory: Directory, newsletter: Newsletter, images: Mapping[str, PreparedImage]
) -> None:
    issue = replace(issue, sections=ISSUE)
    page = web_page(issue, directory, newsletter, open_site_design(Path("none")), images, content="0" * 64, listed=True)
    assert marked(page.html) == [
        ("a", "#english", "en"),
        ("section", "english", "en"),
        ("section", "nameless", "en"),
        ("blockquote", "", "fi"),
    ]
