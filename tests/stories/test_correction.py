"""`send --correction-of` and `send --again`, as a person says and sees them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.stories.conftest import Story

ISSUE = "issues/2021-06/issue.yaml"
CORRECT = ("send", "--correction-of", "2021-06.1")


@pytest.fixture
def sent(story: Story) -> Story:
    assert story.run("send", "--list", "kommuner", "--confirm", "3").code == 0
    return story


def test_a_correction_needs_no_list(sent: Story) -> None:
    sent.change(ISSUE, "Nya möten i höst", "Nya möten i vinter")
    result = sent.run(*CORRECT, "--confirm", "3")
    assert result.code == 0
    assert "  subject   Rättelse: Nytt i juni\n  corrects  dispatch 2021-06.1\n  to        3 recipients\n" in result.err
    assert result.out.startswith(
        "rehearsal 2021-06.2, finished TIME\n"
        "  subject   Rättelse: Nytt i juni\n"
        "  corrects  dispatch 2021-06.1\n"
        "  over      outbox\n"
        "  outcome   3 planned: 3 accepted\n"
    )
    again = sent.run(*CORRECT, "--confirm", "3")
    assert (again.code, again.err) == (0, "")
    assert again.out == (
        "the correction of 2021-06.1 has been rehearsed to everybody who is to get it: "
        "dispatch 2021-06.2, finished TIME\n"
        "  left out  3: 3 have it already\n"
        "nothing was sent now\n"
        "next: `storsthlm verify 2021-06.2`\n"
    )
    assert sent.run("verify", "2021-06.2").code == 0


def test_an_interrupted_correction_says_how_it_goes_on(sent: Story) -> None:
    sent.change(ISSUE, "Nya möten i höst", "Nya möten i vinter")
    result = sent.run(*CORRECT, "--confirm", "3", "--first", "1")
    assert result.code == 3
    assert result.out.endswith("2 messages still to go; next: `storsthlm send 2021-06 --correction-of 2021-06.1`\n")
    data = json.loads(sent.run(*CORRECT, "--confirm", "3", "--json").out)
    assert (data["plan"]["corrects"], data["plan"]["again"]) == ("2021-06.1", False)
    assert (data["standing"]["dispatch"]["corrects"], data["standing"]["open"]) == ("2021-06.1", 0)


def test_nothing_is_corrected_before_it_is_edited(sent: Story) -> None:
    result = sent.run(*CORRECT, "--confirm", "3")
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        "error: issue `2021-06` is what dispatch `2021-06.1` has sent: there is nothing to correct\n"
        "   = help: correct the issue first; `--again` sends the same once more\n"
    )


def test_again_sends_to_all_and_the_number_is_of_all(sent: Story) -> None:
    result = sent.run("send", "--list", "kommuner", "--again", "--confirm", "0")
    assert (result.code, result.out) == (1, "")
    assert "  lists     kommuner, those who have it already too\n  to        3 recipients\n" in result.err
    assert sent.run("send", "--list", "kommuner", "--again", "--confirm", "3").code == 0
    assert len(list(sent.folder.glob(".storsthlm/outbox/**/*.eml"))) == 6


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        ([*CORRECT[1:], "--list", "kommuner"], "`--correction-of` goes to those whom the dispatch reached"),
        ([*CORRECT[1:], "--again"], "`--correction-of` goes to those whom the dispatch reached"),
        (["--list", "kommuner", "--include-unknown"], "`--include-unknown` belongs to a correction"),
        (["--test", "du@kommun.example", *CORRECT[1:]], "`--test` goes to the named addresses at once"),
        (["--test", "du@kommun.example", "--again"], "`--test` goes to the named addresses at once"),
    ],
)
def test_flags_that_say_different_things_are_refused(sent: Story, flags: list[str], told: str) -> None:
    result = sent.run("send", *flags)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: {told}")
