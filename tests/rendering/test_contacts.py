from __future__ import annotations

import datetime

import pytest

from storsthlm_cli.model.blocks import Reference, Who
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.issue import Contact
from storsthlm_cli.model.places import Spot, Text
from storsthlm_cli.rendering.contacts import ContactLine, Detail, contact_line

SPOT = Spot("issue.yaml")
TODAY = datetime.date(2021, 6, 21)
EK = Reference("ek", SPOT)
ROLE = Detail("ordförande på Storsthlm")
MAIL = Detail("ek@storsthlm.example", "mailto:ek@storsthlm.example")
PHONE = Detail("08-465\u00a0004\u00a021", "tel:+46846500421", whole=True)


def words(content: str | None) -> Text | None:
    return Text(content, "issue.yaml", ()) if content is not None else None


def line(
    directory: Directory,
    person: Who | None,
    wording: str | None = None,
    mailbox: str | None = None,
    after: str | None = None,
) -> ContactLine | None:
    return contact_line(Contact(person, words(wording), words(mailbox), words(after)), directory, TODAY)


def test_a_person_has_role_address_and_number_after_a_comma(directory: Directory) -> None:
    assert line(directory, EK) == ContactLine("Kontakt: ", "Åsa Ek", ", ", (ROLE, MAIL, PHONE), "")


def test_where_the_words_go_on_the_details_are_in_brackets(directory: Directory) -> None:
    assert line(directory, EK, "Kontakta", after="om du vill.") == ContactLine(
        "Kontakta ", "Åsa Ek", " (", (ROLE, MAIL, PHONE), ") om du vill."
    )


@pytest.mark.parametrize(
    ("after", "shown"), [(".", "."), (", så hjälper vi dig", ", så hjälper vi dig"), ("om", " om")]
)
def test_a_mailbox_stands_for_itself_and_signs_stand_close_to_it(directory: Directory, after: str, shown: str) -> None:
    address = Detail("a@b.example", "mailto:a@b.example")
    assert line(directory, None, "Mejla", "a@b.example", after) == ContactLine("Mejla ", "", "", (address,), shown)


def test_somebody_in_words_is_reached_at_the_mailbox_beside(directory: Directory) -> None:
    somebody = Text("Bo Al", "issue.yaml", ())
    address = Detail("a@b.example", "mailto:a@b.example")
    assert line(directory, somebody, mailbox="a@b.example") == ContactLine("Kontakt: ", "Bo Al", ", ", (address,), "")
    assert line(directory, somebody, after=".") == ContactLine("Kontakt: ", "Bo Al", "", (), ".")


def test_a_lost_address_is_a_visible_gap(directory: Directory) -> None:
    shown = line(directory, None, mailbox="saknas")
    assert shown is not None
    assert shown.details == (Detail("[adress saknas]", lost=True),)


def test_nobody_is_not_shown(directory: Directory) -> None:
    assert line(directory, Reference("nix", SPOT)) is None
