"""`send --first`: a few to begin with, then a person says whether the others are to follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.smtp_server import Manners, Server

if TYPE_CHECKING:
    from tests.stories.conftest import Story

SMTP = "transport: smtp\nsmtp: {{host: 127.0.0.1, port: {port}, security: plain, connections: 1}}\n\ndesign:"
FIRST = ("send", "--list", "kommuner", "--confirm", "3", "--first", "1")
QUESTION = "type the number still to go (2) to go on, anything else to stop: "


def test_the_first_ones_are_shown_and_the_number_typed_sends_to_the_others(story: Story) -> None:
    result = story.run(*FIRST, stdin="2\n", terminal=True)
    assert result.code == 0
    assert "  outcome   3 planned: 2 untried, 1 accepted\n" + QUESTION in result.err
    assert "  outcome   3 planned: 3 accepted\n" in result.out
    assert story.run("status").out.count("accepted") == 1


def test_anything_else_stops_and_says_how_to_go_on(story: Story) -> None:
    for typed in ("\n", "3\n", "y\n", ""):
        result = story.run(*FIRST, stdin=typed, terminal=True)
        if "2 untried" in result.out:
            assert result.code == 3
            assert QUESTION in result.err
            assert result.out.endswith("2 messages still to go; next: `storsthlm send 2021-06 --list kommuner`\n")
        else:
            break
    assert "2 untried" not in result.out


def test_without_a_terminal_it_stops_after_the_first(story: Story) -> None:
    result = story.run(*FIRST, stdin="2\n")
    assert result.code == 3
    assert QUESTION not in result.err
    assert "  outcome   3 planned: 2 untried, 1 accepted\n" in result.out


def test_when_nobody_is_left_nothing_is_asked(story: Story) -> None:
    result = story.run("send", "--list", "kommuner", "--confirm", "3", "--first", "5", terminal=True)
    assert result.code == 0
    assert "still to go" not in result.err


def test_what_is_wrong_with_us_stops_at_the_first(story: Story) -> None:
    people = "".join(f"lasare@kommun{number}.example\n" for number in range(20))
    story.write("lists/alla.csv", "e-post\n" + people)
    with Server(Manners(mail=lambda _: "550 5.7.1 sender is not allowed")) as server:
        story.change("storsthlm.yaml", "design:", SMTP.format(port=server.port))
        result = story.run("send", "--list", "alla", "--confirm", "20", "--first", "10", terminal=True, stdin="10\n")
    assert (result.code, result.out) == (3, "")
    assert "sender is not allowed" in result.err
    assert "to go on, anything else to stop" not in result.err


def test_a_list_with_many_bad_addresses_stops_unless_it_is_expected(story: Story) -> None:
    people = "".join(f"lasare{number}@kommun{number % 7}.example\n" for number in range(80))
    story.write("lists/alla.csv", "e-post\n" + people)
    refuse = Manners(rcpt=lambda address: "550 5.1.1 no such user" if int(address[6:].split("@")[0]) % 3 == 0 else "")
    with Server(refuse) as server:
        story.change("storsthlm.yaml", "design:", SMTP.format(port=server.port))
        stopped = story.run("send", "--list", "alla", "--confirm", "80")
        despite = story.run("send", "--list", "alla", "--confirm", "80", "--despite-refusals")
    assert stopped.code == 3
    assert "of the 50 recipients tried were refused" in stopped.err
    assert "`--despite-refusals` goes on all the same" in stopped.err
    assert despite.code == 4
    assert "  outcome   80 planned: 53 accepted, 27 refused\n" in despite.out
    assert set(server.record.copies.values()) == {1}
