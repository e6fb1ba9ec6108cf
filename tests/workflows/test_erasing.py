from __future__ import annotations

import datetime
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

from storsthlm_cli.model.audience import Reason, Suppression
from storsthlm_cli.model.delivery import State
from storsthlm_cli.model.errors import Exit, Failure, Refused, Unfinished
from storsthlm_cli.model.sending import Progress, Wish
from storsthlm_cli.store import dispatches, suppressions
from storsthlm_cli.store.database import open_database
from storsthlm_cli.workflows.backing_up import back_up, restore
from storsthlm_cli.workflows.erasing import erase, forget, forgettable
from storsthlm_cli.workflows.following import verify
from storsthlm_cli.workflows.leavers import digest_of, leavers_of
from storsthlm_cli.workflows.memory import alone, database_file, open_memory, outbox, token_keys
from storsthlm_cli.workflows.persons import person
from storsthlm_cli.workflows.planning import plan
from storsthlm_cli.workflows.resolving import Word, say, search, unresolved
from storsthlm_cli.workflows.sending import freeze, send
from storsthlm_cli.workflows.suppressing import suppress
from storsthlm_cli.workflows.workspace import Workspace, open_workspace
from tests.stories.conftest import Story
from tests.workflows.erased import traces

NOW = datetime.datetime(2026, 6, 1, 8, 0, tzinfo=datetime.UTC)
WRITTEN = "Karin.Qvist+nytt@RÄVSTA.example"
KEY = "karin.qvist+nytt@xn--rvsta-gra.example"
FORMS = (WRITTEN, KEY, "Karin.Qvist+nytt@rävsta.example")
BO, CILLA = "bo@kommun.example", "cilla@kommun.example"


@pytest.fixture
def workspace(story: Story) -> Workspace:
    """Return a workspace with a list of three, one of whose addresses has letters outside ASCII in its domain."""
    story.write("lists/kommuner.csv", f"e-post,förnamn\n{WRITTEN},Karin\n{BO},Bo\n{CILLA},\n")
    return open_workspace(story.folder, {})


def quiet(_: Progress) -> None:
    pass


def sent(workspace: Workspace, *, limit: int | None = None) -> str:
    return send(workspace, plan(workspace, None, ["kommuner"]), limit=limit, tell=quiet).dispatch.id


def change(workspace: Workspace, *statements: str) -> None:
    database = sqlite3.connect(database_file(workspace))
    with database:
        for statement in statements:
            database.execute(statement)
    database.close()


def quoting(workspace: Workspace) -> None:
    """Have servers and a colleague name the address, in rows of its own and in those of others."""
    named = "karin.qvist+nytt=40xn--rvsta-gra.example"
    change(
        workspace,
        f"UPDATE recipients SET state = 'refused', reply = '550 5.1.1 <{WRITTEN}>: karin.qvist+nytt is gone'"
        " WHERE number = 1",
        f"UPDATE recipients SET reply = '250 2.0.0 Ok, as you wrote to {KEY.upper()}' WHERE number = 2",
        f"INSERT INTO attempts (dispatch, number, at, state, reply) VALUES (1, 1, 1.5, 'deferred', '451 4.7.1 {KEY}')",
        f"INSERT INTO attempts (dispatch, number, at, state, reply) VALUES (1, 3, 1.5, 'deferred', '451 like {named}')",
        f"INSERT INTO bounces VALUES (1, 1, 'full', '4.2.2', 'mailbox of {KEY} is full', 1.5)",
        f"INSERT INTO bounces VALUES (1, 2, 'full', '4.2.2', 'also {KEY}', 1.5)",
        "INSERT INTO approvals (issue, content, by, at, text) VALUES ('2021-06', 'c', "
        f'\'{{"user": "x", "email": "{KEY}"}}\', \'2021-06-21T08:00:00+00:00\', \'Fråga {KEY}\')',
    )


def test_no_file_of_the_tool_has_the_address_in_any_form_afterwards(workspace: Workspace) -> None:
    sent(workspace)
    quoting(workspace)
    suppress(workspace, [KEY], f"wrote from {KEY} that she left")
    suppress(workspace, [KEY], "left", "kommuner")
    home = workspace.settings.state_folder
    assert traces(home, *FORMS)
    done = erase(workspace, WRITTEN, NOW)
    assert traces(home, *FORMS) == []
    assert (done.rows, done.mails, done.left, done.again) == (1, 1, (), False)
    assert [(each.file, each.line) for each in done.listed] == [("lists/kommuner.csv", 2)]


