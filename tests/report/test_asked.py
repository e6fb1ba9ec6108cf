from __future__ import annotations

from storsthlm_cli.model.answers import Answer, Verdict
from storsthlm_cli.report.asked import asked_as_data, told_of
from storsthlm_cli.workflows.asking import Asked


def answers(**numbers: int) -> dict[str, Answer]:
    return {f"{verdict}{n}": Answer(Verdict(verdict)) for verdict, number in numbers.items() for n in range(number)}


def test_who_was_not_asked_is_told_with_the_reason() -> None:
    links = answers(here=9, gone=1, walled=1, failing=1, personal=2, private=1, unanswered=1)
    links["again"] = Answer(Verdict.HERE, remembered=True)
    asked = Asked(links, answers(here=3))
    assert told_of(asked) == (
        "asked 13 of 17 links (2 are personal, 1 leads nowhere public, 1 got no answer) and 3 mail domains; "
        "from memory: 1"
    )
    assert asked_as_data(asked) == {
        "links": {"here": 10, "gone": 1, "walled": 1, "failing": 1, "personal": 2, "private": 1, "unanswered": 1},
        "mail_domains": {"here": 3},
        "remembered": 1,
    }


def test_only_one_kind_is_told_of_when_there_is_no_other() -> None:
    assert told_of(Asked({}, answers(here=1))) == "asked 1 mail domain"
    assert told_of(Asked(answers(personal=1), {})) == "asked 0 of 1 link (1 is personal)"


def test_what_is_remembered_does_not_hide_that_there_is_no_network_now() -> None:
    links = {**answers(unanswered=3), "known": Answer(Verdict.HERE, remembered=True)}
    assert told_of(Asked(links)).startswith("nothing could be asked: ")
