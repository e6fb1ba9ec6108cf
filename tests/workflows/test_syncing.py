from __future__ import annotations

import datetime
import json
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storsthlm_cli.key_file import rotate
from storsthlm_cli.model.audience import Suppression
from storsthlm_cli.model.errors import Failure, Refused, Unfinished
from storsthlm_cli.model.leaving import BY_WEB, Ask, Standing
from storsthlm_cli.store import suppressions, syncs
from storsthlm_cli.workflows import leaving
from storsthlm_cli.workflows.event_lines import Damaged
from storsthlm_cli.workflows.freshness import freshness
from storsthlm_cli.workflows.memory import key_file, open_memory, token_keys
from storsthlm_cli.workflows.planning import plan
from storsthlm_cli.workflows.receiving_apart import ApartReception, events_file
from storsthlm_cli.workflows.sending import freeze, send
from storsthlm_cli.workflows.suppressing import lift, suppress
from storsthlm_cli.workflows.syncing import Taken, sync
from storsthlm_cli.workflows.workspace import Workspace, open_workspace
from tests.smtp_server import Manners, Server
from tests.stories.conftest import ROOT, Story
from tests.workflows.apart import ANNA, BO, CILLA, host_apart, lines, quiet, sent_from, token_of
from tests.workflows.real_sending import smtp

DAY = datetime.timedelta(days=1)
NOW = datetime.datetime.now(datetime.UTC).replace(microsecond=0)


class Web:
    """The host that only serves, at a time of its own: a minute passes with each thing that is asked there."""

    def __init__(self, home: Workspace, folder: pathlib.Path, now: datetime.datetime = NOW - DAY) -> None:
        self.home, self.apart, self.now = home, host_apart(home, folder), now
        self.reception = ApartReception(self.apart, lambda: self.now)
        self.source = str(events_file(self.apart))

    def ask(self, address: str, *asks: Ask) -> None:
        for each in asks:
            self.now += datetime.timedelta(minutes=1)
            assert self.reception.do(token_of(self.home, address), each) is not None


@pytest.fixture
def home(story: Story) -> Workspace:
    return sent_from(story)


@pytest.fixture
def web(home: Workspace, tmp_path: pathlib.Path) -> Web:
    return Web(home, tmp_path / "web")


def held(home: Workspace) -> list[tuple[str, str, str]]:
    """Return who must get nothing: address, list, source."""
    return sorted((each.key, each.list, each.source) for each in suppressions.remembered(open_memory(home)))


def dump(home: Workspace) -> list[str]:
    database = sqlite3.connect(home.settings.state_folder / "state.db")
    try:
        return list(database.iterdump())
    finally:
        database.close()


def test_what_was_asked_on_the_other_host_is_as_if_it_had_been_asked_here(home: Workspace, web: Web) -> None:
    web.ask(ANNA, Ask.LEAVE)
    web.ask(BO, Ask.LEAVE_LIST)
    web.ask(CILLA, Ask.LEAVE, Ask.RETURN)
    taken = sync(home, web.source)
    assert taken == Taken(source=web.source, events=4, before=0, left=1, left_list=1, returned=1)
    assert held(home) == [(ANNA, "", BY_WEB), (BO, "kommuner", BY_WEB)]
    (anna,) = suppressions.of(open_memory(home), ANNA)
    assert anna.since == NOW - DAY + datetime.timedelta(minutes=1)
    came_back = suppressions.departures_of(open_memory(home), CILLA)
    assert [(each.at, each.suppressed) for each in came_back] == [
        (NOW - DAY + datetime.timedelta(minutes=3), True),
        (NOW - DAY + datetime.timedelta(minutes=4), False),
    ]


