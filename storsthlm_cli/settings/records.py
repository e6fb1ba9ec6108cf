"""The settings as the rest of the tool sees them."""

from __future__ import annotations

import datetime
import pathlib
from collections.abc import Mapping
from dataclasses import dataclass

from storsthlm_cli.model.delivery import Security
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


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """The mail server. `user` is None when it asks for no login; `connections` is how many are used at once.

    `ca_file` has the certificates to trust instead of the system's. `password_file` replaces the keyring.
    `retry_for` is how long a deferred recipient is tried again.
    """

    host: str
    port: int
    security: Security
    user: str | None
    connections: int
    ca_file: pathlib.Path | None
    password_file: pathlib.Path | None
    retry_for: datetime.timedelta


@dataclass(frozen=True, slots=True)
class Publishing:
    """How the site gets to where the public sees it: copied to a `folder`, or by a `command`; at most one is set.

    The command is what is run, word by word and without a shell; in its words `{site}` stands for the site's folder.
    """

    folder: pathlib.Path | None
    command: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of a workspace.

    `levels` has the level that a finding code was given. `origins` tells for every key (`smtp.host`) where its value
    is from: `storsthlm.yaml:12`, `environment`, `flag` or `default`.
    """

    root: pathlib.Path
    newsletter: Newsletter
    transport: str
    smtp: SmtpSettings
    publishing: Publishing
    levels: Mapping[str, Level]
    origins: Mapping[str, str]

    @property
    def state_folder(self) -> pathlib.Path:
        """Where the database, the token key and the outbox lie. It need not exist."""
        return self.root / STATE_FOLDER
