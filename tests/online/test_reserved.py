from __future__ import annotations

import dns.resolver
import pytest

from storsthlm_cli.online.names import Names, Reserved
from storsthlm_cli.online.reserved import is_reserved


@pytest.mark.parametrize("name", ["kommun.example", "Kommun.EXAMPLE.", "a.test", "b.invalid", "c.localhost", "example"])
def test_what_lies_under_a_reserved_name_is_reserved(name: str) -> None:
    assert is_reserved(name)


@pytest.mark.parametrize("name", ["localhost", "kommun.se", "example.se", "test.kommun.se", "127.0.0.1", ""])
def test_what_only_looks_so_is_not(name: str) -> None:
    assert not is_reserved(name)


def test_the_system_s_name_servers_are_never_asked_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dns.resolver, "Resolver", lambda: pytest.fail("somebody was asked"))
    asked = Names()
    for look in (asked.texts, asked.exists, asked.mail_servers, asked.machines):
        with pytest.raises(Reserved, match=r"nobody was asked for `kommun\.example`"):
            look("kommun.example")
