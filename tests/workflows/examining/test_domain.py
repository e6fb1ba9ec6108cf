from __future__ import annotations

from collections.abc import Mapping

import pytest

from storsthlm_cli.model.health import Outcome
from storsthlm_cli.workflows.examining import domain
from tests.dns_server import Records
from tests.online.test_mail_dns import KEY
from tests.online.zone import names, text
from tests.stories.conftest import Story
from tests.workflows.examining.looking import asks, opened, told

HERE: dict[str, Records] = {"kommun.example": {"MX": ["10 post.kommun.example."]}}


def looked(story: Story, topic: str, zone: Mapping[str, Records], *selectors: str) -> list[Outcome]:
    with names(zone) as asked:
        return list(domain.LOOKS[topic](opened(story), asked, selectors))


def over(story: Story, smtp: str) -> None:
    story.change("storsthlm.yaml", "design:\n", f"smtp: {{{smtp}}}\n\ndesign:\n")


@pytest.mark.parametrize(
    ("record", "grade", "ask"),
    [
        ("v=spf1 ip4:192.0.2.0/24 -all", "ok", []),
        ("v=spf1 ip4:198.51.100.1 -all", "warning", ["spf-server"]),
        ("v=spf1 exists:%{i}.x.example -all", "ok", []),
        ("v=spf1 +all", "warning", ["spf-open"]),
        ("v=spf1 include:nobody.example -all", "error", ["spf-broken"]),
        ("other", "error", ["spf-missing"]),
    ],
)
def test_the_sender_policy_is_held_against_the_mail_server(
    story: Story, record: str, grade: str, ask: list[str]
) -> None:
    over(story, "host: smtp.kommun.example")
    zone = {"kommun.example": text(record), "smtp.kommun.example": {"A": ["192.0.2.25"]}}
    outcomes = looked(story, "SPF", zone)
    assert (outcomes[-1].grade, asks(outcomes)) == (grade, ask)


def test_without_a_mail_server_only_the_record_is_judged(story: Story) -> None:
    zone = {"kommun.example": text("v=spf1 mx -all")}
    assert told(looked(story, "SPF", zone)) == ["ok SPF: `kommun.example` has one record; look-ups: 1 of 10"]


@pytest.mark.parametrize(("included", "grade"), [("spf.protection.outlook.com", "ok"), ("firm.example", "warning")])
def test_microsofts_servers_are_known_by_the_name_of_their_record(story: Story, included: str, grade: str) -> None:
    over(story, "preset: exchange-online")
    zone = {"kommun.example": text(f"v=spf1 include:{included} -all"), included: text("v=spf1 ip4:192.0.2.0/24 -all")}
    assert looked(story, "SPF", zone)[-1].grade == grade


def test_without_a_selector_it_is_said_where_to_find_it(story: Story) -> None:
    (outcome,) = looked(story, "DKIM", {"x._domainkey.kommun.example": text("p=x")})
    assert outcome.grade == "skipped"
    assert "`s=`" in outcome.help


def test_a_domain_without_any_key_is_known_by_its_silence(story: Story) -> None:
    assert asks(looked(story, "DKIM", HERE)) == ["dkim"]


@pytest.mark.parametrize(
    ("selectors", "grades"), [(("s1",), ["ok"]), (("s2",), ["error"]), (("s1", "s3"), ["ok", "warning"])]
)
def test_a_selector_has_a_key_of_enough_bits(story: Story, selectors: tuple[str, ...], grades: list[str]) -> None:
    half = KEY[:196]
    zone: dict[str, Records] = {
        "s1._domainkey.kommun.example": {"TXT": [f'"p={half}" "{KEY[196:]}"']},
        "s3._domainkey.kommun.example": text(f"p={half}"),
    }
    assert [each.grade for each in looked(story, "DKIM", zone, *selectors)] == grades


def test_one_of_microsofts_two_keys_will_do(story: Story) -> None:
    over(story, "preset: exchange-online")
    zone: dict[str, Records] = {"selector2._domainkey.kommun.example": {"TXT": [f'"p={KEY[:196]}" "{KEY[196:]}"']}}
    assert told(looked(story, "DKIM", zone)) == ["ok DKIM: there is a key at `selector2._domainkey.kommun.example`"]
    assert [each.grade for each in looked(story, "DKIM", HERE)] == ["warning", "warning"]


@pytest.mark.parametrize(
    ("record", "told_", "ask"),
    [
        ("v=DMARC1; p=reject", "ok DMARC: the policy of `kommun.example` is `reject`", []),
        ("v=DMARC1; p=none", "ok DMARC: the policy of `kommun.example` is `none`: forged mail is only counted", []),
        (
            "v=DMARC1; p=soon",
            "error DMARC: the record at `_dmarc.kommun.example` has no policy that receivers know",
            ["dmarc-broken"],
        ),
        (
            "other",
            "error DMARC: `kommun.example` does not say what becomes of forged mail; "
            "Gmail, Yahoo and Outlook.com want to know",
            ["dmarc-missing"],
        ),
    ],
)
def test_the_policy_for_forged_mail_is_told(story: Story, record: str, told_: str, ask: list[str]) -> None:
    outcomes = looked(story, "DMARC", {"_dmarc.kommun.example": text(record)})
    assert (told(outcomes), asks(outcomes)) == ([told_], ask)


def test_every_domain_that_answers_come_to_must_take_mail(story: Story) -> None:
    story.change("storsthlm.yaml", "web:\n", "  reply_to: svar@svar.example\n\nweb:\n")
    zone: dict[str, Records] = {**HERE, "svar.example": {"MX": ["0 ."], "A": ["192.0.2.1"]}}
    outcomes = looked(story, "MX", zone)
    assert told(outcomes) == [
        "ok MX: `kommun.example` takes mail: bounces and those who want to leave come through",
        "error MX: nobody takes mail for `svar.example`: answers are lost",
    ]
    assert asks(outcomes) == ["mx"]


def test_a_domain_without_a_record_takes_mail_at_its_own_address(story: Story) -> None:
    assert looked(story, "MX", {"kommun.example": {"A": ["192.0.2.1"]}})[0].grade == "ok"
    assert looked(story, "MX", {"kommun.example": text("x")})[0].grade == "error"