def test_what_a_killed_process_had_only_noted_of_a_person_is_scrubbed_too(workspace: Workspace) -> None:
    freeze(workspace, plan(workspace, None, ["kommuner"]))
    change(
        workspace,
        "UPDATE recipients SET claim = 'another start of the machine'",
        f'INSERT INTO notes (dispatch, at, entries) VALUES (1, 2.0, \'[[], [], [[1, "refused", "550 5.1.1 <{KEY}>",'
        f' null], [3, "refused", "550 not for {KEY} either", null]], [2]]\')',
    )
    erase(workspace, WRITTEN, NOW)
    assert traces(workspace.settings.state_folder, *FORMS) == []
    rows = dispatches.rows(open_memory(workspace), "2021-06.1")
    assert [(row.state, row.reply) for row in rows] == [
        (State.REFUSED, "550 5.1.1"),
        (State.UNKNOWN, ""),
        (State.REFUSED, "550 not for an erased address either"),
    ]


def test_what_is_not_of_the_person_stays(workspace: Workspace) -> None:
    name = sent(workspace)
    quoting(workspace)
    erase(workspace, WRITTEN, NOW)
    rows = tuple(dispatches.rows(open_memory(workspace), name))
    assert [(row.address, row.reply) for row in rows] == [
        ("an erased address", "550 5.1.1"),
        (BO, "250 2.0.0 Ok, as you wrote to an erased address"),
        (CILLA, rows[2].reply),
    ]
    assert rows[2].reply.startswith("250")
    assert [each.words for each in person(workspace, BO).mailed[0].bounces] == ["also an erased address"]
    assert [each.words for each in person(workspace, CILLA).mailed[0].tries] == ["451 like an erased address"]


def test_no_list_brings_an_erased_person_back_and_they_count_as_having_the_issue(workspace: Workspace) -> None:
    sent(workspace)
    erase(workspace, WRITTEN, NOW)
    left_out = plan(workspace, None, ["kommuner"]).audience.left_out
    assert [each.reason for each in left_out] == [Reason.SUPPRESSED, Reason.HAS_IT, Reason.HAS_IT]
    engine = open_memory(workspace)
    held = [each for each in suppressions.remembered(engine) if each.reason == "erased"]
    suppressions.lift(engine, held, reason="came back", source="by hand", at=NOW)
    left_out = plan(workspace, None, ["kommuner"]).audience.left_out
    assert [each.reason for each in left_out] == [Reason.HAS_IT] * 3


def test_old_dispatches_are_still_verified(workspace: Workspace) -> None:
    name = sent(workspace)
    erase(workspace, WRITTEN, NOW)
    proved = verify(workspace, name)
    assert proved.holds, proved


def test_somebody_nobody_has_heard_of_is_never_imported_later(workspace: Workspace) -> None:
    done = erase(workspace, "ny@kommun.example", NOW)
    assert (done.rows, done.mails, done.listed) == (0, 0, ())
    assert leavers_of(workspace).why("ny@kommun.example") is not None
    assert traces(workspace.settings.state_folder, "ny@kommun.example") == []


def test_who_left_by_an_old_mail_whose_address_was_forgotten_is_erased_all_the_same(workspace: Workspace) -> None:
    sent(workspace)
    digest = digest_of(token_keys(workspace))(KEY)
    engine = open_memory(workspace)
    suppressions.suppress(engine, [Suppression(digest, "asked to leave", "unsubscription of 2021-06.1", NOW)])
    done = erase(workspace, WRITTEN, NOW)
    assert not done.again
    (held,) = suppressions.of(engine, digest)
    assert held.reason == "erased"
    assert [each.reason for each in suppressions.departures_of(engine, digest)] == ["asked to leave", "erased"]
    assert erase(workspace, WRITTEN, NOW).again


def test_erasing_twice_is_erasing_once(workspace: Workspace) -> None:
    sent(workspace)
    erase(workspace, WRITTEN, NOW)
    again = erase(workspace, WRITTEN, NOW)
    assert (again.rows, again.mails, again.again) == (1, 0, True)
    assert len(suppressions.departures_of(open_memory(workspace), digest_of(token_keys(workspace))(KEY))) == 1


