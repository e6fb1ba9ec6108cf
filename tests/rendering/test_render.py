from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from storsthlm_cli.images import PreparedImage
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.newsletter import Newsletter
from storsthlm_cli.model.places import Text
from storsthlm_cli.model.prose import Slot
from storsthlm_cli.model.rendered import MergeSlot, Pieces, Rendered, SlotPlace
from storsthlm_cli.rendering.designs import Design, open_design
from storsthlm_cli.rendering.render import render

Merged = Callable[[Pieces], str]
Images = Mapping[str, PreparedImage]
WRITTEN = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Cf", "Z"))) | (
    st.sampled_from(["{{ 7*7 }}", "{% raw %}", "{# a #}", "</title><script>", "&amp;", "<b>", "\"'`", "Zslot0n0000x"])
)


def page(html: str) -> etree._Element:
    return etree.fromstring(html, etree.HTMLParser())


def words(element: etree._Element) -> str:
    return " ".join("".join(str(part) for part in element.itertext()).split())


def test_subject_and_preheader_keep_their_slots(rendered: Rendered) -> None:
    assert rendered.issue == "2021-06"
    assert rendered.subject == ("Ny direktör & nya priser, ", MergeSlot("first_name", "du", SlotPlace.HEADER))
    assert rendered.preheader == ("Gymnasieprislistan 2022 är klar",)


def test_the_page_has_the_tools_slots_in_their_places(rendered: Rendered) -> None:
    html = {(piece.field, piece.place) for piece in rendered.html if isinstance(piece, MergeSlot)}
    text = {(piece.field, piece.place) for piece in rendered.text if isinstance(piece, MergeSlot)}
    fields = {"first_name", "@address", "@unsubscribe_url"}
    assert html == {(f, SlotPlace.URL if f == "@unsubscribe_url" else SlotPlace.HTML) for f in fields}
    assert text == {(field, SlotPlace.TEXT) for field in fields}


def test_the_page_is_made_for_screen_readers(rendered: Rendered, merged: Merged) -> None:
    root = page(merged(rendered.html))
    wrapper = root.find(".//div[@role='article']")
    assert (root.get("lang"), root.get("dir")) == ("sv", "ltr")
    assert wrapper is not None
    assert (wrapper.get("lang"), wrapper.get("dir")) == ("sv", "ltr")
    assert words(root.findall(".//title")[0]) == "Ny direktör & nya priser, <<first_name>>"
    headings = [int(str(element.tag)[1]) for element in root.iter("h1", "h2", "h3", "h4")]
    assert headings.count(1) == 1
    assert all(deeper - level <= 1 for level, deeper in itertools.pairwise(headings))
    for table in root.iter("table"):
        own = [cell for cell in table.iter("th") if next(cell.iterancestors("table")) is table]
        assert (table.get("role") == "presentation") is (own == [])
    assert all(image.get("alt") is not None for image in root.iter("img"))
    assert "Vad tror du om framtiden?" in [words(heading) for heading in root.iter("h3")]
    identifiers = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(identifiers) == len(set(identifiers))


def test_the_preheader_comes_first_and_the_web_copy_next(rendered: Rendered, merged: Merged) -> None:
    root = page(merged(rendered.html))
    first = root.findall("body/*")[0]
    assert words(first) == "Gymnasieprislistan 2022 är klar"
    assert "display:none" in (first.get("style") or "")
    link = next(root.iter("a"))
    assert link.get("href") == "https://nyhetsbrev.storsthlm.example/issues/2021-06/"


def test_the_calendar_is_a_real_table_of_two_columns(rendered: Rendered, merged: Merged) -> None:
    table = next(t for t in page(merged(rendered.html)).iter("table") if t.get("role") is None)
    rows = [[words(cell) for cell in row] for row in table.iter("tr")]
    assert rows[0] == ["När", "Vad och var"]
    assert rows[1] == ["26–27 augusti", "Kommundirektörskonferens [länk saknas]"]
    assert rows[2] == ["torsdag 16 septemberkl. 9–11", "Seminarium, digitalisering och ekonomiStorsthlm"]
    assert [th.get("scope") for th in table.iter("th")] == ["col", "col", "row", "row", "row"]


def test_lost_links_are_gaps_that_nobody_overlooks(rendered: Rendered, merged: Merged) -> None:
    assert 'Borttagen sida <strong class="gap"' in merged(rendered.html)
    assert "Borttagen sida:\n[länk saknas]" in merged(rendered.text)
    assert "Kommundirektörskonferens\n  [länk saknas]\n" in merged(rendered.text)


def test_a_missing_image_is_a_gap_with_its_description(
    issue: Issue, directory: Directory, newsletter: Newsletter, design: Design, merged: Merged
) -> None:
    html = merged(render(issue, directory, newsletter, design, {}).html)
    assert "[bild saknas]</strong> Två personer" in html


