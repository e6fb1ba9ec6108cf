from __future__ import annotations

import base64

import pytest

from storsthlm_cli.online.mail_dns import Dmarc, dkim_key, dmarc
from tests.online.zone import names, text

KEY = base64.b64encode(b"k" * 294).decode()
"""As long as a key of 2048 bits."""


@pytest.mark.parametrize(
    ("domain", "record", "found"),
    [
        ("kommun.example", "v=DMARC1; p=none; rua=mailto:dmarc@kommun.example", Dmarc("kommun.example", "none")),
        ("nytt.kommun.example", "v=DMARC1;p=Reject;sp=quarantine", Dmarc("kommun.example", "quarantine")),
        ("a.nytt.kommun.example", "v=DMARC1; p=reject", Dmarc("kommun.example", "reject")),
        ("kommun.example", "v=DMARC2; p=none", None),
        ("other.example", "v=DMARC1; p=none", None),
    ],
)
def test_the_policy_is_the_domains_own_or_that_of_the_nearest_above(
    domain: str, record: str, found: Dmarc | None
) -> None:
    with names({"_dmarc.kommun.example": text("something else", record), "_dmarc.example": text(record)}) as asked:
        assert dmarc(asked, domain) == found


@pytest.mark.parametrize(
    ("records", "problem"),
    [
        (("v=DMARC1; p=none", "v=DMARC1; p=reject"), "has 2 records, and receivers use none of them"),
        (("v=DMARC1; rua=mailto:x@kommun.example",), "has no policy that receivers know"),
        (("v=DMARC1; p=maybe",), "has no policy that receivers know"),
    ],
)
def test_a_record_that_receivers_do_not_heed_is_told(records: tuple[str, ...], problem: str) -> None:
    with names({"_dmarc.kommun.example": text(*records)}) as asked:
        found = dmarc(asked, "kommun.example")
    assert found is not None
    assert found.problem.endswith(problem)


def test_no_more_than_eight_names_are_asked_for() -> None:
    deep = ".".join("abcdefghijkl") + ".kommun.example"
    with names({"_dmarc.kommun.example": text("v=DMARC1; p=none")}) as asked:
        assert dmarc(asked, deep) == Dmarc("kommun.example", "none")


@pytest.mark.parametrize(
    ("record", "problem", "short"),
    [
        (f"v=DKIM1; k=rsa; p={KEY}", "", False),
        (f"p={KEY[:200]} {KEY[200:]}", "", False),
        (f"v=DKIM1; p={base64.b64encode(b'k' * 162).decode()}", "", True),
        (f"v=DKIM1; k=ed25519; p={base64.b64encode(b'k' * 32).decode()}", "", False),
        ("v=DKIM1; p=", "the key at `s1._domainkey.kommun.example` has been withdrawn", False),
        ("v=DKIM1; p=no!", "the key at `s1._domainkey.kommun.example` is damaged", False),
        ("something else", "there is no key at `s1._domainkey.kommun.example`", False),
    ],
)
def test_a_key_is_there_and_whole_and_long_enough(record: str, problem: str, short: bool) -> None:
    record = " ".join(f'"{record[start : start + 200]}"' for start in range(0, len(record), 200))
    with names({"s1._domainkey.kommun.example": {"TXT": [record]}}) as asked:
        found = dkim_key(asked, "s1", "kommun.example")
    assert (found.problem, found.short) == (problem, short)


def test_a_selector_that_cannot_be_one_has_no_key() -> None:
    with names({}) as asked:
        assert dkim_key(asked, "a..b", "kommun.example").problem.startswith("there is no key")