def test_who_was_erased_while_unknown_is_not_tried_again_at_what_stands_in_the_place_of_the_address(
    workspace: Workspace,
) -> None:
    name = sent(workspace)
    change(workspace, "UPDATE recipients SET state = 'unknown', reply = '' WHERE number = 1")
    erase(workspace, WRITTEN, NOW)
    engine = open_memory(workspace)
    held = tuple(suppressions.remembered(engine))
    suppressions.lift(engine, held, reason="came back", source="by hand", at=NOW)
    unknown = unresolved(workspace, name)
    say(workspace, unknown, Word.AGAIN, unknown.people)
    (row, *_) = dispatches.rows(engine, name)
    assert (row.state, row.reply.partition(": ")[2]) == (State.SUPPRESSED, "the address is no longer kept")
    assert verify(workspace, name).holds


def test_a_longer_address_of_which_it_is_a_part_is_somebody_else(workspace: Workspace) -> None:
    sent(workspace)
    erase(workspace, "o@kommun.example", NOW)
    assert [row.address for row in dispatches.rows(open_memory(workspace), "2021-06.1")][1:] == [BO, CILLA]


def test_who_waits_in_a_dispatch_that_nobody_is_sending_is_suppressed_in_it(workspace: Workspace) -> None:
    freeze(workspace, plan(workspace, None, ["kommuner"]))
    erase(workspace, WRITTEN, NOW)
    assert traces(workspace.settings.state_folder, *FORMS) == []
    sent(workspace)
    rows = dispatches.rows(open_memory(workspace), "2021-06.1")
    assert [row.state for row in rows] == [State.SUPPRESSED, State.ACCEPTED, State.ACCEPTED]
    assert traces(workspace.settings.state_folder, *FORMS) == []


def test_while_it_is_being_sent_it_is_refused_but_nothing_more_goes_to_them(workspace: Workspace) -> None:
    freeze(workspace, plan(workspace, None, ["kommuner"]))
    with alone(workspace, "2021-06"), pytest.raises(Unfinished) as refused:
        erase(workspace, WRITTEN, NOW)
    assert refused.value.exit_code == Exit.UNFINISHED
    sent(workspace)  # as the process that is sending would
    assert next(row.state for row in dispatches.rows(open_memory(workspace), "2021-06.1")) is State.SUPPRESSED
    erase(workspace, WRITTEN, NOW)
    assert traces(workspace.settings.state_folder, *FORMS) == []


def test_another_issue_may_be_sent_meanwhile_if_they_are_not_among_its_readers(workspace: Workspace) -> None:
    freeze(workspace, plan(workspace, None, ["kommuner"]))
    with alone(workspace, "2021-06"):
        erase(workspace, "ny@kommun.example", NOW)
        with pytest.raises(Unfinished):
            erase(workspace, BO, NOW)


def test_nobody_is_erased_while_readers_are_being_written_down(workspace: Workspace) -> None:
    with alone(workspace, "2021-06"), pytest.raises(Unfinished):
        erase(workspace, WRITTEN, NOW)


def test_a_plan_made_before_an_erasure_is_not_carried_out(workspace: Workspace) -> None:
    made = plan(workspace, None, ["kommuner"])
    erase(workspace, WRITTEN, NOW)
    with pytest.raises(Refused):
        send(workspace, made, limit=None, tell=quiet)
    assert traces(workspace.settings.state_folder, *FORMS) == []


def test_a_memory_that_was_put_aside_forgets_them_too(workspace: Workspace) -> None:
    sent(workspace)
    path, _ = back_up(workspace, None, datetime.datetime.now(datetime.UTC))
    restore(workspace, path, despite_newer=True)
    home = workspace.settings.state_folder
    assert [each.name for each in home.glob("before-restore-*/state.db")]
    done = erase(workspace, WRITTEN, NOW)
    assert traces(home, *FORMS) == []
    assert done.backups == (workspace.shown(path),)
    (aside,) = home.glob("before-restore-*/state.db")
    engine = open_database(aside)
    assert [each.reason for each in suppressions.remembered(engine)] == ["erased"]
    engine.dispose()


def test_only_backups_that_may_have_them_are_named(workspace: Workspace, tmp_path: pathlib.Path) -> None:
    suppress(workspace, ["bo@kommun.example"], "left")
    now, second = datetime.datetime.now(datetime.UTC), datetime.timedelta(seconds=1)
    back_up(workspace, tmp_path / "before.zip", now - 60 * second)
    back_up(workspace, tmp_path / "with.zip", now + 60 * second)
    assert erase(workspace, "ny@kommun.example", now).backups == (), "nobody has heard of them"
    sent(workspace)
    shown = workspace.shown(tmp_path / "with.zip")
    assert erase(workspace, WRITTEN, now + 120 * second).backups == (shown,)
    back_up(workspace, tmp_path / "after.zip", now + 180 * second)
    assert erase(workspace, WRITTEN, now + 240 * second).backups == (shown,), "asked again, and not the new one"
    (tmp_path / "before.zip").write_bytes(b"broken")
    assert erase(workspace, "ny@kommun.example", now).backups == (workspace.shown(tmp_path / "before.zip"),)


