from __future__ import annotations

import pytest

from storsthlm_cli.issues.importing.frame import take_frame
from storsthlm_cli.issues.importing.lines import Anchor, Line
from tests.issues.importing.conftest import Importer
from tests.issues.importing.invented import LONG, MORE
from tests.issues.importing.test_mail import headed

AROUND = f"<h2>Ett</h2><p>{LONG}</p>"


def dropped(text: str, url: str = "") -> bool:
    line = Line(3, text, anchors=(Anchor(0, len(text), url),) if url else ())
    framed = take_frame([Line(1, "Rubrik"), Line(2, LONG), line, Line(4, MORE)], None)
    return any(drop.number == 3 for drop in framed.dropped)


@pytest.mark.parametrize(
    "text",
    [
        *("Visa i webbläsare", "Avregistrera dig", "Avsluta prenumeration", "Problem att läsa brevet? Klicka här"),
        *("Du får detta utskick eftersom du har anmält dig.", "Dela på LinkedIn", "Integritetspolicy"),
        "Vill du inte ha fler nyhetsbrev? Avregistrera dig här",
    ],
)
def test_a_line_that_is_nothing_but_such_a_call_is_the_frame(text: str) -> None:
    assert dropped(text)


@pytest.mark.parametrize(
    "text",
    [
        *("Problem att se i mörker är vanliga bland äldre", "Svårt att läsa och skriva? Kom till biblioteket"),
        *("Nyhetsbrevet har fått ett nytt utseende", "Brevet är ett svar till regeringen om skolan"),
        *(
            "Dela på ansvaret hemma",
            "Vill du inte ha buller vid din bostad",
            "Uppdatera dina uppgifter i registret före maj",
        ),
        *("Du får brevet från kommunen i juni", "Avregistrera bilen i tid", "Avsluta prenumerationer du inte läser"),
    ],
)
def test_a_sentence_that_only_begins_like_one_is_content(text: str) -> None:
    assert not dropped(text)


def test_a_call_with_a_link_may_say_more() -> None:
    assert dropped("Avregistrera dig från våra utskick genom att klicka här", "https://a.example")
    assert not dropped("Svårt att se i mörker? Läs om belysning", "https://a.example")


@pytest.mark.parametrize("above", ["Vi ses på mötet", "5 maj Årsmöte", "Möte i Exempelby 5 maj", "Ta med fika:"])
def test_a_line_above_an_address_that_names_nobody_is_content(above: str, imported: Importer) -> None:
    read = imported(f"{AROUND}<h2>Två</h2><p>{MORE}</p><p>{above}</p><p>Exempelgatan 1, 100 00 Exempelby</p>")
    assert [drop.text for drop in read.draft.dropped if drop.text.strip()] == ["Exempelgatan 1, 100 00 Exempelby"]


@pytest.mark.parametrize(
    "above", ["Exempelbyar", "Föreningen Exempelbyars vänner", "Box 12", "Exempelbyar – kommuner i Län"]
)
def test_a_name_above_an_address_is_the_sender(above: str) -> None:
    lines = [Line(n, text) for n, text in enumerate(("A", LONG, MORE, LONG, above, "100 00 Exempelby"), 1)]
    assert [drop.text for drop in take_frame(lines, "x").dropped][-2:] == [above, "100 00 Exempelby"]


def test_a_meeting_at_an_address_is_no_sender() -> None:
    lines = [Line(n, text) for n, text in enumerate(("A", LONG, MORE, LONG, "5 maj: Träff, 100 00 Exempelby"), 1)]
    assert take_frame(lines, "x").dropped == ()


def test_pictures_alone_are_no_list_of_contents(imported: Importer) -> None:
    pictures = "".join(f'<img src="https://a.example/{n}.jpg" alt="">' for n in range(4))
    read = imported(f"<h2>Ett</h2>{pictures}<p>{LONG}</p><h2>Två</h2><p>{MORE}</p>")
    assert read.draft.text.count("image:") == 4


@pytest.mark.parametrize("rest", ["<h2>Två</h2>", "<h2>Två</h2><p>a</p><h3>Tre</h3>"])
def test_a_headline_that_says_what_the_subject_says_stays_one(rest: str, imported: Importer) -> None:
    read = imported(headed("text/html; charset=utf-8", "Ett") + f"{AROUND}{rest}<p>{MORE}</p>")
    assert read.headlines[0] == "Ett"


def test_a_title_that_says_what_the_subject_says_is_left_out(imported: Importer) -> None:
    page = f"<h1>Brevet</h1><p>{LONG}</p><h2>Ett</h2><p>{LONG}</p><h2>Två</h2><p>{MORE}</p>"
    assert imported(headed("text/html; charset=utf-8", "Brevet") + page).headlines[-2:] == ["Ett", "Två"]
