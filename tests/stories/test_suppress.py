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


def test_who_was_suppressed_before_is_named_with_the_reason_that_is_kept(story: Story) -> None:
    remembered(story, entry(BO, "asked to leave", "by the reader, on the web"))
    story.run("suppress", ANNA, "--reason", "left the job")
    result = story.run("suppress", ANNA, BO, "cilla@kommun.example", "--reason", "rang")
    assert (result.code, result.out) == (
        0,
        "cilla@kommun.example gets nothing from now on: rang\n"
        "anna@kommun.example was suppressed before, and that stays as it is: left the job, by hand, since TIME\n"
        "bo@kommun.example had left by their own word, which they could take back; now only you can\n",
    )
    again = json.loads(story.run("suppress", BO, "--json").out)
    assert (again["suppressions"], [(each["address"], each["reason"]) for each in again["before"]]) == (
        [],
        [(BO, "rang")],
    )


def test_a_reason_without_an_address_is_a_mistake(story: Story) -> None:
    result = story.run("suppress", "--reason", "rang")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: `--reason` needs an address\n")


def test_a_lost_memory_is_not_begun_anew_without_a_word(story: Story) -> None:
    story.write(
        "issues/2021-06/receipt.yaml",
        """
        issue: 2021-06
        dispatches:
          - dispatch: 2021-06.1
            begun: 2021-06-21T08:00:00.000000+02:00
            state: finished
            planned: 3
            accepted: 3
        """,
    )
    for command in (("suppress", ANNA), ("person", "erase", ANNA, "--yes")):
        result = story.run(*command)
        assert (result.code, result.out) == (1, "")
        assert result.err.startswith(
            "error: `issues/2021-06/receipt.yaml` tells of dispatch `2021-06.1` (3 recipients), of which the database "
            "knows nothing: whoever has got it or has left is forgotten, and "
        )
        assert "`storsthlm restore FILE`" in result.err
    assert not (story.folder / ".storsthlm").exists()
    assert "none yet" not in story.run("doctor").out
    assert story.run("suppress", ANNA, "--despite-lost-memory").code == 0
    assert story.run("person", "erase", ANNA, "--yes").code == 1, "the new one knows nothing either"
    assert story.run("person", "erase", ANNA, "--yes", "--despite-lost-memory").code == 0


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
    assert story.run("suppress", ANNA).out == (
        "anna@kommun.example was suppressed before, and that stays as it is: erased, by hand, since TIME\n"
    )
    assert ANNA not in story.run("suppress").out
    result = story.run("suppress", ANNA, "--lift", "--reason", "came back")
    assert (result.code, result.out.split(" may be mailed")[0]) == (0, "an erased address")
    assert result.err.startswith("warning: an erased address is of somebody who asked to be erased")
    assert story.run("suppress").out == "0 suppressions\n"
    assert ANNA in story.run("lists", "show", "kommuner").out, "the list has her still, and nothing holds her back"
