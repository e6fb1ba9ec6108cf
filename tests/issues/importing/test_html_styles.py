from __future__ import annotations

import time

import pytest

from storsthlm_cli.issues.importing.html import Page, read_html
from storsthlm_cli.issues.importing.html_styles import Look, Sheet


def page(body: str, style: str = "") -> Page:
    return read_html(f"<html><head><style>{style}</style></head><body>{body}</body></html>", "brev")


def words(body: str, style: str = "") -> list[str]:
    return [line.text for line in page(body, style).lines if not line.blank]


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        *(("font-size:0px", "font-size:14px"), ("font-size:0", "font-size:1rem")),
        ("visibility:hidden", "visibility:visible"),
    ],
)
def test_text_in_an_element_without_size_is_seen_when_it_has_one(outer: str, inner: str) -> None:
    body = f'<div style="{outer}"> Gömt <p>även det</p><div style="{inner}">Synligt <b>ord</b></div></div><p>Mer</p>'
    result = page(body)
    assert [line.text for line in result.lines if not line.blank] == ["Synligt ord", "Mer"]
    assert result.hidden == ("Gömt", "även det")


def test_a_picture_in_an_element_without_size_is_seen() -> None:
    result = page('<td style="font-size:0"><img src="https://a.example/i.jpg" alt="Äng"></td>')
    assert [line.image is not None for line in result.lines] == [True]


def test_text_without_size_at_the_top_is_the_preheader() -> None:
    assert page('<div style="font-size:1px">Först <b>detta</b></div><p>Sedan</p>').preheader == "Först detta"


@pytest.mark.parametrize("within", ["display:none", "mso-hide:all", "max-height:0"])
def test_an_element_that_is_not_there_is_hidden_with_all_in_it(within: str) -> None:
    body = f'<div style="{within}"><p style="font-size:14px;display:block">Gömt</p></div><p>Mer</p>'
    assert words(body) == ["Mer"]


@pytest.mark.parametrize(
    "style",
    [
        "@media (max-width:480px){.a{display:none!important} p{font-size:0}}",
        "@media print{@supports (display:grid){.a{display:none}}}@import url(x.css);p{color:red}",
        "<!-- @media x{.a{display:none}} --> /* .a{display:none} */",
        "@font-face{font-family:x;src:url(y)} @media x{.a{display:none}",
        "}.b{display:none} .a .b{display:none} a.a:hover{display:none}",
    ],
)
def test_a_rule_that_does_not_always_hold_hides_nothing(style: str) -> None:
    assert words('<p class="a">Synligt</p>', style) == ["Synligt"]


def test_a_rule_after_a_block_holds() -> None:
    assert words('<p class="a">Gömt</p><p>Mer</p>', "@media x{p{margin:0}}@charset 'x';td.a, .c{display:none}") == [
        "Mer"
    ]


def test_the_last_declaration_counts_unless_one_is_important() -> None:
    sheet = Sheet([".a{font-size:20px !important}.a{font-size:10px;font-weight:bold}.b{font-weight:400}"])
    assert sheet.of(Look(), "p", {"class": "a"}) == Look(size=20.0, bold=True)
    assert sheet.of(Look(), "p", {"class": "a b", "style": "font-size:8px;"}) == Look(size=20.0, bold=False)
    assert sheet.of(Look(), "p", {"style": "font-weight:²"}) == Look()


@pytest.mark.parametrize(
    "style", [".a{color:red;font-size:14px}" * 30_000, "/*" * 500_000, "{" * 500_000, "@a{" * 300_000]
)
def test_a_large_style_sheet_is_read_once(style: str) -> None:
    started = time.perf_counter()
    assert len(words('<p class="a">x</p>' * 3000, style)) == 3000
    assert time.perf_counter() - started < 5
