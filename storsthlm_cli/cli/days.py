"""Days on the command line."""

from __future__ import annotations

import datetime

from storsthlm_cli.model.errors import Failure


def iso_day(written: str | None, flag: str) -> datetime.date | None:
    """Return the day that a flag names as 2021-06-21, None when it was not given. Raises Failure for anything else."""
    from storsthlm_cli.source.nodes import iso_date

    if written is None:
        return None
    day = iso_date(written)
    if day is None:
        raise Failure(f"`{written}` is not a date", hint=f"write year, month and day: `{flag} 2021-06-21`")
    return day