def test_who_is_named_in_what_was_said_of_others_may_be_in_any_backup(
    workspace: Workspace, tmp_path: pathlib.Path
) -> None:
    suppress(workspace, ["bo@kommun.example"], f"{KEY} rang")
    back_up(workspace, tmp_path / "any.zip", NOW)
    assert erase(workspace, WRITTEN, NOW).backups == (workspace.shown(tmp_path / "any.zip"),)


def test_a_file_in_the_tools_folder_that_it_cannot_change_is_named(workspace: Workspace) -> None:
    home = workspace.settings.state_folder
    (home / "before-restore-x").mkdir(parents=True)
    (home / "before-restore-x" / "state.db").write_text("no database")
    (home / "notes.txt").write_text(f"ring {KEY}")
    assert erase(workspace, WRITTEN, NOW).left == (
        ".storsthlm/before-restore-x/state.db",
        ".storsthlm/notes.txt",
    )


def test_a_restored_backup_does_not_bring_them_back(workspace: Workspace) -> None:
    sent(workspace)
    suppress(workspace, [WRITTEN], "left")
    path, _ = back_up(workspace, None, NOW)
    erase(workspace, WRITTEN, NOW)
    done = restore(workspace, path, despite_newer=True)
    assert done.erased == 1
    (held,) = suppressions.of(open_memory(workspace), digest_of(token_keys(workspace))(KEY))
    assert (held.reason, held.since) == ("erased", NOW)
    for aside in workspace.settings.state_folder.glob("before-restore-*"):
        shutil.rmtree(aside)
    assert traces(workspace.settings.state_folder, *FORMS) == []
    assert leavers_of(workspace).why(KEY) is not None


def test_without_the_token_keys_nothing_is_erased(workspace: Workspace) -> None:
    sent(workspace)
    (workspace.settings.state_folder / "token.key").unlink()
    with pytest.raises(Failure):
        erase(workspace, WRITTEN, NOW)


def test_what_is_published_is_told_and_left(story: Story, workspace: Workspace) -> None:
    story.write("lists/kommuner.csv", f"e-post\nasa.ek@kommun.example\n{BO}\n")
    story.change("issues/2021-06/issue.yaml", "Vi ses i", "Skriv till asa.ek@kommun.example! Vi ses i")
    sent(workspace)
    done = erase(workspace, "asa.ek@kommun.example", NOW)
    assert done.published == ("directory/people.yaml:5",)
    assert done.dispatches == ("2021-06.1",)
    assert verify(workspace, None).holds


