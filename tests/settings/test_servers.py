from __future__ import annotations

import pathlib

import pytest

from storsthlm_cli.model.delivery import Login, Security
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.settings.loading import load
from storsthlm_cli.settings.records import Settings
from tests.settings.test_loading import SMALLEST


def loaded(folder: pathlib.Path, text: str) -> Settings:
    (folder / "storsthlm.yaml").write_text(SMALLEST + text, encoding="utf-8")
    return load(folder, {}, {})


def refusal(folder: pathlib.Path, text: str) -> Failure:
    with pytest.raises(Failure) as caught:
        loaded(folder, text)
    assert caught.value.place is not None
    return caught.value


def test_exchange_online_brings_its_own_address_login_and_limits(tmp_path: pathlib.Path) -> None:
    smtp = loaded(tmp_path, "smtp: {preset: exchange-online, user: nytt@x.example, client_id: abc}\n").smtp
    (relay,) = smtp.relays
    assert (relay.account.host, relay.account.port) == ("smtp.office365.com", 587)
    assert (relay.account.security, relay.account.login) == (Security.STARTTLS, Login.MICROSOFT)
    assert (relay.connections, relay.per_minute, relay.per_day) == (3, 30, 10_000)


def test_what_is_written_goes_before_what_a_preset_says(tmp_path: pathlib.Path) -> None:
    text = "smtp: {preset: exchange-online, login: password, connections: 1, per_minute: 20, per_day: 500}\n"
    (relay,) = loaded(tmp_path, text).smtp.relays
    assert relay.account.login is Login.PASSWORD
    assert (relay.connections, relay.per_minute, relay.per_day) == (1, 20, 500)


def test_without_a_preset_a_server_has_no_limits(tmp_path: pathlib.Path) -> None:
    (relay,) = loaded(tmp_path, "smtp: {host: mail.x.example}\n").smtp.relays
    assert (relay.connections, relay.per_minute, relay.per_day) == (4, None, None)
    assert relay.account.key == "smtp"


def test_other_servers_come_in_their_order_each_with_its_own_account_and_limits(tmp_path: pathlib.Path) -> None:
    smtp = loaded(
        tmp_path,
        "smtp:\n  host: one.x.example\n  per_minute: 100\n  others:\n"
        "    - {host: two.x.example, security: tls, user: brev, password_file: hemligt}\n"
        "    - {preset: exchange-online, login: password, per_day: 7}\n",
    ).smtp
    assert [relay.account.host for relay in smtp.relays] == ["one.x.example", "two.x.example", "smtp.office365.com"]
    assert [relay.account.port for relay in smtp.relays] == [587, 465, 587]
    assert [relay.per_minute for relay in smtp.relays] == [100, None, 30]
    assert [relay.per_day for relay in smtp.relays] == [None, None, 7]
    assert [relay.account.key for relay in smtp.relays] == ["smtp", "smtp.others.0", "smtp.others.1"]
    assert smtp.relays[1].account.password_file == tmp_path / "hemligt"
    assert smtp.first == smtp.relays[0].account


def test_domains_have_a_pace_and_are_compared_in_lower_case(tmp_path: pathlib.Path) -> None:
    smtp = loaded(tmp_path, "smtp: {domains: {Kommun.example: 60, outlook.example: 30}}\n").smtp
    assert smtp.domains == {"kommun.example": 60, "outlook.example": 30}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("smtp: {preset: exchange}\n", "`smtp.preset` is `exchange`, not one of"),
        ("smtp: {per_minute: 0}\n", "`smtp.per_minute` is `0`"),
        ("smtp: {per_day: många}\n", "`smtp.per_day` is `många`"),
        ("smtp: {domains: {kommun.example: 0}}\n", "`smtp.domains.kommun.example` is `0`"),
        ("smtp: {domains: {'*': 5}}\n", "`smtp.domains.*` is `*`, not the name of a server"),
        ("smtp: {domains: [a.example]}\n", "`smtp.domains` is no mapping"),
        ("smtp: {others: {host: a.example}}\n", "`smtp.others` is no list of servers"),
        ("smtp: {others: [{port: 25}]}\n", "`smtp.others.0` names no `host`"),
        ("smtp: {others: [{host: a.example, domains: {}}]}\n", "unknown key `smtp.others.0.domains`"),
        ("smtp: {others: [a.example]}\n", "`smtp.others.0` is no mapping"),
        ("smtp: {others: [{host: a.example, security: plain}]}\n", "`smtp.others.0.security` is `plain`"),
        ("smtp: {login: microsoft, user: a@x.example}\n", "`smtp.login` is `microsoft`, but there is no"),
        ("mailbox: {host: imap.x.example}\n", "`mailbox` names no `user`"),
        ("mailbox: {host: imap.x.example, user: a, security: plain}\n", "`mailbox.security` is `plain`"),
    ],
)
def test_what_does_not_go_together_is_told_at_its_place(tmp_path: pathlib.Path, text: str, message: str) -> None:
    failure = refusal(tmp_path, text)
    assert message in failure.message
    assert failure.place is not None
    assert failure.place.line > SMALLEST.count("\n")


def test_a_mailbox_is_read_over_tls_unless_told_otherwise(tmp_path: pathlib.Path) -> None:
    mailbox = loaded(tmp_path, "mailbox: {host: imap.x.example, user: brev}\n").mailbox
    assert mailbox is not None
    assert (mailbox.account.port, mailbox.account.security) == (993, Security.TLS)
    assert (mailbox.inbox, mailbox.sent, mailbox.filed) == ("INBOX", "Sent", "storsthlm")
    assert loaded(tmp_path, "").mailbox is None
