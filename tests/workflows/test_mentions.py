"""When each municipality was last named."""

from __future__ import annotations

import json
import pathlib
from typing import TYPE_CHECKING

import pytest

from storsthlm_cli.directory.reading import read_directory
from storsthlm_cli.source.yaml import parse_document
from storsthlm_cli.workflows.mentions import named_in

if TYPE_CHECKING:
    from tests.stories.conftest import Story

DIRECTORY = pathlib.Path(__file__).parents[2] / "directory"
MUNICIPALITIES = """
"0182": {name: Nacka kommun, short: Nacka}
"0180": {name: Stockholms stad, short: Stockholm}
"0162": {name: Danderyds kommun, short: Danderyd}
"""


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("I Nacka kommun och Täbys skolor", ["Nacka kommun", "Täbys"]),
        ("Stockholms stads möte. Nackas plan, Lidingö", ["Stockholms stads", "Nackas", "Lidingö"]),
        ("HR-direktör Södertälje kommun", ["Södertälje kommun"]),
        ("Danderyds kommun och Upplands-Bro, inte Upplands", ["Danderyds kommun", "Upplands-Bro"]),
        ("Stockholms län, Region Stockholm, Storstockholm, Stockholmsregionen", []),
        ("Länsstyrelsen i Stockholms län och Polisregion Stockholm", []),
        ("Nacka Forum, Danderyds sjukhus, Täby centrum och Anna Stockholm", []),
        ("info@nacka.example, www.Nacka.example, Nackabor", []),
    ],
)
def test_a_municipality_is_named_by_either_form_and_not_inside_other_names(text: str, named: list[str]) -> None:
    files = ("municipalities", "organisations")
    documents = {name: parse_document((DIRECTORY / f"{name}.yaml").read_text("utf-8"), name) for name in files}
    directory, _ = read_directory(documents)
    assert [text[start:end] for _, start, end in named_in(text, directory)] == named


def test_the_last_issue_that_names_a_municipality_is_told_and_who_waited_longest_comes_first(story: Story) -> None:
    story.write("directory/municipalities.yaml", MUNICIPALITIES)
    story.change("issues/2021-06/issue.yaml", "Vi ses", "Nacka ses")
    old = (story.folder / "issues/2021-06/issue.yaml").read_text("utf-8").replace("2021-06-21", "2020-06-22")
    story.write("issues/2020-06/issue.yaml", old.replace("Nya möten", "Nacka och Stockholms stad i nya möten"))
    result = story.run("mentions")
    assert result.code == 0
    assert result.out.splitlines() == [
        "Danderyd   never",
        "Stockholm  2020-06-22  issues/2020-06/issue.yaml:7:25",
        "Nacka      2021-06-21  issues/2021-06/issue.yaml:9:7",
    ]
    assert result.err == "2 issues: 2 of 3 named\n"
    body = json.loads(story.run("mentions", "--json").out)
    assert [(row["code"], row["last"] and row["last"]["words"]) for row in body["municipalities"]] == [
        ("0162", None),
        ("0180", "Stockholms stad"),
        ("0182", "Nacka"),
    ]


def test_the_role_of_somebody_who_is_shown_names_a_municipality(story: Story) -> None:
    story.write("directory/municipalities.yaml", MUNICIPALITIES)
    story.change("directory/people.yaml", "- label: kommundirektör", "- {label: kommundirektör, organisation: nacka}")
    story.change("issues/2021-06/issue.yaml", "kind: article", "kind: article\n    signature: asa-ek")
    assert "Nacka      2021-06-21  issues/2021-06/issue.yaml:7:16" in story.run("mentions").out


def test_an_issue_that_cannot_be_read_is_named(story: Story) -> None:
    story.write("directory/municipalities.yaml", MUNICIPALITIES)
    story.write("issues/2020-06/issue.yaml", "sections: 5\n")
    assert "1 issue: 0 of 3 named; cannot be read: 2020-06" in story.run("mentions").err


def test_without_municipalities_there_is_nothing_to_tell(story: Story) -> None:
    assert story.run("mentions").err == "no municipality in `directory/municipalities.yaml`\n"
