from __future__ import annotations

import time
from ipaddress import ip_address

import pytest

from storsthlm_cli.online.spf import Spf, spf
from tests.online.zone import names, text


def read(record: str, **others: str) -> Spf:
    """Return what a record comes to, in a zone with others at `NAME.example` and with servers for mail."""
    zone = {f"{name}.example": text(words) for name, words in others.items()}
    zone["kommun.example"] = {**text(record), "MX": ["10 post.kommun.example."], "A": ["192.0.2.10"]}
    zone["post.kommun.example"] = {"A": ["192.0.2.1"], "AAAA": ["2001:db8::1"]}
    with names(zone) as asked:
        return spf(asked, "kommun.example")


@pytest.mark.parametrize(
    ("record", "machine"),
    [
        ("v=spf1 ip4:198.51.100.0/24 -all", "198.51.100.7"),
        ("v=spf1 ip6:2001:db8:1::/48 -all", "2001:db8:1::7"),
        ("V=SPF1 A -ALL", "192.0.2.10"),
        ("v=spf1 a/24 -all", "192.0.2.77"),
        ("v=spf1 a//64 ~all", "192.0.2.10"),
        ("v=spf1 mx -all", "2001:db8::1"),
        ("v=spf1 mx/32//64 -all", "2001:db8::99"),
        ("v=spf1 a:post.kommun.example -all", "192.0.2.1"),
        ("v=spf1 include:firm.example -all", "203.0.113.5"),
        ("v=spf1 redirect=firm.example", "203.0.113.5"),
        ("v=spf1 +all", "8.8.8.8"),
    ],
)
def test_a_machine_that_is_named_may_send(record: str, machine: str) -> None:
    found = read(record, firm="v=spf1 ip4:203.0.113.5 -all")
    assert found.problem == ""
    assert found.allows(ip_address(machine))
    assert found.open or not found.allows(ip_address("9.9.9.9"))


@pytest.mark.parametrize(
    "record",
    [
        "v=spf1 -ip4:203.0.113.5 -all",
        "v=spf1 -include:firm.example -all",
        "v=spf1 ip4:203.0.113.0/30 -all",
        "v=spf1 -all ip4:203.0.113.5",
        "v=spf1 -all redirect=firm.example",
        "v=spf1 include:everybody.example -all",
    ],
)
def test_a_machine_that_is_not_named_or_shut_out_may_not(record: str) -> None:
    found = read(record, firm="v=spf1 ip4:203.0.113.5 -all", everybody="v=spf1 ?all")
    assert found.problem == ""
    assert not found.allows(ip_address("203.0.113.5"))


@pytest.mark.parametrize(
    ("record", "problem"),
    [
        ("v=spf1 include:nowhere.example -all", "`nowhere.example` has no record of SPF"),
        ("v=spf1 ip4:300.1.1.1 -all", "`300.1.1.1` is no address"),
        ("v=spf1 ipv4:192.0.2.1 -all", "nobody understands `ipv4:192.0.2.1` in the record of `kommun.example`"),
        ("v=spf1 a,mx -all", "nobody understands `a,mx` in the record of `kommun.example`"),
    ],
)
def test_what_receivers_cannot_read_is_told(record: str, problem: str) -> None:
    assert read(record).problem == problem


def test_ten_look_ups_are_allowed_and_no_more() -> None:
    ten = " ".join(["a:post.kommun.example"] * 10)
    assert (read(f"v=spf1 {ten} -all").problem, read(f"v=spf1 {ten} -all").lookups) == ("", 10)
    assert read(f"v=spf1 {ten} exists:%{{i}}.x.example -all").problem == (
        "receivers must ask 11 times, and 10 are allowed"
    )


def test_look_ups_of_included_records_count() -> None:
    nested = {f"n{number}": f"v=spf1 include:n{number + 1}.example -all" for number in range(12)}
    assert "must ask" in read("v=spf1 include:n0.example -all", **nested, n12="v=spf1 -all").problem


def test_a_record_that_leads_in_a_circle_comes_to_an_end() -> None:
    assert read("v=spf1 include:kommun.example -all").problem == (
        "receivers must ask many more times, and 10 are allowed"
    )
    assert "must ask" in read("v=spf1 redirect=kommun.example").problem


def test_two_records_are_as_bad_as_none() -> None:
    with names({"kommun.example": text("v=spf1 -all", "v=spf1 mx -all", "other")}) as asked:
        assert spf(asked, "kommun.example").problem == "`kommun.example` has 2 records of SPF"
        assert spf(asked, "nobody.example").records == ()


def test_what_depends_on_the_letter_is_left_open() -> None:
    found = read("v=spf1 exists:%{i}._spf.%{d} include:%{ir}.x.example ptr -all")
    assert (found.problem, found.undecided, found.lookups) == ("", True, 3)
    assert read("v=spf1 mx exp=why.kommun.example unknown=modifier -all").problem == ""


def test_a_record_written_to_keep_us_busy_is_read_at_once() -> None:
    before = time.monotonic()
    assert read("v=spf1 a:" + "%{a}" * 50 + "/x -all").problem.startswith("nobody understands")
    assert time.monotonic() - before < 2