def test_each_event_is_applied_once(home: Workspace, web: Web) -> None:
    web.ask(ANNA, Ask.LEAVE)
    sync(home, web.source)
    suppressions.lift(
        open_memory(home),
        suppressions.of(open_memory(home), ANNA),
        reason="telephoned",
        source="by hand",
        at=NOW,
    )
    assert sync(home, web.source) == Taken(source=web.source, events=0, before=1)
    assert held(home) == []
    web.ask(BO, Ask.LEAVE)
    assert sync(home, web.source) == Taken(source=web.source, events=1, before=1, left=1)
    assert held(home) == [(BO, "", BY_WEB)]


def test_a_copy_of_a_journal_elsewhere_is_the_same_journal(home: Workspace, web: Web, tmp_path: pathlib.Path) -> None:
    web.ask(ANNA, Ask.LEAVE)
    sync(home, web.source)
    copy = shutil.copy(web.source, tmp_path / "fetched.jsonl")
    web.ask(ANNA, Ask.RETURN)
    assert sync(home, str(copy)) == Taken(source=str(copy), events=0, before=1)
    sync(home, web.source)
    with pytest.raises(Refused, match="has become shorter: it has 1 events, and 2 were taken over before"):
        sync(home, str(copy))


def test_a_journal_without_events_is_one_too(home: Workspace, web: Web) -> None:
    assert sync(home, web.source) == Taken(source=web.source, events=0, before=0)
    web.ask(ANNA, Ask.LEAVE)
    assert sync(home, web.source) == Taken(source=web.source, events=1, before=0, left=1)


def test_two_hosts_apart_are_two_journals(home: Workspace, web: Web, tmp_path: pathlib.Path) -> None:
    other = Web(home, tmp_path / "other")
    web.ask(ANNA, Ask.LEAVE)
    other.ask(BO, Ask.LEAVE)
    sync(home, web.source)
    sync(home, other.source)
    assert held(home) == [(ANNA, "", BY_WEB), (BO, "", BY_WEB)]


def test_what_a_colleague_wrote_is_never_lifted_by_it(home: Workspace, web: Web) -> None:
    web.ask(ANNA, Ask.LEAVE)
    suppress(home, [ANNA], "wrote a letter")
    web.ask(ANNA, Ask.RETURN)
    assert sync(home, web.source).kept == 1
    assert held(home) == [(ANNA, "", "by hand")]


def test_what_a_colleague_wrote_between_two_syncs_is_not_lifted_either(home: Workspace, web: Web) -> None:
    web.ask(ANNA, Ask.LEAVE)
    sync(home, web.source)
    suppress(home, [ANNA], "wrote a letter")
    web.ask(ANNA, Ask.RETURN)
    assert sync(home, web.source).kept == 1
    assert held(home) == [(ANNA, "", "by hand")]
    told = suppressions.departures_of(open_memory(home), ANNA)
    assert [(each.suppressed, each.source) for each in told] == [(True, BY_WEB), (True, "by hand")]


PEOPLE = st.sampled_from((ANNA, BO, CILLA))


@given(told=st.lists(st.tuples(PEOPLE, st.sampled_from((*Ask, None))), max_size=12), pause=st.integers(0, 12))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_asked_there_and_written_here_ends_as_if_all_had_been_here(
    home: Workspace, tmp_path: pathlib.Path, told: list[tuple[str, Ask | None]], pause: int
) -> None:
    """None is a colleague who writes it down here; after `pause` of these there is a first sync."""
    engine, keys = open_memory(home), token_keys(home)
    shutil.rmtree(tmp_path / "web", ignore_errors=True)
    web = Web(home, tmp_path / "web")

    def forget() -> None:
        with engine.begin() as connection:
            for table in ("suppressions", "departures", "syncs"):
                connection.exec_driver_sql(f"DELETE FROM {table}")

    def write(address: str, at: datetime.datetime) -> None:
        suppressions.suppress(engine, [Suppression(address, "wrote a letter", "by hand", at)])

    forget()
    for minute, (address, ask) in enumerate(told, 1):
        at, reader = (
            NOW - DAY + datetime.timedelta(minutes=minute),
            leaving.reader_of(engine, keys, token_of(home, address)),
        )
        assert reader is not None
        if ask is not None:
            leaving.do(engine, keys, reader, ask, at)
        else:
            write(address, at)
    here = sorted(suppressions.remembered(engine), key=str)
    forget()
    for minute, (address, ask) in enumerate(told, 1):
        web.now = NOW - DAY + datetime.timedelta(minutes=minute - 1)
        if ask is not None:
            web.ask(address, ask)
        else:
            write(address, NOW - DAY + datetime.timedelta(minutes=minute))
        if minute == pause:
            sync(home, web.source)
    sync(home, web.source)
    assert sorted(suppressions.remembered(engine), key=str) == here


