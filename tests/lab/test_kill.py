"""`storsthlm send` is killed at random moments before servers of every kind: nobody is lost and nobody gets it twice.

`make prove` kills a thousand times and prints what came of it.
"""

from __future__ import annotations

import contextlib
import os
import pathlib
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from storsthlm_cli.model.delivery import State
from tests.lab import postfix
from tests.lab.books import by_state, states
from tests.lab.gap import Break, Gap
from tests.lab.nursery import Nursery
from tests.lab.postfix import Door
from tests.smtp_server import Manners, Moment, Server
from tests.stories.conftest import Story

KILLS = int(os.environ.get("STORSTHLM_KILLS", "50"))
CONNECTIONS = 4
DISPATCH = 25
"""Kills in one dispatch, at the most: a longer list only takes longer to read."""
PER_KILL = 50
"""Recipients for each of them."""
RUNS = 60
"""Runs after the last kill until nobody is left; lines that break end some of them."""

pytestmark = [
    pytest.mark.kill,
    pytest.mark.timeout(0),
    pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL"),
]


@dataclass
class Truth:
    """What the servers know. `relays` are the settings of the ways in, in their order."""

    relays: list[str]
    copies: Callable[[], Counter[str]]
    broken: Callable[[], int] = int
    """How many lines were broken with a message on them."""
    more: str = ""
    """Further settings."""
    taken: Callable[[], int] = int
    """How many messages were taken so far; it may know earlier than `copies`."""
    last: Callable[[int], Counter[str]] | None = None
    """How `copies` is counted at the end, when so many are expected."""


@dataclass
class Tally:
    """What came of the kills."""

    kills: int = 0
    early: int = 0
    pauses: int = 0
    suppressed: int = 0
    recipients: int = 0
    lost: int = 0
    repeated: int = 0
    unknown: int = 0
    on_the_wire: int = 0
    broken: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        outcomes = ", ".join(f"{count} {state}" for state, count in sorted(self.outcomes.items()))
        return (
            f"{self.kills} kills ({self.early} before anything was sent), {self.pauses} pauses, {self.suppressed} left "
            f"of {self.recipients} recipients: {self.lost} lost, {self.repeated} repeated, {self.unknown} unknown "
            f"(at most {self.on_the_wire} on the wire and {self.broken} broken lines); {outcomes}"
        )


def number(address: str) -> int:
    return int(address.partition("@")[0].removeprefix("lasare"))


def way(port: int, more: str = "") -> str:
    return f"{{host: 127.0.0.1, port: {port}, security: plain, connections: {CONNECTIONS}{more}}}"


def of(*servers: Server) -> Truth:
    def copies() -> Counter[str]:
        return sum((server.record.copies for server in servers), Counter())

    return Truth([way(server.port) for server in servers], copies, taken=lambda: copies().total())


# --- the servers


@contextlib.contextmanager
def slow(dice: random.Random) -> Iterator[Truth]:
    with Server(Manners(delay=lambda: dice.uniform(0.002, 0.03))) as server:
        yield of(server)


@contextlib.contextmanager
def one_command_at_a_time(dice: random.Random) -> Iterator[Truth]:
    with Server(Manners(pipelining=False, delay=lambda: dice.uniform(0, 0.02))) as server:
        yield of(server)


@contextlib.contextmanager
def moody(dice: random.Random) -> Iterator[Truth]:
    """Put off, refuse and hang up."""
    asked: Counter[tuple[str, str]] = Counter()
    broken: list[str] = []

    def later(step: str, every: int) -> Callable[[str], str]:
        def answer(address: str) -> str:
            asked[step, address] += 1
            return "451 4.7.1 greylisted" if number(address) % every == 5 and asked[step, address] < 3 else ""

        return answer

    def rcpt(address: str) -> str:
        return "550 5.1.1 no such user" if number(address) % 40 == 7 else later("rcpt", 11)(address)

    def drop(moment: Moment, address: str) -> bool:
        dropped = dice.random() < 0.004
        if dropped and moment in (Moment.GO_AHEAD, Moment.BODY, Moment.DOT, Moment.KEPT):
            broken.append(address)
        return dropped

    manners = Manners(
        rcpt=rcpt,
        data=later("data", 13),
        message=later("message", 17),
        drop=drop,
        delay=lambda: dice.uniform(0.002, 0.02),
    )
    with Server(manners) as server:
        truth = of(server)
        truth.broken = lambda: len(broken)
        yield truth


