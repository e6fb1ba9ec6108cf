"""D: days and times, as data and in running text."""

from storsthlm_cli.checks.dates import announcements, contradictions, data, forms, phrases, staleness

__all__ = ["announcements", "contradictions", "data", "forms", "phrases", "staleness"]