def test_what_is_told_late_takes_nothing_back_that_was_asked_here_since(home: Workspace, web: Web) -> None:
    engine, keys = open_memory(home), token_keys(home)
    reader = leaving.reader_of(engine, keys, token_of(home, ANNA))
    assert reader is not None
    web.ask(ANNA, Ask.LEAVE, Ask.RETURN)
    leaving.do(engine, keys, reader, Ask.LEAVE, NOW)
    sync(home, web.source)
    assert held(home) == [(ANNA, "", BY_WEB)]


def test_what_a_colleague_has_lifted_is_not_done_again_when_a_journal_is_taken_over_once_more(
    home: Workspace, web: Web
) -> None:
    web.now = datetime.datetime.now(datetime.UTC) - DAY
    web.ask(ANNA, Ask.LEAVE, Ask.RETURN, Ask.LEAVE)
    sync(home, web.source)
    lift(home, [ANNA], "wrote that she wants it again")
    sync(home, web.source, despite_new_journal=True)
    assert held(home) == []
    web.now += 2 * DAY
    web.ask(ANNA, Ask.LEAVE)
    sync(home, web.source)
    assert held(home) == [(ANNA, "", BY_WEB)]


def test_who_was_erased_since_is_found_by_their_digest(home: Workspace, web: Web) -> None:
    web.ask(ANNA, Ask.LEAVE)
    digest = "#" + "0" * 32
    database = sqlite3.connect(home.settings.state_folder / "state.db")
    database.execute("UPDATE recipients SET key = ?, address = ? WHERE key = ?", (digest, digest, ANNA))
    database.commit()
    database.close()
    suppressions.suppress(open_memory(home), [Suppression(digest, "erased", "by hand", NOW)])
    assert sync(home, web.source).left == 1
    assert held(home) == [(digest, "", "by hand")]


def test_a_token_of_a_dispatch_that_is_lost_is_counted(home: Workspace, web: Web) -> None:
    web.reception.do(token_keys(home).reader_tokens("0123456789")(1), Ask.LEAVE)
    web.ask(BO, Ask.LEAVE)
    assert sync(home, web.source) == Taken(source=web.source, events=2, before=0, left=1, lost=1)


def test_a_dry_run_tells_the_same_and_changes_nothing(home: Workspace, web: Web) -> None:
    web.ask(ANNA, Ask.LEAVE)
    web.ask(BO, Ask.LEAVE, Ask.RETURN)
    before = dump(home)
    told = sync(home, web.source, dry_run=True)
    assert dump(home) == before
    assert sync(home, web.source) == told


def test_a_line_that_is_still_being_written_waits_for_the_next_time(home: Workspace, web: Web) -> None:
    web.ask(ANNA, Ask.LEAVE)
    web.ask(BO, Ask.LEAVE)
    whole = b"".join(lines(web.apart))
    first = len(lines(web.apart)[0])
    for end in range(first, len(whole)):
        events_file(web.apart).write_bytes(whole[:end])
        assert sync(home, web.source).events == (1 if end == first else 0)
    events_file(web.apart).write_bytes(whole)
    assert sync(home, web.source) == Taken(source=web.source, events=1, before=1, left=1)


