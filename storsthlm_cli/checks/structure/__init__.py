"""S: what an issue must have, and what in it should be looked at."""

from storsthlm_cli.checks.structure import content, dead_ends, for_lists, likeness, reminders

__all__ = ["content", "dead_ends", "for_lists", "likeness", "reminders"]
