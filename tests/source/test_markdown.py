"""Markdown: what it becomes, and that every character of it knows where it was read."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.model.findings import Finding
from storsthlm_cli.model.places import Spot, Text
from storsthlm_cli.model.prose import (
    Bullets,
    Emphasis,
    Inline,
    InlineLink,
    LineBreak,
    Paragraph,
    Prose,
    Slot,
    Strong,
    Subheading,
)
from storsthlm_cli.source.markdown import LIMIT, line, prose
from storsthlm_cli.source.yaml import parse_document

PIECES = [
    "a",
    "å",
    "\U0001f600",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\t",
    "*",
    "**",
    "_",
    "`",
    "```",
    "~~~",
    "#",
    "# ",
    "> ",
    "- ",
    "1. ",
]
PIECES += [
    "[",
    "]",
    "(",
    ")",
    "](",
    "![",
    "<",
    ">",
    "<b>",
    "<https://x>",
    "&amp;",
    "&ngE;",
    "&#229;",
    "&",
    ";",
    "\\",
    "\\*",
]
PIECES += [
    "{{",
    "}}",
    "{{ recipient.x }}",
    "{",
    "---",
    "===",
    "|",
    "|-|",
    "\\\n",
    "  \n",
    "    ",
    "\xa0",
    "\u2028",
    "\r",
    "\r\n",
]
SOUP = st.lists(st.sampled_from(PIECES) | st.text(max_size=2)).map("".join)


def given_text(content: str) -> Text:
    return Text(content, "f", ("body",))


def read(content: str) -> Prose:
    blocks, findings = prose(given_text(content))
    assert findings == ()
    return blocks


def told(findings: tuple[Finding, ...], content: str) -> list[tuple[str, str, str]]:
    spots = [finding.where for finding in findings]
    assert all(isinstance(spot, Spot) for spot in spots)
    return [
        (finding.code, content[spot.start : spot.end], next(iter(finding.arguments.values())))
        for finding, spot in zip(findings, spots, strict=True)
        if isinstance(spot, Spot)
    ]


def texts(prose_or_inlines: Prose | tuple[Inline, ...]) -> Iterator[Text]:
    for part in prose_or_inlines:
        if isinstance(part, Text):
            yield part
        elif isinstance(part, Paragraph | Subheading):
            yield from texts(part.inlines)
        elif isinstance(part, Strong | Emphasis | InlineLink):
            yield from texts(part.children)
        elif isinstance(part, Bullets):
            for item in part.items:
                yield from texts(item)


def plain(inlines: tuple[Inline, ...]) -> str:
    return "".join("/" if isinstance(part, LineBreak) else "".join(map(str, texts((part,)))) for part in inlines)


def shows(character: str, raw: str) -> bool:
    """Say whether the raw text is the character, or the escape, entity or line break that it was read from."""
    if raw == character or raw == "\\" + character:
        return True
    if character == " " and re.fullmatch(r" ?(\r\n|\r|\n)[ \t>]*", raw):
        return True
    return raw.startswith("&") and raw.endswith(";") and character in html.unescape(raw)


@given(SOUP)
def test_every_character_is_where_it_was_read(content: str) -> None:
    blocks, findings = prose(given_text(content))
    for text in texts(blocks):
        assert text.content
        assert text.offsets is not None
        assert len(text.offsets) == len(text.content) + 1
        assert list(text.offsets) == sorted(text.offsets)
        for number, character in enumerate(text.content):
            spot = text.spot(number, number + 1)
            assert shows(character, content[spot.start : spot.end]), (character, content[spot.start : spot.end])
    for finding in findings:
        assert isinstance(finding.where, Spot)
        assert finding.where.start is not None
        assert finding.where.end is not None
        assert 0 <= finding.where.start < finding.where.end <= len(content)


@given(st.lists(st.text(st.sampled_from("abåäö .,:;!?")).map(str.strip).filter(bool), min_size=1), st.integers(2, 9))
def test_every_character_of_a_block_in_a_file_is_where_an_editor_shows_it(lines: list[str], indent: int) -> None:
    text = "\ufeffa: |\r\n" + "".join(" " * indent + line + "\r\n" for line in lines) + "b: 1"
    document = parse_document(text, "f")
    blocks, _ = prose(document.text_at(("a",)))
    for run in texts(blocks):
        for number, character in enumerate(run.content):
            place = document.place(run.spot(number, number + 1))
            raw = document.lines.line(place.line)[place.column - 1 :][:1]
            assert raw == character or (character == " " and place.end_line == place.line + 1)


@given(SOUP)
def test_no_word_is_lost(content: str) -> None:
    """All letters of the Markdown stand in the prose, but for those in entities, addresses, slots and code's info."""
    if re.search(r"[&{(<~`\[]|[#>-].*[#>-].*[#>-].*[#>-]", content, re.DOTALL) is None:
        blocks, _ = prose(given_text(content))
        written = [character for text in texts(blocks) for character in text.content if character in "aå\U0001f600"]
        assert written == [character for character in content if character in "aå\U0001f600"]