Change = Callable[[list[bytes]], list[bytes]]
CHANGES: dict[str, Change] = {
    "taken out": lambda all_: [all_[0], *all_[2:]],
    "the first taken out": lambda all_: all_[1:],
    "moved": lambda all_: [all_[0], all_[2], all_[1], *all_[3:]],
    "written twice": lambda all_: [*all_[:2], all_[1], *all_[2:]],
    "another answer": lambda all_: [*all_[:3], all_[3].replace(b"return", b"leave")],
    "numbered anew": lambda all_: [all_[0], *(_numbered(line, n) for n, line in enumerate(all_[2:], 2))],
    "an empty line": lambda all_: [*all_, b"\n"],
    "another way to write it": lambda all_: [all_[0].replace(b'":', b'": '), *all_[1:]],
    "a DOS line break": lambda all_: [line.replace(b"\n", b"\r\n") for line in all_],
    "no JSON": lambda all_: [*all_, b"leave anna\n"],
    "too long": lambda all_: [*all_, b"x" * 5000],
    "deep": lambda all_: [*all_, b"[" * 900 + b"\n"],
}


def _numbered(line: bytes, number: int) -> bytes:
    return json.dumps(json.loads(line) | {"n": number}, separators=(",", ":")).encode() + b"\n"


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("synced", [False, True])
def test_a_journal_that_was_tampered_with_is_refused_whole(
    home: Workspace, web: Web, change: Change, synced: bool
) -> None:
    web.ask(ANNA, Ask.LEAVE)
    if synced:
        sync(home, web.source)
    web.ask(BO, Ask.LEAVE)
    web.ask(CILLA, Ask.LEAVE, Ask.RETURN)
    before = dump(home)
    events_file(web.apart).write_bytes(b"".join(change(lines(web.apart))))
    with pytest.raises(Refused):
        sync(home, web.source)
    assert dump(home) == before


@given(at=st.integers(0, 10_000), bit=st.integers(0, 7))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bit_of_a_journal_can_be_changed(home: Workspace, web: Web, at: int, bit: int) -> None:
    if not lines(web.apart):
        web.ask(ANNA, Ask.LEAVE)
        web.ask(BO, Ask.LEAVE_LIST, Ask.RETURN)
    whole = events_file(web.apart).read_bytes()
    changed = bytearray(whole)
    changed[at % (len(whole) - 1)] ^= 1 << bit  # the last line break is what makes the last line one
    events_file(web.apart).write_bytes(changed)
    try:
        with pytest.raises(Refused):
            sync(home, web.source, dry_run=True)
    finally:
        events_file(web.apart).write_bytes(whole)


def test_what_a_stranger_appends_is_refused(home: Workspace, web: Web, tmp_path: pathlib.Path) -> None:
    web.ask(ANNA, Ask.LEAVE)
    stranger = Web(home, tmp_path / "stranger")
    key_file(stranger.apart).unlink()
    data = json.loads(key_file(home).read_bytes())
    data["keys"][0]["secret"] = "00" * 32
    key_file(stranger.apart).write_text(json.dumps(data), "utf-8")
    shutil.copy(web.source, stranger.source)
    ApartReception(stranger.apart)
    assert events_file(stranger.apart).read_bytes() == b""
    ApartReception(stranger.apart).do(token_keys(stranger.apart).reader_tokens("0123456789")(1), Ask.LEAVE)
    events_file(web.apart).write_bytes(b"".join([*lines(web.apart), *lines(stranger.apart)]))
    with pytest.raises(Damaged, match="line 2 of"):
        sync(home, web.source)


def test_a_journal_of_other_keys_says_so(home: Workspace, web: Web) -> None:
    rotate(key_file(web.apart))
    web.ask(ANNA, Ask.LEAVE)
    with pytest.raises(Refused, match=r"line 1 of .* is signed with a key that is not in the token keys here"):
        sync(home, web.source)


