from __future__ import annotations

from collections import Counter

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.issues.importing.html import Page, read_html
from storsthlm_cli.issues.importing.lines import Line
from tests.issues.importing.conftest import Importer
from tests.issues.importing.invented import LONG, MORE


def page(body: str, head: str = "") -> Page:
    return read_html(f"<html><head>{head}</head><body>{body}</body></html>", "brev")


def seen(body: str, head: str = "") -> list[Line]:
    return [line for line in page(body, head).lines if not line.blank]


def test_blocks_are_lines_and_what_is_in_them_is_not() -> None:
    body = "<div>Ett <b>fet</b>  ord<br>ny rad</div><p>Stycke</p>\n<p>&nbsp;</p><ul><li>punkt</li></ul>"
    assert [(line.text, line.bullet) for line in page(body).lines] == [
        *(("Ett fet ord", False), ("ny rad", False), ("", False), ("Stycke", False)),
        *(("\xa0", False), ("punkt", True)),
    ]


def test_links_know_their_words_across_elements() -> None:
    line = seen('<p>Läs <a href=" https://a.example ">mer <i>om</i> det</a> nu, <a href="#x">här</a>.</p>')[0]
    assert [(line.text[a.start : a.end], a.url) for a in line.anchors] == [
        ("mer om det", "https://a.example"),
        ("här", "#x"),
    ]
    assert line.url is None
    whole = seen('<td><a href="https://a.example"><div>Läs mer</div><div>om det</div></a></td>')
    assert [(line.text, line.url) for line in whole] == [
        ("Läs mer", "https://a.example"),
        ("om det", "https://a.example"),
    ]


@pytest.mark.parametrize(
    ("body", "levels"),
    [
        ("<h1>A</h1><p>x</p><h2>B</h2><p>x</p><h3>C</h3>", {"A": 1, "B": 2, "C": 3}),
        ('<p style="font-size:24px">A</p><p>brödtext här</p><p style="font-size:1.2em">B</p>', {"A": 1, "B": 2}),
        ('<p class="stor">A</p><p>brödtext här</p><font size="5">B</font>', {"A": 1, "B": 1}),
        ('<p class="art-rubrik">A</p><p>brödtext här</p><p id="rubrik2">B</p>', {"A": 2, "B": 2}),
        ("<p><b>A</b></p><p>brödtext här</p><p><strong>B</strong></p><p><b>C?</b></p>", {"A": 3, "B": 3}),
        ("<p><b>A</b></p><p>&nbsp;</p><p>text</p><p>&nbsp;</p><p><b>B</b></p>", {}),
    ],
)
def test_headings_are_told_by_element_size_name_or_weight(body: str, levels: dict[str, int]) -> None:
    lines = seen(body, "<style>/* x */ p, .stor { font-size: 18pt } p{font-size:16px}</style>")
    assert {line.text: line.heading for line in lines if line.heading} == levels


def test_what_is_small_or_in_capitals_above_a_heading_is_a_kicker() -> None:
    kickers = ("<p style='text-transform:uppercase'>Skola</p>", "<p>SKOLA</p>", "<p>Skola</p>")
    body = f"<p>{LONG}</p>" + "".join(f"{kicker}<h2>{number}</h2>" for number, kicker in enumerate(kickers))
    assert [line.marked for line in seen(body) if "kola" in line.text.lower()] == ["kicker", "kicker", ""]


def test_hidden_text_is_told_and_the_first_is_the_preheader() -> None:
    body = '<div style="display:none">Förhand&zwnj;&nbsp;</div><p>x</p><span style="mso-hide:all">Gömt</span> slut'
    result = page(body, "<title>Brevet</title>")
    assert (result.title, result.preheader, result.hidden) == ("Brevet", "Förhand", ("Förhand", "Gömt"))
    assert [line.text for line in result.lines if line.text] == ["x", "slut"]


def test_pictures_are_lines_and_those_for_counting_are_not() -> None:
    body = (
        '<img src="https://a.example/i.jpg" alt=" Äng "><img src="https://a.example/p.gif" width="1" height="1"><img>'
    )
    assert [line.image for line in seen(body)] == [seen(body)[0].image]
    shown = seen(body)[0].image
    assert shown is not None
    assert (shown.source, shown.alt) == ("https://a.example/i.jpg", "Äng")


TABLE = """<h2>Ett</h2><p>Text.</p><h2>Kalender</h2><table>{}
<tr><td>2 sep</td><td>9–11</td><td><a href="https://a.example">Rådet</a><br>Exempelby</td></tr>
<tr><td>3 sep</td><td></td><td>Mötet</td></tr></table>"""


