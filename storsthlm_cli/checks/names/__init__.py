"""N: names and words, as they are on the issue's date."""

from storsthlm_cli.checks.names import (
    acronyms,
    capitals,
    forms,
    introductions,
    meetings,
    municipalities,
    organisations,
    people,
    terms,
)

__all__ = [
    "acronyms",
    "capitals",
    "forms",
    "introductions",
    "meetings",
    "municipalities",
    "organisations",
    "people",
    "terms",
]
