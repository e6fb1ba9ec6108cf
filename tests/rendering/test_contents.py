from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from storsthlm_cli.images import PreparedImage
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.issue import Issue, Section
from storsthlm_cli.model.newsletter import Newsletter
from storsthlm_cli.model.places import Spot, Text
from storsthlm_cli.model.rendered import Pieces
from storsthlm_cli.rendering.contents import Entry, contents, title
from storsthlm_cli.rendering.designs import open_design
from storsthlm_cli.rendering.render import render

SPOT = Spot("issue.yaml")


def text(content: str) -> Text:
    return Text(content, "", ())


@pytest.mark.parametrize(
    ("section", "called"),
    [
        (Section(kind="letter", id="a", spot=SPOT, headline=text("Rubrik"), kicker=text("Ledare")), "Rubrik"),
        (Section(kind="letter", id="a", spot=SPOT, kicker=text("Ledare")), "Ledare"),
        (Section(kind="letter", id="a", spot=SPOT), "Brev till läsarna"),
        (Section(kind="calendar", id="a", spot=SPOT), "Kalendarium"),
        (Section(kind="notice", id="a", spot=SPOT), "Mer i det här brevet"),
    ],
)
def test_a_section_is_called_by_its_headline_its_kicker_or_what_it_is(
    issue: Issue, directory: Directory, section: Section, called: str
) -> None:
    assert title(section, directory, issue.date) == called


def test_a_short_issue_has_no_contents(issue: Issue, directory: Directory) -> None:
    assert contents(issue, directory) == []


@pytest.mark.parametrize("design", ["standard", "plain"])
def test_every_line_of_the_contents_leads_to_its_section(
    design: str,
    issue: Issue,
    directory: Directory,
    newsletter: Newsletter,
    images: dict[str, PreparedImage],
    merged: Callable[[Pieces], str],
) -> None:
    letter = Section(kind="letter", id="brev", spot=SPOT, body=issue.sections[1].body)
    long = replace(issue, sections=(letter, *issue.sections))
    assert contents(long, directory)[0] == Entry("brev", "Brev till läsarna")
    rendered = render(long, directory, newsletter, open_design(design, Path("none")), images)
    root = etree.fromstring(merged(rendered.html), etree.HTMLParser())
    anchors = [a.get("href", "")[1:] for a in root.iter("a") if a.get("href", "").startswith("#")]
    assert anchors == [section.id for section in long.sections]
    assert set(anchors) <= {element.get("id") for element in root.iter()}
    assert "- Brev till läsarna\n- Krafttag för barns" in merged(rendered.text)
