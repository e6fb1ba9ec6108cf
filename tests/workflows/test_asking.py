"""Asking for what an issue leads to: a real web server, a real name server, and a memory on disk."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from storsthlm_cli.images.cache import Cache
from storsthlm_cli.model.answers import Answer, Verdict
from storsthlm_cli.online import lanes
from storsthlm_cli.online.way import Way
from storsthlm_cli.report.asked import asked_as_data, told_of
from storsthlm_cli.workflows import asking
from storsthlm_cli.workflows.asking import Asked, ask
from storsthlm_cli.workflows.validating import Validation, validate
from storsthlm_cli.workflows.workspace import open_workspace
from tests.dns_server import NameServer
from tests.https_server import Reply
from tests.stories.conftest import Story
from tests.web_server import WebServer

FILE = "issues/2021-06/issue.yaml"
LINK = "[kansliet](https://kommun.example/moten)"
HERE, GONE, UNANSWERED = (Answer(verdict) for verdict in (Verdict.HERE, Verdict.GONE, Verdict.UNANSWERED))


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[WebServer]:
    """Give a web server whose page `/gone` is not there, asked without pauses; no name is too good to be asked for."""
    monkeypatch.setattr(lanes, "_PAUSE", 0.0)
    monkeypatch.setattr(asking, "UNASKED", frozenset({"test"}))
    with WebServer(lambda _, path: Reply(404 if path == "/gone" else 200)) as started:
        yield started


@pytest.fixture
def names() -> Iterator[NameServer]:
    """Give a name server by which `kommun.example` takes mail, and which knows no other name."""
    with NameServer(lambda name: {"MX": ["10 post.kommun.example."]} if name == "kommun.example" else None) as started:
        yield started


def write(story: Story, *links: str) -> None:
    story.change(FILE, LINK, " ".join(f"[kansliet {n}]({url})" for n, url in enumerate(links)))


def go(story: Story, way: Way | None) -> tuple[Asked, Validation]:
    workspace = open_workspace(story.folder, {})
    validation = validate(workspace, None)
    asked = ask(workspace, validation, tell=lambda *_: None, way=way)
    return asked, validate(workspace, None, answers=asked.answers)


def codes(validation: Validation) -> list[str]:
    return [finding.code for finding in validation.findings if finding.code in ("L115", "L116", "L117", "C110")]


def anybody(names: NameServer) -> Way:
    return Way(names.resolver, lambda _: True)


def test_each_link_and_each_domain_is_asked_for_once(story: Story, server: WebServer, names: NameServer) -> None:
    here, gone = server.url("/a"), server.url("/gone")
    write(story, here, gone, f"{here}#b", f"{gone}#c")
    asked, judged = go(story, anybody(names))
    assert asked == Asked({here: HERE, gone: Answer(Verdict.GONE, "404 Not Found")}, {"kommun.example": HERE})
    assert sorted(server.asked) == [("GET", "/gone"), ("HEAD", "/a"), ("HEAD", "/gone")]
    assert names.asked == [("kommun.example", "MX")]
    assert codes(judged) == ["L115", "L115"]
    assert told_of(asked) == "asked 2 links and 1 mail domain"


def test_the_second_time_nobody_is_asked(story: Story, server: WebServer, names: NameServer) -> None:
    write(story, server.url("/a"), server.url("/gone"))
    first, _ = go(story, anybody(names))
    server.asked.clear()
    names.asked.clear()
    second, judged = go(story, anybody(names))
    assert server.asked == names.asked == []
    assert [answer.verdict for answer in second.all] == [answer.verdict for answer in first.all]
    assert codes(judged) == ["L115"]
    assert told_of(second) == "asked 2 links and 1 mail domain; from memory: 3"


def test_a_good_answer_is_good_for_a_day_and_a_bad_one_for_minutes(
    story: Story, server: WebServer, names: NameServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(story, server.url("/a"), server.url("/gone"))
    now = 1_624_000_000.0
    monkeypatch.setattr(time, "time", lambda: now)
    go(story, anybody(names))

    def asked_again(seconds: float) -> set[str]:
        nonlocal now
        now += seconds
        server.asked.clear()
        go(story, anybody(names))
        return {path for _, path in server.asked}

    assert asked_again(9 * 60) == set()
    assert asked_again(2 * 60) == {"/gone"}
    assert asked_again(24 * 60 * 60) == {"/a", "/gone"}
    assert asked_again(-60 * 60) == {"/a", "/gone"}


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda _: b"", lambda data: b"x" * len(data)])
def test_a_damaged_memory_is_as_none(
    story: Story, server: WebServer, names: NameServer, damage: Callable[[bytes], bytes]
) -> None:
    write(story, server.url("/a"))
    go(story, anybody(names))
    for file in kept(story):
        file.write_bytes(damage(file.read_bytes()))
    server.asked.clear()
    assert go(story, anybody(names))[0].links == {server.url("/a"): HERE}
    assert server.asked == [("HEAD", "/a")]


@pytest.mark.parametrize("text", ["[]", "1", "null", "{}", '{"verdict": "no", "reason": "", "moved": "", "asked": 1}'])
def test_what_another_version_remembered_is_as_none(
    story: Story, server: WebServer, names: NameServer, text: str
) -> None:
    write(story, server.url("/a"))
    memory = Cache(story.folder / ".storsthlm/cache/answers")
    memory.put(hashlib.sha256(server.url("/a").encode()).hexdigest(), text.encode())
    go(story, anybody(names))
    assert server.asked == [("HEAD", "/a")]


def kept(story: Story) -> list[Path]:
    return [file for file in (story.folder / ".storsthlm/cache/answers").iterdir() if file.is_file()]


def test_no_address_can_be_read_from_the_names_of_what_is_kept(
    story: Story, server: WebServer, names: NameServer
) -> None:
    write(story, server.url("/a"))
    go(story, anybody(names))
    assert {len(file.name) for file in kept(story)} == {64}


def test_what_is_personal_or_leads_nowhere_public_is_not_asked_for(
    story: Story, server: WebServer, names: NameServer
) -> None:
    write(
        story, server.url("/?to={{ recipient.first_name }}"), server.url("/?token=1"), "https://a.test/", server.url()
    )
    asked, judged = go(story, anybody(names))
    assert [answer.verdict for answer in asked.links.values()] == ["personal", "personal", "private", "here"]
    assert server.asked == [("HEAD", "/")]
    assert names.asked == [("kommun.example", "MX")]
    assert codes(judged) == []
    assert told_of(asked) == "asked 1 of 4 links (2 are personal, 1 leads nowhere public) and 1 mail domain"
    assert asked_as_data(asked) == {
        "links": {"personal": 2, "private": 1, "here": 1},
        "mail_domains": {"here": 1},
        "remembered": 0,
    }


def test_a_link_of_a_machine_that_is_not_public_is_counted_and_not_asked_for(
    story: Story, server: WebServer, names: NameServer
) -> None:
    write(story, server.url())
    asked, judged = go(story, Way(names.resolver))
    assert asked.links == {server.url(): Answer(Verdict.PRIVATE)}
    assert server.asked == []
    assert codes(judged) == []


def test_a_domain_that_nobody_has_is_an_error_in_the_directory(
    story: Story, server: WebServer, names: NameServer
) -> None:
    story.change("directory/people.yaml", "asa.ek@kommun.example", "asa.ek@komun.example")
    write(story, server.url())
    asked, judged = go(story, anybody(names))
    assert asked.domains == {"komun.example": Answer(Verdict.GONE, "there is no domain `komun.example`")}
    assert codes(judged) == ["C110"]


def test_without_a_network_there_is_one_line_and_no_dead_link(story: Story, server: WebServer) -> None:
    def ill(name: str) -> None:
        raise LookupError(name)

    write(story, "https://kommun.example/a", "https://stad.example/b", "https://a.test/")
    with NameServer(ill) as names:
        asked, judged = go(story, anybody(names))
    assert codes(judged) == []
    assert told_of(asked).startswith("nothing could be asked: ")
    assert not (story.folder / ".storsthlm/cache/answers").exists()


def test_a_server_that_cannot_be_reached_is_told_of_only_where_another_can() -> None:
    silent, here = Answer(Verdict.UNANSWERED, "its server cannot be reached"), Answer(Verdict.HERE)
    domains = {"kommun.example": here}
    assert Asked({"https://a.example/": silent}, domains).answers == domains
    both = {"https://a.example/": silent, "https://b.example/": here}
    assert Asked(both, domains).answers == {**both, **domains}


def test_one_answer_is_enough_to_know_that_there_is_a_network(
    story: Story, server: WebServer, names: NameServer
) -> None:
    write(story, "https://nobody.example/a")
    asked, judged = go(story, anybody(names))
    assert codes(judged) == ["L115"]
    assert not asked.in_vain


def test_an_issue_that_is_none_leads_nowhere(story: Story) -> None:
    story.change(FILE, "subject: Nytt", "subject: 'Nytt")
    asked, _ = go(story, None)
    assert asked == Asked()
    assert told_of(asked) == "there was nothing to ask for"


def test_all_is_told_while_it_goes_on(story: Story, server: WebServer, names: NameServer) -> None:
    write(story, server.url("/a"), server.url("/b"))
    workspace = open_workspace(story.folder, {})
    said: list[tuple[int, int]] = []
    ask(workspace, validate(workspace, None), tell=lambda *step: said.append(step), way=anybody(names))
    assert said == [(1, 3), (2, 3), (3, 3)]


def test_the_sample_sends_nothing_anywhere(samples: Story) -> None:
    result = samples.run("validate", "2021-06", "--online", "--json")
    ran = json.loads(result.out)["ran"]["online"]
    assert set(ran["links"]) == set(ran["mail_domains"]) == {"private"}
