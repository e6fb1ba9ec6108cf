"""Where the unsubscriptions of another host come from, and how old what is known of them may be."""

from __future__ import annotations

import datetime
import pathlib
import re
from urllib.parse import urlsplit

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.settings import values
from storsthlm_cli.settings.records import SyncSettings
from storsthlm_cli.settings.sources import Sources

AT_MOST = datetime.timedelta(hours=24)
"""How old the last `sync` may be when nothing else is said."""

_LEAST, _MOST = datetime.timedelta(minutes=5), datetime.timedelta(days=90)
_SPAN = re.compile(r"([0-9]{1,4}) ?(min|minut(?:e|es|er)?|h|hours?|tim|timm(?:e|ar)|days?|dag(?:ar)?|dygn)")
_UNITS = {"m": "minutes", "h": "hours", "t": "hours", "d": "days"}


def read_sync(sources: Sources, root: pathlib.Path) -> SyncSettings | None:
    """Read the section `sync`; None when no source is named. Raises Failure for what does not go together."""
    source = sources.optional("sync.from", events_source)
    command = sources.optional("sync.fetch_command", values.command)
    at_most = sources.optional("sync.at_most", span)
    if source is None:
        for key, value in (("sync.fetch_command", command), ("sync.at_most", at_most)):
            if value is not None:
                raise Failure(
                    f"`{key}` is set, but not where the unsubscriptions come from",
                    hint="set `sync.from` to the file, or to the address of the other host's `serve`",
                    place=sources.nearest(key),
                )
        return None
    if command and is_address(source):
        raise Failure(
            "`sync.fetch_command` fetches a file, and `sync.from` is no file",
            hint="leave one of them out",
            place=sources.nearest("sync.fetch_command"),
        )
    whole = source if is_address(source) else str(root / pathlib.Path(source).expanduser())
    return SyncSettings(whole, command or (), at_most or AT_MOST)


def is_address(source: str) -> bool:
    """Tell whether events come from an address on the web, and not from a file."""
    return "://" in source


def events_source(text: str) -> str:
    """Read where events come from: a path, or an https address; http on this very computer only."""
    if not is_address(text):
        return values.line(text)
    try:
        parts = urlsplit(text)
        here = parts.scheme == "http" and values.is_loopback(parts.hostname or "")
    except ValueError:
        here = False
    if not here:
        values.web_address(text)
    return text


def span(text: str) -> datetime.timedelta:
    """Read how long something is: `30 min`, `24 h`, `3 days`; in Swedish too: `24 timmar`, `3 dygn`."""
    found = _SPAN.fullmatch(text.strip())
    number = datetime.timedelta(**{_UNITS[found[2][0]]: int(found[1])}) if found else datetime.timedelta()
    if not _LEAST <= number <= _MOST:
        raise ValueError(f"is `{text}`, not a time from `5 min` to `90 days`, such as `24 h`")
    return number
