from __future__ import annotations

import os
import pathlib

import pytest

from storsthlm_cli.archive.folder import MANIFEST
from storsthlm_cli.public.site import Site
from storsthlm_cli.workflows.archiving import archive
from storsthlm_cli.workflows.workspace import open_workspace
from tests.public.conftest import ANNA, BO, PIA, Public, rows_of, sent_from
from tests.stories.conftest import Story


def test_all_that_was_published_is_there_under_its_name_with_its_kind(served: Public) -> None:
    client = served.client()
    kinds = {".html": "text/html; charset=utf-8", ".xml": "application/atom+xml; charset=utf-8"}
    kinds[".ics"] = "text/calendar; charset=utf-8"
    found = [path for path in served.folder.rglob("*") if path.is_file() and path.name != MANIFEST]
    assert len(found) > 2
    for path in found:
        answer = client.get(f"/{path.relative_to(served.folder).as_posix()}")
        assert (answer.status_code, answer.content) == (200, path.read_bytes())
        assert answer.headers["content-type"] == kinds[path.suffix]


def test_a_folder_shows_its_index_and_without_its_slash_leads_there(served: Public) -> None:
    client = served.client()
    assert client.get("/").content == (served.folder / "index.html").read_bytes()
    assert client.get("/issues/2021-06/").content == (served.folder / "issues/2021-06/index.html").read_bytes()
    answer = client.get("/issues/2021-06")
    assert (answer.status_code, answer.headers["location"]) == (301, "./2021-06/")
    assert client.get("/issues/").status_code == 404


def test_below_a_path_it_is_found_with_and_without_what_a_proxy_takes_away(served: Public) -> None:
    client = served.client(archive_url="https://brev.kommun.example/nyheter")
    assert client.get("/nyheter/feed.xml").content == client.get("/feed.xml").content
    answer = client.get("/nyheter")
    assert (answer.status_code, answer.headers["location"]) == (301, "./nyheter/")
    assert client.get("/nyheter/").content == client.get("/").content


def test_who_has_it_is_told_that_it_is_the_same(served: Public) -> None:
    client = served.client()
    first = client.get("/")
    for headers in (
        {"If-None-Match": first.headers["etag"]},
        {"If-None-Match": f'"x", W/{first.headers["etag"]}'},
        {"If-Modified-Since": first.headers["last-modified"]},
    ):
        again = client.get("/", headers=headers)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
    old = {"If-None-Match": '"old"', "If-Modified-Since": first.headers["last-modified"]}
    assert client.get("/", headers=old).status_code == 200
    assert client.get("/", headers={"If-Modified-Since": "yesterday"}).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        f"/{MANIFEST}",
        "/../storsthlm.yaml",
        "/%2e%2e/storsthlm.yaml",
        "/issues/../../storsthlm.yaml",
        "/issues/..%2f..%2f.storsthlm/state.db",
        "/..%5c..%5cstorsthlm.yaml",
        "//etc/passwd",
        "/issues/2021-06/index.html/",
        "/INDEX.HTML%00.png",
        "/notes.txt",
    ],
)
def test_nothing_else_can_be_had(served: Public, path: str) -> None:
    (served.folder / "notes.txt").write_text("lies there by chance", encoding="utf-8")
    assert served.client().get(path).status_code == 404


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_a_link_that_leads_out_of_the_folder_is_not_followed(served: Public) -> None:
    page = served.folder / "index.html"
    page.unlink()
    page.symlink_to(served.workspace.root / "storsthlm.yaml")
    assert served.client().get("/").status_code == 404


@pytest.mark.skipif(os.name == "nt", reason="there are no pipes among its files")
def test_a_pipe_in_the_place_of_a_file_keeps_nobody_waiting(served: Public) -> None:
    page = served.folder / "index.html"
    page.unlink()
    os.mkfifo(page)
    assert served.client().get("/").status_code == 404


def test_what_is_published_later_is_there_at_once(story: Story, tmp_path: pathlib.Path) -> None:
    folder = tmp_path / "site"
    site = Site(folder, "site")
    assert site.find(["/index.html"]) is None
    archive(open_workspace(story.folder, {}), None, folder=folder)
    assert site.find(["/index.html"]) is not None
    assert site.find(["/nowhere", "/"]) is not None


def test_a_draft_keeps_its_noindex(story: Story) -> None:
    workspace = sent_from(story)
    archive(workspace, None, folder=workspace.root / "public", test=True)
    served = Public(workspace)
    page = served.client().get("/issues/2021-06/")
    assert page.status_code == 200
    assert '<meta name="robots" content="noindex">' in page.text
    assert served.client().get("/").status_code == 404


def test_no_page_of_the_archive_carries_anything_of_a_readers(served: Public) -> None:
    named = [ANNA, BO, PIA, *(mark for mark, _ in rows_of(served.workspace).values()), "unsubscribe%20", "/av/"]
    files = [path for path in served.folder.rglob("*") if path.is_file()]
    assert len(files) > 3
    for path in files:
        text = path.read_bytes().decode("latin-1").lower()
        assert [name for name in named if name.lower() in text] == [], path
