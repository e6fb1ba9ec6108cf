"""The settings as the rest of the tool sees them."""

from __future__ import annotations

import datetime
import pathlib
from collections.abc import Mapping
from dataclasses import dataclass

from storsthlm_cli.model.delivery import Login, Security
from storsthlm_cli.model.errors import BadContent, Exit
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.newsletter import Newsletter

FILE = "storsthlm.yaml"
"""The file that makes a folder a workspace, as it is shown to people too."""

STATE_FOLDER = ".storsthlm"
"""The tool's own folder in a workspace."""

OUTBOX, SMTP = "outbox", "smtp"
"""The transports: the embedded server, and a real one."""


class BadSettings(BadContent):
    """storsthlm.yaml is not YAML that can be relied on; the findings say where."""

    exit_code = Exit.COULD_NOT_START


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Who logs in to a server, and where. `user` is None when it asks for no login.

    `password_file` replaces the keyring. `tenant` and `client_id` are the organisation's and the program's names at
    Microsoft, for a login of that kind. `key` is the dotted key of the settings that it was read from.
    """

    key: str
    host: str
    port: int
    security: Security
    user: str | None
    login: Login
    tenant: str
    client_id: str
    ca_file: pathlib.Path | None
    password_file: pathlib.Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelaySettings:
    """A mail server and what it bears: `connections` at once, messages a minute and a day (None: no limit)."""

    account: Account
    connections: int
    per_minute: int | None
    per_day: int | None


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """The mail servers in the order in which they are tried; there is at least one.

    `domains` has how many messages a minute the addresses of a domain get at most. `retry_for` is how long a deferred
    recipient is tried again.
    """

    relays: tuple[RelaySettings, ...]
    domains: Mapping[str, int]
    retry_for: datetime.timedelta

    @property
    def first(self) -> Account:
        """The server that is tried first."""
        return self.relays[0].account


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxSettings:
    """The mailbox in which copies and answers are found, over IMAP. `inbox` and `sent` are its folders.

    What `inbox` has understood is put into the folder `filed`.
    """

    account: Account
    inbox: str
    sent: str
    filed: str


@dataclass(frozen=True, slots=True)
class Publishing:
    """How the site gets to where the public sees it: copied to a `folder`, or by a `command`; at most one is set.

    The command is what is run, word by word and without a shell; in its words `{site}` stands for the site's folder.
    """

    folder: pathlib.Path | None
    command: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SyncSettings:
    """Where unsubscriptions of another host come from: a `source`, which is a path or an address on the web.

    `fetch` is a command that brings the file first, word by word and without a shell; none where it is empty. A real
    `send` wants the last `sync` to be `at_most` so old.
    """

    source: str
    fetch: tuple[str, ...]
    at_most: datetime.timedelta


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of a workspace.

    `mailbox` is None when none is named, `sync` when everything is on one host. `approval` says whether a real `send`
    needs an approval of the very content.
    `forget_after` is how many months the addresses of an ended dispatch are kept, None for ever.
    `levels` has the level that a finding code was given. `origins` tells for every key (`smtp.host`) where its value
    is from: `storsthlm.yaml:12`, `environment`, `flag` or `default`.
    """

    root: pathlib.Path
    newsletter: Newsletter
    transport: str
    smtp: SmtpSettings
    mailbox: MailboxSettings | None
    approval: bool
    publishing: Publishing
    sync: SyncSettings | None
    forget_after: int | None
    levels: Mapping[str, Level]
    origins: Mapping[str, str]

    @property
    def state_folder(self) -> pathlib.Path:
        """Where the database, the token key and the outbox lie. It need not exist."""
        return self.root / STATE_FOLDER
