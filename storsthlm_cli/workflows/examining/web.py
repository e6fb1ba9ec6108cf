"""The addresses on the web that stand in every mail, and the clock that their servers go by."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from urllib.parse import urlsplit

from storsthlm_cli.model.health import Ask, Grade, Outcome, Request
from storsthlm_cli.online.knocking import Knock, knock
from storsthlm_cli.online.reserved import is_reserved, reserved_words
from storsthlm_cli.workflows.workspace import Workspace

_OFF = datetime.timedelta(minutes=2)


def addresses(workspace: Workspace) -> Iterator[Outcome]:
    """Knock at the way out and at the archive, and hold this machine's clock against theirs.

    Without a token the way out may well refuse: that somebody answers, over TLS, is all that is asked for.
    """
    newsletter = workspace.settings.newsletter
    knocks: list[Knock] = []
    if newsletter.unsubscribe_url is not None:
        yield _knocked(knocks, "unsubscribe", newsletter.unsubscribe_url, bare=True)
    if newsletter.archive_url is not None:
        yield _knocked(knocks, "archive", newsletter.archive_url, bare=False)
    yield from _clock(knocks)


def _knocked(knocks: list[Knock], topic: str, url: str, *, bare: bool) -> Outcome:
    """Knock at an address, unless it is one of an example, and put what came of it to the others."""
    name = urlsplit(url).hostname or ""
    if is_reserved(name):
        return Outcome(topic, Grade.SKIPPED, reserved_words(name), f"the mail leads to `{url}`")
    knocks.append(knock(url if bare else f"{url}/"))
    return _answered(topic, url, knocks[-1], bare=bare)


def _answered(topic: str, url: str, answer: Knock, *, bare: bool) -> Outcome:
    request = Request(Ask.WEB, {"url": url, "words": answer.problem or f"HTTP {answer.status}"})
    if answer.problem:
        return Outcome(topic, Grade.ERROR, answer.problem, f"the mail leads to `{url}`", request)
    if answer.status >= 500 or (answer.status >= 400 and not bare):
        return Outcome(topic, Grade.WARNING, f"`{url}` answers {answer.status}", "is the page there?", request)
    return Outcome(topic, Grade.OK, f"`{url}` answers" + (f" {answer.status}" if answer.status != 200 else ""))


def _clock(knocks: list[Knock]) -> Iterator[Outcome]:
    for each in knocks:
        if each.time is not None and each.here is not None:
            off = each.here - each.time
            if abs(off) > _OFF:
                minutes = round(off.total_seconds() / 60)
                words = f"the clock here is {abs(minutes)} minutes {'ahead' if minutes > 0 else 'behind'}"
                yield Outcome("clock", Grade.ERROR, words, "set it, best by the network: every mail carries its time")
            else:
                yield Outcome("clock", Grade.OK, "it goes with that of the web server")
            return
