"""Corrections and repetitions, over a real server on loopback: who gets what, how often, and beside which mail."""

from __future__ import annotations

import email
import email.policy
from collections import Counter
from collections.abc import Iterator
from email.message import EmailMessage

import pytest
from sqlalchemy import text

from storsthlm_cli.model.audience import Reason
from storsthlm_cli.model.delivery import State
from storsthlm_cli.model.errors import Failure, Refused
from storsthlm_cli.model.sending import ONCE, Plan, Progress, Standing, Wish
from storsthlm_cli.workflows.following import verify
from storsthlm_cli.workflows.memory import open_memory
from storsthlm_cli.workflows.planning import plan
from storsthlm_cli.workflows.sending import send
from storsthlm_cli.workflows.suppressing import suppress
from storsthlm_cli.workflows.workspace import Workspace, open_workspace
from tests.smtp_server import Manners, Server
from tests.stories.conftest import Story

ISSUE = "issues/2021-06/issue.yaml"
FIRST = Wish(corrects="2021-06.1")
AGAIN = Wish(again=True)


def opened(story: Story) -> Workspace:
    return open_workspace(story.folder, {})


def quiet(_: Progress) -> None:
    """Take in progress and say nothing."""


def planned(story: Story, wish: Wish = ONCE, lists: tuple[str, ...] = ("kommuner",)) -> Plan:
    return plan(opened(story), None, () if wish.corrects else lists, wish=wish)


def go(story: Story, wish: Wish = ONCE, *, limit: int | None = None) -> Standing:
    return send(opened(story), planned(story, wish), limit=limit, tell=quiet)


def edit(story: Story, old: str = "Nya möten i höst", new: str = "Nya möten i vinter") -> None:
    story.change(ISSUE, old, new)


def forget(story: Story, name: str, dispatch: str = "2021-06.1") -> None:
    """Make it unknown whether somebody got the mail of a dispatch."""
    query = (
        "UPDATE recipients SET state = 'unknown' "
        "WHERE address = :address AND dispatch = (SELECT id FROM dispatches WHERE name = :dispatch)"
    )
    with open_memory(opened(story)).begin() as connection:
        connection.execute(text(query), {"address": f"{name}@kommun.example", "dispatch": dispatch})


def received(server: Server, name: str) -> list[EmailMessage]:
    found = [data for recipient, data in server.record.accepted if recipient.startswith(f"{name}@")]
    messages = [email.message_from_bytes(data, policy=email.policy.default) for data in found]
    return [message for message in messages if isinstance(message, EmailMessage)]


def reached(standing: Standing, server: Server, before: int) -> list[str]:
    assert standing.tally.open == 0
    return sorted(recipient.partition("@")[0] for recipient, _ in server.record.accepted[before:])


@pytest.fixture
def server() -> Iterator[Server]:
    manners = Manners(rcpt=lambda address: "550 5.1.1 no such user" if address.startswith("vera@") else "")
    with Server(manners) as running:
        yield running


@pytest.fixture
def sent(story: Story, server: Server) -> Story:
    """Give a workspace whose issue has been sent for real to Anna, Bo and Cilla; Vera's server refused it."""
    smtp = f"{{host: 127.0.0.1, port: {server.port}, security: plain, connections: 1}}"
    story.change("storsthlm.yaml", "design:\n", f"transport: smtp\nsmtp: {smtp}\n\ndesign:\n")
    story.change(ISSUE, "date: 2021-06-21", "date: 2099-06-21")
    with (story.folder / "lists/kommuner.csv").open("a", encoding="utf-8") as file:
        file.write("vera@kommun.example,Vera\n")
    go(story)
    return story


def test_a_correction_goes_to_those_who_were_reached_and_to_nobody_else(sent: Story, server: Server) -> None:
    sent.write("lists/kommuner.csv", "e-post,förnamn\ndora@kommun.example,Dora\n")
    edit(sent)
    standing = go(sent, FIRST)
    assert reached(standing, server, 3) == ["anna", "bo", "cilla"]
    assert (standing.dispatch.corrects, standing.dispatch.lists) == ("2021-06.1", ())
    assert verify(opened(sent), None).holds
    assert verify(opened(sent), "2021-06.1").holds


def test_a_correction_answers_the_first_mail_and_says_what_it_is(sent: Story, server: Server) -> None:
    edit(sent)
    go(sent, FIRST)
    first, correction = received(server, "anna")
    assert correction["Subject"] == "Rättelse: Nytt i juni"
    assert correction["In-Reply-To"] == correction["References"] == first["Message-ID"]
    assert correction["Message-ID"] != first["Message-ID"]
    assert correction["To"] == "Anna <anna@kommun.example>"
    ids = [message["Message-ID"] for name in ("anna", "bo", "cilla") for message in received(server, name)]
    assert len(set(ids)) == 6


