"""`doctor`: everything looked at before it matters, and the letter to whoever can help."""

from __future__ import annotations

import json
import re

import dns.resolver
import pytest

from tests.dns_server import NameServer
from tests.online.zone import text
from tests.stories.conftest import Story

FRESH = """\
ok       settings     `storsthlm.yaml` can be read; it sets 9 values, the others are defaults
ok       design       `tiny` renders issue `2021-06`, a mail of N kB
ok       token key    none yet: the first `send` makes it
ok       database     none yet: the first `send` makes it
ok       clock        it is TIME UTC here
ok       disk         N MB are free where `.storsthlm` is
ok       outbox       it is empty
ok       unsubscribe  readers leave by mail to `avsluta@kommun.example` alone, less than Gmail and Yahoo ask of \
whoever sends them more than 5,000 mails a day
          = help: one click (RFC 8058) needs `web.unsubscribe_url` and `storsthlm serve` behind it: docs/deploy \
tells how
skipped  smtp         no mail server is named: every `send` is a rehearsal
skipped  mailbox      no mailbox is named: `resolve` asks you alone
skipped  domain       nobody was asked about it and the web addresses
          = help: `--online` asks

0 errors, 0 warnings, 8 in order, 3 skipped
"""
LETTER = """\

2 errors, 1 warning, 9 in order, 2 skipped
for the IT department, ready to paste:

Hej!

Vi skickar nyhetsbrevet ”Nyhetsbrevet” från adressen nyhetsbrev@kommun.example, med ett program på en av våra datorer. \
En kontroll visar att följande behöver åtgärdas:

1. Mottagare kan inte använda SPF-posten för kommun.example (RFC 7208): kommun.example has 2 records of SPF. Det ska \
finnas exakt en giltig post, och den får ge upphov till högst tio uppslag.

2. Utgående e-post från kommun.example behöver signeras med DKIM (RFC 6376) av den server som lämnar ut den, med en \
nyckel på minst 2048 bitar publicerad i DNS. Signaturen ska omfatta även List-Unsubscribe och List-Unsubscribe-Post. \
Vilken selektor används?

3. Domänen kommun.example saknar DMARC-post. Lägg till en TXT-post på _dmarc.kommun.example, till att börja med \
”v=DMARC1; p=none; rua=mailto:…” med en adress som någon läser, och skärp den när rapporterna ser bra ut.

Hör gärna av er om något är oklart. När det är klart kör vi kontrollen igen.
"""


@pytest.fixture
def domain(monkeypatch: pytest.MonkeyPatch) -> NameServer:
    """Give a name server, not yet running, that is the system's from now on: two records of SPF, a server for mail."""
    records = {**text("v=spf1 mx -all", "v=spf1 -all"), "MX": ["10 post.kommun.example."]}
    server = NameServer(lambda name: records if name == "kommun.example" else None)
    resolver = server.resolver
    monkeypatch.setattr(dns.resolver, "Resolver", lambda: resolver)
    monkeypatch.setattr("storsthlm_cli.online.reserved.TOP", frozenset())
    return server


def steady(told: str) -> str:
    return re.sub(r"\d[\d ]* (kB|MB are)", r"N \1", told)


def test_a_fresh_workspace_is_in_order(story: Story) -> None:
    result = story.run("doctor")
    assert (result.code, result.err) == (0, "")
    assert steady(result.out) == FRESH


def test_what_is_wrong_with_the_domain_becomes_a_letter(story: Story, domain: NameServer) -> None:
    with domain:
        result = story.run("doctor", "--online")
    assert (result.code, result.err) == (1, "")
    assert "error    SPF          receivers cannot use the record of `kommun.example`: " in result.out
    assert result.out.endswith(LETTER)


def test_names_that_are_kept_for_examples_are_asked_of_nobody(
    story: Story, domain: NameServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storsthlm_cli.online.reserved.TOP", frozenset({"example"}))
    more = "web:\n  unsubscribe_url: https://www.kommun.example/ut\n  archive_url: https://www.kommun.example/arkiv\n"
    story.change("storsthlm.yaml", "web:\n", more)
    with domain:
        result = story.run("doctor", "--online", "--dkim-selector", "s1")
    assert (result.code, result.err, domain.asked) == (0, "", [])
    said = "nobody was asked for `{}`: names that end so are for examples and trials"
    for topic, name in {
        "SPF": "kommun.example",
        "DKIM": "_domainkey.kommun.example",
        "DMARC": "_dmarc.kommun.example",
        "MX": "kommun.example",
        "unsubscribe": "www.kommun.example",
        "archive": "www.kommun.example",
    }.items():
        assert f"skipped  {topic:<12} {said.format(name)}\n" in result.out


def test_it_has_data(story: Story, domain: NameServer) -> None:
    with domain:
        result = story.run("doctor", "--online", "--dkim-selector", "s1", "--json")
    assert (result.code, result.err) == (1, "")
    data = json.loads(result.out)
    dkim = next(look for look in data["looks"] if look["topic"] == "DKIM")
    assert dkim == {
        "topic": "DKIM",
        "grade": "error",
        "words": "there is no key at `s1._domainkey.kommun.example`",
        "help": None,
        "ask": "dkim",
    }
    assert data["letter"].startswith("Hej!\n\n")
    assert data["origins"]["newsletter.name"] == "storsthlm.yaml:2"
    assert json.loads(story.run("doctor", "--json").out)["letter"] is None


def test_where_a_value_is_from_is_shown_when_asked_for(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORSTHLM_SMTP_CONNECTIONS", "7")
    lines = story.run("doctor", "-v").out.splitlines()
    assert lines[0] == "newsletter.name            storsthlm.yaml:2"
    assert "smtp.connections           environment" in lines


def test_a_server_that_is_not_there_is_found_without_asking_further(story: Story) -> None:
    story.change("storsthlm.yaml", "design:\n", "smtp: {host: 127.0.0.1, port: 9, security: plain}\n\ndesign:\n")
    result = story.run("doctor")
    assert result.code == 1
    assert "error    smtp         `127.0.0.1:9` cannot be reached: Connection refused\n" in result.out
    assert "1. Vår dator når inte 127.0.0.1 på port 9 (TCP, utgående)." in result.out


def test_a_selector_without_online_is_wrong_usage(story: Story) -> None:
    result = story.run("doctor", "--dkim-selector", "s1")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: `--dkim-selector` asks the name servers\n")