def test_a_journal_of_a_later_version_says_so(home: Workspace, web: Web) -> None:
    web.ask(ANNA, Ask.LEAVE)
    events_file(web.apart).write_bytes(lines(web.apart)[0].replace(b'"v":1', b'"v":2'))
    with pytest.raises(Refused, match=r"is of a later version of storsthlm \(events 2, expected 1\)"):
        sync(home, web.source)


def test_a_journal_that_was_cut_short_since_is_refused_until_a_person_says_otherwise(home: Workspace, web: Web) -> None:
    web.ask(ANNA, Ask.LEAVE)
    web.ask(BO, Ask.LEAVE)
    sync(home, web.source)
    whole = lines(web.apart)
    for cut in (whole[:1], []):
        events_file(web.apart).write_bytes(b"".join(cut))
        with pytest.raises(Refused, match=f"has become shorter: it has {len(cut)} events, and 2 were") as caught:
            sync(home, web.source)
        assert "--despite-new-journal" in (caught.value.hint or "")
    events_file(web.apart).write_bytes(whole[0])
    assert sync(home, web.source, despite_new_journal=True) == Taken(source=web.source, events=1, before=0, left=1)
    assert sync(home, web.source) == Taken(source=web.source, events=0, before=1)
    assert held(home) == [(ANNA, "", BY_WEB), (BO, "", BY_WEB)]


def test_a_journal_that_was_rewritten_with_the_key_is_refused(
    home: Workspace, web: Web, tmp_path: pathlib.Path
) -> None:
    web.ask(ANNA, Ask.LEAVE)
    fork = lines(web.apart)
    web.ask(BO, Ask.LEAVE)
    sync(home, web.source)
    events_file(web.apart).write_bytes(b"".join(fork))
    web.reception = ApartReception(web.apart, lambda: web.now)
    web.ask(CILLA, Ask.LEAVE, Ask.RETURN)
    with pytest.raises(Refused, match="was rewritten since it was last taken over, at event 2"):
        sync(home, web.source)
    events_file(web.apart).unlink()
    web.reception = ApartReception(web.apart, lambda: web.now)
    web.ask(CILLA, Ask.LEAVE)
    with pytest.raises(Refused, match="is another journal than the one that was taken over before"):
        sync(home, web.source)
    assert sync(home, web.source, despite_new_journal=True).left == 1


def test_a_file_that_is_not_there_is_no_empty_journal(home: Workspace, tmp_path: pathlib.Path) -> None:
    with pytest.raises(Failure, match="cannot be read: No such file or directory"):
        sync(home, str(tmp_path / "nothing.jsonl"))
    with pytest.raises(Failure, match="no source is named, and the settings have none"):
        sync(home)


def test_the_settings_name_the_source_and_how_it_gets_here(home: Workspace, web: Web, story: Story) -> None:
    web.ask(ANNA, Ask.LEAVE)
    copy = [sys.executable, "-c", "import shutil, sys; shutil.copy(*sys.argv[1:])", web.source, "fetched.jsonl"]
    written = json.dumps(" ".join(f"'{each}'" for each in copy))
    story.write("storsthlm.yaml", _settings(home, f"sync:\n  from: fetched.jsonl\n  fetch_command: {written}\n"))
    here = open_workspace(story.folder, {})
    assert sync(here) == Taken(source=str(story.folder / "fetched.jsonl"), events=1, before=0, left=1)
    events_file(web.apart).unlink()
    with pytest.raises(Failure, match=r"`sync\.fetch_command` ended with 1: .*No such file") as caught:
        sync(here)
    assert caught.value.hint == "nothing was taken over: the file here may be an old one"
    with pytest.raises(Failure, match=r"`sync\.fetch_command` ended with 1"):
        sync(here, str(story.folder / "fetched.jsonl"))


def _settings(home: Workspace, more: str) -> str:
    return (home.root / "storsthlm.yaml").read_text("utf-8") + more


