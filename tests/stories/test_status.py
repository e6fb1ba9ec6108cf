"""`status`: where it stands, from every side, on the screen and in files."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time

import pytest

from storsthlm_cli.store import dispatches
from storsthlm_cli.store.database import open_database
from tests.stories.conftest import Story

STANDING = (
    "rehearsal 2021-06.1, open, begun TIME\n"
    "  subject   Nytt i juni\n"
    "  lists     kommuner\n"
    "  over      outbox\n"
    "  outcome   3 planned: 2 untried, 1 accepted\n"
    "  messages  .storsthlm/outbox/2021-06.1\n"
)


@pytest.fixture
def begun(story: Story) -> Story:
    """Give a workspace whose rehearsal has reached one of three."""
    story.run("send", "--list", "kommuner", "--confirm", "3", "--limit", "1")
    return story


def test_a_dispatch_is_shown_from_the_sides_that_are_named(begun: Story) -> None:
    result = begun.run("status", "2021-06.1", "--by", "domain", "--by", "reason")
    assert (result.code, result.err) == (0, "")
    assert result.out == STANDING + (
        "\n"
        "by domain, the worst first\n"
        "  kommun.example  3 planned: 2 untried, 1 accepted\n"
        "\n"
        "by reason\n"
        "  nobody was put off or refused\n"
    )


def test_all_dispatches_have_a_line_each(begun: Story) -> None:
    begun.run("cancel")
    begun.run("send", "--list", "kommuner", "--confirm", "2")
    result = begun.run("status", "--all")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "2021-06.2  TIME  rehearsal  finished   2 planned: 2 accepted  kommuner\n"
        "2021-06.1  TIME  rehearsal  cancelled  3 planned: 1 accepted, 2 cancelled  kommuner\n"
    )
    data = json.loads(begun.run("status", "--all", "--json").out)
    assert [each["dispatch"]["id"] for each in data["dispatches"]] == ["2021-06.2", "2021-06.1"]


def test_before_anything_is_sent_all_dispatches_are_none(story: Story) -> None:
    assert story.run("status", "--all").out == "nothing has been sent from this workspace yet\n"
    result = story.run("status", "--csv", "ledger.csv")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: nothing has been sent of this issue yet\n")


def test_all_stands_alone(story: Story) -> None:
    result = story.run("status", "--all", "--watch")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: `--all` shows one line a dispatch and nothing else\n")


def test_json_has_every_side(begun: Story) -> None:
    (data,) = json.loads(begun.run("status", "--json").out)["dispatches"]
    assert data["domains"][0]["domain"] == "kommun.example"
    assert data["timeline"]["intervals"][0]["outcomes"]["accepted"] == 1
    assert (data["reasons"], data["retries"], data["messages"]) == ([], None, ".storsthlm/outbox/2021-06.1")


def test_table_and_report_are_written_where_they_are_wanted(begun: Story) -> None:
    result = begun.run("status", "--csv", "out/ledger.csv", "--html", "out/report.html")
    assert (result.code, result.err) == (0, "")
    assert result.out == "out/ledger.csv\nout/report.html\n"
    table = (begun.folder / "out/ledger.csv").read_text("utf-8-sig").splitlines()
    assert table[0] == "address;state;attempts;words;time"
    assert table[2:] == ["bo@kommun.example;untried;0;;", "cilla@kommun.example;untried;0;;"]
    page = (begun.folder / "out/report.html").read_text("utf-8")
    assert "<h1>1 av 3 har tagits emot.</h1>" in page
    assert "anna@" not in page


def test_a_place_that_cannot_be_written_is_told(begun: Story) -> None:
    result = begun.run("status", "--csv", "storsthlm.yaml/ledger.csv")
    assert (result.code, result.out) == (2, "")
    assert "cannot write" in result.err


def test_a_watch_ends_when_the_dispatch_does_and_says_how(begun: Story) -> None:
    begun.run("send", "--list", "kommuner", "--confirm", "3")
    result = begun.run("status", "--watch")
    assert (result.code, result.err) == (0, "")
    assert "3 planned: 3 accepted" in result.out
    begun.run("suppress", "dora@kommun.example")
    assert begun.run("status", "--watch", "--json").out.startswith('{\n  "version": 1')


def test_a_watch_of_a_paused_dispatch_ends_as_unfinished(begun: Story) -> None:
    begun.run("pause")
    assert begun.run("status", "--watch").code == 3


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
def test_ctrl_c_ends_the_watch_and_not_the_sending(begun: Story) -> None:
    command = [sys.executable, "-m", "storsthlm_cli", "--workspace", str(begun.folder), "status", "--watch"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        time.sleep(2.5)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 3
    assert err.endswith("watched no longer; the sending goes on\n")
    assert "2 untried, 1 accepted" in out
    (dispatch,) = dispatches.find(open_database(begun.folder / ".storsthlm/state.db"))
    assert dispatch.ongoing


def test_a_database_on_a_network_drive_is_told_before_anything_is_sent(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storsthlm_cli.workflows.memory.network_drive", lambda _: "nfs4")
    assert (
        "notice: `.storsthlm` is on a network drive (nfs4)" in story.run("send", "--list", "kommuner", "--dry-run").out
    )
