from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from storsthlm_cli.model.places import Spot, Text
from storsthlm_cli.model.prose import Bullets, Emphasis, InlineLink, LineBreak, Paragraph, Slot, Strong, Subheading
from storsthlm_cli.model.rendered import MergeSlot, SlotPlace
from storsthlm_cli.rendering import prose
from storsthlm_cli.rendering.pen import Pen

SPOT = Spot("issue.yaml")


def words(content: str) -> Text:
    return Text(content, "issue.yaml", ())


def test_every_block_and_inline_has_its_html() -> None:
    line = (words("a "), Strong((words("b"),)), LineBreak(), Emphasis((words("c"),)))
    listed = Bullets(((Paragraph((words("d"),)), Bullets(((Paragraph((words("e"),)),),), ordered=True, start=3)),))
    written = prose.html((Paragraph(line), Subheading(1, (words("f"),), SPOT), listed), Pen(), 4)
    assert written == (
        '<p>a <strong>b</strong><br><em>c</em></p>\n<h4>f</h4>\n<ul><li>d<ol start="3"><li>e</li></ol></li></ul>'
    )


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn"))))
def test_whatever_authors_write_is_read_as_text(content: str) -> None:
    written = prose.html((Paragraph((words(content),)),), Pen(), 3)
    paragraph = etree.fromstring(f"<html><body>{written}</body></html>", etree.HTMLParser()).find("body/p")
    assert paragraph is not None
    assert len(paragraph) == 0
    assert (paragraph.text or "").replace("\u00a0", " ") == content.replace("\u00a0", " ")


def test_an_address_that_has_no_place_in_a_mail_is_a_visible_gap() -> None:
    for url in ("javascript:alert(1)", "data:text/html,x", "", "http://[::1", "#", "https:"):
        written = prose.inlines_html((InlineLink(url, (words("här"),), SPOT),), Pen())
        assert written == 'här <strong class="gap">[länk saknas]</strong>'


def test_quotation_marks_in_an_address_stay_inside_the_attribute() -> None:
    written = prose.inlines_html((InlineLink('https://a.example/"onclick="x', (words("b"),), SPOT),), Pen())
    assert written == '<a href="https://a.example/&#34;onclick=&#34;x">b</a>'


def test_in_plain_text_the_address_stands_behind_the_words_once() -> None:
    def written(url: str, content: str) -> str:
        return prose.inlines_text((InlineLink(url, (words(content),), SPOT),), Pen())

    assert written("https://a.example", "A") == "A <https://a.example>"
    assert written("https://a.example", "https://a.example") == "https://a.example"
    assert written("mailto:a@b.example", "a@b.example") == "a@b.example"
    assert written("#nedan", "Läs nedan") == "Läs nedan"


def test_lists_keep_their_depth_in_plain_text() -> None:
    inner = Bullets(((Paragraph((words("b"),)), Paragraph((words("c"),))),), ordered=True, start=9)
    lines = prose.text((Bullets(((Paragraph((words("a"),)), inner),)),), Pen())
    assert list(lines) == [("- ", "  ", "a"), ("  9. ", "     ", "b"), ("     ", "     ", "c")]


def test_a_slot_is_never_escaped_or_typeset() -> None:
    pen = Pen()
    inlines = (words("Hej "), Slot("first_name", '<"&>', SPOT))
    assert prose.inlines_html(inlines, pen) == "Hej " + pen.slots.mark("first_name", '<"&>')
    assert prose.inlines_text(inlines, pen) == "Hej " + pen.slots.mark("first_name", '<"&>')


def test_slots_in_addresses_are_filled_percent_encoded_in_html_and_in_plain_text() -> None:
    link = InlineLink('https://a.example/{{ recipient.org | default("x y") }}?a', (words("b"),), SPOT)
    slot = MergeSlot("org", "x y", SlotPlace.URL)
    pen = Pen()
    assert pen.slots.split_html(prose.inlines_html((link,), pen)) == ('<a href="https://a.example/', slot, '?a">b</a>')
    assert pen.slots.split(prose.inlines_text((link,), pen), SlotPlace.TEXT) == ("b <https://a.example/", slot, "?a>")


def test_a_link_to_an_earlier_issue_leads_to_where_it_is_on_the_web() -> None:
    link = InlineLink("issue:2019-02#origo", (words("i februari"),), SPOT)
    written = prose.inlines_html((link,), Pen(archive_url="https://brev.example"))
    assert written == '<a href="https://brev.example/issues/2019-02/#origo">i februari</a>'
    assert "[länk saknas]" in prose.inlines_html((link,), Pen())
