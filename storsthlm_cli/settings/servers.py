"""The servers that the settings name: those that take the mail, and the mailbox."""

from __future__ import annotations

import datetime
import pathlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from storsthlm_cli.model.delivery import Login, Security
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.settings import values
from storsthlm_cli.settings.records import Account, MailboxSettings, RelaySettings, SmtpSettings
from storsthlm_cli.settings.sources import Sources
from storsthlm_cli.settings.vocabulary import RELAY, entries, place_of

NOWHERE = "localhost"
"""The server where none is named."""

FILED = "storsthlm"
"""The folder for mails that were understood, where none is named."""

_SMTP_PORTS = {Security.STARTTLS: 587, Security.TLS: 465, Security.PLAIN: 25}
_IMAP_PORTS = {Security.STARTTLS: 143, Security.TLS: 993, Security.PLAIN: 143}
_MOST_CONNECTIONS = 50
_MOST_MESSAGES = 999_999
_RETRY_HOURS = 48.0
_MICROSOFT_CLIENT = "the program's id (`client_id`) that your IT department registered in Microsoft Entra"


class PresetName(StrEnum):
    """The servers whose addresses and limits we know."""

    NONE = "none"
    EXCHANGE_ONLINE = "exchange-online"


@dataclass(frozen=True, slots=True)
class _Preset:
    """What a setting is where nobody gives it."""

    host: str
    security: Security
    login: Login
    connections: int
    per_minute: int | None
    per_day: int | None


_PRESETS: Mapping[PresetName, _Preset] = {
    PresetName.NONE: _Preset(NOWHERE, Security.STARTTLS, Login.PASSWORD, 4, None, None),
    # learn.microsoft.com, "Exchange Online limits": 3 connections, 30 messages a minute, 10,000 recipients a day
    PresetName.EXCHANGE_ONLINE: _Preset("smtp.office365.com", Security.STARTTLS, Login.MICROSOFT, 3, 30, 10_000),
}


def read_smtp(sources: Sources, root: pathlib.Path) -> SmtpSettings:
    """Read the section `smtp`. Raises Failure, with the place, for what does not go together."""
    relays = [_relay(sources, "smtp", root)]
    others = _list(sources, "others")
    for index in range(len(others)):
        entries(sources.document, ("smtp", "others", index), RELAY)
        key = f"smtp.others.{index}"
        relays.append(_relay(sources, key, root))
        if relays[-1].account.host == NOWHERE and sources.origins[f"{key}.host"] == "default":
            raise Failure(f"`{key}` names no `host`", place=place_of(sources.document, ("smtp", "others", index)))
    hours = sources.get("smtp.retry_hours", values.hours, _RETRY_HOURS)
    return SmtpSettings(tuple(relays), _domains(sources), datetime.timedelta(hours=hours))


def read_mailbox(sources: Sources, root: pathlib.Path) -> MailboxSettings | None:
    """Read the section `mailbox`; None when it names no server. Raises Failure as `read_smtp` does."""
    host = sources.optional("mailbox.host", values.host)
    inbox = sources.get("mailbox.inbox", values.line, "INBOX")
    sent = sources.get("mailbox.sent", values.line, "Sent")
    filed = sources.get("mailbox.filed", values.line, FILED)
    if host is None:
        return None
    account = _account(sources, "mailbox", root, host, Security.TLS, Login.PASSWORD, _IMAP_PORTS)
    if account.user is None:
        raise Failure(
            "`mailbox` names no `user`", hint="add the name that it logs in with", place=sources.nearest("mailbox.host")
        )
    return MailboxSettings(account=account, inbox=inbox, sent=sent, filed=filed)


def _relay(sources: Sources, key: str, root: pathlib.Path) -> RelaySettings:
    preset = _PRESETS[sources.get(f"{key}.preset", values.choice(PresetName), PresetName.NONE)]
    host = sources.get(f"{key}.host", values.host, preset.host)
    some = values.whole(1, _MOST_MESSAGES)
    return RelaySettings(
        account=_account(sources, key, root, host, preset.security, preset.login, _SMTP_PORTS),
        connections=sources.get(f"{key}.connections", values.whole(1, _MOST_CONNECTIONS), preset.connections),
        per_minute=sources.optional(f"{key}.per_minute", some) or preset.per_minute,
        per_day=sources.optional(f"{key}.per_day", some) or preset.per_day,
    )


def _account(
    sources: Sources,
    key: str,
    root: pathlib.Path,
    host: str,
    usual: Security,
    usual_login: Login,
    ports: Mapping[Security, int],
) -> Account:
    security = sources.get(f"{key}.security", values.choice(Security), usual)
    if security is Security.PLAIN and not values.is_loopback(host):
        raise Failure(
            f"`{key}.security` is `plain`, but `{host}` is another computer: anybody on the way could read the mail",
            hint=f"set `{key}.security` to `starttls` or `tls`",
            place=sources.nearest(f"{key}.security"),
        )
    ca_file = sources.optional(f"{key}.ca_file", values.line)
    password_file = sources.optional(f"{key}.password_file", values.line)
    account = Account(
        key=key,
        host=host,
        port=sources.get(f"{key}.port", values.whole(1, 65535), ports[security]),
        security=security,
        user=sources.optional(f"{key}.user", values.line),
        login=sources.get(f"{key}.login", values.choice(Login), usual_login),
        tenant=sources.get(f"{key}.tenant", values.tenant, "organizations"),
        client_id=sources.get(f"{key}.client_id", values.line, ""),
        ca_file=root / pathlib.Path(ca_file).expanduser() if ca_file else None,
        password_file=root / pathlib.Path(password_file).expanduser() if password_file else None,
    )
    if account.login is Login.MICROSOFT and account.user is not None and not account.client_id:
        raise Failure(
            f"`{key}.login` is `{Login.MICROSOFT}`, but there is no `{key}.client_id`",
            hint=f"set it to {_MICROSOFT_CLIENT}",
            place=sources.nearest(f"{key}.login"),
        )
    return account


def _domains(sources: Sources) -> Mapping[str, int]:
    domains = {}
    for name in entries(sources.document, ("smtp", "domains")):
        path = ("smtp", "domains", name)
        try:
            domains[values.host(name)] = values.whole(1, _MOST_MESSAGES)(sources.document.text_at(path).content)
        except ValueError as error:
            place = place_of(sources.document, path)
            raise Failure(f"`smtp.domains.{name}` {error}", hint="messages a minute", place=place) from None
        sources.origins[f"smtp.domains.{name}"] = f"{sources.document.file}:{place_of(sources.document, path).line}"
    return domains


def _list(sources: Sources, name: str) -> Sequence[object]:
    section = sources.document.data.get("smtp") if isinstance(sources.document.data, dict) else None
    found = section.get(name) if isinstance(section, dict) else None
    if found is None:
        return []
    if not isinstance(found, list):
        place = place_of(sources.document, ("smtp", name))
        raise Failure(f"`smtp.{name}` is no list of servers", hint="write each as `- host: …`", place=place)
    return found
