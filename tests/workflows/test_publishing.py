"""Publishing to a folder that a real web server shows over HTTPS, or by a command."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from storsthlm_cli.archive.folder import MANIFEST, Placed
from storsthlm_cli.model.errors import Failure, Refused
from storsthlm_cli.workflows import publishing
from storsthlm_cli.workflows.archiving import archive
from storsthlm_cli.workflows.publishing import Published, check_publishing, publish
from storsthlm_cli.workflows.sites import check_withdrawals
from storsthlm_cli.workflows.workspace import open_workspace
from tests.delivery.authority import found
from tests.https_server import HttpsServer, Reply
from tests.stories.conftest import ISSUE, Story

JUNE = "issues/2021-06/issue.yaml"

Way = Callable[[Story, HttpsServer, Path], None]
"""Of publishing."""


@pytest.fixture
def public(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[HttpsServer]:
    """Give a web server that shows the folder `public`, whose certificate is trusted."""
    authority = found(tmp_path)
    folder = tmp_path / "public"
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    monkeypatch.setattr(publishing, "WAITS", (0.0, 0.0))
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)

    def replies(path: str) -> Reply | None:
        file = folder / path.strip("/")
        file = file / "index.html" if file.is_dir() else file
        return Reply(body=file.read_bytes()) if file.is_file() else None

    with HttpsServer(authority.good, replies) as server:
        yield server


def configure(story: Story, server: HttpsServer, *more: str) -> None:
    lines = "".join(f"  {line}\n" for line in (f"archive_url: {server.url}", *more))
    story.change("storsthlm.yaml", "web:\n", f"web:\n{lines}")


def go(story: Story, given: str | None = None, *, test: bool = False) -> tuple[Published, list[str]]:
    workspace = open_workspace(story.folder, {})
    said: list[str] = []
    made = archive(workspace, given, test=test, check=lambda pages: check_withdrawals(workspace, pages))
    return publish(workspace, made, tell=said.append), said


def by_folder(story: Story, server: HttpsServer, folder: Path) -> None:
    folder.mkdir()
    configure(story, server, f"publish_folder: {folder}")


def by_command(story: Story, server: HttpsServer, folder: Path) -> None:
    program = story.write("copy.py", "import shutil, sys\nshutil.copytree(*sys.argv[1:], dirs_exist_ok=True)\n")
    configure(story, server, f"publish_command: {sys.executable} {program} {{site}} '{folder}'")


def with_later(story: Story) -> None:
    story.write("issues/2021-09/issue.yaml", ISSUE.replace("2021-06-21", "2021-09-07"))


def test_the_folder_holds_the_site_and_the_public_sees_it(story: Story, public: HttpsServer, tmp_path: Path) -> None:
    configure(story, public, f"publish_folder: {tmp_path / 'public'}")
    (tmp_path / "public").mkdir()
    (tmp_path / "public/robots.txt").write_bytes(b"theirs")
    published, _ = go(story)
    assert published.missing is None
    assert published.url == f"{public.url}/issues/2021-06/"
    assert (tmp_path / "public/robots.txt").read_bytes() == b"theirs"
    assert published.placed is not None
    assert published.placed.written[-3:] == ("index.html", "calendar.ics", "feed.xml")
    assert go(story)[0].placed == Placed((), (), ())


def test_a_draft_is_published_as_such(story: Story, public: HttpsServer, tmp_path: Path) -> None:
    configure(story, public, f"publish_folder: {tmp_path / 'public'}")
    (tmp_path / "public").mkdir()
    assert go(story, test=True)[0].missing is None
    assert sorted(path.name for path in (tmp_path / "public").iterdir()) == [MANIFEST, "issues"]


def test_what_the_public_does_not_see_is_told_truly(story: Story, public: HttpsServer, tmp_path: Path) -> None:
    configure(story, public, f"publish_folder: {tmp_path / 'elsewhere'}")
    (tmp_path / "elsewhere").mkdir()
    missing = go(story)[0].missing
    assert missing is not None
    assert (missing.code, missing.arguments["reason"]) == ("M102", "404 Not Found")
    assert len(public.asked) == 3, "it looks again after each wait"


def test_a_command_is_run_word_by_word_with_the_site_and_its_words_are_told(
    story: Story, public: HttpsServer, tmp_path: Path
) -> None:
    program = story.write(
        "copy.py",
        """
        import pathlib, shutil, sys
        shutil.copytree(sys.argv[1], sys.argv[2])
        print("copied $HOME; and to", pathlib.Path.cwd().name, flush=True)
        print("a warning", file=sys.stderr)
        """,
    )
    configure(story, public, f"publish_command: {sys.executable} {program} {{site}}/ '{tmp_path / 'public'}'")
    published, said = go(story)
    assert said == ["copied $HOME; and to workspace", "a warning"]
    assert (published.missing, published.placed) == (None, None)


def test_a_command_that_fails_is_quoted(story: Story, public: HttpsServer) -> None:
    program = story.write("fail.py", "import sys\nprint('one')\nsys.exit('the disk is full')\n")
    configure(story, public, f"publish_command: {sys.executable} {program}")
    with pytest.raises(Failure, match="ended with 1: one the disk is full"):
        go(story)


def test_a_command_that_is_not_there_is_told(story: Story, public: HttpsServer) -> None:
    configure(story, public, "publish_command: no-such-program {site}")
    with pytest.raises(Failure, match=r"`no-such-program` of `web\.publish_command` cannot be run"):
        go(story)


def test_a_folder_that_is_not_there_is_never_made(story: Story, public: HttpsServer, tmp_path: Path) -> None:
    configure(story, public, f"publish_folder: {tmp_path / 'drive'}")
    with pytest.raises(Failure, match=r"`.*drive` of `web\.publish_folder` is not there"):
        go(story)
    assert not (tmp_path / "drive").exists()


def test_without_settings_there_is_nowhere_to_publish_to(story: Story, public: HttpsServer) -> None:
    with pytest.raises(Failure, match="the public address of the archive is not known"):
        go(story)
    configure(story, public)
    with pytest.raises(Failure, match="not known how the site gets to the public"):
        go(story)


@pytest.mark.parametrize("folder", [".", "issues", ".."])
def test_what_people_write_is_never_published_among(story: Story, public: HttpsServer, folder: str) -> None:
    configure(story, public, f"publish_folder: {folder}")
    before = sorted(story.folder.rglob("*"))
    with pytest.raises(Failure, match=r"a folder of the newsletter's own|holds more than a site"):
        check_publishing(open_workspace(story.folder, {}))
    assert sorted(story.folder.rglob("*")) == before


def test_two_newsletters_do_not_share_a_folder(story: Story, public: HttpsServer, tmp_path: Path) -> None:
    by_folder(story, public, tmp_path / "public")
    go(story)
    story.change("storsthlm.yaml", "list_id: nyhetsbrev.kommun.example", "list_id: annat.kommun.example")
    with pytest.raises(Failure, match="the site of another newsletter"):
        go(story)


@pytest.mark.parametrize("way", [by_folder, by_command])
def test_an_older_issue_takes_no_public_page_away(story: Story, public: HttpsServer, tmp_path: Path, way: Way) -> None:
    way(story, public, tmp_path / "public")
    with_later(story)
    go(story)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and path.suffix != ".db"}
    with pytest.raises(Refused, match="the public would lose the page of `2021-09`") as refused:
        go(story, "2021-06")
    assert "`storsthlm archive 2021-09 --publish`" in str(refused.value.hint)
    assert "`--withdraw`" in str(refused.value.hint)
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize("way", [by_folder, by_command])
def test_a_public_page_does_not_become_a_draft(story: Story, public: HttpsServer, tmp_path: Path, way: Way) -> None:
    way(story, public, tmp_path / "public")
    go(story)
    with pytest.raises(Refused, match="the public would lose the page of `2021-06`"):
        go(story, test=True)


@pytest.mark.parametrize("way", [by_folder, by_command])
def test_the_draft_of_a_later_issue_may_go(story: Story, public: HttpsServer, tmp_path: Path, way: Way) -> None:
    way(story, public, tmp_path / "public")
    with_later(story)
    go(story, test=True)
    assert go(story, "2021-06")[0].missing is None


def test_the_page_of_an_issue_that_is_gone_may_go(story: Story, public: HttpsServer, tmp_path: Path) -> None:
    by_folder(story, public, tmp_path / "public")
    with_later(story)
    go(story)
    (story.folder / "issues/2021-09/issue.yaml").unlink()
    placed = go(story)[0].placed
    assert placed is not None
    assert placed.removed == ("issues/2021-09/index.html",)


def test_a_command_that_writes_without_end_of_line_is_heard_in_pieces(story: Story, public: HttpsServer) -> None:
    program = story.write("noise.py", "print('x' * 1_000_000)\n")
    configure(story, public, f"publish_command: {sys.executable} {program}")
    _, said = go(story)
    assert max(len(line) for line in said) < 5000
    assert sum(len(line) for line in said) == 1_000_000


def test_a_command_that_no_system_can_start_is_told(story: Story, public: HttpsServer) -> None:
    configure(story, public, r'publish_command: "copy a\0b"')
    with pytest.raises(Failure):
        go(story)