def test_markdown_becomes_prose() -> None:
    blocks = read("# Rubrik #\n\nText *kursiv* och **fet _båda_**\nmjuk  \nhård\\\nhård\n\n- ett\n- två\n\n  3. tre\n")
    heading, paragraph, bullets = blocks
    assert isinstance(heading, Subheading)
    assert (heading.level, plain(heading.inlines), heading.spot) == (1, "Rubrik", Spot("f", ("body",), 0, 8))
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.inlines) == "Text kursiv och fet båda mjuk/hård/hård"
    assert [type(part) for part in paragraph.inlines[:5]] == [Text, Emphasis, Text, Strong, Text]
    assert isinstance(bullets, Bullets)
    assert (bullets.ordered, len(bullets.items)) == (False, 2)
    inner = bullets.items[1][1]
    assert isinstance(inner, Bullets)
    assert (inner.ordered, inner.start) == (True, 3)


def test_links_keep_their_address_as_written() -> None:
    content = "[a *b*](https://x.example/å_(1)?a=1&amp;b=2) [c](<http://x y>) <https://z.example/_x_> <a@b.example>"
    (paragraph,) = read(content)
    assert isinstance(paragraph, Paragraph)
    links = [part for part in paragraph.inlines if isinstance(part, InlineLink)]
    assert [link.url for link in links] == [
        "https://x.example/å_(1)?a=1&b=2",
        "http://x y",
        "https://z.example/_x_",
        "mailto:a@b.example",
    ]
    assert [plain(link.children) for link in links] == ["a b", "c", "https://z.example/_x_", "a@b.example"]
    assert content[links[1].spot.start : links[1].spot.end] == "[c](<http://x y>)"


def test_an_address_that_leads_to_no_web_page_is_left_for_the_checks() -> None:
    (paragraph,) = read("[a](javascript:x) [b]() [c](saknas)")
    assert isinstance(paragraph, Paragraph)
    assert [part.url for part in paragraph.inlines if isinstance(part, InlineLink)] == ["javascript:x", "", "saknas"]


def test_merge_slots_stand_in_text_in_links_and_in_addresses() -> None:
    content = (
        'Hej {{ recipient.first_name | default("du") }}! [till {{recipient.x}}](https://a.example/{{ recipient.id }}?b)'
    )
    (paragraph,) = read(content)
    assert isinstance(paragraph, Paragraph)
    slot, link = paragraph.inlines[1], paragraph.inlines[3]
    assert slot == Slot("first_name", "du", Spot("f", ("body",), 4, 46))
    assert isinstance(link, InlineLink)
    assert link.url == "https://a.example/{{ recipient.id }}?b"
    assert isinstance(link.children[1], Slot)
    assert (link.children[1].field, link.children[1].default) == ("x", None)


def test_merge_slots_stand_in_addresses_in_angle_brackets() -> None:
    (paragraph,) = read("""[a](<https://a.example/{{ recipient.id | default('&amp; b') }}>)""")
    assert isinstance(paragraph, Paragraph)
    (link,) = paragraph.inlines
    assert isinstance(link, InlineLink)
    assert link.url == "https://a.example/{{ recipient.id | default('&amp; b') }}"
    (paragraph,) = read("<https://a.example/{{recipient.id}}/b>")
    assert isinstance(paragraph, Paragraph)
    (link,) = paragraph.inlines
    assert isinstance(link, InlineLink)
    assert plain(link.children) == "https://a.example//b"
    assert any(isinstance(child, Slot) for child in link.children)


def test_nothing_in_a_slot_is_markdown() -> None:
    (paragraph,) = read("""*a* {{ recipient.a_b_c | default('*_[x](y)`&amp;') }} *b*""")
    assert isinstance(paragraph, Paragraph)
    assert isinstance(paragraph.inlines[2], Slot)
    assert paragraph.inlines[2].default == "*_[x](y)`&amp;"


