"""The send loop. It knows ports only: where the ledger is kept and where the messages go is not its business."""

from __future__ import annotations

import contextlib
import time
from collections import Counter
from collections.abc import Callable, Sequence

from storsthlm_cli.delivery.pacing import Turnstile
from storsthlm_cli.delivery.ports import Claim, Event, Ledger, Letter, Ready, Returned, Settled, Transport, Trouble
from storsthlm_cli.delivery.refusals import Share, Streak
from storsthlm_cli.delivery.retry import next_try
from storsthlm_cli.delivery.runs import Ending, Limits, Why
from storsthlm_cli.delivery.waits import Waits
from storsthlm_cli.model.delivery import DispatchState, Result, State
from storsthlm_cli.model.errors import Unfinished
from storsthlm_cli.model.sending import Progress

TROUBLES = 5
"""Troubles in a row, with nothing accepted between them, after which a person is asked.

The waits between them are a minute together: a server's limit for one minute is over by then.
"""
QUIET_SECONDS = 1.0
"""After the first trouble no connection is opened for twice as long, after the next four times as long, and so on."""
RETURNS = 2
"""How often one recipient may come back undelivered before it waits like one who was put off."""
TELL_SECONDS = 0.1
LAST_WORDS_SECONDS = 30
"""How long the servers' answers are waited for when they can perhaps not be written down."""


