"""All that an author wrote for readers, piece by piece."""

from __future__ import annotations

from collections.abc import Callable

from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.texts import SLOT, Piece, Use, pieces, section_pieces
from tests.model.conftest import EVERYTHING

Read = Callable[[str], Issue]


def words(found: list[Piece]) -> str:
    return " ".join(" ".join(piece.text.content.split()) for piece in found)


def test_every_text_of_an_issue_comes_once_and_in_reading_order(read: Read) -> None:
    issue = read(EVERYTHING)
    interview, event, calendar, empty = (words(list(section_pieces(section))) for section in issue.sections)
    assert interview.replace(" Ord", "") == (
        f"k1 W1 h1 p1 s1 e1 l1 {SLOT} u1 b1 b2 q1 v1 W2 a1 t1 l2 f1 g1 l3 i1 c1 W3 W4 m1 o1 h2 p2 x1 W5 y1 l4 n1 "
        "z1 l5 l6 r1 W6 r2 r3@a.example j1 W7"
    )
    assert event == "i2 c2 W8 Ord o2 h3 p3 h6 p4 x4 l11 x2 y2"
    assert calendar == "h4 k2 x3 y3"
    assert empty == "h5 n2 l9"
    sections = [words(list(section_pieces(section))) for section in issue.sections]
    assert words(list(pieces(issue))) == " ".join(["Ämnet Förhandstexten", *sections, "w1 l10"])


def test_keys_of_the_directory_and_empty_words_are_no_texts(read: Read) -> None:
    issue = read(
        "  - {kind: personnel, person: nyckel, kicker: '', headline: a, contacts: [nyckel], signature: nyckel,"
        " body: [{image: {portrait: nyckel, alt: ''}}]}\n"
    )
    assert words(list(section_pieces(issue.sections[0]))) == "a"


def test_pieces_know_where_they_stand(read: Read) -> None:
    found = list(section_pieces(read(EVERYTHING).sections[0]))
    place = next(piece for piece in found if piece.text.content == "x1")
    assert place.text.path == ("sections", 0, "body", 5, "item", "body", 1, "facts", "place")
    assert place.use is Use.FACT
    assert all(piece.text.file == "issue.yaml" for piece in found)


def test_a_paragraph_is_one_piece_whose_characters_keep_their_places(read: Read) -> None:
    issue = read(
        "  - kind: article\n    headline: a\n    body: 'Den **5** [maj](https://a.example) {{ recipient.x }}!'\n"
    )
    body = next(piece for piece in section_pieces(issue.sections[0]) if piece.use is Use.BODY)
    assert body.text.content == f"Den 5 maj {SLOT}!"
    written = "Den **5** [maj](https://a.example) {{ recipient.x }}!"
    spot = body.text.spot(0, len("Den 5 maj"))
    assert spot.start is not None
    assert spot.end is not None
    assert written[spot.start : spot.end].startswith("Den **5** [maj")
    slot = body.text.spot(body.text.content.index(SLOT))
    assert slot.start is not None
    assert written[slot.start :] == "{{ recipient.x }}!"


def test_lists_and_subheadings_have_their_uses(read: Read) -> None:
    issue = read('  - kind: article\n    headline: a\n    body: "## b\\n\\nc\\n\\n- d\\n- e\\n"\n')
    found = [(piece.text.content, piece.use) for piece in section_pieces(issue.sections[0])]
    assert found == [
        ("a", Use.HEADLINE), ("b", Use.SUBHEADING), ("c", Use.BODY), ("d", Use.ITEM), ("e", Use.ITEM),
    ]  # fmt: skip


def test_pieces_know_the_language_that_the_author_gives(read: Read) -> None:
    issue = read(
        "  - {kind: notice, headline: a, language: en, body: [b, {quote: {text: c, language: fi}}]}\n"
        "  - {kind: notice, headline: d}\n"
    )
    languages = {piece.text.content: piece.language for piece in pieces(issue) if piece.section is not None}
    assert languages == {"a": "en", "b": "en", "c": "fi", "d": None}
