from __future__ import annotations

import datetime
import pathlib
from typing import Any, cast

import pytest

from storsthlm_cli.addresses import parse
from storsthlm_cli.model.audience import Subscriber
from storsthlm_cli.studio import sheets
from storsthlm_cli.studio.looks import Look
from storsthlm_cli.studio.sheets import Sheet, View, renewed, sheet_data
from storsthlm_cli.workflows.suppressing import suppress
from storsthlm_cli.workflows.workspace import Workspace, open_workspace
from tests.studio.running import change

ISSUE = "issues/2021-06/issue.yaml"


def unexpected(error: Exception) -> None:
    raise AssertionError from error


def renew(sheet: Sheet, root: pathlib.Path, reader: Subscriber | None = None, on_bug: Any = unexpected) -> Sheet:
    def opened() -> Workspace:
        return open_workspace(root, {})

    return renewed(sheet, opened, lambda _: reader, on_bug)


def data(sheet: Sheet) -> dict[str, Any]:
    return cast(dict[str, Any], sheet_data(sheet, Look(), "/images/KEY/"))


def somebody(address: str, **fields: str) -> Subscriber:
    return Subscriber(address, parse(address).key, fields, "kommuner", 2)


def test_a_sheet_shows_the_letter_as_an_invented_reader_gets_it(workspace: pathlib.Path) -> None:
    told = data(renew(Sheet(version=1), workspace))
    assert (told["version"], told["issue"], told["stale"], told["summary"]) == (1, "2021-06", False, "No findings")
    letter = told["letter"]
    assert (letter["sender"], letter["subject"], letter["invented"]) == ("Exempelkommunerna", "Nytt i juni", True)
    assert letter["preheader"] == "Hej Anna! Här är kansliets nyheter."
    assert letter["text"].startswith("Nya möten i höst")


def test_a_sheet_is_merged_for_a_subscriber(workspace: pathlib.Path) -> None:
    view = View("2021-06", "kommuner", "bo@kommun.example")
    letter = data(renew(Sheet(view=view), workspace, somebody("bo@kommun.example", first_name="Bo")))["letter"]
    assert (letter["recipient"], letter["preheader"]) == ("Bo <bo@kommun.example>", "Hej Bo! Här är kansliets nyheter.")
    assert not letter["invented"]


def test_a_sheet_of_a_list_shows_what_is_said_to_that_list(workspace: pathlib.Path) -> None:
    with (workspace / ISSUE).open("a", encoding="utf-8") as file:
        file.write("for_lists: {kommuner: {subject: Till kommunerna}}\n")
    told = data(renew(Sheet(view=View("2021-06", "kommuner")), workspace))
    assert (told["letter"]["subject"], told["letter"]["own"], told["letter"]["invented"]) == (
        "Till kommunerna",
        ("kommuner",),
        True,
    )
    told = data(renew(Sheet(view=View("2021-06")), workspace))
    assert (told["letter"]["subject"], told["letter"]["own"]) == ("Nytt i juni", ())


def test_a_slot_that_stays_empty_for_the_reader_is_an_error(workspace: pathlib.Path) -> None:
    change(workspace / ISSUE, "Läs mer", "Hej {{ recipient.kommun }}! Läs mer")
    told = data(renew(Sheet(), workspace, somebody("bo@kommun.example", kommun="")))
    assert [(card["level"], card["code"]) for card in told["findings"]] == [("error", "M101")]
    assert "bo@kommun.example" in told["findings"][0]["message"]
    assert "Hej [kommun]!" in told["letter"]["html"]


def test_a_reader_who_left_is_remarked_on(workspace: pathlib.Path) -> None:
    suppress(open_workspace(workspace, {}), ["bo@kommun.example"], "asked by phone")
    told = data(renew(Sheet(), workspace, somebody("Bo@kommun.example")))
    today = datetime.datetime.now(datetime.UTC).date()
    assert told["letter"]["note"] == f"suppressed since {today} (asked by phone): would get nothing"
    assert data(renew(Sheet(), workspace, somebody("eva@kommun.example")))["letter"]["note"] is None


def test_findings_are_cards_with_their_place_and_the_way_to_the_mail(workspace: pathlib.Path) -> None:
    change(workspace / ISSUE, "https:", "http:")
    (card,) = data(renew(Sheet(), workspace))["findings"]
    assert (card["level"], card["code"]) == ("warning", "L102")
    assert card["place"].startswith("issues/2021-06/issue.yaml:8:")
    assert card["source"]["marked"] == "[kansliet](http://kommun.example/moten)"
    assert card["words"][:2] == ("kansliet", "http://kommun.example/moten")
    html = data(renew(Sheet(), workspace))["letter"]["html"]
    assert f'id="{card["section"]}"' in html


def test_what_cannot_be_shown_keeps_the_last_letter_on_show(workspace: pathlib.Path) -> None:
    first = renew(Sheet(version=1), workspace)
    change(workspace / ISSUE, "date: 2021-06-21", "date: snart")
    second = renew(first, workspace)
    told = data(second)
    assert (second.stale, told["stale"]) == (True, True)
    assert [card["code"] for card in told["findings"]] == ["S024"]
    assert "Nya möten" in told["letter"]["html"]
    change(workspace / ISSUE, "date: snart", "date: 2021-06-21")
    assert not renew(second, workspace).stale


def test_a_fault_in_a_template_is_a_card_with_its_line(workspace: pathlib.Path) -> None:
    change(workspace / "templates/plain/mail.html", "{{ newsletter.name }}", "{{ newsleter.name }}")
    told = data(renew(Sheet(), workspace))
    assert told["summary"] == "The issue cannot be shown"
    assert told["findings"][0]["place"] == "templates/plain/mail.html:2:1"
    assert told["letter"] is None


def test_a_misspelt_setting_is_a_card_too(workspace: pathlib.Path) -> None:
    change(workspace / "storsthlm.yaml", "design:", "desing:")
    told = data(renew(Sheet(), workspace))
    assert told["findings"][0]["place"].startswith("storsthlm.yaml:")


def test_a_bug_is_told_and_outlived(workspace: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise ZeroDivisionError

    told: list[Exception] = []
    monkeypatch.setattr(sheets, "preview", crash)
    sheet = renew(Sheet(), workspace, on_bug=told.append)
    assert isinstance(told[0], ZeroDivisionError)
    assert data(sheet)["findings"][0]["message"] == "a bug in storsthlm: ZeroDivisionError"


def test_only_places_that_the_page_was_told_of_can_be_asked_for(workspace: pathlib.Path) -> None:
    change(workspace / ISSUE, "https:", "http:")
    sheet = renew(Sheet(), workspace)
    told = data(sheet)
    written = {told["findings"][0]["place"], told["sections"][0]["place"]}
    assert set(sheet.places()) == written


def test_the_transport_is_named(workspace: pathlib.Path) -> None:
    assert data(renew(Sheet(), workspace))["transport"] == {"rehearsal": True, "over": "the embedded server"}
    with (workspace / "storsthlm.yaml").open("a", encoding="utf-8") as file:
        file.write("transport: smtp\nsmtp: {host: mail.kommun.example, port: 587}\n")
    assert data(renew(Sheet(), workspace))["transport"] == {"rehearsal": False, "over": "mail.kommun.example:587"}
