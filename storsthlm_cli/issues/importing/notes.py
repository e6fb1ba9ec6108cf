"""What is noted while a draft is made: what somebody should look at, and which words became something else."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Dropped:
    """A line of the source that is not in the draft, and why."""

    number: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Rewritten:
    """Words of a line that stand in the draft as something else: `5/2` as `2019-02-05`, a kicker as a category."""

    number: int
    old: str
    new: str


@dataclass(slots=True)
class Notes:
    """Grows while a section is drafted."""

    checks: list[str] = field(default_factory=list)
    rewritten: list[Rewritten] = field(default_factory=list)

    def check(self, reason: str) -> None:
        """Note once what somebody should look at."""
        if reason not in self.checks:
            self.checks.append(reason)

    def rewrite(self, number: int, old: str, new: str) -> None:
        """Note that words of a line became something else."""
        if old.strip() and old.strip() != new:
            self.rewritten.append(Rewritten(number, old.strip(), new))
