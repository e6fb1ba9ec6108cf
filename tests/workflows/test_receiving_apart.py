from __future__ import annotations

import datetime
import json
import os
import pathlib
import signal
import subprocess
import sys
import textwrap
import threading
import time

import pytest

from storsthlm_cli.key_file import rotate
from storsthlm_cli.model.delivery import NO_MARK
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.leaving import Ask, Standing
from storsthlm_cli.workflows.event_lines import follow
from storsthlm_cli.workflows.memory import key_file, token_keys
from storsthlm_cli.workflows.receiving_apart import MOST_CHANGES, ApartReception, events_file
from storsthlm_cli.workflows.workspace import Workspace
from tests.stories.conftest import ROOT, Story
from tests.workflows.apart import ANNA, BO, CILLA, host_apart, lines, sent_from, token_of

NOW = datetime.datetime(2026, 12, 1, 8, 30, tzinfo=datetime.UTC)


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime.datetime:
        return self.now

    def pass_(self, **time: float) -> None:
        self.now += datetime.timedelta(**time)


@pytest.fixture
def home(story: Story) -> Workspace:
    return sent_from(story)


@pytest.fixture
def apart(home: Workspace, tmp_path: pathlib.Path) -> Workspace:
    return host_apart(home, tmp_path / "web")


def events(apart: Workspace) -> list[tuple[int, Ask]]:
    return [(each.number, each.ask) for each in follow(token_keys(apart), lines(apart), name="it")]


def test_a_reader_leaves_and_comes_back_where_nobody_knows_who_they_are(home: Workspace, apart: Workspace) -> None:
    reception, token = ApartReception(apart), token_of(home, ANNA)
    assert reception.look(token) == Standing()
    assert reception.do(token, Ask.LEAVE) == Standing(left=True, may_return=True)
    assert reception.look(token.upper()) == Standing(left=True, may_return=True)
    assert reception.look(token_of(home, BO)) == Standing()
    assert reception.do(token, Ask.RETURN) == Standing()
    assert reception.do(token, Ask.LEAVE_LIST) == Standing(left_list=True, may_return=True)
    assert events(apart) == [(1, Ask.LEAVE), (2, Ask.RETURN), (3, Ask.LEAVE_LIST)]
    reception.check()


def test_looking_writes_nothing(home: Workspace, apart: Workspace) -> None:
    reception = ApartReception(apart)
    for address in (ANNA, BO):
        reception.look(token_of(home, address))
    assert lines(apart) == []