class Engine:
    """One run over one dispatch."""

    def __init__(
        self,
        ledger: Ledger,
        transport: Transport,
        letter: Letter,
        limits: Limits,
        *,
        stop: Callable[[], bool] = lambda: False,
        tell: Callable[[Progress], None] = lambda _: None,
    ) -> None:
        self._ledger = ledger
        self._transport = transport
        self._letter = letter
        self._limits = limits
        self._stop = stop
        self._tell = tell
        self._under_way: dict[int, Claim] = {}
        self._results: list[Result] = []
        self._ready: list[int] = []
        self._streak = Streak()
        self._share = Share()
        self._turnstile = Turnstile(limits.domains)
        self._waits = Waits(ledger, transport, self._turnstile)
        self._troubles = 0
        self._quiet_until = 0.0
        self._claimed = 0
        self._settled = 0
        self._spared = 0  # handed out, and not tried after all
        self._put_back: set[int] = set()
        self._returns: Counter[int] = Counter()
        self._hurry = False  # somebody was kept back, and others may take the place
        self._ending: Ending | None = None
        self._began = self._told = time.monotonic()

    def run(self) -> Ending:
        """Send until nothing is left, the limit is reached, or something or somebody says stop.

        What is on the wire is waited for in every case. Raises what the ledger raises when it cannot be written;
        then nothing more has been sent.
        """
        try:
            while not self._turn():
                pass
        except Unfinished:
            self._last_words()
            raise
        finally:
            self._transport.close()
        self._report(force=True)
        assert self._ending is not None
        return self._ending

    def _turn(self) -> bool:
        """Go once around: write down, hand out, send, listen. Return whether the run is over."""
        if self._ending is None and self._stop():
            self._ending = Ending(Why.INTERRUPTED)
        self._keep_connections()
        want = self._want()
        due = self._turnstile.due(want)
        turn = self._ledger.turn(self._results, self._ready, self._fresh(want, len(due)))
        if turn.state is not DispatchState.OPEN and self._ending is None:
            self._ending = Ending(Why.PAUSED if turn.state is DispatchState.PAUSED else Why.CANCELLED)
        self._release(turn.withdrawn)
        self._results, self._ready = [], []
        if self._put_back:
            self._ledger.put_back(sorted(self._put_back))
            self._put_back.clear()
        passed = self._turnstile.passing(turn.claims)
        self._offer([*due, *passed], lost_some=bool(turn.withdrawn))
        if not self._under_way and self._over():
            return True
        self._hurry = len(passed) < len(turn.claims)
        for event in self._transport.poll(self._patience()):
            self._handle(event)
        self._report()
        return False

    def _release(self, withdrawn: Sequence[int]) -> None:
        """Send the bytes of who is attempted now."""
        for number in self._ready:
            if number in withdrawn:
                self._transport.withdraw(number)
                del self._under_way[number]
                self._spared += 1
            else:
                self._transport.release(number, self._letter.message(self._under_way[number].recipient))

    def _offer(self, claims: list[Claim], *, lost_some: bool) -> None:
        """Announce messages, as many as there is still room for: a withdrawal may have cost a connection."""
        room = self._transport.wants() if lost_some else len(claims)
        self._results += [Result(claim.recipient.number, State.UNTRIED, None) for claim in claims[room:]]
        for claim in claims[:room]:
            recipient = claim.recipient
            self._under_way[recipient.number] = claim
            self._transport.offer(recipient.number, self._letter.envelope(recipient))
        self._claimed += min(room, len(claims))

    def _last_words(self) -> None:
        """Wait for what is on the wire after the ledger could not be written, and try once more to write it down."""
        deadline = time.monotonic() + LAST_WORDS_SECONDS
        while self._under_way.keys() - set(self._ready) and time.monotonic() < deadline:
            for event in self._transport.poll(0.1):
                self._handle(event)
        with contextlib.suppress(Unfinished):
            self._ledger.turn(self._results, (), 0)

    def _keep_connections(self) -> None:
        """Have as many connections as there is work for, but for a while after a trouble no new ones.

        The first is opened alone: a wrong password is tried once and not once per connection.
        """
        if self._ending is not None or time.monotonic() < self._quiet_until:
            return
        if self._waits.long():
            self._transport.keep(0)
        else:
            self._transport.keep(min(self._limits.connections, self._ledger.tally().open) if self._claimed else 1)

    def _want(self) -> int:
        """How many messages may be offered now."""
        if self._ending is not None:
            return 0
        want = self._transport.wants()
        return want if self._limits.messages is None else min(want, self._limits.messages - self._tried)

    def _fresh(self, want: int, due: int) -> int:
        """How many of them to ask the ledger for. Who is kept back has a place within the limit already."""
        if self._turnstile.full or self._ending is not None:
            return 0
        if self._limits.messages is not None:
            want = min(want, self._limits.messages - self._tried - len(self._turnstile))
        return want - due

    @property
    def _tried(self) -> int:
        return self._claimed - self._spared

    def _over(self) -> bool:
        """Decide, with nothing under way and nothing handed out, whether the run is over."""
        if self._ending is None and self._ledger.tally().open == 0:
            self._ending = Ending(Why.NOTHING_LEFT)
        if self._ending is None and self._limits.messages is not None and self._tried >= self._limits.messages:
            self._ending = Ending(Why.LIMIT)
        return self._ending is not None

    def _patience(self) -> float:
        """Seconds to listen before looking around again."""
        if self._results or self._hurry:
            return 0.0
        wait = self._waits.seconds()
        if self._under_way:
            return min(1.0, wait) if wait > 0 else 1.0
        return min(1.0, max(0.05, wait))

    def _handle(self, event: Event) -> None:
        match event:
            case Ready():
                self._ready.append(event.number)
            case Settled():
                self._settle(event)
            case Returned():
                self._return(event.number)
            case Trouble():
                self._trouble(event)

    def _return(self, number: int) -> None:
        """Try again later who was not delivered to, unless it is with this one that connections are lost."""
        self._returns[number] += 1
        if self._returns[number] >= RETURNS:
            self._settle(Settled(number, State.DEFERRED, None, None))
            return
        del self._under_way[number]
        self._spared += 1
        self._results.append(Result(number, State.UNTRIED, None))

    def _settle(self, event: Settled) -> None:
        claim = self._under_way.pop(event.number)
        self._settled += 1
        state, retry_at = event.state, None
        if state is State.ACCEPTED:
            self._troubles = 0
        elif state is State.DEFERRED:
            retry_at = next_try(claim.attempts + 1, time.time(), self._limits.patience)
            state = State.DEFERRED if retry_at is not None else State.EXPIRED
        self._results.append(Result(event.number, state, event.reply, retry_at))
        streak = self._streak.add(event, claim.recipient.address)
        self._put_back.update(streak)
        if streak and self._ending is None:
            words = f"the last {len(streak)} messages were refused in the same way: {event.reply}"
            hint = "they are put back; put right what the server complains about"
            self._ending = Ending(Why.TROUBLE, Trouble(words, hint, fatal=True))
        if self._share.add(event) and not self._limits.refusals and self._ending is None:
            hint = "is it the right list? `--despite-refusals` goes on all the same"
            self._ending = Ending(Why.TROUBLE, Trouble(str(self._share), hint, fatal=True))

    def _trouble(self, trouble: Trouble) -> None:
        """Wait and try again, or ask a person: at once when nothing has worked yet.

        Connections that are lost together are one trouble.
        """
        another = time.monotonic() >= self._quiet_until
        last = another and self._troubles >= TROUBLES
        if self._ending is None and (trouble.fatal or self._claimed == 0 or last):
            self._ending = Ending(Why.TROUBLE, trouble)
        if another:
            self._troubles += 1
            self._quiet_until = time.monotonic() + QUIET_SECONDS * 2**self._troubles

    def _report(self, *, force: bool = False) -> None:
        now = time.monotonic()
        if force or now - self._told >= TELL_SECONDS:
            self._told = now
            note = "" if self._under_way else self._waits.note()
            self._tell(Progress(self._ledger.tally(), self._settled / max(now - self._began, 1e-9), note))
