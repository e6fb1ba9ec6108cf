from __future__ import annotations

import pathlib
from typing import Any, cast

import pytest

from storsthlm_cli.studio import desk as module
from storsthlm_cli.studio.desk import Sheet, mail_page, renew, sheet_data

ISSUE = "issues/2021-06/issue.yaml"


def unexpected(error: Exception) -> None:
    raise AssertionError from error


def data(sheet: Sheet) -> dict[str, Any]:
    return cast(dict[str, Any], sheet_data(sheet))


def change(path: pathlib.Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_sheet_shows_the_letter_as_an_invented_reader_gets_it(workspace: pathlib.Path) -> None:
    sheet = renew(Sheet(), workspace, None, unexpected)
    told = data(sheet)
    assert (told["version"], told["issue"], told["stale"], told["summary"]) == (1, "2021-06", False, "No findings")
    assert told["letter"]["sender"] == "Exempelkommunerna"
    assert told["letter"]["subject"] == "Nytt i juni"
    assert told["letter"]["preheader"] == "Hej Anna!"
    assert told["letter"]["text"].startswith("Nya möten i höst")


def test_findings_are_cards_with_their_place_and_line(workspace: pathlib.Path) -> None:
    change(workspace / ISSUE, "https:", "http:")
    (card,) = data(renew(Sheet(), workspace, None, unexpected))["findings"]
    assert (card["level"], card["code"]) == ("warning", "L102")
    assert card["place"].startswith("issues/2021-06/issue.yaml:8:")
    assert card["source"]["marked"] == "[kansliet](http://kommun.example/moten)"


def test_what_cannot_be_shown_keeps_the_last_letter_on_show(workspace: pathlib.Path) -> None:
    first = renew(Sheet(), workspace, None, unexpected)
    change(workspace / ISSUE, "date: 2021-06-21", "date: snart")
    second = renew(first, workspace, None, unexpected)
    told = data(second)
    assert (second.version, second.shown, told["stale"]) == (2, 1, True)
    assert [card["code"] for card in told["findings"]] == ["S024"]
    assert told["letter"]["version"] == 1
    change(workspace / ISSUE, "date: snart", "date: 2021-06-21")
    third = renew(second, workspace, None, unexpected)
    assert (third.shown, third.stale) == (3, False)


def test_a_fault_in_a_template_is_a_card_with_its_line(workspace: pathlib.Path) -> None:
    change(workspace / "templates/plain/mail.html", "{{ newsletter.name }}", "{{ newsleter.name }}")
    told = data(renew(Sheet(), workspace, None, unexpected))
    assert told["summary"] == "The issue cannot be shown"
    assert told["findings"][0]["place"] == "templates/plain/mail.html:2:1"
    assert told["letter"] is None


def test_a_misspelt_setting_is_a_card_too(workspace: pathlib.Path) -> None:
    change(workspace / "storsthlm.yaml", "design:", "desing:")
    told = data(renew(Sheet(), workspace, None, unexpected))
    assert told["findings"][0]["place"].startswith("storsthlm.yaml:")


def test_a_bug_is_told_and_outlived(workspace: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise ZeroDivisionError

    told: list[Exception] = []
    monkeypatch.setattr(module, "preview", crash)
    sheet = renew(Sheet(), workspace, None, told.append)
    assert isinstance(told[0], ZeroDivisionError)
    assert data(sheet)["findings"][0]["message"] == "a bug in storsthlm: ZeroDivisionError"


def test_links_to_the_web_open_a_tab_of_their_own_and_anchors_do_not(workspace: pathlib.Path) -> None:
    sheet = renew(Sheet(), workspace, None, unexpected)
    assert sheet.preview is not None
    page = mail_page(sheet.preview)
    assert '<a target="_blank" rel="noopener noreferrer" href="https://kommun.example/moten">' in page
    assert '<a href="#top">' in page
