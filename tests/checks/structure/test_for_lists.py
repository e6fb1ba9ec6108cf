from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping

import pytest

from storsthlm_cli.checks.engine import judge
from storsthlm_cli.issues.reading import read_issue
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Finding
from storsthlm_cli.model.places import Part, Spot
from storsthlm_cli.source.yaml import parse_document

Finds = Callable[..., list[Mapping[str, str]]]

HEAD = """\
date: 2021-06-21
subject: Ämnet för dagen
preheader: Det viktigaste från kommunerna före sommaren
sections: [{kind: notice, headline: a, body: b}]
for_lists:
"""
SAID = "Nytt till er som skriver om kommunerna"


def judged(text: str, lists: tuple[str, ...]) -> tuple[Finding, ...]:
    issue, findings = read_issue(parse_document(HEAD + text, "issue.yaml"), "2021-06")
    assert findings == ()
    assert issue is not None
    return judge(issue, Evidence(Directory(), datetime.date(2021, 6, 21), lists=lists), {})


def test_a_name_that_is_none_of_a_list_is_an_error_with_the_nearest() -> None:
    (found,) = judged("  komuner: {intro: Hej!}\n", ("kommuner", "press"))
    assert (found.code, found.arguments) == ("S052", {"name": "komuner", "nearest": "kommuner"})
    assert found.where == Spot("issue.yaml", ("for_lists", "komuner"), part=Part.KEY)
    assert judged("  press: {intro: Hej!}\n", ("kommuner", "press")) == ()


def test_where_nobody_knows_of_a_list_nothing_is_said() -> None:
    assert judged("  komuner: {intro: Hej!}\n", ()) == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"  press: {{subject: «{'a' * 61}»}}\n", "M104 info"),
        ("  press: {preheader: «Kort»}\n", "M105 info"),
        (f"  press: {{subject: {SAID}, preheader: «{SAID}»}}\n", "M106 warning"),
        ("  press: {subject: «'{{ recipient.first_name }}'»}\n", "M108 error"),
        ("  press: {intro: 'Hej «[[förnamn]]»!'}\n", "M110 error"),
        ("  press: {intro: 'Det står på sidorna «7-8».'}\n", "T104 warning"),
        ("  press: {intro: '«[oss](https://)»'}\n", "L103 error"),
    ],
)
def test_what_is_said_to_a_list_is_judged_like_the_rest(finds: Finds, text: str, wanted: str) -> None:
    finds(HEAD + text, wanted, whole=True)
