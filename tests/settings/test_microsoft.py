from __future__ import annotations

import dataclasses
import json
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from storsthlm_cli.delivery.transports.connecting import NoConnection, Relay, connect
from storsthlm_cli.model.delivery import Login, Security
from storsthlm_cli.model.errors import Failure, Refused
from storsthlm_cli.settings.microsoft import IMAP_SCOPE, SMTP_SCOPE, Invitation, Office, Tokens, granted
from storsthlm_cli.settings.records import Account
from storsthlm_cli.settings.secrets import password, store_password
from tests.delivery import authority
from tests.smtp_server import Manners, Server

USER = "nytt@storsthlm.example"
Answers = Callable[[str, Mapping[str, str]], tuple[int, Mapping[str, object]]]


class Tenant:
    """Plays Microsoft's token endpoint on loopback. `asked` has the forms that came to it."""

    def __init__(self, context: ssl.SSLContext, answer: Answers) -> None:
        self.asked: list[tuple[str, Mapping[str, str]]] = []
        asked = self.asked

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                here = f"https://127.0.0.1:{self.server.server_port}/kontor"  # type: ignore[attr-defined]
                self._say(
                    200,
                    {
                        "issuer": here,
                        "authorization_endpoint": f"{here}/authorize",
                        "token_endpoint": f"{here}/token",
                        "device_authorization_endpoint": f"{here}/devicecode",
                    },
                )

            def do_POST(self) -> None:
                form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                fields = {name: values[0] for name, values in form.items()}
                asked.append((self.path, fields))
                self._say(*answer(self.path, fields))

            def _say(self, status: int, what: Mapping[str, object]) -> None:
                body = json.dumps(what).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()
        self.address = f"https://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def agreeing(path: str, form: Mapping[str, str]) -> tuple[int, Mapping[str, object]]:
    """Answer as Microsoft does when all is well; each token has a number of its own."""
    if path.endswith("/devicecode"):
        return 200, {
            "device_code": "apparat",
            "user_code": "ABCD-EFGH",
            "verification_uri": "https://login.example/device",
            "expires_in": 900,
            "interval": 0,
        }
    number = form.get("refresh_token", "refresh-0").partition("-")[2]
    return 200, {
        "token_type": "Bearer",
        "access_token": f"access-{number}",
        "refresh_token": f"refresh-{int(number) + 1}",
        "expires_in": 3600,
    }


def refusing(path: str, form: Mapping[str, str]) -> tuple[int, Mapping[str, object]]:
    return 400, {
        "error": "invalid_grant",
        "error_description": "AADSTS700082: The refresh token has expired.\r\nTrace: 1",
    }


@pytest.fixture
def account(tmp_path: Path) -> Account:
    return Account(
        key="smtp",
        host="127.0.0.1",
        port=587,
        security=Security.STARTTLS,
        user=USER,
        login=Login.MICROSOFT,
        tenant="kontor",
        client_id="0000",
        ca_file=None,
        password_file=tmp_path / "token",
    )


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Callable[[Answers], tuple[Tenant, Office]]]:
    certificates = authority.found(tmp_path)
    opened: list[Tenant] = []

    def open_office(answer: Answers) -> tuple[Tenant, Office]:
        tenant = Tenant(certificates.good, answer)
        opened.append(tenant)
        return tenant, Office(tenant.address, str(certificates.file))

    yield open_office
    for tenant in opened:
        tenant.close()


Open = Callable[[Answers], tuple[Tenant, Office]]


