"""Plan and send on a small workspace, over the embedded server and over a real one."""

from __future__ import annotations

import dataclasses
import email
import email.policy
import pathlib
import sqlite3
import threading

import pytest

from storsthlm_cli.model.audience import Reason
from storsthlm_cli.model.delivery import DispatchState, State
from storsthlm_cli.model.errors import BadContent, Failure, Refused, Unfinished
from storsthlm_cli.model.sending import Progress, Standing
from storsthlm_cli.workflows.following import cancel, status, verify
from storsthlm_cli.workflows.planning import plan
from storsthlm_cli.workflows.sending import send
from storsthlm_cli.workflows.sending import test as send_test
from storsthlm_cli.workflows.suppressing import suppress
from storsthlm_cli.workflows.workspace import Workspace, open_workspace
from tests.smtp_server import Manners, Server
from tests.stories.conftest import Story

ISSUE = "issues/2021-06/issue.yaml"
LATER = "date: 2099-06-21"


def quiet(_: Progress) -> None:
    """Take in progress and say nothing."""


def opened(story: Story) -> Workspace:
    return open_workspace(story.folder, {})


def go(story: Story, *lists: str, limit: int | None = None) -> Standing:
    workspace = opened(story)
    return send(workspace, plan(workspace, None, lists or ["kommuner"]), limit=limit, tell=quiet)


def mail_over(story: Story, server: Server) -> None:
    """Send for real, to a server on loopback."""
    story.change(
        "storsthlm.yaml",
        "design:\n",
        "transport: smtp\n"
        f"smtp: {{host: 127.0.0.1, port: {server.port}, security: plain, connections: 1}}\n\ndesign:\n",
    )
    story.change(ISSUE, "date: 2021-06-21", LATER)


def filed(story: Story, dispatch: str) -> dict[str, bytes]:
    folder = story.folder / ".storsthlm" / "outbox" / dispatch
    return {path.name: path.read_bytes() for path in folder.glob("*.eml")}


def test_everybody_on_the_list_gets_one_message_with_their_own_name(story: Story) -> None:
    standing = go(story)

    assert standing.dispatch.state is DispatchState.FINISHED
    assert standing.tally.counts == {State.ACCEPTED: 3}
    messages = {
        name: email.message_from_bytes(data, policy=email.policy.default)
        for name, data in filed(story, "2021-06.1").items()
    }
    assert {message["To"] for message in messages.values()} == {
        "Anna <anna@kommun.example>",
        "Bo <bo@kommun.example>",
        "cilla@kommun.example",
    }
    assert len({message["Message-ID"] for message in messages.values()}) == 3
    assert verify(opened(story), None).holds


def test_a_finished_rehearsal_is_not_repeated_and_says_who_has_it(story: Story) -> None:
    go(story)

    again = plan(opened(story), None, ["kommuner"])

    assert again.finished is not None
    assert again.finished.id == "2021-06.1"
    assert [each.reason for each in again.audience.left_out] == [Reason.HAS_IT] * 3


def test_an_edited_issue_is_rehearsed_anew(story: Story) -> None:
    go(story)
    story.change(ISSUE, "Nya möten i höst", "Nya möten i vinter")

    standing = go(story)

    assert standing.dispatch.id == "2021-06.2"
    assert standing.tally[State.ACCEPTED] == 3


def test_over_a_real_transport_nobody_gets_an_edited_issue_twice(story: Story) -> None:
    with Server() as server:
        mail_over(story, server)
        go(story)
        story.change(ISSUE, "Nya möten i höst", "Nya möten i vinter")
        story.write("lists/nya.csv", "e-post\nanna@kommun.example\ndora@kommun.example\n")

        standing = go(story, "kommuner", "nya")

        assert standing.tally.counts == {State.ACCEPTED: 1}
        assert server.record.copies == dict.fromkeys(
            [f"{name}@kommun.example" for name in ("anna", "bo", "cilla", "dora")], 1
        )


def test_a_rehearsal_does_not_count_against_the_real_thing(story: Story) -> None:
    story.change(ISSUE, "date: 2021-06-21", LATER)
    go(story)
    story.change(ISSUE, LATER, "date: 2021-06-21")
    with Server() as server:
        mail_over(story, server)
        assert go(story).tally[State.ACCEPTED] == 3


