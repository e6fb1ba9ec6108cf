from __future__ import annotations

import datetime

from storsthlm_cli.audience.facts import judge_facts, judge_headings, read_facts
from storsthlm_cli.model.lists import Fault, ListFacts, Problem
from storsthlm_cli.source.yaml import parse_document

FULL = """\
why: Du får brevet för att du är ordförande.
purpose: Nyhetsbrevet.
legal_basis: allmänt intresse
source: register
date: 2026-11-01
fields: {roll: Vem som får vad., färg: Ingenting.}
roles: [ordförande, registrator]
"""


def read(text: str) -> tuple[ListFacts, list[str]]:
    facts, findings = read_facts(parse_document(text, "lists/a.yaml"))
    return facts, [finding.code for finding in findings]


def test_what_is_known_of_a_list() -> None:
    facts, findings = read(FULL)
    assert findings == []
    assert (str(facts.purpose), str(facts.source), facts.date) == (
        "Nyhetsbrevet.",
        "register",
        datetime.date(2026, 11, 1),
    )
    assert str(facts.why) == "Du får brevet för att du är ordförande."
    assert [str(role) for role in facts.roles] == ["ordförande", "registrator"]
    assert facts.lacking == ()


def test_what_is_wrong_in_the_file_is_found_and_the_rest_is_read() -> None:
    facts, findings = read("purpos: x\nsource: register\ndate: 2026-02-30\nroles: ordförande\n")
    assert sorted(findings) == ["S020", "S023", "S024"]
    assert (str(facts.source), facts.date, facts.roles) == ("register", None, ())
    assert read("why: Hej {{ recipient.first_name }}!\n")[1] == ["S041"]
    assert read("- a\n")[0] == ListFacts()
    assert read("") == (ListFacts(), [])


def test_what_nobody_has_said_is_told() -> None:
    facts, _ = read(FULL)
    assert list(judge_facts(facts, "a.csv", "a.yaml", ["E-post", "Roll"])) == [
        Problem(Fault.NO_FIELD, "a.yaml", 0, "färg", "a.csv")
    ]
    (few,) = judge_facts(ListFacts(), "a.csv", "a.yaml", ["E-post"])
    assert (few.fault, few.detail) == (Fault.FEW_FACTS, "`purpose`, `legal_basis`, `source`, `date`")
    assert [each.fault for each in judge_facts(None, "a.csv", "a.yaml", ["E-post"])] == [Fault.NO_FACTS]


def test_headings_that_look_like_a_slip_are_told_apart_from_those_of_the_owner() -> None:
    headings = ["E-post", "Förnam", "Kommun", "Organisation", "Antal anställda", "", "Roll"]
    assert list(judge_headings(headings, "a.csv", 1)) == [
        Problem(Fault.HEADING, "a.csv", 1, "Förnam", "förnamn"),
        Problem(Fault.OTHER_HEADING, "a.csv", 1, "Antal anställda", "antal_anstallda"),
    ]
