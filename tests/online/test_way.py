from __future__ import annotations

from ipaddress import ip_address

import dns.resolver
import pytest

from storsthlm_cli.model.answers import Answer, Verdict
from storsthlm_cli.online.mail_hosts import takes_mail
from storsthlm_cli.online.way import NoWay, Way, is_public
from tests.dns_server import NameServer, Records

ZONE: dict[str, Records] = {
    "kommun.example": {"MX": ["10 post.kommun.example.", "20 reserv.kommun.example."]},
    "alone.example": {"A": ["192.0.2.1"]},
    "six.example": {"AAAA": ["2001:db8::1"]},
    "none.example": {"MX": ["0 ."], "A": ["192.0.2.1"]},
    "bare.example": {},
}


def records(name: str) -> Records | None:
    if name == "ill.example":
        raise LookupError(name)
    return ZONE.get(name)


@pytest.mark.parametrize("machine", ["1.1.1.1", "2606:4700::1111", "64:ff9b::101:101"])
def test_what_everybody_can_reach_is_public(machine: str) -> None:
    assert is_public(ip_address(machine))


@pytest.mark.parametrize(
    "machine",
    [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "224.0.0.1",
        "239.1.1.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:1.1.1.1",
        "64:ff9b::7f00:1",
        "2001:0:7f00:1::",
        "2001:db8::1",
        "2002:7f00:1::",
        "fc00::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
    ],
)
def test_what_is_private_local_reserved_or_for_many_is_not(machine: str) -> None:
    assert not is_public(ip_address(machine))


@pytest.mark.parametrize(
    ("domain", "answer"),
    [
        ("kommun.example", Answer(Verdict.HERE)),
        ("alone.example", Answer(Verdict.HERE)),
        ("six.example", Answer(Verdict.HERE)),
        ("none.example", Answer(Verdict.GONE, "`none.example` says of itself that it takes no mail")),
        ("bare.example", Answer(Verdict.GONE, "`bare.example` has no server for mail")),
        ("no.example", Answer(Verdict.GONE, "there is no domain `no.example`")),
        ("x" * 64 + ".example", Answer(Verdict.GONE, f"there is no domain `{'x' * 64}.example`")),
        ("ill.example", Answer(Verdict.UNANSWERED)),
    ],
)
def test_whether_a_domain_takes_mail(domain: str, answer: Answer) -> None:
    with NameServer(records) as names:
        assert takes_mail(domain, Way(names.resolver)) == answer


def test_without_name_servers_nobody_can_be_asked() -> None:
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers = []
    with pytest.raises(NoWay) as raised:
        Way(resolver).machines("kommun.example")
    assert raised.value.answer == Answer(Verdict.UNANSWERED)