@pytest.mark.parametrize(
    ("language", "subject", "shown"),
    [
        ("en", "News", "Correction: News"),
        ("fi", "Uutisia", "Oikaisu: Uutisia"),
        ("sv-SE", "Rättelse: Nytt i juni", "Rättelse: Nytt i juni"),
        ("sv", '{{ recipient.first_name | default("Du") }}, hej', "Rättelse: [first_name], hej"),
    ],
)
def test_the_word_for_it_is_of_the_issues_language_and_stands_once(
    sent: Story, language: str, subject: str, shown: str
) -> None:
    edit(sent, "subject: Nytt i juni", f"language: {language}\nsubject: '{subject}'")
    assert planned(sent, FIRST).subject == shown


def test_a_correction_that_was_interrupted_goes_on_and_reaches_each_once(sent: Story, server: Server) -> None:
    edit(sent)
    first = go(sent, FIRST, limit=1)
    assert first.tally.counts == {State.ACCEPTED: 1, State.UNTRIED: 2}
    rest = planned(sent, FIRST)
    assert rest.resumes is not None
    assert (rest.number, rest.resumes.size) == (2, 3)
    go(sent, FIRST)
    assert Counter(server.record.copies.values()) == {2: 3}


def test_whoever_has_this_very_correction_is_left_out_and_the_next_one_goes_to_all(sent: Story, server: Server) -> None:
    edit(sent)
    go(sent, FIRST)
    again = planned(sent, FIRST)
    assert again.finished is not None
    assert again.finished.id == "2021-06.2"
    assert [each.reason for each in again.audience.left_out] == [Reason.HAS_IT] * 3
    edit(sent, "Nya möten i vinter", "Nya möten till våren")
    standing = go(sent, FIRST)
    assert standing.dispatch.id == "2021-06.3"
    assert Counter(server.record.copies.values()) == {3: 3}
    assert len({message["Message-ID"] for message in received(server, "anna")}) == 3
    assert verify(opened(sent), None).holds


def test_a_correction_can_itself_be_corrected(sent: Story, server: Server) -> None:
    edit(sent)
    suppress(opened(sent), ["anna@kommun.example"], "asked to be left out")
    go(sent, FIRST)
    edit(sent, "Nya möten i vinter", "Nya möten till våren")
    before = len(server.record.accepted)
    assert reached(go(sent, Wish(corrects="2021-06.2")), server, before) == ["bo", "cilla"]


def test_a_correction_never_reaches_who_has_left(sent: Story, server: Server) -> None:
    suppress(opened(sent), ["bo@kommun.example"], "asked to be left out")
    edit(sent)
    made = planned(sent, FIRST)
    assert [(each.list, each.reason) for each in made.audience.left_out] == [("2021-06.1", Reason.SUPPRESSED)]
    assert reached(go(sent, FIRST), server, 3) == ["anna", "cilla"]


def test_those_who_perhaps_got_it_are_told_of_and_get_a_correction_only_when_asked_for(
    sent: Story, server: Server
) -> None:
    forget(sent, "bo")
    edit(sent)
    made = planned(sent, FIRST)
    assert made.number == 2
    assert made.notices == (
        "1 of dispatch 2021-06.1 perhaps got it and get no correction; `--include-unknown` sends it",
    )
    wish = Wish(corrects="2021-06.1", include_unknown=True)
    assert planned(sent, wish).notices == ()
    assert reached(go(sent, wish), server, 3) == ["anna", "bo", "cilla"]


def test_after_a_correction_the_list_brings_the_issue_only_to_those_who_have_nothing(
    sent: Story, server: Server
) -> None:
    edit(sent)
    go(sent, FIRST)
    sent.write("lists/kommuner.csv", "e-post\nanna@kommun.example\ndora@kommun.example\n")
    assert reached(go(sent), server, 6) == ["dora"]
    assert received(server, "dora")[0]["Subject"] == "Nytt i juni"


def test_there_is_nothing_to_correct_before_the_issue_is_edited(sent: Story) -> None:
    with pytest.raises(
        Refused, match=r"is what dispatch `2021-06\.1` has sent: there is nothing to correct"
    ) as refused:
        planned(sent, FIRST)
    assert "`--again`" in (refused.value.hint or "")


def test_a_correction_is_of_its_dispatchs_issue_though_a_newer_one_is_there(sent: Story) -> None:
    text = (sent.folder / ISSUE).read_text("utf-8")
    sent.write("issues/2021-08/issue.yaml", text.replace("2099-06-21", "2099-08-21"))
    edit(sent)
    assert planned(sent, FIRST).issue == "2021-06"
    with pytest.raises(Failure, match=r"dispatch `2021-06\.1` is of issue `2021-06`"):
        plan(opened(sent), "2021-08", (), wish=FIRST)


