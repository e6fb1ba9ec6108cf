from __future__ import annotations

import datetime
import shutil
import sqlite3

import pytest

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.health import Grade
from storsthlm_cli.workflows.examining import here
from storsthlm_cli.workflows.memory import alone
from tests.stories.conftest import Story
from tests.workflows.examining.looking import opened, told


@pytest.fixture
def sent(story: Story) -> Story:
    """Give a workspace that has rehearsed."""
    assert story.run("send", "--list", "kommuner", "--confirm", "3").code == 0
    return story


def test_what_the_environment_sets_is_named(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORSTHLM_SMTP_PORT", "2525")
    (line,) = told(here.settings(opened(story)))
    assert line.endswith("and the environment sets `STORSTHLM_SMTP_PORT`")


def test_the_newest_issue_is_rendered_and_weighed(story: Story) -> None:
    sizes: list[int] = []
    (line,) = told(here.design(opened(story), sizes.append))
    assert line.startswith("ok design: `tiny` renders issue `2021-06`")
    assert 1000 < sizes[0] < 100_000


def test_a_design_that_is_not_there_is_an_error_and_an_issue_with_errors_is_none(story: Story) -> None:
    story.write("issues/2021-06/issue.yaml", "date: [\n")
    (outcome,) = here.design(opened(story), print)
    assert outcome.grade is Grade.SKIPPED
    assert outcome.help == "`storsthlm validate 2021-06` shows why"
    shutil.rmtree(story.folder / "issues")
    assert told(here.design(opened(story), print)) == [
        "skipped design: `tiny` is there, but there is no issue to render in it"
    ]
    shutil.rmtree(story.folder / "templates")
    with pytest.raises(Failure, match="`tiny`"):
        list(here.design(opened(story), print))


def test_a_key_that_others_can_read_is_an_error(sent: Story) -> None:
    (line,) = told(here.key(opened(sent)))
    assert line == "ok token key: `.storsthlm/token.key` is whole and yours alone; no backup of it is here"
    sent.run("backup", "build/backup-1.zip")
    assert told(here.key(opened(sent)))[0].endswith("the last backup here is `build/backup-1.zip`")
    (sent.folder / ".storsthlm/token.key").chmod(0o644)
    (outcome,) = here.key(opened(sent))
    assert (outcome.grade, outcome.help) == (Grade.ERROR, "run `chmod 600 .storsthlm/token.key`")


def test_a_key_that_is_gone_after_something_was_sent_is_a_failure(sent: Story) -> None:
    (sent.folder / ".storsthlm/token.key").unlink()
    with pytest.raises(Failure, match="are gone"):
        list(here.key(opened(sent)))


def test_a_key_of_which_a_receipt_tells_is_gone_though_no_memory_says_so(sent: Story) -> None:
    shutil.rmtree(sent.folder / ".storsthlm")
    sent.write(
        "issues/2021-06/receipt.yaml",
        "dispatches: [{dispatch: 2021-06.1, begun: '2021-06-21T08:00:00+02:00', state: open, planned: 3}]",
    )
    (outcome,) = here.key(opened(sent))
    assert outcome.grade is Grade.ERROR
    assert outcome.words.startswith("it is gone: `issues/2021-06/receipt.yaml` tells of dispatch `2021-06.1`")
    assert not (sent.folder / ".storsthlm").exists()


def test_a_whole_memory_is_in_order(sent: Story) -> None:
    lines = told(here.memory(opened(sent)))
    assert lines[0] == "ok database: `.storsthlm/state.db` is whole: dispatches: 1, suppressions: 0"
    assert lines[1].startswith("ok clock: it is ")
    assert lines[2:] == ["ok sending: nothing stands unfinished"]


def test_before_anything_was_sent_nothing_is_missing_and_nothing_is_made(story: Story) -> None:
    workspace = opened(story)
    for look in here.LOOKS.values():
        assert {outcome.grade for outcome in look(workspace)} == {Grade.OK}
    assert not (story.folder / ".storsthlm").exists()


def test_a_clock_behind_what_was_written_down_is_an_error(sent: Story) -> None:
    past = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    (clock,) = (each for each in here.memory(opened(sent), past) if each.topic == "clock")
    assert clock.grade is Grade.ERROR
    assert clock.words.startswith("it is 2020-01-01 00:00 UTC here, but something was written down at ")


def test_a_damaged_database_is_a_failure(sent: Story) -> None:
    path = sent.folder / ".storsthlm/state.db"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    data = bytearray(path.read_bytes())
    data[4096:12288] = b"x" * 8192
    path.write_bytes(data)
    with pytest.raises(Failure, match=r"damaged|malformed"):
        list(here.memory(opened(sent)))


def test_what_stands_unfinished_is_told_and_so_is_whether_somebody_is_at_it(story: Story) -> None:
    story.run("send", "--list", "kommuner", "--confirm", "3", "--limit", "1")
    workspace = opened(story)
    *_, last = here.memory(workspace)
    assert told([last]) == ["warning sending: dispatch `2021-06.1` stands open, and nobody is sending it"]
    with alone(workspace, "2021-06"):
        *_, last = here.memory(workspace)
    assert told([last]) == ["ok sending: dispatch `2021-06.1` is at work at this moment"]


def test_a_full_disk_is_an_error(sent: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [each.grade for each in here.disk(opened(sent))] == [Grade.OK]
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**12, 10**12 - 5_000_000, 5_000_000))
    assert told(here.disk(opened(sent))) == ["error disk: 5 MB are free where `.storsthlm` is"]


def test_the_outbox_is_weighed(sent: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(here.rehearsals(opened(sent))) == ["ok outbox: rehearsals and tests left 3 mails, 0 MB"]
    monkeypatch.setattr(here, "_MANY_BYTES", 100)
    (outcome,) = here.rehearsals(opened(sent))
    assert (outcome.grade, outcome.help) == (
        Grade.WARNING,
        "delete what is old below `.storsthlm/outbox`: it names readers",
    )


def test_another_host_is_spoken_of_where_there_is_one(story: Story) -> None:
    assert told(here.other_host(opened(story))) == []
    with (story.folder / "storsthlm.yaml").open("a", encoding="utf-8") as file:
        file.write("sync:\n  from: events.jsonl\n")
    (outcome,) = here.other_host(opened(story))
    assert (outcome.grade, outcome.words) == (Grade.WARNING, "never synced: a real `send` refuses")
    assert outcome.help == "run `storsthlm sync`, best by a timer"
    (story.folder / "events.jsonl").touch()
    assert story.run("sync").code == 0
    (line,) = told(here.other_host(opened(story)))
    assert line.startswith("ok sync: the last sync was 20")
