from __future__ import annotations

import pytest

from storsthlm_cli.mailbox.leaving import asks_to_leave, written


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("Avregistrera", ""),
        ("avregistrera mig", "Hej"),
        ("Avsluta prenumeration", ""),
        ("SV: Nytt i juni", "Avregistrera mig tack!\n\nMvh Anna"),
        ("Nytt i juni", "Hej! Kan ni ta bort mig från listan. Hälsningar Anna"),
        ("SV: Nytt i juni", "Ta bort mig\n\nFrån: Nyhetsbrevet <n@kommun.example>\nSkickat: i går"),
        ("Sv: Nytt", "Vänligen stryk min adress ur sändlistan."),
        ("Nyhetsbrev", "Jag vill inte längre ha nyhetsbrevet."),
        ("Nyhetsbrev", "Avprenumerera"),
        ("Avsluta", ""),
        ("unsubscribe", ""),
        ("Re: News", "Please unsubscribe me from this list."),
        ("Re: News", "Please remove me from your mailing list"),
        ("Remove my address", ""),
        ("Stop sending me this", ""),
        ("Avanmälan", "Hej, jag vill avanmäla mig från utskicket."),
        ("Re: Nytt", "Radera min mejladress ur ert register, tack."),
    ],
)
def test_who_asks_to_leave_is_understood_in_swedish_and_english(subject: str, said: str) -> None:
    assert asks_to_leave(subject, said)


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("SV: Nytt i juni", "Tack, mycket bra!\n\n> Avregistrera dig här"),
        ("SV: Nytt i juni", "Tack!\n\nDen 21 juni 2021 skrev Nyhetsbrevet:\n\nAvregistrera dig här"),
        ("SV: Nytt i juni", "Fin bild.\n\n-----Ursprungligt meddelande-----\nUnsubscribe"),
        ("Nytt i juni", "Hur avregistrerar jag min kollega?"),
        ("Nytt i juni", "Avregistrera inte mig, tack."),
        ("Nytt i juni", "Jag vill inte avregistrera mig."),
        ("Mötet", "Ta bort mig från mötet den 3 juni."),
        ("Mötet", "Ta bort punkt 3, tack."),
        ("Re: News", "Don't unsubscribe me!"),
        ("Re: avregistrera", "Klart, tack för hjälpen."),
        ("Om registret", " ".join(["Vi har en fråga om nästa års budget."] * 8) + " Avregistrera mig."),
    ],
)
def test_who_writes_about_something_else_is_left_to_a_person(subject: str, said: str) -> None:
    assert not asks_to_leave(subject, said)


def test_at_an_address_for_it_anything_asks_but_a_question() -> None:
    assert asks_to_leave("", "", dedicated=True)
    assert not asks_to_leave("", "Hur gör jag?", dedicated=True)


def test_what_is_quoted_was_not_written() -> None:
    assert written("Ja\n> nej\nkanske\nOn Monday Anna wrote:\nallt annat") == "Ja\nkanske"
