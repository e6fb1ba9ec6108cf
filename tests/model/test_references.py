from __future__ import annotations

from collections.abc import Callable

from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.references import all_facts, organisations, people, shown_people

Read = Callable[[str], Issue]

SECTION = """\
  - kind: interview
    person: a
    headline: h
    body:
      - quote: {text: q, by: b}
      - quote: {text: q, by: c, verb: säger, as: hon}
      - quote: {text: q, by: I Ord}
      - image: {portrait: d, people: [e, I Ord]}
      - item:
          body:
            - quote: {text: q, by: f}
            - image: {file: x.png, alt: y, people: {top: [g], bottom: [h]}}
            - facts: {date: 2021-09-01, organisers: [x, I Ord]}
    contacts: [i, {person: j, after: k}, {mailbox: info@a.example}, I Ord]
    signature: l
  - kind: event
    image: {portrait: m, people: {middle: [n]}}
    headline: h2
    body:
      - facts: {deadline: 2021-09-01, organisers: [y]}
    facts: {date: 2021-09-02, organisers: [z]}
"""


def test_everybody_whom_a_section_refers_to_comes_once(read: Read) -> None:
    interview, event = read(SECTION).sections
    assert sorted(reference.key for reference in people(interview)) == list("abcdefghijl")
    assert [reference.key for reference in people(event)] == ["m", "n"]


def test_those_who_are_shown_with_a_role_are_who_it_is_about_who_is_quoted_and_who_signs(read: Read) -> None:
    interview, _ = read(SECTION).sections
    assert [reference.key for reference in shown_people(interview)] == ["a", "b", "f", "l"]


def test_organisations_are_those_of_all_facts(read: Read) -> None:
    interview, event = read(SECTION).sections
    assert [reference.key for reference in organisations(interview)] == ["x"]
    assert [reference.key for reference in organisations(event)] == ["y", "z"]
    assert [str(facts.date.start) for facts in all_facts(event) if facts.date is not None] == ["2021-09-02"]
    assert len(list(all_facts(event))) == 2