def test_a_test_counts_for_nothing_and_has_a_message_id_of_its_own(story: Story) -> None:
    standing = send_test(opened(story), None, ["anna@kommun.example"], tell=quiet)
    go(story)

    assert standing.tally.counts == {State.ACCEPTED: 1}
    (tested,) = filed(story, "test").values()
    sent = filed(story, "2021-06.1")["anna@kommun.example.eml"]
    first, second = (email.message_from_bytes(data, policy=email.policy.default) for data in (tested, sent))
    assert first["Subject"] == "[Test] Nytt i juni"
    assert first["Message-ID"] != second["Message-ID"]


def test_a_test_fills_fields_that_only_a_list_could_fill(story: Story) -> None:
    story.change(ISSUE, "Vi ses i **augusti**", "Hej {{ recipient.role }}! Vi ses i **augusti**")

    send_test(opened(story), None, ["anna@kommun.example"], tell=quiet)

    (tested,) = filed(story, "test").values()
    assert b"[role]" in tested


def test_a_limit_pauses_and_the_same_command_goes_on_where_it_was(story: Story) -> None:
    first = go(story, limit=2)
    more = plan(opened(story), None, ["kommuner"])
    second = send(opened(story), more, limit=None, tell=quiet)

    assert first.tally.counts == {State.ACCEPTED: 2, State.UNTRIED: 1}
    assert more.resumes is not None
    assert (more.number, more.resumes.size) == (1, 3)
    assert [each.address for each in more.audience.recipients] == ["cilla@kommun.example"]
    assert second.dispatch.id == first.dispatch.id
    assert second.tally.counts == {State.ACCEPTED: 3}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda story: story.change(ISSUE, "Nya möten i höst", "Ändrat"), "edited since"),
        (lambda story: story.write("lists/nya.csv", "e-post\ndora@kommun.example\n"), "lists are others"),
    ],
)
def test_another_send_of_an_unfinished_issue_is_refused(story: Story, change: object, told: str) -> None:
    go(story, limit=1)
    assert callable(change)
    change(story)
    lists = ["nya"] if "lists" in told else ["kommuner"]

    with pytest.raises(Refused, match=told) as refused:
        plan(opened(story), None, lists)

    assert "storsthlm cancel 2021-06.1" in (refused.value.hint or "")


def test_after_a_cancellation_those_who_have_it_are_left_out(story: Story) -> None:
    go(story, limit=1)
    cancelled = cancel(opened(story), None)
    standing = go(story)

    assert cancelled.tally.counts == {State.ACCEPTED: 1, State.CANCELLED: 2}
    assert standing.dispatch.id == "2021-06.2"
    assert standing.tally.counts == {State.ACCEPTED: 2}
    assert verify(opened(story), None).holds
    with pytest.raises(Refused, match="finished already"):
        cancel(opened(story), None)


def test_a_suppressed_address_gets_nothing_even_if_listed_twice(story: Story) -> None:
    story.write("lists/igen.csv", "e-post\nANNA@kommun.example\n")
    suppress(opened(story), ["Anna@Kommun.Example"], "asked to be left out")

    planned = plan(opened(story), None, ["kommuner", "igen"])
    standing = send(opened(story), planned, limit=None, tell=quiet)

    assert [each.reason for each in planned.audience.left_out] == [Reason.SUPPRESSED, Reason.SUPPRESSED]
    assert standing.tally.counts == {State.ACCEPTED: 2}


def test_who_is_suppressed_after_the_plan_gets_nothing_either(story: Story) -> None:
    go(story, limit=1)
    suppress(opened(story), ["bo@kommun.example"], "asked to be left out")

    standing = go(story)

    assert standing.tally.counts == {State.ACCEPTED: 2, State.SUPPRESSED: 1}
    assert "bo@kommun.example.eml" not in filed(story, "2021-06.1")


def test_a_plan_that_the_world_has_overtaken_is_refused(story: Story) -> None:
    workspace = opened(story)
    made = plan(workspace, None, ["kommuner"])
    go(story)

    with pytest.raises(Refused, match="changed since the plan"):
        send(workspace, made, limit=None, tell=quiet)
    assert len(status(workspace, None)) == 1


def test_two_processes_never_send_the_same_issue_at_once(story: Story) -> None:
    workspace = opened(story)
    made = plan(workspace, None, ["kommuner"])
    entered, leave = threading.Event(), threading.Event()

    def wait(_: Progress) -> None:
        entered.set()
        leave.wait(10)

    first = threading.Thread(target=send, args=(workspace, made), kwargs={"limit": None, "tell": wait})
    first.start()
    try:
        assert entered.wait(10)
        with pytest.raises(Failure, match="another process is sending"):
            send(workspace, made, limit=None, tell=quiet)
    finally:
        leave.set()
        first.join()
    assert verify(workspace, None).holds


