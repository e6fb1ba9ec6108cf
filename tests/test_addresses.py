from __future__ import annotations

import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.addresses import Address, InvalidAddress, parse

CORPUS = """
anna@kommun.example|Anna.Berg@Kommun.Example|a+b@c.example|o'neil@x.example|{x}@y.example|a@xn--exmple-cua.se
a@exämple.se|a@EXÄMPLE.se|a@b。se|å@b.example|用户@例え.jp|"anna berg"@x.example|"a@b"@x.example|"anna"@x.example
Anna <anna@x.example>|<anna@x.example>|a@b<c.example>|anna@|@x.example|anna|anna@@x.example|a@b@c.example|a..b@x.example
.a@x.example|a.@x.example|a@.x.example|a@x.example.|a@x..example|a@-x.example|a@x-.example|a@x.-y.example|a@ab--c.example
a@localhost|a@x|a@x.local|a@x.test|a@test|a@x.invalid|a@1.2|a@1.2.3.4|a@[1.2.3.4]|a@[IPv6:::1]|a@x.c0m|a@x.example1
a b@x.example|a@x .example| a@x.example|a@x.example |a,b@x.example|a@x,example|a;b@x.example|a@x_y.example
a@\u0338x.example|a\x00@x.example|\u200ba@x.example|a\u00a0@x.example|K@x.example|a＠x.example|a﹫x.example
INFO@x.example|postmaster@x.example|a@xn--a.example|a@xn--.example|1.xn--4dbc.com@x|a@1.אב.com|a@x\udcff.example|\udcff@x.example
mailto:a@x.example|a@ｘ.example|a@x．example|a@⒈com|a@faß.de|a@x.eXample|a%b@x.example|a/b@x.example|a=b@x.example|a?b@x.example
""".strip().replace("\n", "|").split("|")  # fmt: skip
CORPUS += [
    "",
    "@",
    "a\n@x.example",
    "a@x.example\n",
    "\u212a@x.example",
    "a" * 64 + "@x.example",
    "a" * 65 + "@x.example",
    "a@" + "b" * 63 + ".example",
    "a@" + "b" * 64 + ".example",
    *("a" * 60 + "@" + ("b" * 60 + ".") * 3 + "c" * n + ".se" for n in range(1, 12)),
    *("a" * 60 + "@" + ("ö" * 30 + ".") * 3 + "c" * n + ".se" for n in range(1, 40)),
]

LOCAL = st.text("abzAZ019.+-_'\"\\ @<>åé\u0308\u212a\u1fef\x00\n,", max_size=12)
DOMAIN = st.text("abxnXN019.-_åßא。．\u0338\u200d@[] <>:", max_size=16)
ENDING = st.sampled_from(["", ".example", ".se", ".test", ".local", ".xn--p1ai", "."])


def judged_by_the_library(raw: str) -> bool:
    try:
        valid = validate_email(raw, strict=True, check_deliverability=False)
    except EmailNotValidError:
        return False
    return valid.original.partition("@")[0].isascii()


def judged_by_us(raw: str) -> bool:
    try:
        parse(raw)
    except InvalidAddress:
        return False
    return True


@pytest.mark.parametrize("raw", CORPUS)
def test_the_verdict_on_the_corpus_is_that_of_email_validator(raw: str) -> None:
    assert judged_by_us(raw) is judged_by_the_library(raw)


@given(LOCAL, DOMAIN, ENDING)
def test_the_verdict_on_made_up_addresses_is_that_of_email_validator(local: str, domain: str, ending: str) -> None:
    raw = f"{local}@{domain}{ending}"
    assert judged_by_us(raw) is judged_by_the_library(raw)


@given(st.from_regex(r"([a-zA-Z0-9-]{1,5}\.){0,3}([a-zA-Z]{1,4}|arpa|Local|onion|test|invalid)", fullmatch=True))
def test_the_verdict_on_plain_domains_is_that_of_email_validator(domain: str) -> None:
    assert judged_by_us(f"a@{domain}") is judged_by_the_library(f"a@{domain}")


@given(st.text(max_size=30))
def test_any_text_at_all_gets_the_verdict_of_email_validator(raw: str) -> None:
    assert judged_by_us(raw) is judged_by_the_library(raw)


@given(st.from_regex(r"[A-Za-z0-9]{1,8}(\.[A-Za-z]{1,5})?@[A-Za-zåäö]{1,10}\.[a-z]{2,6}", fullmatch=True))
def test_an_address_stays_the_same_when_it_is_read_again(raw: str) -> None:
    try:
        first = parse(raw)
    except InvalidAddress:
        return
    assert first.address.isascii()
    assert parse(first.address) == first
    assert parse(first.key).key == first.key
    assert parse(raw.swapcase()).key == first.key


def test_the_domain_goes_on_the_wire_as_a_label_and_the_local_part_as_written() -> None:
    assert parse("Asa.B@X.example") == Address("Asa.B@x.example", "asa.b@x.example")
    assert parse("Info@BÅTAR.example") == Address("Info@xn--btar-qoa.example", "info@xn--btar-qoa.example")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("åsa@x.example", "letters such as å, ä and ö before the @ are not supported: a bounce from there could not"),
        ("asa", "an email address must have an @-sign"),
        ("a@x", "the part after the @-sign is not valid; it should have a period"),
        ("a" * 65 + "@x.example", "the email address is too long before the @-sign (1 character too many)"),
    ],
)
def test_the_reason_is_a_sentence_in_our_form(raw: str, reason: str) -> None:
    with pytest.raises(InvalidAddress) as caught:
        parse(raw)
    assert caught.value.reason.startswith(reason)
    assert not caught.value.reason.endswith(".")
