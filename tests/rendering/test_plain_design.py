"""The design that is like a letter from a colleague: it says all that the standard one says."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from lxml import etree

from storsthlm_cli.images import PreparedImage
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.newsletter import Newsletter
from storsthlm_cli.model.rendered import Pieces
from storsthlm_cli.rendering.designs import open_design
from storsthlm_cli.rendering.render import render

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


@pytest.fixture
def mails(
    issue: Issue,
    directory: Directory,
    newsletter: Newsletter,
    images: Mapping[str, PreparedImage],
    merged: Callable[[Pieces], str],
) -> dict[str, tuple[etree._Element, str]]:
    """Page and text part of the same issue in both designs."""
    found = {}
    for name in ("standard", "plain"):
        rendered = render(issue, directory, newsletter, open_design(name, Path("none")), images)
        found[name] = (etree.fromstring(merged(rendered.html), etree.HTMLParser()), merged(rendered.text))
    return found


def said(root: etree._Element) -> set[str]:
    (body,) = root.iter("body")
    return set(re.findall(r"\w+", " ".join(str(text) for text in body.itertext())))


def test_it_says_all_that_the_standard_design_says(mails: dict[str, tuple[etree._Element, str]]) -> None:
    (standard, _), (plain, _) = mails["standard"], mails["plain"]
    assert said(standard) == said(plain)
    assert [a.get("href") for a in plain.iter("a")] == [a.get("href") for a in standard.iter("a")]
    assert [i.get("alt") for i in plain.iter("img")] == [i.get("alt") for i in standard.iter("img")]


def test_it_has_the_same_headings_and_the_same_table(mails: dict[str, tuple[etree._Element, str]]) -> None:
    (standard, _), (plain, _) = mails["standard"], mails["plain"]
    tags = ("h1", "h2", "h3", "h4", "th")
    assert [(e.tag, "".join(str(t) for t in e.itertext())) for e in plain.iter(*tags)] == [
        (e.tag, "".join(str(t) for t in e.itertext())) for e in standard.iter(*tags)
    ]


def test_its_text_part_is_that_of_the_standard_design(mails: dict[str, tuple[etree._Element, str]]) -> None:
    (_, standard), (_, plain) = mails["standard"], mails["plain"]
    assert plain == standard


def test_it_takes_nothing_from_another_design_and_is_small() -> None:
    def source(name: str) -> str:
        files = (path for path in sorted((TEMPLATES / name).rglob("*.*")) if "__pycache__" not in path.parts)
        return "".join(path.read_text(encoding="utf-8") for path in files)

    assert "standard/" not in source("plain")
    assert len(source("plain")) < 0.53 * len(source("standard"))
