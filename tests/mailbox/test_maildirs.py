from __future__ import annotations

from pathlib import Path

import pytest

from storsthlm_cli.mailbox.maildirs import Maildir
from storsthlm_cli.model.errors import Failure


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for each in ("cur", "new", "tmp"):
        (tmp_path / each).mkdir()
    (tmp_path / "new" / "2.x").write_bytes(b"two")
    (tmp_path / "cur" / "1.x:2,S").write_bytes(b"one")
    (tmp_path / "tmp" / "3.x").write_bytes(b"half")
    return tmp_path


def test_all_mails_but_those_known_are_read_oldest_first(folder: Path) -> None:
    box = Maildir(folder, "storsthlm")
    assert list(box.unread(())) == [("maildir:1.x", b"one"), ("maildir:2.x", b"two")]
    assert list(box.unread({"maildir:1.x"})) == [("maildir:2.x", b"two")]


def test_a_filed_mail_keeps_its_flags_and_is_read_no_more(folder: Path) -> None:
    box = Maildir(folder, "storsthlm")
    assert box.file({"maildir:1.x", "maildir:2.x", "maildir:9.x"}) == 2
    assert sorted(each.name for each in (folder / ".storsthlm" / "cur").iterdir()) == ["1.x:2,S", "2.x:2,"]
    assert list(box.unread(())) == []
    assert box.file({"maildir:1.x"}) == 0


def test_a_mail_keeps_its_name_when_another_program_marks_it(folder: Path) -> None:
    (folder / "new" / "2.x").rename(folder / "cur" / "2.x:2,RS")
    assert [name for name, _ in Maildir(folder, "storsthlm").unread({"maildir:2.x"})] == ["maildir:1.x"]


def test_nothing_to_file_makes_no_folder(folder: Path) -> None:
    assert Maildir(folder, "storsthlm").file(()) == 0
    assert not (folder / ".storsthlm").exists()


def test_a_folder_that_is_no_maildir_is_told(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="is no Maildir"):
        Maildir(tmp_path, "storsthlm")
