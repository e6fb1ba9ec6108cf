"""What is said to one list before the sections: in both designs, in both parts, and not on the web."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from storsthlm_cli.checks.mail.rendered import judge_mail
from storsthlm_cli.images import PreparedImage
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.issue import ForList, Issue
from storsthlm_cli.model.newsletter import Newsletter
from storsthlm_cli.model.places import Spot
from storsthlm_cli.model.prose import Paragraph, Slot, Strong
from storsthlm_cli.model.rendered import Pieces, Rendered
from storsthlm_cli.rendering.designs import open_design
from storsthlm_cli.rendering.render import render
from storsthlm_cli.rendering.web import open_site_design, web_page
from tests.rendering.conftest import SPOT, text

NONE = Path("none")


@pytest.fixture
def told(issue: Issue) -> Issue:
    """Give an issue that says something to the list `press`: by name, and with signs that HTML has a use for."""
    intro = (
        Paragraph((text("Hej "), Slot("first_name", "du", SPOT), text("!"))),
        Paragraph((text("Ni i pressen får <brevet> "), Strong((text("en dag"),)), text(" i förväg."))),
    )
    return replace(issue, for_lists=(ForList(name="press", spot=Spot("issue.yaml"), intro=intro),))


@pytest.fixture
def mail(
    told: Issue, directory: Directory, newsletter: Newsletter, images: Mapping[str, PreparedImage]
) -> Callable[[str, str], Rendered]:
    def rendered(design: str, name: str) -> Rendered:
        return render(told.for_list(name), directory, newsletter, open_design(design, NONE), images)

    return rendered


@pytest.mark.parametrize("design", ["standard", "plain"])
def test_it_stands_before_the_first_section_in_both_parts(
    mail: Callable[[str, str], Rendered],
    newsletter: Newsletter,
    merged: Callable[[Pieces], str],
    told: Issue,
    design: str,
) -> None:
    rendered = mail(design, "press")
    page, words = merged(rendered.html), merged(rendered.text)
    assert "Ni i pressen får &lt;brevet&gt; <strong>en dag</strong> i förväg." in page
    assert page.index("Ni i pressen") < page.index(f'id="{told.sections[0].id}"')
    assert "Ni i pressen får <brevet> en dag i förväg." in words
    assert words.index("Ni i pressen") < words.index("-" * 70)
    assert judge_mail(rendered, newsletter, {}) == ()


@pytest.mark.parametrize("design", ["standard", "plain"])
def test_other_lists_get_the_mail_for_all_to_the_byte(
    mail: Callable[[str, str], Rendered],
    issue: Issue,
    directory: Directory,
    newsletter: Newsletter,
    images: Mapping[str, PreparedImage],
    design: str,
) -> None:
    assert mail(design, "kommuner") == render(issue, directory, newsletter, open_design(design, NONE), images)


def test_the_web_page_says_what_is_for_all(
    told: Issue, issue: Issue, directory: Directory, newsletter: Newsletter, images: Mapping[str, PreparedImage]
) -> None:
    design = open_site_design(NONE)
    made = [
        web_page(each, directory, newsletter, design, images, content="", listed=True).html
        for each in (told, told.for_list("press"), issue)
    ]
    assert len(set(made)) == 1