def test_a_dispatch_that_does_not_exist_cannot_be_corrected(sent: Story) -> None:
    with pytest.raises(Failure, match=r"there is no dispatch `2021-06\.7`"):
        planned(sent, Wish(corrects="2021-06.7"))


def test_a_correction_can_be_rehearsed_and_a_rehearsal_cannot_be_corrected_for_real(
    sent: Story, server: Server
) -> None:
    edit(sent)
    outbox = open_workspace(sent.folder, {"transport": "outbox"})
    for _ in range(2):
        made = plan(outbox, None, (), wish=FIRST)
        if made.finished is None:
            assert send(outbox, made, limit=None, tell=quiet).tally.counts == {State.ACCEPTED: 3}
    assert made.finished is not None
    assert len(server.record.accepted) == 3
    with pytest.raises(Refused, match=r"dispatch `2021-06\.2` was a rehearsal"):
        planned(sent, Wish(corrects="2021-06.2"))


def test_an_unfinished_dispatch_is_not_gone_on_with_as_something_else(sent: Story) -> None:
    edit(sent)
    go(sent, FIRST, limit=1)
    with pytest.raises(
        Refused, match=r"dispatch `2021-06\.2` .* stands unfinished, and it corrects 2021-06\.1$"
    ) as one:
        planned(sent)
    assert "`storsthlm send 2021-06 --correction-of 2021-06.1 --transport smtp`" in (one.value.hint or "")


def test_an_unfinished_dispatch_is_finished_before_it_is_corrected(sent: Story) -> None:
    sent.write("lists/nya.csv", "e-post\ndora@kommun.example\nel@kommun.example\n")
    send(opened(sent), planned(sent, lists=("nya",)), limit=1, tell=quiet)
    with pytest.raises(Refused, match=r"2021-06\.2` .* stands unfinished, and it corrects nothing"):
        planned(sent, Wish(corrects="2021-06.2"))


# --- again


def test_again_goes_to_everybody_on_the_list_but_those_who_have_left(sent: Story, server: Server) -> None:
    suppress(opened(sent), ["bo@kommun.example"], "asked to be left out")
    forget(sent, "cilla")
    made = planned(sent, AGAIN)
    assert made.number == 3
    standing = go(sent, AGAIN)
    assert standing.dispatch.again
    assert standing.tally.counts == {State.ACCEPTED: 2, State.REFUSED: 1}
    assert server.record.copies == {"anna@kommun.example": 2, "bo@kommun.example": 1, "cilla@kommun.example": 2}
    first, second = received(server, "anna")
    assert first["Message-ID"] != second["Message-ID"]
    assert second["References"] is None
    assert verify(opened(sent), None).holds


def test_without_the_word_nothing_is_repeated_after_it_either(sent: Story, server: Server) -> None:
    go(sent, AGAIN)
    assert planned(sent).finished is not None
    assert Counter(server.record.copies.values()) == {2: 3}


def test_a_repetition_that_was_interrupted_goes_on_without_the_word_and_ends(sent: Story, server: Server) -> None:
    go(sent, AGAIN, limit=1)
    for wish in (AGAIN, ONCE):
        assert planned(sent, wish).resumes is not None
    go(sent)
    assert planned(sent).finished is not None
    assert Counter(server.record.copies.values()) == {2: 3}


def test_a_dispatch_to_those_without_it_is_not_gone_on_with_as_a_repetition(story: Story) -> None:
    go(story, limit=1)
    with pytest.raises(Refused, match="stands unfinished, and it does not go to everybody again"):
        planned(story, AGAIN)


@pytest.mark.parametrize("wish", [FIRST, AGAIN])
def test_who_had_the_first_mail_may_be_sent_a_later_one_again(sent: Story, server: Server, wish: Wish) -> None:
    if wish.corrects:
        edit(sent)
    go(sent, wish)
    forget(sent, "bo", "2021-06.2")
    assert sent.run("resolve", "2021-06.2", "--all-again").code == 0
    assert reached(go(sent, Wish(corrects=wish.corrects)), server, 6) == ["bo"]


def test_who_has_a_repetition_is_not_sent_the_first_mail_again(sent: Story) -> None:
    go(sent, AGAIN)
    forget(sent, "bo", "2021-06.1")
    refused = sent.run("resolve", "2021-06.1", "--all-again")
    assert refused.code == 1
    assert "`bo@kommun.example` has the issue from dispatch `2021-06.2`: nothing was recorded" in refused.err


def test_a_breach_would_be_noticed(sent: Story) -> None:
    """A repetition that was not asked for: take its mark away."""
    go(sent, AGAIN)
    with open_memory(opened(sent)).begin() as connection:
        connection.execute(text("UPDATE dispatches SET again = 0"))
    assert not verify(opened(sent), "2021-06.1").holds
    assert not verify(opened(sent), "2021-06.2").holds
