"""What an issue says to one list only: how it is read, and what of an issue it changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from storsthlm_cli.model.findings import Finding
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.prose import Inlines, Slot
from storsthlm_cli.model.targets import targets
from storsthlm_cli.model.texts import Use, joined, pieces
from tests.issues.conftest import FRAME, words

Read = Callable[[str], tuple[Issue | None, tuple[Finding, ...]]]
Finds = Callable[..., Mapping[str, str]]

HEAD = FRAME + "  - {kind: notice, headline: a, body: b}\nfor_lists:\n"
PRESS = """\
  press:
    subject: Till er i pressen
    preheader: Hej {{ recipient.first_name | default("du") }}!
    intro: |
      Ni får brevet i förväg.

      Läs mer hos [oss](https://kommun.example/press).
"""


def issue_of(read: Read, text: str) -> Issue:
    issue, findings = read(text)
    assert findings == ()
    assert issue is not None
    return issue


def line(inlines: Inlines) -> str:
    text = joined(inlines)
    assert text is not None
    return text.content


def test_a_list_gets_another_subject_preheader_and_an_intro(read: Read) -> None:
    issue = issue_of(read, HEAD + PRESS)
    own = issue.for_list("press")
    assert line(own.subject) == "Till er i pressen"
    assert any(isinstance(inline, Slot) for inline in own.preheader)
    assert words(own.intro) == "Ni får brevet i förväg.\nLäs mer hos ."
    assert (own.sections, own.key, own.date) == (issue.sections, issue.key, issue.date)


def test_what_is_not_said_to_the_list_is_as_in_all_mails(read: Read) -> None:
    issue = issue_of(read, HEAD + "  press: {intro: Hej!}\n")
    own = issue.for_list("press")
    assert (own.subject, own.preheader) == (issue.subject, issue.preheader)
    assert issue.for_list("kommuner") is issue
    assert issue.intro == ()


def test_a_name_is_text_even_when_it_looks_like_a_number(read: Read) -> None:
    assert line(issue_of(read, HEAD + "  2021: {subject: Till årgången}\n").for_list("2021").subject) == "Till årgången"


def test_all_of_it_is_read_by_the_checks_and_has_its_links(read: Read) -> None:
    issue = issue_of(read, HEAD + PRESS)
    told = [(piece.text.content, piece.use) for piece in pieces(issue)][-4:]
    assert told == [
        ("Till er i pressen", Use.SUBJECT),
        ("Hej \ufffc!", Use.PREHEADER),
        ("Ni får brevet i förväg.", Use.INTRO),
        ("Läs mer hos oss.", Use.INTRO),
    ]
    assert [target.url for target in targets(issue)] == ["https://kommun.example/press"]


def test_an_unknown_key_and_an_empty_text_are_objected_to_in_their_place(finds: Finds) -> None:
    assert finds("S020", HEAD + "  press: {«intr»: Hej!}\n")["nearest"] == "intro"
    finds("S022", HEAD + "  press: {«subject»: '', intro: Hej!}\n")
    finds("S022", HEAD + "  «press»:\n")
    finds("S023", HEAD + "  press: «Hej!»\n")


def test_a_merge_slot_that_cannot_be_read_is_objected_to_in_its_place(finds: Finds) -> None:
    finds("S040", HEAD + "  press:\n    intro: Hej «{{ first_name }}»!\n")
