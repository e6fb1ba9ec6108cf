"""An appointment in the words of what starts commands at a given time: a systemd timer, a line of a crontab."""

from __future__ import annotations

import datetime
import re
import shlex
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from storsthlm_cli.model.errors import Failure

Writer = Callable[[Sequence[str], datetime.datetime, str], str]
"""Takes the command, the moment and the issue."""


class Timetable(StrEnum):
    """What starts the command."""

    TIMER = "timer"
    CRON = "cron"


def timetable(kind: Timetable, command: Sequence[str], moment: datetime.datetime, issue: str) -> str:
    """Return the lines that start `command` once, at `moment`, and how to install them, ending in a line break.

    Raises Failure when a word of the command could not stand on one line.
    """
    for word in (*command, issue):
        if not word.isprintable():
            raise Failure(f"`{word!a}` cannot stand in a timetable", hint="give the folder or the list another name")
    return _WRITERS[kind](command, moment, issue)


def _timer(command: Sequence[str], moment: datetime.datetime, issue: str) -> str:
    """Write a service and a timer (systemd.service(5), systemd.timer(5)). UTC is the same on every machine."""
    name = "storsthlm-" + re.sub(r"[^A-Za-z0-9_.-]", "-", issue)
    program, *rest = map(_quoted, command)
    words = " ".join((program, *(word.replace("$", "$$") for word in rest)))  # in a program's name `$` is itself
    title = f"Send issue {issue}".replace("%", "%%")
    return f"""\
# 1. Save this as ~/.config/systemd/user/{name}.service
[Unit]
Description={title}

[Service]
Type=oneshot
ExecStart={words}

# 2. Save this as ~/.config/systemd/user/{name}.timer
[Unit]
Description={title} on {moment:%Y-%m-%d %H:%M}, {moment.tzinfo}

[Timer]
OnCalendar={moment.astimezone(datetime.UTC):%Y-%m-%d %H:%M:%S} UTC
AccuracySec=1s

[Install]
WantedBy=timers.target

# 3. systemctl --user daemon-reload && systemctl --user enable --now {name}.timer
# 4. loginctl enable-linger      (so that it runs when you are not logged in)
# The machine must be on at that time. Afterwards: storsthlm status {issue}; journalctl --user -u {name}
"""


def _cron(command: Sequence[str], moment: datetime.datetime, issue: str) -> str:
    """Write a line of a crontab (crontab(5)): it has no year, so that the line asks for it, and `%` is a line break."""
    local = moment.astimezone()
    guard = f'[ "$(date +%Y)" = {local.year} ] && '
    words = (guard + shlex.join(command)).replace("%", r"\%")
    return f"""\
# {moment:%Y-%m-%d %H:%M}, {moment.tzinfo}, in the local time of this machine. Add the next line with `crontab -e`.
# The machine must be on at that time. Afterwards: storsthlm status {issue}
{local.minute} {local.hour} {local.day} {local.month} * {words}
"""


def _quoted(word: str) -> str:
    """Quote a word for ExecStart, where `%` begins a specifier."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'


_WRITERS: Mapping[Timetable, Writer] = {Timetable.TIMER: _timer, Timetable.CRON: _cron}
