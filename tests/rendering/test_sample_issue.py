"""The issue that comes with the tool, through the design that comes with the tool."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from storsthlm_cli.directory.reading import read_directory
from storsthlm_cli.images import Gallery, PreparedImage, Recipe, read
from storsthlm_cli.issues.reading import read_issue
from storsthlm_cli.model.blocks import Picture
from storsthlm_cli.model.newsletter import Newsletter
from storsthlm_cli.model.rendered import Pieces, Rendered
from storsthlm_cli.rendering.designs import open_design
from storsthlm_cli.rendering.render import render
from storsthlm_cli.source.yaml import read_document

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "issues" / "2021-06"


def prepared(picture: Picture, width: int) -> PreparedImage:
    (data,) = (read(FOLDER, file.content) for file in picture.files)
    assert isinstance(data, bytes)
    image = Gallery().prepared([data], Recipe(width, picture.cut_to, picture.focus))
    assert isinstance(image, PreparedImage)
    return image


def joined(pieces: Pieces) -> str:
    return "".join(piece if isinstance(piece, str) else "x" for piece in pieces)


@pytest.fixture
def sample(newsletter: Newsletter) -> Rendered:
    issue, _ = read_issue(read_document(FOLDER / "issue.yaml", "issue.yaml"), "2021-06")
    names = ("people", "organisations", "categories", "municipalities")
    directory, _ = read_directory({name: read_document(ROOT / f"directory/{name}.yaml", name) for name in names})
    assert issue is not None
    design = open_design("standard", ROOT)
    images = {picture.name: prepared(picture, design.image_width) for picture in issue.pictures()}
    return render(issue, directory, newsletter, design, images)


def test_the_page_is_light_and_has_no_gaps(sample: Rendered) -> None:
    html = joined(sample.html)
    assert len(html.encode()) < 60_000
    assert "saknas]" not in html + joined(sample.text)
    assert sum(len(image.data) for image in sample.embedded) < 400_000


def test_every_heading_and_address_of_the_page_is_in_the_text_part(sample: Rendered) -> None:
    root = etree.fromstring(joined(sample.html), etree.HTMLParser())
    text = " ".join(joined(sample.text).split())
    headings = [" ".join("".join(str(t) for t in h.itertext()).split()) for h in root.iter("h1", "h2", "h3", "h4")]
    assert len(headings) > 13
    assert [heading for heading in headings if heading not in text] == []
    addresses = [(a.get("href") or "").removeprefix("mailto:") for a in root.iter("a")]
    assert [a for a in addresses if a not in text and a[:1] not in "#t" and "/calendar/" not in a] == []


def test_every_anchor_of_the_contents_leads_somewhere(sample: Rendered) -> None:
    root = etree.fromstring(joined(sample.html), etree.HTMLParser())
    anchors = {a.get("href", "")[1:] for a in root.iter("a") if a.get("href", "").startswith("#")}
    assert len(anchors) == 13
    assert anchors <= {element.get("id") for element in root.iter()}


def test_the_text_part_has_every_meeting_with_its_day(sample: Rendered) -> None:
    text = joined(sample.text)
    assert "\n- 26–27 augusti: Kommundirektörskonferens\n" in text
    assert "\n- torsdag 16 september: Regionala miljö- och samhällsbyggnadsdagen 2021\n" in text
    assert all(len(line) <= 78 or " " not in line for line in text.split("\n"))