@pytest.mark.parametrize(
    "header", ["", "<tr><th>Dag</th><th>Tid</th><th>Vad</th></tr>", "<tr><td>Datum<td>Tid<td>Möte</tr>"]
)
def test_a_table_of_days_is_a_calendar(header: str, imported: Importer) -> None:
    read = imported(TABLE.format(header))
    data = read.data
    assert isinstance(data, dict)
    assert data["sections"][1]["rows"] == [
        {"date": "2021-09-02", "time": "09:00–11:00", "title": "Rådet, Exempelby", "url": "https://a.example"},
        "2021-09-03 Mötet",
    ]
    assert any(drop.reason == "the heads of a table's columns" for drop in read.draft.dropped) is bool(header)


def test_another_table_of_data_is_a_list(imported: Importer) -> None:
    table = "<table><tr><th>Kommun</th><th>Antal</th></tr><tr><td>Exempelby</td><td>12</td></tr></table>"
    read = imported(f"<h2>Ett</h2><p>{LONG}</p>{table}<h2>Två</h2><p>{MORE}</p>")
    assert "- Kommun: Antal\n      - Exempelby: 12\n" in read.draft.text


def test_the_frame_of_a_mail_is_not_content(imported: Importer) -> None:
    contents = "".join(f"<li><a href='#{name}'>{name}</a></li>" for name in ("Ett", "Två", "Tre"))
    body = (
        "<p><a href='https://a.example'>Visa i webbläsare</a></p><p>Exempelbyar</p><h1>Brevet</h1>"
        f"<p>3 juni 2021 · nr 7</p><p>I det här brevet:</p><ul>{contents}</ul>"
        f"<h2>Ett</h2><p>{LONG}</p><h2>Två</h2><p>{MORE}</p><h2>Tre</h2><p>{LONG}</p><hr><p>Ha en fin sommar!</p>"
        "<p>Exempelbyar</p><p>Exempelgatan 1, 100 00 Exempelby</p><p>Avregistrera dig</p>"
    )
    read = imported(f"<html><body>{body}</body></html>", date=None)
    assert read.headlines == ["Ett", "Två", "Tre"]
    assert (read.draft.date.isoformat(), read.issue.number) == ("2021-06-03", 7)
    assert read.issue.closing
    assert {drop.reason for drop in read.draft.dropped if drop.text.strip()} == {
        "the frame of the old mail",
        "it stands above the title",
        "the date and number of the old mail",
        "the contents of the old mail",
        "the sender at the end of the old mail",
    }


def test_marks_of_our_own_cannot_come_from_outside(imported: Importer) -> None:
    read = imported(f"<h2>Ett</h2><p>a&#xE000;b&#xEFFF; {LONG}</p><h2>Två</h2><p>{MORE}</p>")
    assert not any("\ue000" <= character <= "\uf8ff" for character in read.draft.text)


WORDS = st.sampled_from(("ord", "Läs mer", "5 maj", "a &amp; b", "&nbsp;", "–", "ÅÄÖ", " ", "https://a.example"))
ENDS = st.sampled_from(("", " ", "<br>", "<hr>", "<img src=x alt=y>", "<!-- x -->"))
TAGS = st.sampled_from(
    (
        *("p", "div", "b", "span", "h1", "h2", "td", "tr", "table", "li", "ul", "center", "blockquote", "em", "th"),
        *("a href='https://a.example'", "font size=5", "p style='font-size:9px'", "div style='display:none'"),
    )
)


@st.composite
def markup(draw: st.DrawFn, depth: int = 0) -> str:
    parts = []
    for _ in range(draw(st.integers(0, 4))):
        if depth < 4 and draw(st.booleans()):
            tag = draw(TAGS)
            closed = draw(st.booleans())
            parts.append(f"<{tag}>{draw(markup(depth + 1))}{f'</{tag.split()[0]}>' if closed else ''}")
        else:
            parts.append(
                draw(WORDS) + draw(st.sampled_from(["", " ", "<br>", "<hr>", "<img src=x alt=y>", "<!-- x -->"]))
            )
    return "".join(parts)


@given(markup())
def test_no_letter_of_a_page_is_lost(body: str) -> None:
    result = page(body)
    found = Counter("".join((*(line.text for line in result.lines), *result.hidden)))
    parser = lxml.html.HTMLParser(remove_comments=True)
    tree = lxml.html.document_fromstring(f"<html><body>{body}</body></html>", parser=parser)
    wanted = Counter(character for text in tree.itertext() for character in str(text) if character.isalnum())
    assert not wanted - found
