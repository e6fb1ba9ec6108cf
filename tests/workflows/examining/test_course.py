from __future__ import annotations

from storsthlm_cli.workflows.examining.course import examine
from tests.online.zone import names
from tests.stories.conftest import Story
from tests.workflows.examining.looking import opened, told


def test_what_fails_stops_nothing_that_comes_after_it(story: Story) -> None:
    story.change("storsthlm.yaml", "name: tiny", "name: lost")
    story.write(".storsthlm/state.db", "no database at all, " * 300)
    story.write(".storsthlm/token.key", "no key")
    lines = told(examine(opened(story)))
    assert [line.split(":")[0] for line in lines] == [
        "ok settings",
        "error design",
        "error token key",
        "error database",
        "ok disk",
        "ok outbox",
        "ok unsubscribe",
        "skipped smtp",
        "skipped mailbox",
        "skipped domain",
    ]


def test_name_servers_that_say_nothing_are_no_error(story: Story) -> None:
    with names({}, ill=("kommun.example", "_domainkey.kommun.example", "_dmarc.kommun.example")) as asked:
        outcomes = list(examine(opened(story), online=True, names=asked))
    silent = [each for each in outcomes if each.topic in ("SPF", "DKIM", "DMARC", "MX")]
    assert [(each.topic, each.grade.value) for each in silent] == [
        ("SPF", "warning"),
        ("DKIM", "warning"),
        ("DMARC", "warning"),
        ("MX", "warning"),
    ]
    assert all("the name servers say nothing of" in each.words for each in silent)
