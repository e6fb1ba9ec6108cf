"""`backup` and `restore`: the way back after a loss."""

from __future__ import annotations

import json
import re
import shutil

from tests.stories.conftest import Story


def test_what_was_lost_comes_back(story: Story) -> None:
    story.run("send", "--list", "kommuner", "--confirm", "3")
    story.run("suppress", "bo@kommun.example")
    made = story.run("backup")
    assert made.code == 0
    assert re.fullmatch(r"build/backup-\d{4}-\d\d-\d\d-\d{6}\.zip\n", made.out)
    assert re.fullmatch(r"1 dispatch, 1 suppression, the token key; \d+ kB before it was packed\n", made.err)

    shutil.rmtree(story.folder / ".storsthlm")
    result = story.run("restore", made.out.strip())
    assert (result.code, result.err) == (0, "")
    assert result.out == "restored as of TIME: 1 dispatch, 1 suppression\n"
    assert story.run("suppress").out.startswith("bo@kommun.example")
    assert "finished" in story.run("status", "--all").out


def test_a_newer_memory_is_kept_until_somebody_says_otherwise(story: Story) -> None:
    story.run("send", "--list", "kommuner", "--confirm", "3")
    story.run("backup", "safe.zip")
    story.run("suppress", "bo@kommun.example")
    result = story.run("restore", "safe.zip")
    assert (result.code, result.out) == (1, "")
    assert re.sub(r"TIME:\d\d", "TIME", result.err) == (
        "error: the memory that is here is newer than the backup (dispatches: 1 here, 1 there; suppressions: 1 here, "
        "0 there; messages tried: 3 here, 3 there; last changed: TIME here, TIME there): nothing was changed\n"
        "   = help: to put it aside nevertheless, say `--despite-newer`\n"
    )
    result = story.run("restore", "safe.zip", "--despite-newer")
    assert result.code == 0
    assert result.out.splitlines()[1].startswith("what was here is in .storsthlm/before-restore-")


def test_who_was_let_back_in_since_is_not_put_out_again(story: Story) -> None:
    story.run("suppress", "bo@kommun.example")
    story.run("backup", "safe.zip")
    story.run("suppress", "bo@kommun.example", "--lift", "--reason", "wants it")
    result = story.run("restore", "safe.zip")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("error: the memory that is here is newer than the backup (dispatches: 0 here")
    assert story.run("suppress").out == "0 suppressions\n"
    assert story.run("restore", "safe.zip", "--despite-newer").code == 0
    assert story.run("suppress").out.startswith("bo@kommun.example")


def test_a_backup_is_never_replaced_by_a_poorer_one_without_a_word(story: Story) -> None:
    story.run("send", "--list", "kommuner", "--confirm", "3")
    story.run("backup", "safe.zip")
    before = (story.folder / "safe.zip").read_bytes()
    shutil.rmtree(story.folder / ".storsthlm")
    story.run("suppress", "bo@kommun.example")
    result = story.run("backup", "safe.zip")
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        "error: `safe.zip` would be lost: it is of another database than the one that is here; nothing was written\n"
        "   = help: name another file; if that backup is to go, say `--replace`\n"
    )
    assert (story.folder / "safe.zip").read_bytes() == before
    assert story.run("backup", "other.zip").code == 0
    assert story.run("backup", "safe.zip", "--replace").code == 0
    assert (story.folder / "safe.zip").read_bytes() != before


def test_a_folder_that_is_not_there_is_a_disk_that_is_not_mounted(story: Story) -> None:
    story.run("suppress", "bo@kommun.example")
    result = story.run("backup", "media/safe/newsletter.zip")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(
        "error: there is no folder `media/safe`: nothing was backed up\n   = help: is the disk"
    )
    assert not (story.folder / "media").exists()


def test_both_have_data(story: Story) -> None:
    story.run("send", "--list", "kommuner", "--confirm", "3")
    made = json.loads(story.run("backup", "safe.zip", "--json").out)
    assert (made["file"], made["dispatches"], made["suppressions"]) == ("safe.zip", 1, 0)
    assert set(made["files"]) == {"state.db", "token.key"}
    put_back = json.loads(story.run("restore", "safe.zip", "--json").out)
    assert (put_back["database"], put_back["doubted"]) == (made["database"], 0)
    assert put_back["aside"].startswith(".storsthlm/before-restore-")


def test_nothing_to_back_up_and_nothing_to_restore_is_told(story: Story) -> None:
    result = story.run("backup")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: this workspace remembers nothing yet")
    result = story.run("restore", "none.zip")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: there is no file `none.zip`\n")


def test_what_is_no_backup_is_told(story: Story) -> None:
    result = story.run("restore", "storsthlm.yaml")
    assert (result.code, result.out) == (2, "")
    assert "is no whole backup of storsthlm" in result.err
