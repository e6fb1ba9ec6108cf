"""How fast: messages a minute and a day over a server, and messages a minute to a domain."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence

from storsthlm_cli.delivery.ports import Claim

MINUTE = 60.0
DAY = 24 * 60 * 60.0
CREDIT_SECONDS = 1.0
"""What was not sent in the last second may be made up for: a loop is never exactly on time."""
HELD = 5000
"""Recipients kept back because of their domain, at most; then the whole run waits for them."""


class Pace:
    """What one server bears: `per_minute` messages, evenly spread, and `per_day` in any 24 hours (None: no limit).

    `sent` has the POSIX times of earlier messages that count against the day, oldest first.
    """

    def __init__(
        self,
        per_minute: int | None = None,
        per_day: int | None = None,
        sent: Iterable[float] = (),
        *,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._interval = MINUTE / per_minute if per_minute else 0.0
        self._per_day = per_day
        self._sent = deque(min(at, now()) for at in sent)  # one in the future is from a clock that was wrong
        self._now = now
        self._next = 0.0

    @property
    def limited(self) -> bool:
        """Whether there is any limit at all."""
        return bool(self._interval) or self._per_day is not None

    def room(self) -> int | None:
        """Return how many messages may go now; None without a limit."""
        if not self.limited:
            return None
        now = self._now()
        rooms = []
        if self._interval:
            credit = max(CREDIT_SECONDS, self._interval)
            self._next = min(max(self._next, now - credit + self._interval), now + self._interval)
            rooms.append(int(1 + (now - self._next) / self._interval) if now >= self._next else 0)
        if self._per_day is not None:
            while self._sent and self._sent[0] <= now - DAY:
                self._sent.popleft()
            rooms.append(max(0, self._per_day - len(self._sent)))
        return min(rooms)

    def spend(self) -> None:
        """Count a message."""
        self._next += self._interval
        if self._per_day is not None:
            self._sent.append(self._now())

    def rest(self) -> float:
        """Return the seconds until a message may go; 0 when one may go now."""
        if self.room() != 0:
            return 0.0
        now = self._now()
        waits = [self._next - now]
        if self._per_day is not None and len(self._sent) >= self._per_day:
            waits.append(self._sent[len(self._sent) - self._per_day] + DAY - now)
        return max(0.0, *waits)


class Turnstile:
    """Keeps back recipients of domains to which mail goes as fast as it may. `limits` are messages a minute.

    Who is kept back gets the next place that is free when `due` is asked, so that a wait for something else, such as
    a lost connection, is not made up for all at once.
    """

    def __init__(self, limits: Mapping[str, int], *, now: Callable[[], float] = time.monotonic) -> None:
        self._paces = {domain: Pace(limit, now=now) for domain, limit in limits.items()}
        self._held: dict[str, deque[Claim]] = {domain: deque() for domain in limits}

    @property
    def full(self) -> bool:
        """Whether no more can be kept back."""
        return len(self) >= HELD

    def __len__(self) -> int:
        return sum(map(len, self._held.values())) if self._held else 0

    def passing(self, claims: Sequence[Claim]) -> Sequence[Claim]:
        """Return those who may be mailed now, and keep the others."""
        return [claim for claim in claims if self.passes(claim)] if self._paces else claims

    def passes(self, claim: Claim) -> bool:
        """Whether a recipient may be mailed now. If not, it is kept and `due` hands it out when its time has come."""
        domain = claim.recipient.address.rpartition("@")[2]
        pace = self._paces.get(domain)
        if pace is None:
            return True
        if self._held[domain] or not pace.room():
            self._held[domain].append(claim)
            return False
        pace.spend()
        return True

    def due(self, most: int) -> list[Claim]:
        """Return up to `most` recipients whose time has come, those of one domain in the list's order."""
        found: list[Claim] = []
        for domain, held in self._held.items():
            pace = self._paces[domain]
            while held and len(found) < most and pace.room():
                pace.spend()
                found.append(held.popleft())
        return found

    def rest(self) -> float:
        """Return the seconds until somebody is due; 0 when somebody is, or nobody is kept."""
        return min((self._paces[domain].rest() for domain, held in self._held.items() if held), default=0.0)
