from __future__ import annotations

import pytest

from storsthlm_cli.model.rendered import MergeSlot, Pieces, SlotPlace
from storsthlm_cli.rendering.impersonal import impersonal

NAME = MergeSlot("first_name", None, SlotPlace.HTML)
SOMEBODY = MergeSlot("first_name", "du & <jag>", SlotPlace.HTML)


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (("<p>Hej ", SOMEBODY, "!</p>"), "<p>Hej du &amp; &lt;jag&gt;!</p>"),
        (("<p>Hej ", NAME, "!</p>"), "<p>Hej!</p>"),
        (("<p>Hej\u00a0", NAME, " och välkommen</p>"), "<p>Hej och välkommen</p>"),
        (("<p>Hej <strong>", NAME, "</strong>!</p>"), "<p>Hej<strong></strong>!</p>"),
        (("<p>", NAME, ", här är brevet.</p>"), "<p>Här är brevet.</p>"),
        (("<p><em>", NAME, "</em>, här är det.</p>"), "<p><em></em>Här är det.</p>"),
        (("<p>Välkommen,<br>", NAME, ", hit.</p>"), "<p>Välkommen,<br>Hit.</p>"),
        (("<p>Ett</p>\n<p>", NAME, "</p>"), "<p>Ett</p>\n<p></p>"),
    ],
)
def test_a_slot_shows_its_default_or_nothing_with_the_blank_before_it(pieces: Pieces, text: str) -> None:
    assert impersonal(pieces) == text


def test_a_line_of_text_is_not_escaped_and_begins_with_a_capital() -> None:
    assert impersonal((MergeSlot("a", "du & jag", SlotPlace.TEXT), "!")) == "du & jag!"
    assert impersonal((MergeSlot("a", None, SlotPlace.TEXT), ", sista numret")) == "Sista numret"


def test_the_default_in_an_address_is_percent_encoded_and_nothing_of_the_address_is_taken() -> None:
    known = MergeSlot("ort", "Å & Ä", SlotPlace.URL)
    unknown = MergeSlot("ort", None, SlotPlace.URL)
    assert impersonal(('<a href="https://x.example/?o=', known, '">')) == (
        '<a href="https://x.example/?o=%C3%85%20%26%20%C3%84">'
    )
    assert impersonal(('<a href="https://x.example/?o=', unknown, '">')) == '<a href="https://x.example/?o=">'
