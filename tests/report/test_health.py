from __future__ import annotations

import io
import sys
from collections.abc import Iterator

import pytest

from storsthlm_cli.model.health import Grade, Outcome
from storsthlm_cli.report.consoles import open_consoles
from storsthlm_cli.report.health import show_health
from storsthlm_cli.workflows.workspace import open_workspace
from tests.stories.conftest import Story, Terminal


def test_each_line_is_written_as_soon_as_it_is_known(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)

    def looks() -> Iterator[Outcome]:
        yield Outcome("smtp", Grade.OK, "it answers")
        assert stream.getvalue() == "ok       smtp         it answers\n"
        yield Outcome("disk", Grade.ERROR, "it is full", "make room")

    told = show_health(open_consoles({}), open_workspace(story.folder, {}).settings, looks())
    assert [each.topic for each in told] == ["smtp", "disk"]
    assert stream.getvalue().endswith(
        "error    disk         it is full\n          = help: make room\n\n1 error, 0 warnings, 1 in order, 0 skipped\n"
    )


def test_a_servers_words_move_no_cursor_and_stand_under_their_beginning(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = Terminal()
    monkeypatch.setattr(sys, "stdout", stream)
    consoles = open_consoles({"TERM": "xterm", "COLUMNS": "64", "NO_COLOR": "1"})
    outcome = Outcome("smtp", Grade.OK, "\x1b[2J says a great deal, more than there is room for on one line")
    show_health(consoles, open_workspace(story.folder, {}).settings, [outcome])
    first, second = stream.getvalue().splitlines()[:2]
    assert "␛[2J says" in first
    assert second.startswith(" " * 22)
    assert second[22] != " "
