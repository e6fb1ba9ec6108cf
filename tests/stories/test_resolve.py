from __future__ import annotations

import contextlib
import json
import re
import sqlite3
from typing import TYPE_CHECKING, Any

from storsthlm_cli.workflows.identity import user_name
from tests.smtp_server import Manners, Moment, Server

if TYPE_CHECKING:
    from tests.stories.conftest import Story

ISSUE = "issues/2021-06/issue.yaml"
ANNA, BO, CILLA = (f"{name}@kommun.example" for name in ("anna", "bo", "cilla"))


def mail_over(story: Story, server: Server) -> None:
    """Send for real, to a server on loopback."""
    smtp = f"{{host: 127.0.0.1, port: {server.port}, security: plain, connections: 1}}"
    settings = story.folder / "storsthlm.yaml"
    text = settings.read_text("utf-8")
    if "transport:" not in text:
        text = text.replace("design:\n", "transport: smtp\nsmtp: \n\ndesign:\n")
        story.change(ISSUE, "date: 2021-06-21", "date: 2099-06-21")
    settings.write_text(re.sub(r"smtp: .*\n", f"smtp: {smtp}\n", text, count=1), "utf-8")


def silent_about(*unlucky: str) -> Server:
    """Return a server that keeps the messages of the unlucky and hangs up without a word."""
    return Server(Manners(drop=lambda moment, who: moment is Moment.KEPT and who in unlucky))


def leave_unknown(story: Story, *unlucky: str) -> None:
    """Send to everybody, and make of the unlucky what a process that dies leaves on the wire."""
    with Server() as server:
        mail_over(story, server)
        assert story.run("send", "--list", "kommuner", "--confirm", "3").code == 0
    with contextlib.closing(sqlite3.connect(story.folder / ".storsthlm" / "state.db")) as database, database:
        marks = ", ".join("?" for _ in unlucky)
        database.execute(f"UPDATE recipients SET state = 'attempting', reply = '' WHERE address IN ({marks})", unlucky)


def send_on(story: Story, server: Server) -> int:
    mail_over(story, server)
    return story.run("send", "--list", "kommuner", "--confirm", "3").code


def states(story: Story) -> dict[str, tuple[str, str]]:
    return {address: (state, reply) for address, state, reply in _asked(story, "address, state, reply", "recipients")}


def words(story: Story) -> list[tuple[int, str, str]]:
    """Return what the ledger's history has of people's words: number, state, words."""
    told = _asked(story, "number, state, reply", "attempts")
    return [(number, state, said) for number, state, said in told if said.startswith("resolved")]


def _asked(story: Story, columns: str, table: str) -> list[tuple[Any, ...]]:
    with contextlib.closing(sqlite3.connect(story.folder / ".storsthlm" / "state.db")) as database:
        return database.execute(f"SELECT {columns} FROM {table}").fetchall()


def test_without_a_mailbox_and_a_terminal_the_unknown_are_listed_and_nothing_changes(story: Story) -> None:
    leave_unknown(story, BO)
    result = story.run("resolve")
    assert (result.code, result.err) == (4, "")
    assert f"    unknown     {BO}  " in result.out
    assert result.out.endswith(
        "1 unknown; next: `storsthlm resolve 2021-06.1 --all-accepted`, or `--all-again` (some may get it twice)\n"
    )
    assert states(story)[BO][0] == "unknown"
    assert words(story) == []


def test_a_person_s_word_is_written_with_their_name(story: Story) -> None:
    leave_unknown(story, BO)
    result = story.run("resolve", "--accepted", "Bo@Kommun.example")
    assert (result.code, result.err) == (0, "")
    assert "  outcome   3 planned: 3 accepted\n" in result.out
    assert result.out.endswith("nobody is unknown\n")
    assert words(story) == [(2, "accepted", f"resolved by {user_name()}: got it")]
    assert story.run("verify").code == 0


def test_whoever_is_to_be_sent_again_is_and_nobody_else(story: Story) -> None:
    leave_unknown(story, ANNA, BO)
    result = story.run("resolve", "2021-06.1", "--again", BO)
    assert result.code == 4
    assert story.run("resolve", "2021-06.1", "--all-accepted").out.endswith(
        "nobody is unknown; next: `storsthlm send 2021-06 --list kommuner`\n"
    )
    assert {number: state for number, state, _ in words(story)} == {2: "untried", 1: "accepted"}
    with Server() as server:
        assert send_on(story, server) == 0
        assert server.record.copies == {BO: 1}
    assert story.run("verify").code == 0


