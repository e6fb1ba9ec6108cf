from __future__ import annotations

import pytest

from storsthlm_cli.issues.importing.masthead import said_by
from tests.issues.importing.conftest import Importer, Read
from tests.issues.importing.dresses import SPACER, mail
from tests.issues.importing.invented import LONG

BODY = f"En rubrik om skolan\n{SPACER}\n{LONG}\n\nLäs mer om skolan\nEn till rubrik\n{SPACER}\n{LONG}"


def why(read: Read) -> dict[str, str]:
    return {drop.text: drop.reason for drop in read.draft.dropped if drop.text.strip()}


@pytest.mark.parametrize(
    ("text", "date", "number", "year", "alone"),
    [
        ("Nytt från oss, 3 maj 2022", "2022-05-03", None, 2022, False),
        ("Nr 7, 2022-05-03", "2022-05-03", 7, 2022, True),
        ("Nyhetsbrev 5/2018", None, 5, 2018, True),
        ("Nr 3 2021", None, 3, 2021, True),
        ("nummer 4", None, 4, None, True),
        ("Nyhetsbrev #12", None, 12, None, True),
        ("Nyhetsbrev 6, 2020", None, 6, 2020, True),
        ("Nyhetsbrev nr 2, mars 2021", None, 2, None, True),
        ("Nyhetsbrev nr 3 från Exempelkommunerna", None, 3, None, False),
        ("Nyhetsbrev 3 maj 2022", "2022-05-03", None, 2022, True),
        ("Nyhetsbrev 2018", None, None, None, False),
        ("Kommunerna möts 5/9", None, None, None, False),
        ("Beslut om skola och vård den 3 maj 2022 i Exempelby", "2022-05-03", None, 2022, False),
    ],
)
def test_a_line_says_day_number_and_year(
    text: str, date: str | None, number: int | None, year: int | None, alone: bool
) -> None:
    said = said_by(text)
    assert (str(said.date) if said.date else None, said.number, said.year, said.alone) == (date, number, year, alone)


@pytest.mark.parametrize("title", ["Nytt från oss, 3 maj 2022", "Nytt från oss\nMåndag 3 maj 2022"])
def test_the_date_of_title_or_masthead_is_that_of_the_issue(title: str, imported: Importer) -> None:
    read = imported(f"{title}\n{SPACER * 9}\n{BODY}", date=None)
    assert read.draft.date.isoformat() == "2022-05-03"
    assert read.draft.checks["date"].startswith(f"read from `{title.splitlines()[-1]}`")
    assert read.headlines == ["En rubrik om skolan", "En till rubrik"]


def test_the_date_of_a_first_headline_is_that_of_the_issue_when_it_is_about_the_newsletter(imported: Importer) -> None:
    page = "<h2>{0}</h2><p>Text ett.</p><h2>Två</h2><p>Möte den 8 augusti 2023.</p><h2>Tre</h2><p>Text.</p>"
    read = imported(page.format("Vårt vårbrev den 3 maj 2022"), date=None)
    assert read.draft.date.isoformat() == "2022-05-03"
    assert read.headlines[0] == "Vårt vårbrev den 3 maj 2022"
    other = imported(page.format("Styrelsen möttes den 3 maj 2022"), date=None)
    assert other.draft.checks["date"].startswith("guessed from the dates in the text")


def test_a_date_that_somebody_says_is_not_marked(imported: Importer) -> None:
    assert "date" not in imported(f"Nytt från oss, 3 maj 2022\n{SPACER * 9}\n{BODY}").draft.checks


def test_without_any_date_it_is_dated_today_and_says_so(imported: Importer) -> None:
    read = imported(f"Nytt från oss\n{SPACER * 9}\n{BODY.replace('tio', 'sju')}", date=None)
    assert read.draft.date.isoformat() == "2021-06-21"
    assert read.draft.checks["date"].startswith("there is no date in the text, so this is the day of the import")


@pytest.mark.parametrize(
    ("line", "number"), [("Nyhetsbrev 5/2018", 5), ("Nr 3 2021", 3), ("nummer 4", 4), ("Nyhetsbrev nr 12", 12)]
)
@pytest.mark.parametrize("above", ["", f"Nytt från oss\n{SPACER * 9}\n"])
def test_a_number_in_the_first_lines_is_that_of_the_issue(
    line: str, number: int, above: str, imported: Importer
) -> None:
    read = imported(f"{above}{line}\n{SPACER * 9}\n{BODY}")
    assert read.issue.number == number
    assert read.draft.checks["number"] == f"read from `{line}`"
    assert why(read)[line] == "the number of the old mail"
    assert read.headlines == ["En rubrik om skolan", "En till rubrik"]


def test_the_year_of_a_number_is_that_of_the_days_in_the_text(imported: Importer) -> None:
    read = imported(f"Nyhetsbrev 5/2018\n{SPACER * 9}\n{BODY} Vi möttes den 3 maj och planerar för 2022.", date=None)
    assert read.draft.date.isoformat() == "2018-05-03"
    assert read.draft.checks["date"].startswith(
        "guessed from the dates in the text, and the year from `Nyhetsbrev 5/2018`;"
    )


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("Nytt från oss, 3 maj 2022", "the name and date of the newsletter"),
        ("Nyhetsbrev nr 3 från oss", "the name and number of the newsletter"),
        ("Nytt från oss", "the name of the newsletter"),
    ],
)
def test_a_title_below_a_subject_is_called_what_it_says(title: str, reason: str, imported: Importer) -> None:
    page = f"<h1>{title}</h1><h2>Ett</h2><p>{LONG}</p><h2>Två</h2><p>{LONG}</p>"
    assert why(imported(mail(page, subject="Skolan och vården i vår")))[title] == reason
