"""`keys`: which there are, what depends on them, a new one; and the word on backups after the first real dispatch."""

from __future__ import annotations

import json
import re

from tests.smtp_server import Manners, Server
from tests.stories.conftest import Result, Story

HINT = "are on this disk only: `storsthlm backup FILE` keeps them on another"


def sent_for_real(story: Story, *flags: str) -> Result:
    story.change("issues/2021-06/issue.yaml", "2021-06-21", "2099-06-19") if not flags else None
    with Server(Manners()) as server:
        text = (story.folder / "storsthlm.yaml").read_text("utf-8")
        story.write(
            "storsthlm.yaml",
            f"{text}\ntransport: smtp\nsmtp: {{host: 127.0.0.1, port: {server.port}, security: plain}}\n",
        )
        result = story.run("send", "--list", "kommuner", "--confirm", "3", *flags)
        story.write("storsthlm.yaml", text)
        return result


def test_before_anything_was_sent_there_are_none(story: Story) -> None:
    result = story.run("keys")
    assert (result.code, result.out, result.err) == (0, "no token keys yet: the first dispatch makes them\n", "")
    assert story.run("keys", "rotate", "--yes").code == 2
    assert not (story.folder / ".storsthlm").exists()


def test_what_depends_on_them_is_told_and_never_the_secret(story: Story) -> None:
    story.run("send", "--list", "kommuner", "--confirm", "3")
    story.run("person", "erase", "anna@kommun.example", "--yes")
    result = story.run("keys")
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    assert lines[0] == ".storsthlm/token.key"
    assert re.fullmatch(r"  [0-9a-f]{6}  signs, since TIME", lines[1])
    assert "1 digest in the place of addresses" in lines[2]
    assert lines[3] == "last backup: none that is known of; `storsthlm backup` keeps it, with the database"
    secret = json.loads((story.folder / ".storsthlm" / "token.key").read_text())["keys"][0]["secret"]
    assert secret not in result.out + story.run("keys", "--json").out


def test_a_new_key_signs_and_the_old_tokens_hold_on(story: Story) -> None:
    story.run("send", "--list", "kommuner", "--confirm", "3")
    story.run("backup", "safe.zip")
    assert "with all of them" in story.run("keys").out
    assert story.run("keys", "rotate").code == 2
    assert story.run("keys", "rotate", stdin="n\n", terminal=True).code == 1
    result = story.run("keys", "rotate", stdin="y\n", terminal=True)
    assert (result.code, result.out.splitlines()[1]) == (0, "next: `storsthlm backup` keeps it, with the database")
    data = json.loads(story.run("keys", "--json").out)
    assert [key["signs"] for key in data["keys"]] == [False, True]
    assert data["unsaved"] == [data["keys"][1]["id"]]
    assert f"it lacks {data['keys'][1]['id']}" in story.run("keys").out
    assert story.run("verify").code == 0
    (story.folder / "safe.zip").unlink()
    assert "it is not there now" in story.run("keys").out


def test_lost_keys_are_a_failure(story: Story) -> None:
    story.run("send", "--list", "kommuner", "--confirm", "3")
    (story.folder / ".storsthlm" / "token.key").unlink()
    result = story.run("keys")
    assert (result.code, result.out) == (2, "")


def test_the_first_real_dispatch_says_once_that_a_backup_should_be_made(story: Story) -> None:
    result = sent_for_real(story)
    assert result.code == 0, result.err
    assert HINT in result.err
    assert HINT not in sent_for_real(story, "--again").err


def test_who_has_a_backup_is_not_told(story: Story) -> None:
    story.run("send", "--list", "kommuner", "--confirm", "3")
    story.run("backup", "safe.zip")
    assert HINT not in sent_for_real(story).err