def test_the_text_part_says_all_that_the_page_says(rendered: Rendered, merged: Merged) -> None:
    html, text = merged(rendered.html), merged(rendered.text)
    flat = " ".join(text.split())
    for said in (
        "Hej <<first_name>>! Läs vidare.",
        "Från den 1 april 2022 gäller 1 000 kr och kl. 9, se prislistan <https://www.storsthlm.example/pris?a=1&b=2>.",
        "- Andra - Inuti",
        "– Det blir bra, säger Åsa Ek (M), ordförande på Storsthlm.",
        "[Bild: Två personer. På bryggan. Foto: Åsa Ek]",
        "När: torsdag 28 oktober Tid: kl. 9–10.30 Plats: Digitalt",
        "Se programmet (pdf): https://www.storsthlm.example/program.pdf",
        "Datum kommer.",
        "Du får brevet för att du arbetar i en av länets 26 kommuner.",
    ):
        assert said in flat
    for link in page(html).iter("a"):
        address = (link.get("href") or "").removeprefix("mailto:")
        of_a_row = "/calendar/" in address and "fortsatter-samtalet" not in address
        assert (address in text) is not (of_a_row or address.startswith(("tel:", "#"))), address


def test_each_line_of_the_text_part_fits(rendered: Rendered, merged: Merged) -> None:
    lines = merged(rendered.text).split("\n")
    assert all(len(line) <= 78 or " " not in line for line in lines)
    assert "- torsdag 16 september kl. 9–11: Seminarium, digitalisering och ekonomi," in lines
    assert not re.search("[\u00a0\u00ad\u200b\u202f\u2060\ufeff]", "\n".join(lines))
    assert not any(line != line.rstrip() for line in lines)


def test_two_renderings_of_an_issue_are_the_same(
    issue: Issue, directory: Directory, newsletter: Newsletter, design: Design, images: Images, rendered: Rendered
) -> None:
    assert render(issue, directory, newsletter, design, images) == rendered


def test_colours_of_the_newsletter_override_those_of_the_design(
    issue: Issue, directory: Directory, newsletter: Newsletter, design: Design, merged: Merged
) -> None:
    own = replace(newsletter, colours={"accent": "#123456"})
    assert "background-color:#123456" in merged(render(issue, directory, own, design, {}).html)


def test_a_kind_without_a_template_is_shown_as_a_section(
    issue: Issue, directory: Directory, newsletter: Newsletter, design: Design, merged: Merged
) -> None:
    unknown = replace(issue, sections=(replace(issue.sections[0], kind="nytt-slag"),))
    rendered = render(unknown, directory, newsletter, design, {})
    assert "Krafttag för barns" in merged(rendered.html)
    assert "Krafttag för barns" in merged(rendered.text)


def test_a_newsletter_without_a_web_copy_has_no_link_to_it(
    issue: Issue, directory: Directory, newsletter: Newsletter, design: Design, merged: Merged
) -> None:
    bare = replace(newsletter, archive_url=None, privacy_url=None)
    rendered = render(issue, directory, bare, design, {})
    assert "webbläsaren" not in merged(rendered.html) + merged(rendered.text)


def test_the_page_stays_readable_when_a_program_drops_its_style_sheet(rendered: Rendered, merged: Merged) -> None:
    for element in page(merged(rendered.html)).iter("h1", "h2", "p", "a", "img", "ul", "li", "th"):
        assert element.get("style"), etree.tostring(element)


def test_rules_for_dark_grounds_and_other_programs_are_kept(rendered: Rendered, merged: Merged) -> None:
    (style,) = (element.text or "" for element in page(merged(rendered.html)).iter("style"))
    for kept in ("prefers-color-scheme:dark", "[data-ogsc]", "[data-ogsb]", "x-apple-data-detectors", "!important"):
        assert kept in style
    assert ".tone1 .kicker{color:#F093B6!important}" in style
    assert len(style) < 16_000


def test_a_design_needs_two_files_only(
    issue: Issue, directory: Directory, newsletter: Newsletter, tmp_path: Path
) -> None:
    folder = tmp_path / "templates" / "egen"
    folder.mkdir(parents=True)
    (folder / "mail.html").write_text("<h1>{{ inlines(issue.subject) }}</h1>", encoding="utf-8")
    (folder / "mail.txt").write_text("{{ inlines(issue.subject) }}", encoding="utf-8")
    rendered = render(issue, directory, newsletter, open_design("egen", tmp_path), {})
    assert rendered.text[0] == "Ny direktör & nya priser, "
    assert str(rendered.html[0]).endswith("<h1>Ny direktör &amp; nya priser, ")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(WRITTEN)
def test_what_authors_write_is_never_a_template(
    issue: Issue, directory: Directory, newsletter: Newsletter, merged: Merged, content: str
) -> None:
    workspace = Path("does-not-exist")
    text = Text(f"A{content}Z", "", ())
    slot = Slot("first_name", content, text.spot())
    section = replace(issue.sections[1], headline=text, kicker=text)
    hostile = replace(issue, sections=(section,), subject=(text, slot), preheader=(slot, text))
    named = replace(newsletter, organisation=text.content, why=text.content, postal_address=text.content)
    rendered = render(hostile, directory, named, open_design("standard", workspace), {})
    expected = " ".join(text.content.split())
    root = page(merged(rendered.html))
    assert [words(heading) for heading in root.iter("h2")] == [expected]
    assert words(root.findall(".//title")[0]) == f"{expected}<<first_name>>"
    assert len(list(root.iter("script"))) == 0
    assert "".join(text.content.split()) in "".join(merged(rendered.text).split())
    assert rendered.subject[-1] == MergeSlot("first_name", content, SlotPlace.HEADER)