@pytest.mark.parametrize(
    ("content", "slot", "reason"),
    [
        ("a {{ first_name }} b", "{{ first_name }}", "it begins with `recipient.`"),
        ("a {{ recipient.x b\nc", "{{ recipient.x b", "`}}` is missing"),
        ("a {{ recipient.x | upper }}", "{{ recipient.x | upper }}", "`default` is all"),
        ("{{ recipient.x | default(”du”) }}", "{{ recipient.x | default(”du”) }}", "straight quotes"),
        ("{{ recipient.x.y }}", "{{ recipient.x.y }}", "after the field"),
        ("[a](https://b.example/{{ c }})", "{{ c }}", "it begins with `recipient.`"),
    ],
)
def test_a_slot_that_cannot_be_read_is_told_at_its_place(content: str, slot: str, reason: str) -> None:
    _, findings = prose(given_text(content))
    assert [(code, where) for code, where, _ in told(findings, content)] == [("S040", slot)]
    assert reason in findings[0].arguments["reason"]
    assert findings[0].arguments["slot"] == slot


@pytest.mark.parametrize(
    ("content", "where", "what", "kept"),
    [
        ("a `b c` d", "`b c`", "code", "a b c d"),
        ("a ![b *c*](d.png) e", "![b *c*](d.png)", "an image", "a b *c* e"),
        ("a <br> b", "<br>", "HTML", "a <br> b"),
        ("a <!-- b", "<!--", "HTML", "a <!-- b"),
        ("> a\n> b", "> a", "a quote marked with `>`", "a b"),
        ("```\na *b*\n\nc\n```\n", "```", "a block of code", "a *b*/c"),
        ("    a\n    b", "    a", "text indented by four spaces or more", "a/b"),
        ("a\n\n***\n", "***", "a line across", "a"),
        ("a | b\n--|--\nc | d", "a | b\n--|--\nc | d", "a table", "a | b --|-- c | d"),
        ("[a]: https://b.example", "[a]: https://b.example", "a link by reference", "[a]: https://b.example"),
        ("[a](https://b c)", "[a](", "a link without a proper address", "[a](https://b c)"),
        ('[a](https://b "c")', '[a](https://b "c")', "a title of a link", "a"),
    ],
)
def test_what_a_mail_cannot_show_is_told_and_its_text_kept(content: str, where: str, what: str, kept: str) -> None:
    blocks, findings = prose(given_text(content))
    assert [(code, told_what) for code, _, told_what in told(findings, content)] == [("S042", what)]
    assert told(findings, content)[0][1].strip() == where.strip()
    assert findings[0].arguments["hint"]
    assert "/".join(plain(block.inlines) for block in blocks if isinstance(block, Paragraph)) == kept


def test_lists_nested_too_deeply_are_told_and_not_lost_unnoticed() -> None:
    blocks, findings = prose(given_text("- " * 5000 + "a"))
    assert [finding.arguments["what"] for finding in findings] == ["a list nested this deeply"]
    assert len(blocks) == 1
    assert "a quote nested this deeply" in [f.arguments["what"] for f in prose(given_text(">" * 5000 + "a"))[1]]


def test_text_that_is_already_part_of_a_value_keeps_its_places() -> None:
    part = given_text("12345 a *b*\r\nc").part(6, 14)
    (paragraph,) = prose(part)[0]
    assert isinstance(paragraph, Paragraph)
    assert [(text.content, text.spot().start, text.spot().end) for text in texts(paragraph.inlines)] == [
        ("a ", 6, 8),
        ("b", 9, 10),
        (" c", 11, 14),
    ]


def test_a_line_has_slots_and_no_markdown() -> None:
    inlines, findings = line(given_text('*a* {{ recipient.x | default("y") }} & {{ z }} b'))
    assert inlines[1] == Slot("x", "y", Spot("f", ("body",), 4, 36))
    assert plain(inlines) == "*a*  & {{ z }} b"
    assert told(findings, '*a* {{ recipient.x | default("y") }} & {{ z }} b') == [("S040", "{{ z }}", "{{ z }}")]


@given(SOUP)
def test_every_character_of_a_line_is_where_it_was_read(content: str) -> None:
    inlines, _ = line(given_text(content))
    for text in texts(inlines):
        for number, character in enumerate(text.content):
            spot = text.spot(number, number + 1)
            assert content[spot.start : spot.end] == character


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "piece", ["[", "[a](", "![a](", "*a _b ", "{{", "<!--", "<?", "<", "`a ``b ", "&", "\\", "[](", "- a\n"]
)
def test_no_repetition_takes_long(piece: str) -> None:
    assert prose(given_text(piece * (LIMIT // len(piece))))[0]


def test_a_text_of_more_than_64_kb_is_not_read() -> None:
    assert prose(given_text("a" * LIMIT))[1] == ()
    blocks, findings = prose(given_text("a" * (LIMIT + 1)))
    assert blocks == ()
    assert [finding.code for finding in findings] == ["S043"]
    assert findings[0].arguments == {"size": "65,537", "limit": "65,536"}
