from __future__ import annotations

import pytest

from storsthlm_cli.directory.reading import read_directory
from storsthlm_cli.source.yaml import parse_document
from tests.issues.importing.conftest import Importer
from tests.issues.importing.invented import LONG
from tests.issues.importing.test_parts import FRAME

PIA = "pia.al@exempel.example"
PEOPLE = f"pia-al: {{name: Pia Al, roles: [{{label: projektledare}}], email: {PIA}, phone: +46 8 123 456 78}}"
DIRECTORY, _ = read_directory({"people": parse_document(PEOPLE, "people.yaml")})


def contacts(data: object) -> object:
    assert isinstance(data, dict)
    return data["sections"][0]["contacts"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            f"Kontakt: Pia Al, {PIA}, 08-123 456 78",
            {"person": "Pia Al", "mailbox": PIA, "text": "Kontakt:", "after": "08-123 456 78"},
        ),
        (f"Kontakta Pia Al på {PIA}.", {"person": "Pia Al", "mailbox": PIA, "text": "Kontakta"}),
        (f"Kontakt: Pia Al ({PIA})", {"person": "Pia Al", "mailbox": PIA, "text": "Kontakt:"}),
        (f"Kontakt: Pia Al, e-post: {PIA}", {"person": "Pia Al", "mailbox": PIA, "text": "Kontakt:"}),
        (
            f"Frågor? Kontakta Pia Al, projektledare, via {PIA} eller telefon 08-123 456 78.",
            {
                "person": "Pia Al, projektledare",
                "mailbox": PIA,
                "text": "Frågor? Kontakta",
                "after": "eller telefon 08-123 456 78",
            },
        ),
        (
            "Kontakt: Pia Al, projektledare, tel. 08-123 456 78",
            {"person": "Pia Al, projektledare", "text": "Kontakt:", "after": "tel. 08-123 456 78"},
        ),
        (f"Kontakt: {PIA}, Pia Al", {"mailbox": PIA, "text": "Kontakt:", "after": "Pia Al"}),
    ],
)
def test_an_address_behind_a_name_is_a_mailbox(line: str, expected: object, imported: Importer) -> None:
    assert contacts(imported(f"{FRAME}{LONG}\n\n{line}").data) == [expected]


@pytest.mark.parametrize("joint", [" och", ", samt", ",", ";"])
def test_several_people_with_an_address_each_are_as_many_contacts(joint: str, imported: Importer) -> None:
    line = f"Kontakt: Pia Al, {PIA}, 08-123 456 78{joint} Bo Ek, rektor, bo.ek@exempel.example"
    assert contacts(imported(f"{FRAME}{LONG}\n\n{line}").data) == [
        {"person": "Pia Al", "mailbox": PIA, "text": "Kontakt:", "after": "08-123 456 78"},
        {"person": "Bo Ek, rektor", "mailbox": "bo.ek@exempel.example"},
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f"Kontakt: Pia Al, {PIA}", {"person": "pia-al", "text": "Kontakt:"}),
        (f"Kontakt: Pia Al, projektledare, {PIA}, 08-123 456 78", {"person": "pia-al", "text": "Kontakt:"}),
        (
            f"Kontakt: Pia Al, {PIA}, 08-999 99 99",
            {"person": "pia-al", "text": "Kontakt:", "after": "08-999 99 99"},
        ),
        (
            "Kontakt: Pia Al, annan@exempel.example",
            {"person": "pia-al", "mailbox": "annan@exempel.example", "text": "Kontakt:"},
        ),
    ],
)
def test_what_the_directory_says_is_not_said_again(line: str, expected: object, imported: Importer) -> None:
    read = imported(f"{FRAME}{LONG}\n\n{line}", directory=DIRECTORY)
    assert contacts(read.data) == [expected]
    assert ("another address of Pia Al than" in read.draft.text) is ("annan" in line)


def test_an_address_behind_a_linked_name_is_a_mailbox(imported: Importer) -> None:
    page = (
        f'<h2>Rubrik</h2><p>{LONG}</p><p>Kontakta <a href="mailto:{PIA}?subject=Hej">Pia Al</a> så får du veta mer.</p>'
    )
    expected = {"person": "Pia Al", "mailbox": PIA, "text": "Kontakta", "after": "så får du veta mer"}
    assert contacts(imported(page).data) == [expected]
    assert contacts(imported(page, directory=DIRECTORY).data) == [
        {"person": "pia-al", "text": "Kontakta", "after": "så får du veta mer"}
    ]
