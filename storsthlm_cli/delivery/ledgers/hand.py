"""What a process that sends has in hand of its dispatch, so that a turn need not ask the database for it."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Collection, Iterable, Mapping, Sequence, Set

from storsthlm_cli.delivery.ports import Claim
from storsthlm_cli.model.delivery import DispatchState, State
from storsthlm_cli.model.errors import Unfinished
from storsthlm_cli.store.notes import Ended


class Another(Unfinished):
    """Somebody else sends to those whom we have claimed."""

    def __init__(self) -> None:
        super().__init__("another process sends this dispatch too", hint="wait for it, then run the command again")


class Hand:
    """Who is claimed, handed out and attempted, and how many recipients are in each state."""

    def __init__(self) -> None:
        self.state = DispatchState.OPEN
        self.counts: Counter[State] = Counter()
        self.next_retry: float | None = None
        self.out: dict[int, Claim] = {}  # handed out, without an outcome
        self.barred: set[int] = set()  # handed out, and suppressed since
        self._queue: deque[Claim] = deque()  # claimed, not handed out
        self._attempting: set[int] = set()

    def lacks(self, want: int) -> bool:
        """Whether more must be claimed before so many can be handed out, and there may be somebody to claim."""
        if want <= len(self._queue) or self.state is not DispatchState.OPEN:
            return False
        waiting = self.counts[State.UNTRIED] > len(self.out) - len(self._attempting) + len(self._queue)
        return waiting or (self.next_retry is not None and self.next_retry <= time.time())

    def take(self, claims: Iterable[Claim]) -> None:
        """Take in who was claimed."""
        self._queue.extend(claims)

    def give(self, want: int) -> tuple[Claim, ...]:
        """Hand out up to so many."""
        if self.state is not DispatchState.OPEN:
            return ()
        claims = [self._queue.popleft() for _ in range(min(want, len(self._queue)))]
        for claim in claims:
            self.out[claim.recipient.number] = claim
        return tuple(claims)

    def bar(self, unwanted: Set[int]) -> Set[int]:
        """Let go of people who left; return those who are not handed out."""
        self.barred |= unwanted & self.out.keys()
        self._queue = deque(claim for claim in self._queue if claim.recipient.number not in unwanted)
        return unwanted - self.out.keys()

    def unattempted(self) -> list[int]:
        """Return the numbers of who is claimed and not attempted: in the database they are untried."""
        claimed = [*self.out, *(claim.recipient.number for claim in self._queue)]
        return [number for number in claimed if number not in self._attempting]

    def withdrawn(self, ready: Sequence[int]) -> tuple[int, ...]:
        """Return those of who is handed out and to be attempted now who must not be."""
        if not self._attempting.isdisjoint(ready) or not self.out.keys() >= set(ready):
            raise Another
        if self.state is not DispatchState.OPEN:
            return tuple(ready)
        return tuple(number for number in ready if number in self.barred) if self.barred else ()

    def note(
        self, accepted: Mapping[int, str], ended: Sequence[Ended], attempting: Collection[int], withdrawn: Sequence[int]
    ) -> None:
        """Take over what is written now."""
        self._leave(accepted, State.ACCEPTED)
        for number, state, _, retry_at in ended:
            if state is State.UNTRIED:
                self._queue.append(self.out[number])
            elif retry_at is not None:
                self.next_retry = min(retry_at, self.next_retry or retry_at)
            self._leave((number,), state)
        for number in withdrawn:
            self.out.pop(number, None)
        self._attempting.update(attempting)
        self.move(State.UNTRIED, State.ATTEMPTING, len(attempting))

    def move(self, before: State, after: State, many: int) -> None:
        """Count so many as being in another state."""
        self.counts[before] -= many
        self.counts[after] += many

    def _leave(self, numbers: Collection[int], state: State) -> None:
        """Count those as `state` who were handed out until now."""
        before = len(self._attempting)
        self._attempting.difference_update(numbers)
        attempted = before - len(self._attempting)
        self.move(State.ATTEMPTING, state, attempted)
        cancelled = self.state is DispatchState.CANCELLED
        elsewhere = State.CANCELLED if cancelled else State.UNTRIED  # what other processes made of it
        self.move(elsewhere, state, len(numbers) - attempted)
        self.barred.difference_update(numbers)
        for number in numbers:
            del self.out[number]
