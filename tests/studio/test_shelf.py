from __future__ import annotations

import os
import pathlib

import pytest

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.studio.shelf import MOST, Shelf
from storsthlm_cli.workflows.workspace import Workspace, open_workspace


@pytest.fixture
def opened(workspace: pathlib.Path) -> Workspace:
    return open_workspace(workspace, {})


def test_a_list_is_read_once_for_as_long_as_it_is_the_same(opened: Workspace) -> None:
    shelf = Shelf()
    first = shelf.open(opened, "kommuner")
    assert shelf.open(opened, "kommuner") is first
    path = opened.lists / "kommuner.csv"
    path.write_text("e-post\neva@kommun.example\n", encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert [each.address for each in shelf.open(opened, "kommuner").subscribers] == ["eva@kommun.example"]


def test_of_many_the_first_are_shown_and_all_are_counted(opened: Workspace) -> None:
    rows = "".join(f"n{number}@kommun.example,Namn {number}\n" for number in range(1000))
    (opened.lists / "stor.csv").write_text(f"e-post,namn\n{rows}", encoding="utf-8")
    found, count = Shelf().search(opened, "stor", "NAMN")
    assert (len(found), count) == (MOST, 1000)
    found, count = Shelf().search(opened, "stor", "namn 99 kommun")
    assert (len(found), count) == (19, 19)


def test_a_list_that_is_gone_is_told(opened: Workspace) -> None:
    shelf = Shelf()
    shelf.open(opened, "kommuner")
    (opened.lists / "kommuner.csv").unlink()
    with pytest.raises(Failure, match="there is no list `kommuner`"):
        shelf.reader(opened, "kommuner", "bo@kommun.example")