def test_the_last_sync_may_be_so_old_and_no_older(home: Workspace, web: Web, story: Story) -> None:
    assert freshness(home) is None
    story.write("storsthlm.yaml", _settings(home, f"sync:\n  from: {web.source}\n  at_most: 90 min\n"))
    here = open_workspace(story.folder, {})
    never = freshness(here, NOW)
    assert never is not None
    assert (never.last, never.stale) == (None, True)
    sync(here, now=NOW)
    for minutes, stale in ((0, False), (90, False), (91, True)):
        found = freshness(here, NOW + datetime.timedelta(minutes=minutes))
        assert found is not None
        assert (found.last, found.stale) == (NOW, stale)


def test_a_copy_of_the_journal_tells_nothing_of_how_fresh_it_is(
    home: Workspace, web: Web, story: Story, tmp_path: pathlib.Path
) -> None:
    web.ask(ANNA, Ask.LEAVE)
    copy = shutil.copy(web.source, tmp_path / "stick.jsonl")
    story.write("storsthlm.yaml", _settings(home, f"sync:\n  from: {web.source}\n"))
    here = open_workspace(story.folder, {})
    sync(here, now=NOW)
    sync(here, str(copy), now=NOW + 3 * DAY)
    found = freshness(here, NOW + 3 * DAY)
    assert found is not None
    assert (found.last, found.stale) == (NOW, True)


def test_a_dispatch_that_waited_for_its_time_is_not_sent_to_who_may_have_left(
    home: Workspace, web: Web, story: Story
) -> None:
    story.write("storsthlm.yaml", _settings(home, f"sync:\n  from: {web.source}\n"))
    with Server(Manners()) as server:
        here = smtp(story, server.port)
        with pytest.raises(Refused, match="who has left on the other host was not taken over at all yet: nothing was"):
            freeze(here, plan(here, None, ["kommuner"]))
        sync(here)
        made = plan(here, None, ["kommuner"])
        frozen = replace(made, resumes=freeze(here, made))
        sync(here, now=NOW - 2 * DAY)
        with pytest.raises(Unfinished, match="was not taken over since 20") as caught:
            send(here, frozen, limit=None, tell=quiet)
        assert caught.value.hint == (
            "`storsthlm sync`, then run the same command again; `sync.at_most` says how old it may be"
        )
        assert server.accepted == []
        web.ask(ANNA, Ask.LEAVE)
        sync(here)
        send(here, frozen, limit=None, tell=quiet)
        assert sorted(who for who, _ in server.accepted) == [BO, CILLA]


def test_a_sync_that_failed_does_not_count(home: Workspace, web: Web) -> None:
    sync(home, web.source, now=NOW)
    web.ask(ANNA, Ask.LEAVE)
    events_file(web.apart).write_bytes(lines(web.apart)[0] + b"{}\n")
    with pytest.raises(Refused):
        sync(home, web.source, now=NOW + DAY)
    assert [each.at for each in syncs.known(open_memory(home))] == [NOW]


SYNCER = """
import pathlib, sys
from storsthlm_cli.workflows.workspace import open_workspace
from storsthlm_cli.workflows.syncing import sync
print("at work", flush=True)
sync(open_workspace(pathlib.Path(sys.argv[1]), {}), sys.argv[2])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_sync_that_is_killed_at_any_moment_ends_right_the_next_time(home: Workspace, web: Web) -> None:
    for number in range(120):
        web.ask((ANNA, BO, CILLA)[number % 3], (Ask.LEAVE, Ask.RETURN)[number // 3 % 2])
    web.ask(ANNA, Ask.LEAVE)
    for pause in (0.0, 0.02, 0.05, 0.1, 0.2):
        command = [sys.executable, "-c", SYNCER, str(home.root), web.source]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "at work\n"
            time.sleep(pause)
            os.kill(process.pid, signal.SIGKILL)
    taken = sync(home, web.source)
    assert taken.events + taken.before == 121
    assert held(home) == [(ANNA, "", BY_WEB)]
    assert sync(home, web.source).before == 121
    assert web.reception.look(token_of(home, BO)) == Standing()
