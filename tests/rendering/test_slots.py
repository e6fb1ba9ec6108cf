from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.model.rendered import MergeSlot, SlotPlace
from storsthlm_cli.rendering.html import inlined
from storsthlm_cli.rendering.pen import Pen
from storsthlm_cli.rendering.plaintext import Paper, finished
from storsthlm_cli.rendering.slots import Slots

PIECES = st.lists(st.text(max_size=20) | st.tuples(st.sampled_from("abc"), st.none() | st.text(max_size=5)))


@given(PIECES)
def test_text_and_slots_come_back_as_they_went_in(written: list[str | tuple[str, str | None]]) -> None:
    slots = Slots()
    text = "".join(piece if isinstance(piece, str) else slots.mark(*piece) for piece in written)
    pieces = slots.split(text, SlotPlace.TEXT)
    found = [(piece.field, piece.default) for piece in pieces if isinstance(piece, MergeSlot)]
    assert found == [piece for piece in written if isinstance(piece, tuple)]
    assert "".join(p for p in pieces if isinstance(p, str)) == "".join(p for p in written if isinstance(p, str))
    assert "" not in pieces
    assert not any(isinstance(a, str) and isinstance(b, str) for a, b in itertools.pairwise(pieces))


def test_a_slot_in_an_address_has_another_place_than_one_in_the_text() -> None:
    slots = Slots()
    mark = slots.mark("x")
    page = (
        f"""<p title="a>b' {mark}">{mark}<a href='?q="{mark}&amp;b=2' title="{mark}">{mark}</a><img src={mark}></p>"""
    )
    pieces = slots.split_html(inlined(page, ""))
    html, url = SlotPlace.HTML, SlotPlace.URL
    assert [piece.place for piece in pieces if isinstance(piece, MergeSlot)] == [html, html, url, html, html, url]


def test_a_slot_survives_inlining_and_the_wrapping_of_lines() -> None:
    slots = Slots()
    mark = slots.mark("first_name", "du & jag")
    page = inlined(f"<style>p {{ color: red }}</style><p class=x>Hej {mark}!</p>", ".x { margin: 0 }")
    assert MergeSlot("first_name", "du & jag", SlotPlace.HTML) in slots.split_html(page)
    lines = finished(Paper(Pen(slots)).wrap("ord " * 30 + mark + " ord" * 30))
    assert MergeSlot("first_name", "du & jag", SlotPlace.TEXT) in slots.split(lines, SlotPlace.TEXT)


def test_the_same_slot_twice_is_one_word_and_two_renderings_have_different_words() -> None:
    slots = Slots()
    assert slots.mark("a") == slots.mark("a") != slots.mark("a", "b")
    assert Slots().mark("a") != slots.mark("a")
