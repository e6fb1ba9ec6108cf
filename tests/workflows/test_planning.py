"""The gate: no mail leaves before the public archive serves the text that it links to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from storsthlm_cli.model.delivery import State
from storsthlm_cli.model.findings import Finding, Level
from storsthlm_cli.model.sending import Progress
from storsthlm_cli.workflows.archiving import archive
from storsthlm_cli.workflows.planning import plan
from storsthlm_cli.workflows.sending import send
from storsthlm_cli.workflows.sending import test as send_test
from storsthlm_cli.workflows.workspace import Workspace, open_workspace
from tests.delivery.authority import found
from tests.https_server import HttpsServer, Reply
from tests.smtp_server import Server
from tests.stories.conftest import Story

JUNE = "issues/2021-06/issue.yaml"


class Public(HttpsServer):
    """A web server that shows the site of a story once it has been written."""

    folder: Path | None = None

    def show(self, path: str) -> Reply | None:
        file = self.folder / path.strip("/") / "index.html" if self.folder is not None else None
        return Reply(body=file.read_bytes()) if file is not None and file.is_file() else None


@pytest.fixture
def public(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Public]:
    authority = found(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    with Public(authority.good, lambda path: server.show(path)) as server:
        yield server


@pytest.fixture
def mail() -> Iterator[Server]:
    with Server() as server:
        yield server


@pytest.fixture
def ready(story: Story, public: Public, mail: Server) -> Story:
    """Give a workspace that sends for real, with an archive at a public address."""
    story.change("storsthlm.yaml", "web:\n", f"web:\n  archive_url: {public.url}\n")
    smtp = f"{{host: 127.0.0.1, port: {mail.port}, security: plain, connections: 1}}"
    story.change("storsthlm.yaml", "design:\n", f"transport: smtp\nsmtp: {smtp}\n\ndesign:\n")
    story.change(JUNE, "date: 2021-06-21", "date: 2099-06-21")
    return story


def opened(story: Story) -> Workspace:
    return open_workspace(story.folder, {})


def quiet(_: Progress) -> None:
    """Take in progress and say nothing."""


def gate(story: Story) -> list[Finding]:
    return [each for each in plan(opened(story), None, ["kommuner"]).findings if each.code in ("M102", "M103")]


def test_a_page_that_is_not_there_stops_the_mail(ready: Story, public: Public) -> None:
    (finding,) = gate(ready)
    assert (finding.code, finding.level) == ("M102", Level.ERROR)
    assert finding.arguments == {
        "url": f"{public.url}/issues/2021-06/",
        "issue": "2021-06",
        "reason": "404 Not Found",
    }


def test_with_its_page_there_the_mail_leaves(ready: Story, public: Public, mail: Server) -> None:
    public.folder = archive(opened(ready), None).folder
    workspace = opened(ready)
    made = plan(workspace, None, ["kommuner"])
    assert made.findings == ()
    assert send(workspace, made, limit=None, tell=quiet).tally[State.ACCEPTED] == 3
    assert len(mail.accepted) == 3
    assert [path for path, _ in public.asked] == ["/issues/2021-06/"]


def test_the_mail_to_a_list_that_is_told_more_needs_the_page_for_all(
    ready: Story, public: Public, mail: Server
) -> None:
    ready.write("lists/press.csv", "e-post\ndisa@tidning.example\n")
    text = (ready.folder / JUNE).read_text(encoding="utf-8")
    ready.write(JUNE, f"{text}for_lists: {{press: {{subject: Till er i pressen}}}}\n")
    public.folder = archive(opened(ready), None).folder
    made = plan(opened(ready), None, ["press"])
    assert (made.findings, made.variant) == ((), ("press",))
    assert send(opened(ready), made, limit=None, tell=quiet).tally[State.ACCEPTED] == 1
    assert b"Subject: Till er i pressen" in mail.accepted[0][1]
    ready.change(JUNE, "Till er i pressen", "Till pressen")
    assert gate(ready) == []


def test_a_page_of_an_earlier_text_stops_the_mail(ready: Story, public: Public) -> None:
    public.folder = archive(opened(ready), None).folder
    ready.change(JUNE, "Nya möten i höst", "Nya möten i vinter")
    (finding,) = gate(ready)
    assert finding.code == "M103"
    assert finding.arguments["other"].startswith("another text of this issue (")


def test_a_page_for_colleagues_stops_the_mail(ready: Story, public: Public) -> None:
    public.folder = archive(opened(ready), None, test=True).folder
    (finding,) = gate(ready)
    assert (finding.code, finding.arguments["other"]) == ("M103", "its draft for review")


@pytest.mark.parametrize(
    ("page", "other"),
    [
        (b"<title>Kommunen</title>", "a page that is no issue"),
        (b'<meta name="storsthlm-issue" content="2021-04 abc">', "issue 2021-04"),
    ],
)
def test_a_page_of_something_else_stops_the_mail(
    ready: Story, public: Public, tmp_path: Path, page: bytes, other: str
) -> None:
    public.folder = tmp_path / "other"
    (public.folder / "issues/2021-06").mkdir(parents=True)
    (public.folder / "issues/2021-06/index.html").write_bytes(page)
    (finding,) = gate(ready)
    assert (finding.code, finding.arguments["other"]) == ("M103", other)


def test_settings_can_make_it_a_warning(ready: Story) -> None:
    ready.change("storsthlm.yaml", "design:\n", "checks:\n  M102: {level: warning, reason: intranet}\n\ndesign:\n")
    assert [finding.level for finding in gate(ready)] == [Level.WARNING]


def test_a_rehearsal_and_a_test_ask_nobody(ready: Story, public: Public, mail: Server) -> None:
    rehearsal = open_workspace(ready.folder, {"transport": "outbox"})
    assert plan(rehearsal, None, ["kommuner"]).findings == ()
    assert send_test(opened(ready), None, ["du@kommun.example"], tell=quiet).tally[State.ACCEPTED] == 1
    assert len(mail.accepted) == 1
    assert public.asked == []


def test_going_on_with_an_unfinished_dispatch_asks_nobody(ready: Story, public: Public, mail: Server) -> None:
    public.folder = archive(opened(ready), None).folder
    workspace = opened(ready)
    send(workspace, plan(workspace, None, ["kommuner"]), limit=1, tell=quiet)
    public.folder = None
    rest = plan(workspace, None, ["kommuner"])
    assert rest.findings == ()
    assert send(workspace, rest, limit=None, tell=quiet).tally[State.ACCEPTED] == 3
    assert plan(workspace, None, ["kommuner"]).finished is not None
    assert len(public.asked) == 1


def test_without_a_public_address_nobody_is_asked(ready: Story, public: Public) -> None:
    ready.change("storsthlm.yaml", f"  archive_url: {public.url}\n", "")
    assert gate(ready) == []
    assert public.asked == []