_ERASE = """
import datetime, pathlib, sys
from storsthlm_cli.workflows.erasing import erase
from storsthlm_cli.workflows.workspace import open_workspace
workspace = open_workspace(pathlib.Path(sys.argv[1]), {})
print("begins", flush=True)
erase(workspace, sys.argv[2], datetime.datetime.now(datetime.UTC))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills in another way")
def test_killed_at_any_instant_the_next_time_ends_it(workspace: Workspace, tmp_path: pathlib.Path) -> None:
    sent(workspace)
    quoting(workspace)
    for instant in range(12):
        folder = tmp_path / f"copy{instant}"
        shutil.copytree(workspace.root, folder)
        process = subprocess.Popen(
            [sys.executable, "-c", _ERASE, str(folder), WRITTEN], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(instant * 0.006)
        process.kill()
        process.wait()
        process.stdout.close()
        copy = open_workspace(folder, {})
        erase(copy, WRITTEN, NOW)
        assert traces(copy.settings.state_folder, *FORMS) == [], instant
        assert verify(copy, None).holds, instant
        assert leavers_of(copy).why(KEY) is not None
        shutil.rmtree(folder)


def old(workspace: Workspace, ended: str = "2024-01-01T08:00:00+00:00") -> None:
    change(workspace, f"UPDATE dispatches SET ended = '{ended}' WHERE id = 1")


@pytest.fixture
def keeping(story: Story, workspace: Workspace) -> Workspace:
    """Return the workspace with a rule: two years."""
    story.change("storsthlm.yaml", "design:\n", 'retention:\n  addresses: "24 months"\n\ndesign:\n')
    return open_workspace(workspace.root, {})


def test_old_dispatches_lose_their_addresses_and_still_hold(keeping: Workspace) -> None:
    sent(keeping)
    assert forget(keeping, NOW) is not None
    assert traces(keeping.settings.state_folder, BO), "it has only just ended"
    old(keeping)
    due = forgettable(keeping, NOW)
    assert due is not None
    assert due.dispatches == (("2021-06.1", 3),)
    assert forget(keeping, NOW) == due
    assert traces(keeping.settings.state_folder, *FORMS, BO, CILLA) == []
    assert verify(keeping, None).holds
    assert [each.reason for each in plan(keeping, None, ["kommuner"]).audience.left_out] == [Reason.HAS_IT] * 3
    again = forget(keeping, NOW)
    assert again is not None
    assert again.dispatches == ()


def test_who_is_still_on_the_list_is_neither_new_nor_gone_afterwards(story: Story, keeping: Workspace) -> None:
    sent(keeping)
    old(keeping)
    forget(keeping, NOW)
    story.write("lists/kommuner.csv", f"e-post\n{WRITTEN}\n{BO}\nny@kommun.example\n")
    story.change("issues/2021-06/issue.yaml", "augusti", "september")
    changes = plan(keeping, None, ["kommuner"]).difference
    assert changes is not None
    assert (list(changes.added), list(changes.removed)) == (["ny@kommun.example"], ["an erased address"])


def test_the_unfinished_and_the_unknown_keep_their_addresses(keeping: Workspace) -> None:
    freeze(keeping, plan(keeping, None, ["kommuner"]))
    old(keeping)
    due = forgettable(keeping, NOW)
    assert due is not None
    assert due.dispatches == ()
    sent(keeping)
    old(keeping)
    change(keeping, "UPDATE recipients SET state = 'unknown' WHERE number = 2")
    assert forget(keeping, NOW) is not None
    rows = dispatches.rows(open_memory(keeping), "2021-06.1")
    assert [row.address for row in rows] == ["an erased address", BO, "an erased address"]


def test_the_message_of_a_rehearsal_is_kept_as_long_as_nobody_knows_whether_it_was_filed(keeping: Workspace) -> None:
    name = sent(keeping)
    old(keeping)
    change(keeping, "UPDATE recipients SET state = 'unknown' WHERE number = 2")
    forget(keeping, NOW)
    assert [path.name for path in outbox(keeping, name).iterdir()] == [f"{BO}.eml"]
    assert search(keeping, unresolved(keeping, name)).found == (BO,)
    forget(keeping, NOW)
    assert not outbox(keeping, name).exists()


def test_who_is_to_be_tried_again_at_that_moment_keeps_their_address(keeping: Workspace) -> None:
    sent(keeping)
    old(keeping)
    change(keeping, "UPDATE recipients SET state = 'untried' WHERE number = 2")
    assert forget(keeping, NOW) is not None
    rows = dispatches.rows(open_memory(keeping), "2021-06.1")
    assert [row.address for row in rows] == ["an erased address", BO, "an erased address"]


def test_without_a_rule_nothing_is_forgotten(workspace: Workspace) -> None:
    sent(workspace)
    old(workspace)
    assert forget(workspace, NOW) is None
    assert traces(workspace.settings.state_folder, BO)


def test_a_correction_tells_whose_address_is_no_longer_kept(story: Story, keeping: Workspace) -> None:
    sent(keeping)
    old(keeping)
    forget(keeping, NOW)
    suppressions.suppress(open_memory(keeping), [Suppression(CILLA, "left", "by hand", NOW)])
    story.change("issues/2021-06/issue.yaml", "augusti", "september")
    made = plan(keeping, None, [], wish=Wish(corrects="2021-06.1"))
    assert len(made.audience.recipients) == 0
    assert {each.reason for each in made.audience.left_out} == {Reason.ERASED}


def test_a_reader_in_the_middle_of_the_database_is_told_of_and_the_next_time_ends_it(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storsthlm_cli.store.database.BUSY_SECONDS", 0.05)
    sent(workspace)
    reading = sqlite3.connect(database_file(workspace), isolation_level=None)
    reading.execute("BEGIN")
    reading.execute("SELECT count(*) FROM recipients").fetchall()
    with pytest.raises(Unfinished):
        erase(workspace, WRITTEN, NOW)
    reading.close()
    erase(workspace, WRITTEN, NOW)
    assert traces(workspace.settings.state_folder, *FORMS) == []
