from __future__ import annotations

import pytest

from storsthlm_cli.issues.importing.speech import Said, attribution, meant, names_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Det är bra, säger Siv Ek, rektor i Täby.", Said("Det är bra", "säger", "Siv Ek, rektor i Täby")),
        ("Bra, säger Siv Ek (S). Vi fortsätter.", Said("Bra", "säger", "Siv Ek (S)", "Vi fortsätter.")),
        ("Är det bra? undrar Siv Ek.", Said("Är det bra?", "undrar", "Siv Ek")),
        ("Nej, sa Siv.", Said("Nej", "sa", "Siv")),
        ("Nej, förklarar hon.", Said("Nej", "förklarar", "hon")),
        ("Ja, menar Bo Ask som är med i projektet.", Said("Ja", "menar", "Bo Ask som är med i projektet")),
        ("Ja, säger L. M. Ek, vd.", Said("Ja", "säger", "L. M. Ek, vd")),
    ],
)
def test_who_says_it_is_taken_out(text: str, expected: Said) -> None:
    assert attribution(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Det är bra.",
        "Det finns folk som, säger man, inte vill.",
        "Ja, säger Siv Ek. Nej, säger Bo Ask.",
        "Vi är glada, säger rektorn.",
        "Hon säger Siv Ek",
        ", säger Siv Ek",
        "Ja, säger Siv Ek " + "och ännu fler " * 40,
    ],
)
def test_without_a_clear_attribution_the_text_stays_whole(text: str) -> None:
    assert attribution(text) == Said(text)


def test_a_short_name_means_who_was_named_before() -> None:
    named = ["Siv Ek", "Bo Ask", "Siv Lind"]
    assert meant(Said("", "sa", "Siv"), named) == "Siv Lind"
    assert meant(Said("", "sa", "hon"), named) == "Siv Lind"
    assert meant(Said("", "sa", "Per"), named) is None
    assert meant(Said("", "sa", "hen"), []) is None


def test_names_are_found_by_their_form() -> None:
    assert names_in("Först talade Siv Ek-Lind och sedan Carl von Dahl, men inte VIS RÅD.") == [
        "Siv Ek-Lind",
        "Carl von Dahl",
    ]
