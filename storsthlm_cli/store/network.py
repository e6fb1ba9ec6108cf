"""Whether a folder lies on a network drive, where SQLite's locks and its log are not to be relied on.

https://www.sqlite.org/wal.html: WAL does not work over a network file system.
"""

from __future__ import annotations

import re
from pathlib import Path

MOUNTS = Path("/proc/mounts")

_NETWORK = re.compile(
    r"nfs\d?|cifs|smb\w*|afs|ceph|glusterfs|lustre|9p|ncpfs|davfs|fuse\.(?:sshfs|rclone|glusterfs|s3fs|davfs2?)"
)
_ESCAPE = re.compile(r"\\([0-7]{3})")


def network_drive(folder: Path, mounts: Path = MOUNTS) -> str | None:
    """Return the kind of network file system that a folder lies on (`nfs4`), None for a local one.

    The folder need not exist. Only Linux tells (proc(5)): elsewhere the answer is None.
    """
    try:
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
        path = folder.resolve()
    except OSError:
        return None
    found: tuple[int, str] = (-1, "")
    for line in lines:
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = Path(_ESCAPE.sub(lambda match: chr(int(match[1], 8)), fields[1]))
        if path.is_relative_to(point) and len(point.parts) >= found[0]:  # of two at one place the later one hides
            found = len(point.parts), fields[2]
    return found[1] if _NETWORK.fullmatch(found[1]) else None
