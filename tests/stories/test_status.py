"""`status`: where it stands, from every side, on the screen and in files."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

from storsthlm_cli.store import dispatches
from storsthlm_cli.store.database import open_database
from storsthlm_cli.workflows.memory import alone
from storsthlm_cli.workflows.workspace import open_workspace
from tests.smtp_server import Server
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
    assert table[0] == "address;state;attempts;words;time;came_back"
    assert table[2:] == ["bo@kommun.example;untried;0;;;", "cilla@kommun.example;untried;0;;;"]
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


LEFT = "on the wire when the sender died"


def left_behind(story: Story) -> None:
    """Make of the second recipient what a process that dies leaves on the wire."""
    with contextlib.closing(sqlite3.connect(story.folder / ".storsthlm" / "state.db")) as database, database:
        database.execute("UPDATE recipients SET state = 'attempting' WHERE number = 2")


def test_whom_a_dead_sender_left_on_the_wire_is_shown_as_unknown(begun: Story) -> None:
    left_behind(begun)
    result = begun.run("status", "--by", "reason", "--by", "domain")
    assert (result.code, result.err) == (0, "")
    figures = "3 planned: 1 untried, 1 accepted, 1 unknown\n"
    assert f"  outcome   {figures}    unknown     bo@kommun.example  {LEFT}; `storsthlm resolve`\n" in result.out
    assert f"        1  unknown     {LEFT}\n" in result.out
    assert f"  kommun.example  {figures}" in result.out
    (data,) = json.loads(begun.run("status", "--json").out)["dispatches"]
    assert [row["state"] for row in data["rows"]] == ["unknown"]
    assert (data["outcomes"]["attempting"], data["outcomes"]["unknown"], data["open"]) == (0, 1, 1)
    begun.run("status", "--csv", "ledger.csv", "--html", "report.html")
    table = (begun.folder / "ledger.csv").read_text("utf-8")
    assert f'\nbo@kommun.example;unknown;0;"{LEFT}; `storsthlm resolve`";;\n' in table
    report = (begun.folder / "report.html").read_text("utf-8")
    assert "osäkra: 1" in report
    assert f'Antecknat: ”<span lang="en">{LEFT}</span>”' in report


def test_showing_it_changes_nothing(begun: Story) -> None:
    left_behind(begun)
    begun.run("status")
    with contextlib.closing(sqlite3.connect(begun.folder / ".storsthlm" / "state.db")) as database:
        assert database.execute("SELECT state FROM recipients ORDER BY number").fetchall() == [
            ("accepted",),
            ("attempting",),
            ("untried",),
        ]


def test_while_somebody_sends_who_is_on_the_wire_is_being_attempted(begun: Story) -> None:
    left_behind(begun)
    with alone(open_workspace(begun.folder, {}), "2021-06"):
        told = begun.run("status").out
    assert "    attempting  bo@kommun.example  the server has not answered yet\n" in told
    assert "unknown" not in told


def test_times_are_told_in_the_newsletters_zone_wherever_the_machine_stands(story: Story) -> None:
    story.change("storsthlm.yaml", "newsletter:\n", "newsletter:\n  timezone: Pacific/Kiritimati\n")
    with Server() as server:
        smtp = f"{{host: 127.0.0.1, port: {server.port}, security: plain}}"
        story.change("storsthlm.yaml", "design:\n", f"transport: smtp\nsmtp: {smtp}\n\ndesign:\n")
        story.change("issues/2021-06/issue.yaml", "date: 2021-06-21", "date: 2099-06-21")
        story.run("send", "--list", "kommuner", "--confirm", "3")
    with contextlib.closing(sqlite3.connect(story.folder / ".storsthlm" / "state.db")) as database, database:
        begun, ended = "2021-06-21T08:05:00+00:00", "2021-06-21T11:00:00+00:00"
        database.execute("UPDATE dispatches SET created = ?, ended = ?, state = 'open'", (begun, ended))
        database.execute("UPDATE recipients SET updated = 1624270020, state = 'untried' WHERE number = 1")
        database.execute("UPDATE recipients SET updated = 1624270020 WHERE number > 1")
    told = unsteady(story, "status", "--by", "time")
    assert "dispatch 2021-06.1, open, begun 2021-06-21 22:05\n" in told
    assert "\n  2021-06-22\n    00:07        2  " in told
    story.run("status", "--csv", "ledger.csv", "--html", "report.html")
    assert ";2021-06-22 00:07:00;\n" in (story.folder / "ledger.csv").read_text("utf-8")
    report = (story.folder / "report.html").read_text("utf-8").replace("\xa0", " ")
    assert "21 juni 2021 kl. 22.05" in report
    story.run("cancel")
    receipt = (story.folder / "issues/2021-06/receipt.yaml").read_text("utf-8")
    assert "2021-06-21T22:05:00.000000+14:00" in receipt
    assert "+00:00" not in receipt


def unsteady(story: Story, *arguments: str) -> str:
    """Return what a command says, with the times in it."""
    command = [sys.executable, "-m", "storsthlm_cli", *arguments]
    environment = {**os.environ, "TZ": "UTC"}
    return subprocess.run(command, cwd=story.folder, env=environment, capture_output=True, text=True, check=True).stdout
