"""No page that anybody may read has a reader's token or address in it, or a place for one: site and record alike."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping

import pytest

from storsthlm_cli.audience.lists import read_list
from storsthlm_cli.workflows.archiving import archive
from storsthlm_cli.workflows.planning import plan
from storsthlm_cli.workflows.previewing import preview
from storsthlm_cli.workflows.readers import find_reader
from storsthlm_cli.workflows.recording import record
from storsthlm_cli.workflows.sending import send
from storsthlm_cli.workflows.workspace import Workspace, open_workspace
from tests.smtp_server import Server
from tests.stories.conftest import SAMPLES, Story
from tests.workflows.real_sending import quiet, smtp

TOKEN = re.compile(rb"(?:preview|[0-9a-f]{6})-(?:test|[0-9a-f]{10})-[0-9a-f]+-[0-9a-f]{32}")
PLACES = re.compile(
    rb"\{\{\s*\w|%7B%7B|Zslot[0-9a-f]{16}|@unsubscribe_url|@address|\[(?:address|token|unsubscribe_url)\]"
)
"""What slots are written as by authors, on their way through the templates, and where they are named."""

INTRO = "Ni får det här i förväg".encode()
FOR_LISTS = """
for_lists:
  press: {subject: "{{ recipient.first_name | default('Du') }} i pressen", intro: Ni får det här i förväg.}
"""


@pytest.fixture
def issues(samples: Story) -> Story:
    """Give the samples, with a list that is told something of its own by the newest of them."""
    (samples.folder / "lists/press.csv").write_text("e-post\ndisa.xyrand@tidning.example\n", encoding="utf-8")
    newest = samples.folder / "issues" / SAMPLES[-1] / "issue.yaml"
    newest.write_text(newest.read_text(encoding="utf-8") + FOR_LISTS, encoding="utf-8")
    return samples


def addresses(workspace: Workspace) -> Iterator[bytes]:
    """Yield the addresses of all lists."""
    for name in workspace.list_names():
        for each in read_list(workspace.list_file(name), name, name).subscribers:
            yield each.key.encode()


def named(workspace: Workspace, files: Mapping[str, bytes]) -> list[tuple[str, bytes]]:
    """Return what of the readers is in files: where, and what it is."""
    known = list(addresses(workspace))
    assert len(known) > 70
    tokens = [(name, match[0]) for name, data in files.items() for match in TOKEN.finditer(data)]
    return tokens + [(name, each) for name, data in files.items() for each in known if each in data.lower()]


def places(files: Mapping[str, bytes]) -> list[tuple[str, bytes]]:
    """Return what in files is filled for each reader in a mail."""
    return [(name, match[0]) for name, data in files.items() for match in PLACES.finditer(data)]


def readable(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files that are no images, where chance may write anything."""
    return {name: data for name, data in files.items() if not name.endswith((".jpg", ".png"))}


def packed(workspace: Workspace, key: str) -> dict[str, bytes]:
    made = record(workspace, key)
    with zipfile.ZipFile(made.path) as files:
        return {name: files.read(name) for name in files.namelist()}


def in_folder(files: Mapping[str, bytes], folder: str) -> dict[str, bytes]:
    return {name: data for name, data in files.items() if name.startswith(f"{folder}/")}


def tokens_of_nobody(files: Mapping[str, bytes]) -> set[str]:
    """Return the marks of the tokens in the invented reader's mails, which are the ones that may have any."""
    mails = (data for name, data in files.items() if name.endswith("invented-reader.eml"))
    return {match[0].decode().rpartition("-")[0] for data in mails for match in TOKEN.finditer(data)}


def test_the_patterns_would_tell(issues: Story) -> None:
    workspace = open_workspace(issues.folder, {})
    mail = preview(workspace, SAMPLES[-1], find_reader(workspace, "disa.xyrand@tidning.example"))
    found = named(workspace, {"mail": mail.source.encode(), "text": mail.text.encode()})
    assert {name for name, _ in found} == {"mail", "text"}
    assert len({what for _, what in found}) == 2
    assert places({"a": b"{{ recipient.name }} [address] Zslot0123456789abcdefn1x"}) != []


def test_the_public_site_names_nobody(issues: Story) -> None:
    workspace = open_workspace(issues.folder, {})
    files = archive(workspace, SAMPLES[-1]).files
    assert {f"issues/{key}/index.html" for key in SAMPLES} <= files.keys()
    assert named(workspace, readable(files)) + places(readable(files)) == []
    assert not any(INTRO in data for data in files.values())


@pytest.mark.parametrize("key", SAMPLES)
def test_the_record_of_what_was_not_sent_names_nobody(issues: Story, key: str) -> None:
    workspace = open_workspace(issues.folder, {})
    files = packed(workspace, key)
    pages = in_folder(files, "web")
    assert named(workspace, readable(pages)) + places(readable(pages)) == []
    others = {name: data for name, data in readable(files).items() if not name.endswith(".eml")}
    assert named(workspace, others) == []
    assert not any(address in data for data in files.values() for address in addresses(workspace))
    assert tokens_of_nobody(files) == {"preview-test-1"}


def test_the_record_of_what_was_sent_to_two_lists_holds_both_mails_and_names_nobody(issues: Story) -> None:
    issues.change(f"issues/{SAMPLES[-1]}/issue.yaml", "date: 2021-06-21", "date: 2099-06-21")
    with Server() as server:
        workspace = smtp(issues, server.port)
        for name in ("press", "kommuner"):
            send(workspace, plan(workspace, SAMPLES[-1], [name]), limit=None, tell=quiet)
        assert len({who for who, _ in server.accepted}) == len(server.accepted) > 70
    files = packed(workspace, SAMPLES[-1])
    mails = in_folder(files, "mail")
    one, two = f"mail/{SAMPLES[-1]}.1/issue.txt", f"mail/{SAMPLES[-1]}.2/issue.txt"
    assert {name for name, data in mails.items() if name.endswith("issue.txt")} == {one, two}
    assert (INTRO in mails[one], INTRO in mails[two]) == (True, False)
    assert not any(INTRO in data for data in in_folder(files, "web").values())
    others = {name: data for name, data in readable(files).items() if not name.endswith(".eml")}
    assert named(workspace, others) == []
    assert not any(address in data for data in files.values() for address in addresses(workspace))
    assert tokens_of_nobody(files) == {"preview-test-1"}
