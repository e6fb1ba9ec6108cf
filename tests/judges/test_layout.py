"""Nothing scrolls sideways, is cut off or lies over something else, no word is broken, nothing is fetched."""

from __future__ import annotations

import pytest

from tests.judges.window import Window

pytestmark = pytest.mark.judge


def test_nothing_scrolls_sideways_or_is_cut_off(window: Window) -> None:
    assert window.faults("sideways()", "cutOff()") == []


def test_no_word_stands_on_two_lines(window: Window) -> None:
    assert window.faults("brokenWords()") == []


def test_nothing_lies_over_something_else(window: Window) -> None:
    assert window.faults("overlaps()") == []


def test_text_of_twice_the_size_still_fits(window: Window) -> None:
    window.change("judge.doubleText()")
    assert window.faults("sideways()", "cutOff()", "overlaps()", widths=[375, 640]) == []


def test_nothing_is_fetched(window: Window) -> None:
    assert window.asked == []


def test_the_measures_would_tell(one_window: Window) -> None:
    one_window.change(
        "document.body.innerHTML = `<p lang='sv' style='width:60px;margin:0;overflow-wrap:anywhere'>Riksdagsledamot"
        " <i style='margin-left:-60px'>över</i></p>"
        "<p style='height:9px;overflow:hidden'>avskuren</p><div style='width:999px'>bred</div>`"
    )
    told = " ".join(one_window.faults("sideways()", "cutOff()", "brokenWords()", "overlaps()", widths=[375]))
    assert "too wide: div “bred”" in told
    assert "p cuts “avskuren”" in told
    assert "“Riksdagsledamot” in p" in told
    assert "“Riksdagsledamot” and “över”" in told