def test_the_host_knows_no_address(home: Workspace, apart: Workspace) -> None:
    reception = ApartReception(apart)
    reception.do(token_of(home, ANNA), Ask.LEAVE)
    kept = b"".join(path.read_bytes() for path in apart.settings.state_folder.iterdir())
    assert b"anna" not in kept.lower()
    assert sorted(path.name for path in apart.settings.state_folder.iterdir()) == [
        "events.jsonl", "events.jsonl.lock", "token.key",
    ]  # fmt: skip
    assert sorted(json.loads(lines(apart)[0])) == ["ask", "at", "id", "mac", "n", "token", "v"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_the_journal_is_for_its_owner_only(apart: Workspace) -> None:
    ApartReception(apart)
    assert events_file(apart).stat().st_mode & 0o777 == 0o600


def test_what_is_no_token_of_ours_is_nobodys_and_leaves_no_trace(home: Workspace, apart: Workspace) -> None:
    reception, token = ApartReception(apart), token_of(home, ANNA)
    for wrong in ("", "x", token[:-1], token[:-1] + ("0" if token[-1] != "0" else "1"), "å" * 80, token + "\n{}"):
        assert reception.look(wrong) is None
        assert reception.do(wrong, Ask.LEAVE) is None
    assert lines(apart) == []


def test_a_test_mail_has_no_reader(home: Workspace, apart: Workspace) -> None:
    reception, token = ApartReception(apart), token_keys(home).reader_tokens(NO_MARK)(1)
    assert reception.look(token) == reception.do(token, Ask.LEAVE) == Standing(test=True)
    assert lines(apart) == []


def test_who_asks_twice_at_once_has_asked_once_and_later_asks_anew(home: Workspace, apart: Workspace) -> None:
    clock = Clock()
    reception, token = ApartReception(apart, clock), token_of(home, ANNA)
    reception.do(token, Ask.LEAVE)
    clock.pass_(seconds=30)
    reception.do(token, Ask.LEAVE)
    assert len(lines(apart)) == 1
    clock.pass_(seconds=31)
    assert reception.do(token, Ask.LEAVE) == Standing(left=True, may_return=True)
    assert len(lines(apart)) == 2


def test_who_changes_their_mind_for_ever_ends_as_left(home: Workspace, apart: Workspace) -> None:
    reception, token = ApartReception(apart), token_of(home, ANNA)
    for _ in range(MOST_CHANGES):
        reception.do(token, Ask.RETURN)
        reception.do(token, Ask.LEAVE)
    assert reception.look(token) == Standing(left=True)
    assert len(lines(apart)) == MOST_CHANGES
    assert reception.do(token_of(home, BO), Ask.LEAVE) == Standing(left=True, may_return=True)


def test_one_mail_does_not_fill_the_disk_whatever_is_asked_with_it(home: Workspace, apart: Workspace) -> None:
    clock = Clock()
    reception, token = ApartReception(apart, clock), token_of(home, ANNA)
    for _ in range(MOST_CHANGES):
        for ask in (Ask.LEAVE_LIST, Ask.LEAVE, Ask.RETURN, Ask.LEAVE_LIST):
            reception.do(token, ask)
    assert len(lines(apart)) <= MOST_CHANGES + 1
    clock.pass_(hours=2)
    assert reception.do(token, Ask.LEAVE) == Standing(left=True, left_list=True)
    assert events(apart)[-1][1] is Ask.LEAVE


def test_events_are_in_the_order_of_their_times_whatever_the_clock_does(home: Workspace, apart: Workspace) -> None:
    clock = Clock()
    reception, token = ApartReception(apart, clock), token_of(home, ANNA)
    reception.do(token, Ask.LEAVE)
    clock.pass_(hours=-3)
    again = ApartReception(apart, clock)
    assert again.do(token, Ask.RETURN) == Standing()
    assert [json.loads(line)["at"] for line in lines(apart)] == ["2026-12-01T08:30:00+00:00"] * 2


def test_two_receptions_on_one_journal_hear_each_other(home: Workspace, apart: Workspace) -> None:
    one, other = ApartReception(apart), ApartReception(apart)
    one.do(token_of(home, ANNA), Ask.LEAVE)
    assert other.look(token_of(home, ANNA)) == Standing(left=True, may_return=True)
    other.do(token_of(home, BO), Ask.LEAVE)
    one.do(token_of(home, ANNA), Ask.RETURN)
    assert events(apart) == [(1, Ask.LEAVE), (2, Ask.LEAVE), (3, Ask.RETURN)]
    assert ApartReception(apart).look(token_of(home, BO)) == Standing(left=True, may_return=True)


def test_threads_of_one_reception_do_not_disturb_each_other(home: Workspace, apart: Workspace) -> None:
    reception = ApartReception(apart)
    made = token_keys(home).reader_tokens(token_of(home, ANNA).split("-")[1])

    def work(first: int) -> None:
        for number in range(first, first + 20):
            assert reception.do(made(number), Ask.LEAVE) == Standing(left=True, may_return=True)

    threads = [threading.Thread(target=work, args=(100 * each,)) for each in range(1, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [number for number, _ in events(apart)] == list(range(1, 81))


def test_a_key_that_is_added_at_home_and_copied_holds_at_once(home: Workspace, apart: Workspace) -> None:
    reception = ApartReception(apart)
    reception.do(token_of(home, ANNA), Ask.LEAVE)
    rotate(key_file(home))
    key_file(apart).write_bytes(key_file(home).read_bytes())
    token = token_of(home, BO)
    assert token.split("-")[0] != token_of(home, ANNA)[:3]
    assert reception.do(token, Ask.LEAVE) == Standing(left=True, may_return=True)
    assert len({json.loads(line)["mac"].split("-")[0] for line in lines(apart)}) == 2
    assert len(events(apart)) == 2


def test_without_keys_there_is_nothing_to_receive_and_none_are_made(apart: Workspace) -> None:
    key_file(apart).unlink()
    with pytest.raises(Failure, match=r"there are no token keys here: `\.storsthlm/token\.key` is missing"):
        ApartReception(apart)
    assert not key_file(apart).exists()


def test_where_there_is_a_database_nothing_is_kept_apart_from_it(home: Workspace) -> None:
    with pytest.raises(Failure, match=r"there is a database here, `\.storsthlm/state\.db`"):
        ApartReception(home)
    assert not events_file(home).exists()


def test_keys_that_go_away_while_it_receives_still_hold(home: Workspace, apart: Workspace) -> None:
    reception = ApartReception(apart)
    key_file(apart).unlink()
    assert reception.do(token_of(home, ANNA), Ask.LEAVE) == Standing(left=True, may_return=True)


def test_what_a_killed_process_left_is_cut_off_at_every_byte(home: Workspace, apart: Workspace) -> None:
    reception = ApartReception(apart)
    reception.do(token_of(home, ANNA), Ask.LEAVE)
    whole = events_file(apart).read_bytes()
    reception.do(token_of(home, BO), Ask.LEAVE)
    both = events_file(apart).read_bytes()
    for end in range(len(whole), len(both)):
        events_file(apart).write_bytes(both[:end])
        again = ApartReception(apart)
        assert again.look(token_of(home, BO)) == Standing()
        assert again.do(token_of(home, ANNA), Ask.RETURN) == Standing()
        assert events_file(apart).read_bytes().startswith(whole)
        assert events(apart) == [(1, Ask.LEAVE), (2, Ask.RETURN)]


def test_what_another_process_left_behind_is_cut_off_by_who_writes_next(home: Workspace, apart: Workspace) -> None:
    reception = ApartReception(apart)
    reception.do(token_of(home, ANNA), Ask.LEAVE)
    with events_file(apart).open("ab") as file:
        file.write(b'{"v":1,"n":2,"id":"')
    assert reception.look(token_of(home, ANNA)) == Standing(left=True, may_return=True)
    assert reception.do(token_of(home, BO), Ask.LEAVE) == Standing(left=True, may_return=True)
    assert events(apart) == [(1, Ask.LEAVE), (2, Ask.LEAVE)]


@pytest.mark.parametrize("torn", [b"", b'{"v":1,"n":2,"id":"'])
def test_zeros_that_a_power_cut_left_are_cut_off_like_half_a_line(
    home: Workspace, apart: Workspace, torn: bytes
) -> None:
    ApartReception(apart).do(token_of(home, ANNA), Ask.LEAVE)
    with events_file(apart).open("ab") as file:
        file.write(torn + bytes(5000))
    again = ApartReception(apart)
    assert again.look(token_of(home, ANNA)) == Standing(left=True, may_return=True)
    assert again.do(token_of(home, BO), Ask.LEAVE) == Standing(left=True, may_return=True)
    assert events(apart) == [(1, Ask.LEAVE), (2, Ask.LEAVE)]
    again.check()


def test_a_line_of_a_stranger_does_not_close_the_way_out(home: Workspace, apart: Workspace) -> None:
    told: list[str] = []
    reception, other = ApartReception(apart, wrong=told.append), ApartReception(apart)
    reception.do(token_of(home, ANNA), Ask.LEAVE)
    other.look(token_of(home, ANNA))
    before = lines(apart)
    with events_file(apart).open("ab") as file:
        file.write(b"a stray line\n")
    changed = events_file(apart).read_bytes()
    assert reception.look(token_of(home, ANNA)) == Standing(left=True, may_return=True)
    assert reception.do(token_of(home, BO), Ask.LEAVE) == Standing(left=True, may_return=True)
    assert other.do(token_of(home, CILLA), Ask.LEAVE) == Standing(left=True, may_return=True)
    assert other.look(token_of(home, BO)) == Standing(left=True, may_return=True)
    assert events(apart) == [(1, Ask.LEAVE), (2, Ask.LEAVE), (3, Ask.LEAVE)]
    assert lines(apart)[:1] == before
    aside = events_file(apart).with_name("events-damaged-1.jsonl")
    assert aside.read_bytes() == changed
    assert os.name == "nt" or aside.stat().st_mode & 0o077 == events_file(apart).stat().st_mode & 0o077 == 0
    assert len(told) == 1
    assert "line 2 of `events.jsonl` is not as it was written" in told[0]
    with pytest.raises(Failure, match=r"put aside as `events-damaged-1\.jsonl`"):
        other.check()
    aside.unlink()
    other.check()


def test_of_a_journal_that_somebody_changed_all_that_is_genuine_is_gone_on_with(
    home: Workspace, apart: Workspace
) -> None:
    reception = ApartReception(apart)
    for address in (ANNA, BO, CILLA):
        reception.do(token_of(home, address), Ask.LEAVE)
    whole = lines(apart)
    for changed in (whole[1].replace(b'"leave"', b'"return"'), whole[1] + b"{}\n" + whole[0]):
        events_file(apart).write_bytes(whole[0] + changed + whole[2])
        again = ApartReception(apart)
        left = [each for each in (ANNA, BO, CILLA) if again.look(token_of(home, each)) != Standing()]
        assert left == ([ANNA, BO, CILLA] if changed.startswith(whole[1]) else [ANNA, CILLA])
        assert events_file(apart).read_bytes().startswith(whole[0])
        list(follow(token_keys(apart), lines(apart), name="it"))


def test_a_journal_that_becomes_shorter_is_noticed_and_gone_on_with(home: Workspace, apart: Workspace) -> None:
    told: list[str] = []
    reception = ApartReception(apart, wrong=told.append)
    reception.do(token_of(home, ANNA), Ask.LEAVE)
    events_file(apart).write_bytes(b"")
    assert reception.do(token_of(home, BO), Ask.LEAVE) == Standing(left=True, may_return=True)
    assert events(apart) == [(1, Ask.LEAVE)]
    assert "`events.jsonl` has become shorter while it was used" in told[0]


@pytest.mark.skipif(not pathlib.Path("/dev/full").exists(), reason="there is no full disk to try")
def test_on_a_full_disk_nobody_is_told_that_they_left(home: Workspace, apart: Workspace) -> None:
    ApartReception(apart)
    script = f"""
    import resource, signal, pathlib
    from storsthlm_cli.workflows.workspace import open_workspace
    from storsthlm_cli.workflows.receiving_apart import ApartReception, Ask
    from storsthlm_cli.model.errors import Failure
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    reception = ApartReception(open_workspace(pathlib.Path({str(apart.root)!r}), {{}}))
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, resource.RLIM_INFINITY))
    try:
        reception.do({token_of(home, ANNA)!r}, Ask.LEAVE)
    except Failure as failure:
        print(failure.message)
    print(reception.look({token_of(home, ANNA)!r}).left)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    print(reception.do({token_of(home, ANNA)!r}, Ask.LEAVE).left)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.splitlines() == [
        f"cannot write `{events_file(apart)}`: there is no room on the disk", "False", "True",
    ]  # fmt: skip
    assert events(apart) == [(1, Ask.LEAVE)]


WRITER = """
import pathlib, sys
from storsthlm_cli.workflows.workspace import open_workspace
from storsthlm_cli.workflows.receiving_apart import ApartReception, Ask
from storsthlm_cli.workflows.memory import token_keys
workspace = open_workspace(pathlib.Path(sys.argv[1]), {})
reception = ApartReception(workspace)
made = token_keys(workspace).reader_tokens(sys.argv[2])
for number in range(int(sys.argv[3]), int(sys.argv[3]) + 100_000):
    assert reception.do(made(number), Ask.LEAVE).left
    print(number, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_every_event_that_was_answered_is_there_though_its_writers_are_killed(
    home: Workspace, apart: Workspace
) -> None:
    mark = token_of(home, ANNA).split("-")[1]
    answered: list[int] = []
    first = 0
    for _ in range(3):
        writers = []
        for _ in range(2):
            first += 1_000_000
            command = [sys.executable, "-c", WRITER, str(apart.root), mark, str(first)]
            writers.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT))
        for writer in writers:  # both are at work
            assert writer.stdout is not None
            answered.append(int(writer.stdout.readline()))
        time.sleep(0.15)
        for writer in writers:
            os.kill(writer.pid, signal.SIGKILL)
            out, _ = writer.communicate()
            answered += [int(line) for line in out.split("\n")[:-1]]
    ApartReception(apart).do(token_of(home, ANNA), Ask.LEAVE)  # cuts off what was left
    found = [token_keys(apart).reader(each.token) for each in follow(token_keys(apart), lines(apart), name="it")]
    numbers = [row.number for row in found if row is not None]
    assert len(answered) >= 6
    assert set(answered) <= set(numbers)
    assert len(numbers) == len(set(numbers)) == len(lines(apart))
    assert len(numbers) - len(answered) <= 7  # of each writer, at most one that nobody was told of, and Anna
