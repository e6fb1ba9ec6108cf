"""`suppress`: who must get nothing, of one list or of all, and taking it back."""

from __future__ import annotations

import datetime
import json

from storsthlm_cli.model.audience import Suppression
from storsthlm_cli.store.database import open_database
from storsthlm_cli.store.suppressions import suppress
from tests.stories.conftest import Story

ANNA, BO = "anna@kommun.example", "bo@kommun.example"


def remembered(story: Story, *entries: Suppression) -> None:
    engine = open_database(story.folder / ".storsthlm" / "state.db")
    suppress(engine, entries)
    engine.dispose()


def entry(address: str, reason: str, source: str) -> Suppression:
    return Suppression(address, reason, source, datetime.datetime(2021, 6, 22, tzinfo=datetime.UTC))


def test_somebody_may_leave_one_list_only(story: Story) -> None:
    story.write("lists/press.csv", f"e-post\n{ANNA}\n")
    result = story.run("suppress", ANNA, "--list", "press", "--reason", "rang")
    assert (result.code, result.out) == (0, "anna@kommun.example gets nothing through `press` from now on: rang\n")
    assert story.run("suppress").out == (
        "anna@kommun.example  rang, by hand, since TIME, `press` only\n1 suppression\n"
    )
    story.run("suppress", BO)
    assert story.run("suppress", "--list", "kommuner").out.splitlines()[-1] == "1 suppression"
    (_, bo) = sorted(json.loads(story.run("suppress", "--json").out)["suppressions"], key=lambda each: each["address"])
    assert (bo["list"], bo["reason"], bo["erased"]) == (None, "asked to leave", False)
    assert "to        2 recipients" in story.run("send", "--list", "kommuner", "--dry-run").out, "all but Bo"
    assert "to        0 recipients" in story.run("send", "--list", "press", "--dry-run").out


def test_a_list_that_is_not_there_is_refused(story: Story) -> None:
    result = story.run("suppress", ANNA, "--list", "komuner")
    assert (result.code, result.out) == (2, "")
    assert "did you mean `kommuner`?" in result.err


def test_taking_back_needs_a_reason_which_is_kept(story: Story) -> None:
    story.run("suppress", ANNA, BO)
    result = story.run("suppress", ANNA, "--lift")
    assert (result.code, result.err.splitlines()[0]) == (2, "error: `--lift` needs an address and a reason")
    assert story.run("suppress", "--lift", "--reason", "wants it").code == 2
    result = story.run("suppress", ANNA, "--lift", "--reason", "wants it")
    assert (result.code, result.err) == (0, "")
    assert result.out == "anna@kommun.example may be mailed again; it was: asked to leave, by hand, since TIME\n"
    assert "  TIME  lifted: wants it, by hand\n" in story.run("person", "history", ANNA).out
    assert story.run("suppress").out.splitlines()[-1] == "1 suppression"


def test_all_or_none_are_taken_back(story: Story) -> None:
    story.run("suppress", ANNA)
    result = story.run("suppress", ANNA, BO, "--lift", "--reason", "wants it")
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines()[0] == "error: not suppressed: `bo@kommun.example`"
    assert story.run("suppress").out.splitlines()[-1] == "1 suppression"


def test_a_complaint_and_a_dead_address_are_taken_back_with_a_warning(story: Story) -> None:
    remembered(
        story,
        entry(ANNA, "reported as spam", "complaint of 2021-06.1"),
        entry(BO, "the address does not work: 5.1.1 no such user", "bounce of 2021-06.1"),
    )
    result = story.run("suppress", ANNA, BO, "--lift", "--reason", "they rang")
    assert result.code == 0
    assert [line.split(" ", 2)[:2] for line in result.err.splitlines()] == [["warning:", ANNA], ["warning:", BO]]
    assert len(result.out.splitlines()) == 2


def test_only_one_list_is_taken_back_if_it_is_named(story: Story) -> None:
    story.run("suppress", ANNA, "--list", "kommuner")
    story.run("suppress", ANNA)
    assert story.run("suppress", ANNA, "--lift", "--list", "kommuner", "--reason", "x").code == 0
    assert story.run("suppress").out.splitlines()[0].startswith("anna@kommun.example  asked to leave, by hand")
    data = json.loads(story.run("suppress", ANNA, "--lift", "--reason", "x", "--json").out)
    assert [each["list"] for each in data["lifted"]] == [None]


def test_an_erased_address_is_not_written_down_again(story: Story) -> None:
    story.run("person", "erase", ANNA, "--yes")
    assert story.run("suppress", ANNA).out == "suppressed before: 1\n"
    assert ANNA not in story.run("suppress").out
    result = story.run("suppress", ANNA, "--lift", "--reason", "came back")
    assert (result.code, result.out.split(" may be mailed")[0]) == (0, "an erased address")
    assert result.err.startswith("warning: an erased address is of somebody who asked to be erased")
    assert story.run("suppress").out == "0 suppressions\n"
    assert ANNA in story.run("lists", "show", "kommuner").out, "the list has her still, and nothing holds her back"