@contextlib.contextmanager
def limited(dice: random.Random) -> Iterator[Truth]:
    """Take 40 messages in a fifth of a second; the settings know that it is slow."""
    taken: list[float] = []

    def rcpt(_: str) -> str:
        now = time.monotonic()
        taken[:] = [each for each in taken if each > now - 0.2]
        if len(taken) >= 40:
            return "450 4.7.1 too fast"
        taken.append(now)
        return ""

    with Server(Manners(rcpt=rcpt, delay=lambda: dice.uniform(0, 0.01))) as server:
        truth = of(server)
        truth.more = ", domains: {kommun1.example: 900, kommun2.example: 1800}"
        truth.relays = [way(server.port, ", per_minute: 18000")]
        yield truth


@contextlib.contextmanager
def two(dice: random.Random) -> Iterator[Truth]:
    """Have the first come and go, and take messages with it; the second takes over."""
    broken: list[str] = []

    def gone(moment: Moment, address: str) -> bool:
        away = int(time.monotonic() * 2) % 3 == 0
        if away and moment is Moment.KEPT and dice.random() < 0.1:
            broken.append(address)
            return True
        return away and moment in (Moment.CONNECT, Moment.RCPT)

    with (
        Server(Manners(drop=gone, delay=lambda: dice.uniform(0.002, 0.02))) as first,
        Server(Manners(pipelining=False, delay=lambda: dice.uniform(0.002, 0.02))) as second,
    ):
        truth = of(first, second)
        truth.broken = lambda: len(broken)
        yield truth


@contextlib.contextmanager
def a_real_one(dice: random.Random) -> Iterator[Truth]:
    """Postfix, whose answers take their time on the way, and some get lost."""

    def decide() -> float | Break:
        return dice.choice(list(Break)) if dice.random() < 0.005 else dice.uniform(0, 0.03)

    with (
        postfix.running() as server,
        Gap(server.ports[Door.PLAIN], decide) as gap,
        Gap(server.ports[Door.NO_PIPELINING], decide) as other,
    ):
        truth = Truth([way(dice.choice((gap, other)).port)], server.copies, lambda: gap.breaks + other.breaks)
        truth.taken = lambda: server.log().count(": client=")
        truth.last = server.settled
        yield truth


SERVERS = [slow, one_command_at_a_time, moody, limited, two, a_real_one]


# --- the sender


