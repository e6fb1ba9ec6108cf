from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.model.proof import Linked, Mark, Run
from storsthlm_cli.model.texts import Use
from storsthlm_cli.rendering.proofs.lines import COLUMNS, Typesetter, cut
from storsthlm_cli.rendering.proofs.names import Known, Names
from storsthlm_cli.rendering.proofs.passages import Passage


def typesetter() -> Typesetter:
    return Typesetter(Names({"Åsa Ek": Known("Åsa Ek", Mark.PERSON)}), datetime.date(2021, 6, 21))


@given(st.text(alphabet="ab \u00a0\n", max_size=200), st.integers(1, 30))
def test_cutting_loses_nothing_but_blanks_and_keeps_the_width(text: str, width: int) -> None:
    lines = cut(text, width)
    assert "".join("".join(text[start:end] for start, end in lines).split()) == "".join(text.split())
    assert all(0 < end - start <= width for start, end in lines)


def test_lines_break_at_blanks_and_not_at_no_break_spaces() -> None:
    text = "ett två kl.\u00a09–10\nfyra"
    assert [text[start:end] for start, end in cut(text, 12)] == ["ett två", "kl.\u00a09–10", "fyra"]


def test_a_name_that_goes_over_two_lines_is_set_off_in_both_and_counted_in_the_first() -> None:
    part = typesetter().set("", "a", [Passage("x" * (COLUMNS - 4) + " Åsa Ek", Use.BODY)])
    ((first, second),) = part.groups
    assert (first.runs[-1], second.runs) == (Run("Åsa", Mark.PERSON), (Run("Ek", Mark.PERSON),))
    assert [found.line for found in part.found] == [1]


def test_numbers_go_on_from_section_to_section() -> None:
    setter = typesetter()
    parts = [setter.set("", key, [Passage("Ett\ntvå", Use.BODY)]) for key in "ab"]
    assert [line.number for part in parts for group in part.groups for line in group] == [1, 2, 3, 4]


def test_the_same_words_twice_are_two_links_at_their_own_lines() -> None:
    words = "här " + "och " * 15 + "här"
    links = (("här", "https://a.example/"), ("här", None))
    part = typesetter().set("", "a", [Passage(words, Use.BODY, links=links)])
    assert part.linked == [Linked("här", "https://a.example/", 1), Linked("här", None, 2)]
    assert [line.text for line in part.groups[0][2:]] == ["→ här: https://a.example/", "→ här: [länk saknas]"]


def test_no_day_is_read_in_what_is_no_text() -> None:
    part = typesetter().set("", "a", [Passage("Foto: 9 maj", Use.CREDIT), Passage("Den 9 maj", Use.BODY)])
    assert [line.notes for group in part.groups for line in group] == [(), ("sö 9 maj 2021",)]