def test_an_unreachable_server_leaves_everybody_to_go_and_says_how_to_go_on(story: Story) -> None:
    with Server() as server:
        mail_over(story, server)

    with pytest.raises(Unfinished, match=r"could not connect to .*; 0 of 3 are done, 3 still to go") as stopped:
        go(story)

    assert stopped.value.exit_code == 3
    assert "run the same command again" in (stopped.value.hint or "")
    (standing,) = status(opened(story), None)
    assert standing.tally.counts == {State.UNTRIED: 3}


def test_a_refused_recipient_is_an_outcome_and_is_not_tried_again_with_the_same_content(story: Story) -> None:
    manners = Manners(rcpt=lambda address: "550 5.1.1 no such user" if address.startswith("bo@") else "")
    with Server(manners) as server:
        mail_over(story, server)
        standing = go(story)
        again = plan(opened(story), None, ["kommuner"])

    assert standing.dispatch.state is DispatchState.FINISHED
    assert standing.tally.counts == {State.ACCEPTED: 2, State.REFUSED: 1}
    assert [(row.address, row.reply) for row in standing.rows] == [("bo@kommun.example", "550 5.1.1 no such user")]
    assert again.finished is not None
    assert Reason.REFUSED in {each.reason for each in again.audience.left_out}


def test_verify_notices_a_message_that_is_missing_changed_or_too_many(story: Story) -> None:
    go(story)
    folder = story.folder / ".storsthlm" / "outbox" / "2021-06.1"
    (folder / "anna@kommun.example.eml").unlink()
    (folder / "bo@kommun.example.eml").write_bytes(b"Subject: other\r\n\r\n")
    (folder / "dora@kommun.example.eml").write_bytes(b"Subject: new\r\n\r\n")

    verification = verify(opened(story), None)

    assert not verification.holds
    (broken,) = [proof for proof in verification.proofs if not proof.holds]
    assert broken.detail == (
        "no message for anna@kommun.example; bo@kommun.example.eml is not the message that was frozen; "
        "dora@kommun.example.eml is in the outbox, and not in the ledger"
    )


def test_lost_content_stops_even_a_test(story: Story) -> None:
    story.change(ISSUE, "    contacts: [asa-ek]", "    links: [{text: Läs om mötena, url: saknas}]")
    assert [finding.code for finding in plan(opened(story), None, ["kommuner"]).findings] == ["S032"]
    with pytest.raises(BadContent):
        send_test(opened(story), None, ["anna@kommun.example"], tell=quiet)


def test_a_slot_that_stays_empty_for_somebody_is_found_before_anything_is_sent(story: Story) -> None:
    story.change(ISSUE, ' | default("du")', "")

    (finding,) = plan(opened(story), None, ["kommuner"]).findings

    assert finding.code == "M101"
    assert dict(finding.arguments) == {"field": "first_name", "count": "1", "first": "cilla@kommun.example"}


def test_the_difference_from_the_last_dispatch_is_told(story: Story) -> None:
    go(story)
    story.change(ISSUE, "Nya möten i höst", "Ändrat")
    story.write("lists/kommuner.csv", "e-post\nanna@kommun.example\ndora@kommun.example\n")

    difference = plan(opened(story), None, ["kommuner"]).difference

    assert difference is not None
    assert list(difference.added) == ["dora@kommun.example"]
    assert list(difference.removed) == ["bo@kommun.example", "cilla@kommun.example"]


def test_the_frozen_letter_is_what_a_resumed_dispatch_sends(story: Story, tmp_path: pathlib.Path) -> None:
    go(story, limit=1)
    made = plan(opened(story), None, ["kommuner"])
    story.change(ISSUE, "Nya möten i höst", "Ändrat i sista stund")

    send(opened(story), dataclasses.replace(made), limit=None, tell=quiet)

    assert all(b"Nya m=C3=B6ten i h=C3=B6st" in data for data in filed(story, "2021-06.1").values())


