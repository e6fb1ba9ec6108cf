"""Logging in at Microsoft: a person signs in once in a browser, and tokens for mail are fetched from then on (XOAUTH2).

What is kept, where a password would be kept, is the refresh token; access tokens live for an hour and in memory only.
"""

from __future__ import annotations

import functools
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from storsthlm_cli.model.errors import Failure, Refused
from storsthlm_cli.settings.records import Account
from storsthlm_cli.settings.secrets import account_name, password, store_password, way_in

SMTP_SCOPE = "https://outlook.office.com/SMTP.Send"
IMAP_SCOPE = "https://outlook.office.com/IMAP.AccessAsUser.All"
_EARLY_SECONDS = 300.0
"""A token this near its end is renewed: a login takes a moment, and clocks differ."""


_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Office:
    """Where tokens are had. `certificates` is a file with those to trust instead of the usual ones, None for these."""

    address: str = "https://login.microsoftonline.com"
    certificates: str | None = None


MICROSOFT = Office()


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a person is asked to do: open `address` in a browser, on any machine, and type `code`."""

    address: str
    code: str


@dataclass(frozen=True, slots=True)
class Grant:
    """What Microsoft gave: `access` opens servers for an hour, `refresh` fetches the next ones."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)


def granted(account: Account, invite: Callable[[Invitation], None], office: Office = MICROSOFT) -> Grant:
    """Have a person sign in and return what is granted; nothing is kept. Blocks until it is done.

    Raises Refused with Microsoft's words when it is not granted, Failure when there is no connection.
    """
    app = _application(account, office)
    flow = _asked(lambda: app.initiate_device_flow(scopes=[_scope(account)]))
    if "user_code" not in flow:
        raise Refused(f"Microsoft gives no code to sign in with: {_words(flow)}", hint=_REGISTERED)
    invite(Invitation(str(flow["verification_uri"]), str(flow["user_code"])))
    answer = _asked(lambda: app.acquire_token_by_device_flow(flow))
    if "refresh_token" not in answer:
        raise Refused(f"Microsoft did not let you in: {_words(answer)}", hint=_REGISTERED)
    return Grant(str(answer["access_token"]), str(answer["refresh_token"]))


class Tokens:
    """The access tokens of one account. Calling it returns one that is good for some minutes at least.

    Connections are opened in threads, and each asks; one of them fetches. Raises Failure when none is to be had.
    """

    def __init__(self, account: Account, office: Office = MICROSOFT) -> None:
        self._account = account
        self._office = office
        self._lock = threading.Lock()
        self._token = ""
        self._until = 0.0

    def __call__(self) -> str:
        """Return a token."""
        with self._lock:
            if time.time() >= self._until - _EARLY_SECONDS:
                self._renew()
            return self._token

    def _renew(self) -> None:
        kept = password(self._account)
        app = _application(self._account, self._office)
        answer = _asked(lambda: app.acquire_token_by_refresh_token(kept, scopes=[_scope(self._account)]))
        if "access_token" not in answer:
            name = account_name(self._account)
            raise Failure(f"Microsoft gives no token for `{name}`: {_words(answer)}", hint=way_in(self._account))
        self._token = str(answer["access_token"])
        self._until = time.time() + float(answer["expires_in"])
        renewed = str(answer.get("refresh_token", kept))
        if renewed != kept:
            store_password(self._account, renewed)


_REGISTERED = "the program must be registered as a public client that may use the device code flow: see docs/sending.md"


def _application(account: Account, office: Office) -> Any:
    import msal

    return _asked(
        lambda: msal.PublicClientApplication(
            account.client_id,
            authority=f"{office.address}/{account.tenant}",
            instance_discovery=office == MICROSOFT,
            http_client=_client(office),
        )
    )


def _client(office: Office) -> Any:
    import requests

    client = requests.Session()
    client.request = functools.partial(client.request, timeout=_SECONDS)  # type: ignore[method-assign]
    if office.certificates is not None:
        client.verify = office.certificates
        client.trust_env = False  # or a file that the environment names would come first
    return client


def _asked(ask: Callable[[], Any]) -> Any:
    """Call msal. Raises Failure when Microsoft cannot be reached or does not know the organisation."""
    import requests

    try:
        return ask()
    except requests.RequestException as error:
        raise Failure(f"Microsoft cannot be reached: {type(error).__name__}", hint="is the network up?") from None
    except ValueError:
        raise Failure("Microsoft does not know the organisation", hint="check `tenant` in storsthlm.yaml") from None


def _scope(account: Account) -> str:
    return IMAP_SCOPE if account.key.startswith("mailbox") else SMTP_SCOPE


def _words(answer: dict[str, Any]) -> str:
    """Return what Microsoft says, the first line of it: the rest are numbers of theirs."""
    said = str(answer.get("error_description") or answer.get("error") or "no reason")
    return "".join(letter for letter in said.splitlines()[0] if letter.isprintable())[:300]