def test_the_second_copy_has_the_message_id_of_the_first(story: Story) -> None:
    with silent_about(BO) as first:
        mail_over(story, first)
        story.run("send", "--list", "kommuner", "--confirm", "3")
    story.run("resolve", "--all-again")
    with Server() as second:
        send_on(story, second)
    ids = [_id(message) for who, message in first.accepted + second.accepted if who == BO]
    assert len(ids) == 2
    assert len(set(ids)) == 1


def _id(message: bytes) -> bytes:
    return next(line for line in message.splitlines() if line.startswith(b"Message-ID:"))


def test_on_a_terminal_each_is_asked_about_and_each_answer_counts_at_once(story: Story) -> None:
    leave_unknown(story, ANNA, BO, CILLA)
    result = story.run("resolve", stdin="g\nwhat\n\nA\n", terminal=True)
    assert result.code == 4
    assert result.err.count("[g]ot it, send [a]gain, [s]kip?") == 5
    assert [states(story)[who][0] for who in (ANNA, BO, CILLA)] == ["accepted", "untried", "unknown"]
    assert story.run("resolve", stdin="s\n", terminal=True).code == 4
    assert states(story)[CILLA][0] == "unknown"


def test_of_a_cancelled_dispatch_nothing_is_sent_again_but_the_next_takes_them_in(story: Story) -> None:
    with silent_about(ANNA) as server:
        mail_over(story, server)
        story.run("send", "--list", "kommuner", "--confirm", "3", "--limit", "1")
        story.run("cancel")
        assert states(story)[ANNA][0] == "unknown"
        story.run("resolve", "--all-again")
        assert states(story)[ANNA][0] == "cancelled"
        assert "3 planned: 3 cancelled" in story.run("resolve").out
    with Server() as server:
        assert send_on(story, server) == 0
        assert server.record.copies == dict.fromkeys((ANNA, BO, CILLA), 1)


def test_while_another_dispatch_of_the_issue_is_unfinished_nobody_is_sent_again(story: Story) -> None:
    leave_unknown(story, BO)
    story.write("lists/nya.csv", "e-post\ndora@kommun.example\neva@kommun.example\n")
    with Server() as server:
        mail_over(story, server)
        story.run("send", "--list", "nya", "--confirm", "2", "--limit", "1")
    result = story.run("resolve", "2021-06.1", "--all-again")
    assert result.code == 1
    assert "dispatch `2021-06.2` of this issue stands unfinished: nothing was recorded" in result.err
    assert states(story)[BO][0] == "unknown"


def test_who_is_not_unknown_cannot_be_resolved_and_the_nearest_is_named(story: Story) -> None:
    leave_unknown(story, BO)
    result = story.run("resolve", "--accepted", "boo@kommun.example")
    assert result.code == 2
    assert result.err == (
        "error: `boo@kommun.example` is not unknown in this dispatch\n   = help: did you mean `bo@kommun.example`?\n"
    )
    assert story.run("resolve", "--again", ANNA).code == 2
    assert story.run("resolve", "--again", "nobody").code == 2
    assert states(story)[ANNA][0] == "accepted"


def test_two_words_for_one_are_no_word(story: Story) -> None:
    leave_unknown(story, ANNA, BO)
    assert story.run("resolve", "--all-accepted", "--all-again").code == 2
    assert story.run("resolve", "--accepted", BO, "--again", BO).code == 2
    assert words(story) == []
    assert story.run("resolve", "--all-accepted", "--again", BO).code == 0
    assert [states(story)[who][0] for who in (ANNA, BO)] == ["accepted", "untried"]


def test_json_asks_nothing(story: Story) -> None:
    leave_unknown(story, BO)
    result = story.run("resolve", "--json", stdin="g\n", terminal=True)
    assert (result.code, result.err) == (4, "")
    told = json.loads(result.out)
    assert (told["found"], told["looked_in"], told["unknown"]) == ([], None, [BO])
    assert told["outcomes"]["unknown"] == 1


def test_nobody_unknown_is_no_failure(story: Story) -> None:
    story.run("send", "--list", "kommuner", "--confirm", "3")
    result = story.run("resolve")
    assert (result.code, result.err) == (0, "")
    assert result.out.endswith("nobody is unknown\n")
