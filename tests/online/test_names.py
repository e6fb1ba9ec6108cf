from __future__ import annotations

from ipaddress import ip_address

import pytest

from storsthlm_cli.online.names import Names, Silence
from tests.dns_server import NameServer
from tests.online.zone import names, text


def test_a_long_text_is_put_together_and_servers_come_in_their_order() -> None:
    zone = {
        "kommun.example": {"TXT": ['"one " "text"'], "MX": ["20 reserv.kommun.example.", "10 post.kommun.example."]},
        "none.example": {"MX": ["0 ."]},
        "post.kommun.example": {"A": ["192.0.2.1"], "AAAA": ["2001:db8::1"]},
    }
    with names(zone) as asked:
        assert asked.texts("kommun.example") == ["one text"]
        assert asked.mail_servers("kommun.example") == ["post.kommun.example", "reserv.kommun.example"]
        assert asked.mail_servers("none.example") == ["."]
        assert asked.machines("post.kommun.example") == [ip_address("192.0.2.1"), ip_address("2001:db8::1")]
        assert asked.machines("192.0.2.7") == [ip_address("192.0.2.7")]


def test_there_is_something_at_a_name_when_there_is_something_below_it() -> None:
    with names({"s1._domainkey.kommun.example": text("v=DKIM1; p=x")}) as asked:
        assert asked.exists("_domainkey.kommun.example")
        assert not asked.exists("_dmarc.kommun.example")
        assert not asked.exists("a..example")
        assert asked.texts("nobody.example") == []


def test_each_question_is_asked_once() -> None:
    with NameServer(lambda _: text("v=spf1 -all")) as server:
        asked = Names(server.resolver)
        assert asked.texts("kommun.example") == asked.texts("Kommun.example.")
    assert server.asked == [("kommun.example", "TXT")]


def test_a_server_that_fails_leaves_it_open() -> None:
    with names({}, ill=("kommun.example",)) as asked, pytest.raises(Silence, match=r"nothing of `kommun\.example`"):
        asked.texts("kommun.example")
