from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.smtp_server import Manners, Server
from tests.stories.conftest import Story

LISTED = 12


def going_over(story: Story, *servers: str) -> None:
    first, *others = servers
    smtp = f"{{{first}, others: [{', '.join(f'{{{other}}}' for other in others)}]}}"
    story.change("storsthlm.yaml", "design:\n", f"transport: smtp\nsmtp: {smtp}\n\ndesign:\n")
    people = [f"p{number}@kommun.example" for number in range(LISTED)]
    story.write("lists/alla.csv", "e-post\n" + "\n".join(people) + "\n")


def issue(story: Story, key: str) -> None:
    """Write an issue with a key of its own."""
    text = (story.folder / "issues/2021-06/issue.yaml").read_text("utf-8")
    story.write(f"issues/{key}/issue.yaml", text.replace("2021-06-21", f"{key}-21"))


def plain(server: Server, more: str = "") -> str:
    return f"host: 127.0.0.1, port: {server.port}, security: plain{more}"


def send(story: Story, key: str) -> int:
    return story.run("send", key, "--list", "alla", "--confirm", str(LISTED)).code


def test_a_day_s_limit_counts_what_earlier_dispatches_sent_today(story: Story) -> None:
    """The first issue leaves eight of twenty; the second server takes what the day no longer bears."""
    issue(story, "2099-06")
    issue(story, "2099-07")
    with Server() as first, Server() as second:
        going_over(story, plain(first, ", per_day: 20"), plain(second))
        assert send(story, "2099-06") == 0
        assert (len(first.accepted), len(second.accepted)) == (12, 0)
        assert send(story, "2099-07") == 0
        assert (len(first.accepted), len(second.accepted)) == (20, 4)


def test_what_was_only_rehearsed_counts_for_no_day(story: Story) -> None:
    issue(story, "2099-06")
    story.write("lists/alla.csv", "e-post\n" + "\n".join(f"p{number}@kommun.example" for number in range(LISTED)))
    assert send(story, "2099-06") == 0
    with Server() as first, Server() as second:
        going_over(story, plain(first, ", per_day: 12"), plain(second))
        assert send(story, "2099-06") == 0
        assert (len(first.accepted), len(second.accepted)) == (12, 0)


def test_a_pace_and_the_pace_of_a_domain_come_from_the_settings(story: Story) -> None:
    issue(story, "2099-06")
    with Server() as server:
        going_over(story, plain(server, ", domains: {kommun.example: 240}"))
        began = time.monotonic()
        assert send(story, "2099-06") == 0
        assert time.monotonic() - began > LISTED / 4 - 1.5
        assert len(server.accepted) == LISTED


@pytest.mark.parametrize("missing", [True, False])
def test_a_server_whose_password_is_missing_makes_way(story: Story, tmp_path: Path, missing: bool) -> None:
    issue(story, "2099-06")
    file = tmp_path / "hemligt"
    if not missing:
        file.write_text("fel\n", "utf-8")
        file.chmod(0o644)
    with Server(Manners(login=("brev", "rätt"))) as first, Server() as second:
        going_over(story, plain(first, f", user: brev, password_file: {file}"), plain(second))
        assert send(story, "2099-06") == 0
        assert first.record.logins == 0
        assert len(second.accepted) == LISTED
