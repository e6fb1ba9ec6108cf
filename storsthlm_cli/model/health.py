"""What an examination of a workspace and its servers finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Grade(StrEnum):
    """How something stands. `skipped` was not looked at, and nothing is known of it."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"
    SKIPPED = "skipped"


class Ask(StrEnum):
    """What only an IT department can put right. The words for it are `report.requests`'s."""

    NAME = "name"
    PORT = "port"
    TLS = "tls"
    EXPIRY = "expiry"
    LOGIN = "login"
    REGISTRATION = "registration"
    MAILBOX = "mailbox"
    CONNECTIONS = "connections"
    SIZE = "size"
    SPF_MISSING = "spf-missing"
    SPF_BROKEN = "spf-broken"
    SPF_OPEN = "spf-open"
    SPF_SERVER = "spf-server"
    DKIM = "dkim"
    DMARC_MISSING = "dmarc-missing"
    DMARC_BROKEN = "dmarc-broken"
    MX = "mx"
    WEB = "web"


@dataclass(frozen=True, slots=True)
class Request:
    """Something to ask for, with the values that its words need, by name."""

    ask: Ask
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one look at something found. `words` and `help` are as those of a Failure."""

    topic: str
    grade: Grade
    words: str
    help: str = ""
    request: Request | None = None