def test_a_dispatch_is_finished_though_a_meeting_has_passed_meanwhile(story: Story) -> None:
    story.change(
        ISSUE,
        "    contacts: [asa-ek]",
        "    contacts: [asa-ek]\n  - kind: calendar\n    headline: Möten\n    rows:\n      - 2021-06-22 Möte",
    )
    story.change("storsthlm.yaml", "design:\n", "checks: {D201: {level: info, reason: not yet}}\n\ndesign:\n")
    with Server() as server:
        mail_over(story, server)
        go(story, limit=1)
        story.change("storsthlm.yaml", "checks: {D201: {level: info, reason: not yet}}\n", "")

        standing = go(story)

    assert standing.tally.counts == {State.ACCEPTED: 3}
    assert standing.dispatch.id == "2021-06.1"


def test_a_dispatch_is_finished_though_its_list_is_gone(story: Story) -> None:
    go(story, limit=1)
    (story.folder / "lists" / "kommuner.csv").unlink()

    assert go(story).tally.counts == {State.ACCEPTED: 3}


def test_a_test_to_a_suppressed_address_is_refused(story: Story) -> None:
    suppress(opened(story), ["anna@kommun.example"], "asked to be left out")

    with pytest.raises(Refused, match=r"`anna@kommun\.example` is suppressed: asked to be left out"):
        send_test(opened(story), None, ["bo@kommun.example", "anna@kommun.example"], tell=quiet)
    assert not filed(story, "test")


def test_a_test_of_one_list_to_who_has_left_that_list_is_refused(story: Story) -> None:
    suppress(opened(story), ["anna@kommun.example"], "not these", "kommuner")
    with pytest.raises(Refused, match=r"`anna@kommun\.example` is suppressed: not these"):
        send_test(opened(story), None, ["anna@kommun.example"], ["kommuner"], tell=quiet)
    assert not filed(story, "test")
    assert send_test(opened(story), None, ["anna@kommun.example"], tell=quiet).tally.counts == {State.ACCEPTED: 1}


def test_a_test_that_is_put_off_ends_with_the_servers_words(story: Story) -> None:
    with Server(Manners(rcpt=lambda _: "450 4.7.1 come back later")) as server:
        mail_over(story, server)
        standing = send_test(opened(story), None, ["anna@kommun.example"], tell=quiet)

    assert [(row.state, row.reply) for row in standing.rows] == [(State.EXPIRED, "450 4.7.1 come back later")]


def test_a_plan_writes_nothing(story: Story) -> None:
    plan(opened(story), None, ["kommuner"])

    assert not (story.folder / ".storsthlm").exists()


def test_lost_token_keys_are_not_replaced_once_something_was_sent(story: Story) -> None:
    go(story, limit=1)
    (story.folder / ".storsthlm" / "token.key").unlink()

    with pytest.raises(Failure, match=r"`\.storsthlm/token\.key` are gone"):
        plan(opened(story), None, ["kommuner"])


def test_the_outbox_of_a_database_that_is_gone_is_put_aside(story: Story) -> None:
    go(story)
    for path in (story.folder / ".storsthlm").glob("state.db*"):
        path.unlink()

    assert go(story).dispatch.id == "2021-06.1"
    assert verify(opened(story), None).holds
    assert len(filed(story, "2021-06.1 (before 1)")) == 3


def test_what_the_tool_remembers_is_for_its_owner_only(story: Story) -> None:
    go(story)

    assert (story.folder / ".storsthlm").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ["../kommuner", "/etc/passwd", "", ".dold"])
def test_a_list_is_known_by_one_name_only(story: Story, name: str) -> None:
    with pytest.raises(Failure, match="is not the name of a list"):
        plan(opened(story), None, [name])


def test_who_was_on_the_wire_of_a_dead_process_is_unknown_after_a_cancellation(story: Story) -> None:
    go(story, limit=1)
    with sqlite3.connect(story.folder / ".storsthlm" / "state.db") as database:
        database.execute("UPDATE recipients SET state = 'attempting' WHERE number = 2")
    database.close()

    assert cancel(opened(story), None).tally.counts == {State.ACCEPTED: 1, State.UNKNOWN: 1, State.CANCELLED: 1}
    assert verify(opened(story), None).holds


def test_a_test_that_breaks_off_tells_whom_it_has_reached(story: Story) -> None:
    def mail(_: str) -> str:
        return "530 5.7.0 sign in first" if server.record.copies else ""

    with Server(Manners(mail=mail, pipelining=False)) as server:
        mail_over(story, server)
        with pytest.raises(Refused) as caught:
            send_test(opened(story), None, ["anna@kommun.example", "bo@kommun.example"], tell=quiet)

    assert caught.value.message.endswith("; the test has reached anna@kommun.example")