@pytest.mark.parametrize(
    ("key", "scope"), [("smtp", SMTP_SCOPE), ("smtp.others.0", SMTP_SCOPE), ("mailbox", IMAP_SCOPE)]
)
def test_a_person_is_given_an_address_and_a_code_and_asked_for_no_more_than_is_needed(
    account: Account, office: Open, key: str, scope: str
) -> None:
    tenant, place = office(agreeing)
    invitations: list[Invitation] = []
    grant = granted(dataclasses.replace(account, key=key), invitations.append, place)
    assert invitations == [Invitation("https://login.example/device", "ABCD-EFGH")]
    assert (grant.access, grant.refresh) == ("access-0", "refresh-1")
    assert "access-0" not in repr(grant)
    wanted = set(tenant.asked[0][1]["scope"].split())
    assert wanted - {"openid", "profile", "offline_access"} == {scope}


def test_whoever_is_not_let_in_hears_why(account: Account, office: Open) -> None:
    def answer(path: str, form: Mapping[str, str]) -> tuple[int, Mapping[str, object]]:
        return agreeing(path, form) if path.endswith("/devicecode") else refusing(path, form)

    with pytest.raises(Refused) as caught:
        granted(account, lambda _: None, office(answer)[1])
    assert caught.value.message == "Microsoft did not let you in: AADSTS700082: The refresh token has expired."


def test_a_token_is_fetched_once_for_all_connections_and_the_next_refresh_token_kept(
    account: Account, office: Open
) -> None:
    tenant, place = office(agreeing)
    store_password(account, "refresh-4")
    tokens = Tokens(account, place)
    got: list[str] = []
    threads = [threading.Thread(target=lambda: got.append(tokens())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == ["access-4"] * 8
    assert [path for path, _ in tenant.asked] == ["/kontor/token"]
    assert password(account) == "refresh-5"


def test_a_token_near_its_end_is_renewed(account: Account, office: Open) -> None:
    def answer(path: str, form: Mapping[str, str]) -> tuple[int, Mapping[str, object]]:
        status, said = agreeing(path, form)
        return status, {**said, "expires_in": 200}

    place = office(answer)[1]
    store_password(account, "refresh-4")
    tokens = Tokens(account, place)
    assert [tokens(), tokens()] == ["access-4", "access-5"]


def test_a_refresh_token_that_has_expired_leads_to_login_and_is_not_shown(account: Account, office: Open) -> None:
    store_password(account, "refresh-4")
    with pytest.raises(Failure) as caught:
        Tokens(account, office(refusing)[1])()
    assert "refresh-4" not in f"{caught.value.message}{caught.value.hint}"
    assert caught.value.hint == "run `storsthlm login`"


def test_an_office_that_cannot_be_reached_is_a_failure(account: Account, office: Open) -> None:
    place = office(agreeing)[1]
    store_password(account, "refresh-4")
    with pytest.raises(Failure, match="Microsoft cannot be reached: "):
        Tokens(account, dataclasses.replace(place, certificates=None))()


@pytest.mark.parametrize(("token", "lets_in"), [("access-4", True), ("access-3", False)])
def test_a_server_is_logged_in_to_by_token(token: str, lets_in: bool) -> None:
    manners = Manners(login=(USER, "access-4"), mechanisms=["XOAUTH2"])
    with Server(manners) as server:
        relay = Relay(
            "127.0.0.1", server.port, Security.PLAIN, "storsthlm.example", USER, Login.MICROSOFT, secret=lambda: token
        )
        if lets_in:
            connect(relay).socket.close()
        else:
            with pytest.raises(NoConnection) as caught:
                connect(relay)
            assert caught.value.trouble.fatal
            assert token not in caught.value.trouble.message
            assert '535 5.7.8 Authentication credentials invalid {"status":"400"}' in caught.value.trouble.message
        assert server.record.logins == 1


def test_a_server_that_takes_no_tokens_is_told_no_password() -> None:
    with Server(Manners(login=(USER, "x"))) as server:
        relay = Relay(
            "127.0.0.1", server.port, Security.PLAIN, "storsthlm.example", USER, Login.MICROSOFT, secret=lambda: "x"
        )
        with pytest.raises(NoConnection, match="offers no login by XOAUTH2"):
            connect(relay)
        assert server.record.logins == 0
