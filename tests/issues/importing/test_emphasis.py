from __future__ import annotations

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storsthlm_cli.issues.importing.cleaning import clean
from storsthlm_cli.issues.importing.html import read_html
from storsthlm_cli.issues.importing.lines import Line
from storsthlm_cli.issues.importing.rich import markdown, rich
from storsthlm_cli.model.places import Text
from storsthlm_cli.model.prose import Emphasis, Inline, InlineLink, Paragraph, Strong
from storsthlm_cli.source.markdown import prose
from tests.issues.importing.conftest import Importer
from tests.issues.importing.invented import LONG

PIECES = st.sampled_from(
    (
        *("ord", "två ord", " ", "  ", "\xa0", " ord ", "ord.", ". Ord", "*", "**", "_", "\\", "[", "](x)", "!", "`"),
        *("–", "€", "(", ")", "”", "1. ", "- ", "#", "a*b*c", "<", "&amp;", "{{", "info@kommun.example", "\u200b"),
    )
)
NODES = st.recursive(
    PIECES.map(lambda text: html.escape(text)),
    lambda inner: st.tuples(
        st.sampled_from(
            (
                "b",
                "i",
                "strong",
                "em",
                'a href="https://x.example/(1)"',
                'span style="font-weight:700;font-style:italic"',
            )
        ),
        st.lists(inner, min_size=1, max_size=4),
    ).map(lambda node: f"<{node[0]}>{''.join(node[1])}</{node[0].split()[0]}>"),
    max_leaves=12,
)


def written(inside: str) -> str:
    """Return the Markdown of a paragraph."""
    line = only(inside)
    return markdown(rich(line, emphasis=True), line.anchors)


def only(inside: str) -> Line:
    lines = [line for line in read_html(f"<body><p>{inside}</p></body>", "brev").lines if not line.blank]
    return lines[0] if lines else Line(1, "")


def shown(inlines: tuple[Inline, ...]) -> str:
    parts: list[str] = []
    for inline in inlines:
        if isinstance(inline, Text):
            parts.append(inline.content)
        elif isinstance(inline, Strong | Emphasis | InlineLink):
            parts.append(shown(inline.children))
    return "".join(parts)


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("Ett <b>viktigt</b> ord", "Ett **viktigt** ord"),
        ("Ett <strong>viktigt </strong>ord", "Ett **viktigt** ord"),
        ("Ett <em>viktigt</em>, <i>stort</i> ord", "Ett *viktigt*, *stort* ord"),
        ('Ett <span style="font-weight: 700">viktigt</span> ord', "Ett **viktigt** ord"),
        ('Ett <span style="font-style:italic"><b>viktigt</b></span> ord', "Ett ***viktigt*** ord"),
        ("Ett <b>vik</b><b>tigt</b> ord", "Ett **viktigt** ord"),
        ("Ett <b>stort <i>viktigt</i></b> ord", "Ett **stort viktigt** ord"),
        ('<b>Se <a href="https://x.example">sidan</a></b> nu', "**Se [sidan](https://x.example)** nu"),
        ('Se <a href="https://x.example"><b>sidan</b></a> nu', "Se [sidan](https://x.example) nu"),
        ('Se <a href="https://x.example">hela <b>sidan</b></a> nu', "Se [hela **sidan**](https://x.example) nu"),
        ("Fyra <b>5*3*2 _a_</b> är", r"Fyra **5\*3\*2 \_a\_** är"),
        ("<b>Datum:</b> i juni", "**Datum:** i juni"),
        ("Ex<b>em</b>pel", "Exempel"),
        ("<b>Hela stycket.</b>", "Hela stycket."),
        ("<i>Hela stycket</i>.", "Hela stycket."),
        ("Ett <b>–</b> två", "Ett – två"),
        ('Se!<a href="https://x.example">Här</a> nu', r"Se\![Här](https://x.example) nu"),
    ],
)
def test_bold_and_italics_are_kept_where_they_are_part_of_a_paragraph(inside: str, expected: str) -> None:
    assert written(inside) == expected


@settings(max_examples=500)
@given(st.lists(NODES, min_size=1, max_size=5).map("".join))
def test_the_words_shown_are_those_of_the_mail_whatever_is_emphasised(inside: str) -> None:
    line = only(inside)
    blocks, findings = prose(Text(written(inside), "issue.yaml", ("body",)))
    assert not [finding for finding in findings if finding.code == "S042"]
    assert all(isinstance(block, Paragraph) for block in blocks)
    text = "".join(shown(block.inlines) for block in blocks if isinstance(block, Paragraph))
    assert clean(text) == clean(line.text)


def test_emphasis_survives_in_paragraphs_answers_and_lists(imported: Importer) -> None:
    page = (
        f"<h2>Intervju: om skolan</h2><p>{LONG} <b>Mycket</b> är nytt.</p><ul><li><b>Ett:</b> bra</li><li>Två</li></ul>"
        f"<p><b>Hur går det för er?</b></p><p>Det <i>går</i> bra. {LONG}</p><p><b>Och sedan, vad vill du?</b></p>"
        f"<p>{LONG}</p><h2>Nästa</h2><p>Text.</p>"
    )
    text = " ".join(imported(page).draft.text.split())
    assert "**Mycket** är nytt." in text
    assert "- **Ett:** bra - Två" in text
    assert "question: Hur går det för er?" in text
    assert "Det *går* bra." in text


def test_a_call_to_read_more_is_a_link_though_something_before_it_is_bold(imported: Importer) -> None:
    page = (
        f'<h2>Ett</h2><p>{LONG} Det är <b>bra.</b> <a href="https://x.example"><b>Läs mer här</b></a></p>'
        "<h2>Två</h2><p>Text.</p>"
    )
    data = imported(page).data
    assert isinstance(data, dict)
    assert data["sections"][0]["links"] == [{"text": "Läs mer här", "url": "https://x.example"}]
    assert data["sections"][0]["body"].endswith("Det är **bra.**\n")


def test_a_numbered_list_keeps_its_numbers(imported: Importer) -> None:
    page = (
        f"<h2>Ett</h2><p>{LONG}</p><ol><li>Först</li><li>Sedan<ul><li>mellan</li></ul></li><li>Sist</li></ol>"
        f'<p>{LONG}</p><ol start="4"><li>Fyra</li><li>Fem</li></ol><p>{LONG}</p><h2>Två</h2><p>Text.</p>'
    )
    read = imported(page)
    bodies = read.draft.text
    for line in ("1. Först", "2. Sedan", "- mellan", "3. Sist", "4. Fyra", "5. Fem"):
        assert f"\n      {line}\n" in bodies
