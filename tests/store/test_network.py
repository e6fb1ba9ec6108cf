from __future__ import annotations

from pathlib import Path

import pytest

from storsthlm_cli.store.network import network_drive

MOUNTS = r"""/dev/sda1 / ext4 rw 0 0
proc /proc proc rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/anna/local ext4 rw 0 0
//server/share /mnt/Vår\040disk cifs rw 0 0
me@host: /mnt/far fuse.sshfs rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/srv/news", None),
        ("/home/anna/news/.storsthlm", "nfs4"),
        ("/home/anna/local/news", None),
        ("/homes/anna", None),
        ("/mnt/Vår disk/news", "cifs"),
        ("/mnt/far", "fuse.sshfs"),
    ],
)
def test_the_nearest_mount_decides(folder: str, kind: str | None, tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS, encoding="utf-8")
    assert network_drive(Path(folder), mounts) == kind


def test_of_two_mounts_at_one_place_the_later_holds(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text("auto /net autofs rw 0 0\nserver:/x /net nfs rw 0 0\nbroken\n", encoding="utf-8")
    assert network_drive(Path("/net/news"), mounts) == "nfs"


def test_where_the_system_does_not_tell_nothing_is_known(tmp_path: Path) -> None:
    assert network_drive(tmp_path, tmp_path / "none") is None
