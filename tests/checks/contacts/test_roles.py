"""What people are called, and the addresses that are nearly right."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

Finds = Callable[..., list[Mapping[str, str]]]

LINKS = "links: [{text: Läs om våra nya möten i höst, url: https://storsthlm.example/moten/}]\n"
PEOPLE = """\
asa-ek:
  name: Åsa Ekelund
  roles:
    - {label: stadsdirektör, organisation: storsthlm}
    - {label: styrelsens sekreterare}
  email: asa.ekelund@storsthlm.example
bo-al:
  name: Bo Alvik
  roles: [{label: kommunstyrelsens ordförande}]
"""


def body(words: str) -> str:
    return f"kind: article\nheadline: Rubriken\n{LINKS}body: |\n  {words}"


@pytest.mark.parametrize(
    "words",
    [
        "Vi frågar Åsa Ekelund, «kommundirektör» i Täby, om saken.",
        "Vi frågar «kommundirektör» Åsa Ekelund om saken.",
        "Vi frågar Åsa Ekelund (S), regional «samordnare» på Storsthlm.",
    ],
)
def test_another_role_than_that_of_the_directory_is_warned_about(finds: Finds, words: str) -> None:
    (arguments,) = finds(body(words), "C107 warning", people=PEOPLE)
    assert (arguments["name"], arguments["role"]) == ("Åsa Ekelund", "stadsdirektör")


def test_a_role_on_the_second_line_of_somebody_in_words_is_compared(finds: Finds) -> None:
    text = f'kind: interview\nheadline: Rubriken\nbody: Text om något.\n{LINKS}person: "Åsa Ekelund\\n'
    (arguments,) = finds(text + '«kommundirektör»"', "C107 warning", people=PEOPLE)
    assert arguments["words"] == "kommundirektör"
    finds(text + 'stadsdirektör"', people=PEOPLE)


@pytest.mark.parametrize(
    "words",
    [
        "Vi frågar Åsa Ekelund, stadsdirektör i Täby, om saken.",
        "Vi frågar Åsa Ekelund, tidigare kommundirektör i Täby, om saken.",
        "Vi frågar Åsa Ekelund, blivande kommundirektör, om saken.",
        "Vi frågar Åsa Ekelund, Bo Alvik och Cia Dal om saken.",
        "Vi frågar Åsa Ekelund, som leder staden, om saken.",
        "Vi frågar Åsa Ekelund, till vänster, om saken.",
        "Vi frågar Bo Alvik, kommunstyrelsens ordförande i Nacka, om saken.",
        "Vi frågar Bo Alvik, kommunstyrelseordförande i Nacka, om saken.",
        "Vi frågar Cia Dalberg, kommundirektör i Täby, om saken.",
    ],
)
def test_the_same_role_and_one_of_another_time_are_left_alone(finds: Finds, words: str) -> None:
    finds(body(words), people=PEOPLE)


def test_two_roles_of_one_person_in_an_issue_are_warned_about(finds: Finds) -> None:
    text = body("Vi frågar Cia Dalberg, kommundirektör i Täby. Senare talar Cia Dalberg, «stadsdirektör» i Täby.")
    (arguments,) = finds(text, "C108 warning")
    assert arguments == {"name": "Cia Dalberg", "words": "stadsdirektör", "other": "kommundirektör"}
    finds(body("Vi frågar Cia Dalberg, kommundirektör i Täby. Senare talar Cia Dalberg, tidigare rektor i Täby."))


FORMER = "Cia Dalberg, tidigare rektor i Täby, samt tidigare chef på Täby gymnasium och vd i Nacka"


@pytest.mark.parametrize(
    ("words", "told", "other"),
    [
        ("Cia Dalberg, tidigare rektor i Täby, «chef» på gymnasiet och vd i Nacka", "chef", "tidigare chef"),
        ("Cia Dalberg, tidigare rektor i Täby, «vd» i Nacka", "vd", "tidigare vd"),
    ],
)
def test_a_former_title_that_is_one_of_today_elsewhere_is_a_remark(
    finds: Finds, words: str, told: str, other: str
) -> None:
    (arguments,) = finds(body(f"Vi frågar {FORMER}, om saken. Nu talar {words}."), "C108 info")
    assert arguments == {"name": "Cia Dalberg", "words": told, "other": other}


@pytest.mark.parametrize(
    "words",
    [
        FORMER,
        "Cia Dalberg, tidigare rektor och chef",
        "tidigare vd Cia Dalberg",
        "Cia Dalberg, tidigare rektor i Täby och Nacka, Bo Alberg, vd",
        "Cia Dalberg, tidigare rektor, och vd Bo Alberg",
        "Cia Dalberg, tillförordnad chef",
    ],
)
def test_former_titles_that_stay_former_are_left_alone(finds: Finds, words: str) -> None:
    finds(body(f"Vi frågar {FORMER}, om saken. Nu talar {words}."))


def test_of_several_titles_one_in_common_will_do(finds: Finds) -> None:
    finds(body("Vi frågar Cia Dalberg, rektor i Täby, om saken. Nu talar Cia Dalberg, chef i Nacka och rektor i Täby."))


@pytest.mark.parametrize("address", ["info@«storthlm.example»", "info@«storsthlm.exampel»"])
def test_a_domain_that_is_nearly_ours_is_warned_about(finds: Finds, address: str) -> None:
    text = f"kind: notice\nheadline: Rubriken\nbody: Text om något.\ncontacts: [{{mailbox: {address}}}]"
    (arguments,) = finds(text, "C109 warning")
    assert arguments["right"] == "storsthlm.example"


@pytest.mark.parametrize("address", ["info@storsthlm.example", "origo@stockholm.example", "info@stor.example"])
def test_another_domain_is_left_alone(finds: Finds, address: str) -> None:
    finds(f"kind: notice\nheadline: Rubriken\nbody: Text om något.\ncontacts: [{{mailbox: {address}}}]")
