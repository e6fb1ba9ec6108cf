from __future__ import annotations

import textwrap
from email.message import EmailMessage

import pytest

from storsthlm_cli.issues.importing.keeping import words
from storsthlm_cli.issues.importing.lines import Line
from storsthlm_cli.issues.importing.sources import read_source
from storsthlm_cli.issues.importing.wrapping import unflowed, unwrapped
from tests.issues.importing.conftest import Importer
from tests.issues.importing.dresses import new_text, old_text
from tests.issues.importing.invented import ALL, LONG, MORE


def wrapped(text: str, width: int = 72) -> str:
    """Return a text as a mail program or an editor breaks it: each line by itself."""
    return "\n".join(
        broken
        for line in text.split("\n")
        for broken in textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) or [line]
    )


def joined(text: str) -> list[str]:
    return [line.text for line in unwrapped([Line(number, line) for number, line in enumerate(text.split("\n"), 1)])]


@pytest.mark.parametrize("width", [65, 72, 78])
@pytest.mark.parametrize("dress", [old_text, new_text])
def test_a_newsletter_broken_at_a_width_has_the_same_sections(imported: Importer, dress: object, width: int) -> None:
    assert callable(dress)
    text = dress(ALL)
    whole, broken = imported(text), imported(wrapped(text, width))
    assert broken.headlines == whole.headlines
    assert sum(one == other for one, other in zip(broken.kinds, whole.kinds, strict=True)) >= len(ALL) - 1


def test_a_text_that_was_not_broken_stays_as_it_is() -> None:
    text = new_text(ALL)
    assert joined(text) == text.split("\n")


def test_a_joined_line_has_the_number_of_its_first_line_and_all_words() -> None:
    text = wrapped(f"Rubrik\n\n{LONG}\n\n{MORE}\n\n{LONG}")
    lines = unwrapped([Line(number, line) for number, line in enumerate(text.split("\n"), 1)])
    assert [line.text for line in lines if line.text] == ["Rubrik", LONG, MORE, LONG]
    assert [line.number for line in lines if line.text] == [1, 3, 3 + text[8:].split("\n").index("") + 1, 12]
    assert words(" ".join(line.text for line in lines)) == words(text)
    assert [number for line in lines for number in line.numbers] == list(range(1, len(text.split("\n")) + 1))


@pytest.mark.parametrize(
    "line", ["- en punkt", "– Tal, säger hon", "• punkt", "2. punkt", "2021-06-22 Råd", "22/6Råd", "> svar", "======"]
)
def test_what_begins_something_is_never_joined(line: str) -> None:
    full = wrapped(f"{LONG} {MORE}", 70).split("\n")[0].ljust(70, "x")
    text = wrapped(f"{LONG}\n\n{LONG}\n\n{LONG}\n\n", 70) + f"\n{full}\n{line}\n\n{full}\n{'fortsättning'}"
    assert joined(text)[-4:] == [full, line, "", f"{full} fortsättning"]


def test_days_below_days_stay_rows() -> None:
    row = "22 juni Nätverk för skolchefer, utbildningsdirektörer och alla andra i"
    lines = [*wrapped(f"{LONG}\n\n{LONG}\n\n{LONG}", 70).split("\n"), "", row, "23 juni Råd", row]
    assert joined("\n".join(lines))[-3:] == [row, "23 juni Råd", row]


def test_a_short_text_is_known_by_lines_that_go_on_in_small_letters() -> None:
    assert joined(wrapped(LONG)) == [LONG]
    names = [f"{name} Ekhammar, stadsdirektör i Exempelby kommun" for name in ("Rufus", "Estrid", "Torkel", "Sixten")]
    assert joined("\n".join(names)) == names


def test_a_line_longer_than_the_rest_does_not_hide_the_width() -> None:
    lines = [*wrapped("\n\n".join([LONG, MORE] * 4)).split("\n"), "", "x" * 95]
    assert [line for line in joined("\n".join(lines)) if line] == [*[LONG, MORE] * 4, "x" * 95]


def test_a_mail_that_says_where_it_was_broken_is_believed() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@kommun.example", "Brev"
    message.set_content("Kort rad som går \nvidare här.\n- en \n- två\n\nHej då\n-- \nKansliet\n")
    message.set_param("format", "flowed")
    lines = [line.text for line in read_source(message.as_bytes(), "brev").lines if line.text.strip()]
    assert lines == ["Kort rad som går vidare här.", "- en ", "- två", "Hej då", "-- ", "Kansliet"]


def test_an_empty_line_ends_what_flows() -> None:
    lines = [Line(1, "ett "), Line(2, ""), Line(3, "två ")]
    assert unflowed(lines) == lines