class Sender:
    """Sends a list, is killed at it, paused, and told that people leave."""

    def __init__(self, story: Story, nursery: Nursery, truth: Truth, dice: random.Random, kills: int) -> None:
        self.people = [f"lasare{each:05d}@kommun{each % 26}.example" for each in range(kills * PER_KILL)]
        self.tally = Tally(recipients=len(self.people))
        self._story, self._nursery, self._truth, self._dice, self._kills = story, nursery, truth, dice, kills
        self._was_broken = truth.broken()
        self._left: set[str] = set()
        story.write("lists/alla.csv", "e-post\n" + "\n".join(self.people) + "\n")
        first, *others = truth.relays
        smtp = f"{first.removesuffix('}')}, others: [{', '.join(others)}]{truth.more}}}"
        story.change("storsthlm.yaml", "design:\n", f"transport: smtp\nsmtp: {smtp}\n\ndesign:\n")
        story.change("issues/2021-06/issue.yaml", "date: 2021-06-21", "date: 2099-06-21")

    def send_and_kill(self) -> None:
        """Send, until so many kills are done or nobody is left; then to the end."""
        while self.tally.kills < self._kills and not self._done():
            child = self._send()
            begun = self._wait_for_the_first(child)
            time.sleep(self._dice.uniform(0, 0.15))
            if self._dice.random() < 0.1:
                self._somebody_leaves()
            if begun and self._dice.random() < 0.1:
                assert self._story.run("pause").code == 0
                self.tally.pauses += self._nursery.end() == 3
                assert State.ATTEMPTING not in states(self._story.folder).values()
            else:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
                killed = self._nursery.end() == -signal.SIGKILL
                self.tally.kills += killed
                self.tally.early += killed and not begun
            self._audit()
        for _ in range(RUNS):
            self._send()
            self._nursery.end()
            self._audit()
            if self._done():
                break
        assert self.tally.kills >= self._kills / 2
        self._judge()

    def _done(self) -> bool:
        found = states(self._story.folder)
        return bool(found) and all(state.final for state in found.values())

    def _send(self) -> int:
        arguments = ("send", "--list", "alla", "--confirm", str(len(self.people) - len(self._left)))
        if states(self._story.folder):
            arguments = (*arguments[:-1], str(len(self.people)))
        return self._nursery.bear(self._story.folder, self._story.folder / "printed", *arguments)

    def _wait_for_the_first(self, child: int) -> bool:
        """Return, when the process has sent something, True; one time in ten earlier, with False."""
        before = self._truth.taken()
        patience = self._dice.uniform(0, 1) if self._dice.random() < 0.1 else 10.0
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if self._truth.taken() > before or not _lives(child):
                return self._truth.taken() > before
            time.sleep(0.005)
        return False

    def _somebody_leaves(self) -> None:
        waiting = [address for address, state in states(self._story.folder).items() if state is State.UNTRIED]
        if waiting:
            address = self._dice.choice(waiting)
            self._left.add(address)
            self.tally.suppressed += 1
            assert self._story.run("suppress", address).code == 0

    def _audit(self) -> None:
        """After each run: everybody is accounted for, only what was on the wire is in doubt, nobody got two."""
        found = Counter(states(self._story.folder).values())
        assert found.total() in (0, len(self.people))
        attempting = found[State.ATTEMPTING]
        assert attempting <= CONNECTIONS * len(self._truth.relays)
        self.tally.on_the_wire += attempting
        assert found[State.UNKNOWN] + attempting <= self._allowed()
        assert all(count == 1 for count in self._truth.copies().values()), "somebody got it twice"

    def _allowed(self) -> int:
        return self.tally.on_the_wire + self._truth.broken() - self._was_broken

    def _judge(self) -> None:
        """At the end: each outcome is what the servers say."""
        found = {state: set(people) for state, people in by_state(self._story.folder).items()}
        accepted, unknown = found.get(State.ACCEPTED, set()), found.get(State.UNKNOWN, set())
        last = self._truth.last
        copies = last(len(accepted)) if last else self._truth.copies()
        mine = Counter({address: copies[address] for address in self.people if copies[address]})
        told = set().union(*found.values())
        self.tally.lost = len(set(self.people) - told) + len(accepted - mine.keys())
        self.tally.repeated = mine.total() - len(mine)
        self.tally.unknown = len(unknown)
        self.tally.broken = self._truth.broken() - self._was_broken
        self.tally.outcomes = Counter({state.value: len(people) for state, people in found.items()})
        assert (self.tally.lost, self.tally.repeated) == (0, 0)
        assert mine.keys() - unknown == accepted
        assert len(unknown) <= self._allowed()
        assert found.keys() <= {State.ACCEPTED, State.UNKNOWN, State.REFUSED, State.SUPPRESSED}
        assert found.get(State.SUPPRESSED, set()) <= self._left
        assert {number(address) % 40 for address in found.get(State.REFUSED, ())} <= {7}


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    with Nursery() as made:
        yield made


@pytest.mark.parametrize("server", SERVERS, ids=lambda server: server.__name__)
def test_killed_at_any_moment_nobody_is_lost_and_nobody_gets_it_twice(
    server: Callable[[random.Random], contextlib.AbstractContextManager[Truth]],
    nursery: Nursery,
    story: Story,
    tmp_path: pathlib.Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    share = -(-KILLS // len(SERVERS))
    dispatches = -(-share // DISPATCH)
    for each in range(dispatches):
        dice = random.Random(f"{server.__name__} {each}")
        with server(dice) as truth:
            sender = Sender(Story(tmp_path / str(each)), nursery, truth, dice, -(-share // dispatches))
            sender.send_and_kill()
        with capsys.disabled():
            print(f"\n{server.__name__}: {sender.tally}", end="")
