from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.model.places import Spot, Text
from storsthlm_cli.model.prose import Bullets, Paragraph, Subheading
from storsthlm_cli.rendering.pen import Pen
from storsthlm_cli.rendering.plaintext import COLUMNS, Paper, finished

WORDS = st.lists(st.text(alphabet="abcåäö.-–", min_size=1, max_size=90))


@given(WORDS, st.sampled_from(["", "- ", "| "]))
def test_no_line_is_too_long_unless_it_is_one_word(words: list[str], first: str) -> None:
    lines = Paper(Pen()).wrap(" ".join(words), first).split("\n")
    assert all(len(line) <= COLUMNS or " " not in line[len(first) :] for line in lines)
    assert " ".join(lines).removeprefix(first).split() == words


def test_what_belongs_together_wraps_together_and_ends_with_ordinary_spaces() -> None:
    line = Paper(Pen()).line("x" * 70 + " den 16 september")
    assert finished(line) == "x" * 70 + "\nden 16 september\n"


def test_a_line_break_of_the_author_stays() -> None:
    assert Paper(Pen()).wrap("a\nb", "- ") == "- a\n  b"


def test_items_of_a_list_stand_close_and_paragraphs_apart() -> None:
    def paragraph(content: str) -> Paragraph:
        return Paragraph((Text(content, "", ()),))

    prose = (paragraph("a"), Bullets(((paragraph("b"),), (paragraph("c"), paragraph("d")))), paragraph("e"))
    assert Paper(Pen()).prose(prose) == "a\n\n- b\n- c\n\n  d\n\ne"


def test_a_heading_is_underlined_as_wide_as_it_is() -> None:
    assert Paper(Pen()).underlined("Möten", "=") == "Möten\n====="


def test_a_subheading_of_running_text_is_underlined_like_any_other() -> None:
    heading = Subheading(3, (Text("Vägen till beslut", "", ()),), Spot("", ()))
    written = Paper(Pen()).prose((Paragraph((Text("a", "", ()),)), heading), "| ")
    assert written == "| a\n\n| Vägen till beslut\n| -----------------"


def test_empty_lines_never_pile_up() -> None:
    assert finished("\n\na  \n\n\n\nb\n\n\n") == "a\n\nb\n"
