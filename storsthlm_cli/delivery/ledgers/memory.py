"""A ledger that forgets: for messages to named colleagues, which are no dispatch."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence

from storsthlm_cli.delivery.ports import Claim, Turn
from storsthlm_cli.model.delivery import DispatchState, Recipient, Result, Row, State, Tally


class MemoryLedger:
    """The ledger port in memory."""

    def __init__(self, recipients: Sequence[Recipient]) -> None:
        self._recipients = {recipient.number: recipient for recipient in recipients}
        self._waiting = [recipient.number for recipient in reversed(recipients)]
        self._states = dict.fromkeys(self._recipients, State.UNTRIED)
        self._attempts: Counter[int] = Counter()
        self._replies: dict[int, str] = {}
        self._retries: dict[int, float] = {}

    def turn(self, results: Sequence[Result], attempting: Sequence[int], want: int) -> Turn:
        """See `ports.Ledger.turn`."""
        for result in results:
            self._states[result.number] = result.state
            self._replies[result.number] = str(result.reply or "")
            if result.state is State.UNTRIED:
                self._waiting.append(result.number)
            if result.retry_at is not None:
                self._retries[result.number] = result.retry_at
        for number in attempting:
            self._states[number] = State.ATTEMPTING
            self._attempts[number] += 1
        now = datetime.datetime.now(datetime.UTC).timestamp()
        for number in [number for number, at in self._retries.items() if at <= now]:
            del self._retries[number]
            self._waiting.append(number)
        numbers = [self._waiting.pop() for _ in range(min(want, len(self._waiting)))]
        return Turn(
            tuple(Claim(self._recipients[number], self._attempts[number]) for number in numbers), (), DispatchState.OPEN
        )

    def put_back(self, numbers: Sequence[int]) -> None:
        """See `ports.Ledger.put_back`."""
        for number in numbers:
            self._states[number] = State.UNTRIED

    def tally(self) -> Tally:
        """See `ports.Ledger.tally`."""
        return Tally(Counter(self._states.values()))

    def next_retry(self) -> float | None:
        """See `ports.Ledger.next_retry`."""
        return min(self._retries.values(), default=None)

    def close(self) -> None:
        """See `ports.Ledger.close`."""

    def rows(self) -> tuple[Row, ...]:
        """Return a row per recipient, as a database would."""
        return tuple(
            Row(
                number,
                recipient.address,
                self._states[number],
                self._attempts[number],
                self._replies.get(number, ""),
                None,
            )
            for number, recipient in self._recipients.items()
        )
