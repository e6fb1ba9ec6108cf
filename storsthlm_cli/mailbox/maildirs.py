"""A Maildir (https://cr.yp.to/proto/maildir.html), with Maildir++ folders as Dovecot and Courier have them."""

from __future__ import annotations

import contextlib
import pathlib
from collections.abc import Collection, Iterator

from storsthlm_cli.mailbox.parts import MOST
from storsthlm_cli.model.errors import Failure


class Maildir:
    """A Maildir on this machine. Its flags are kept: nothing is marked as read."""

    def __init__(self, folder: pathlib.Path, filed: str) -> None:
        """Open the Maildir. Raises Failure when the folder is none."""
        if not all((folder / each).is_dir() for each in ("cur", "new")):
            raise Failure(f"`{folder}` is no Maildir", hint="a Maildir has the folders `cur`, `new` and `tmp`")
        self.name = str(folder)
        self.filed = filed
        self._folder = folder

    def unread(self, known: Collection[str]) -> Iterator[tuple[str, bytes]]:
        """Yield the mails; one that another program takes away meanwhile is passed over."""
        for name, path in sorted(self._mails().items()):
            if self._named(name) in known:
                continue
            with contextlib.suppress(OSError), path.open("rb") as file:
                yield self._named(name), file.read(MOST)

    def file(self, names: Collection[str]) -> int:
        """Move mails into the folder, which is made when there is none. Raises Failure when it cannot be."""
        if not names:
            return 0
        target = self._folder / f".{self.filed}"
        try:
            for each in ("cur", "new", "tmp"):
                (target / each).mkdir(mode=0o700, parents=True, exist_ok=True)
            (target / "maildirfolder").touch(mode=0o600)
        except OSError as error:
            raise Failure(
                f"cannot make the folder `{target}`: {error.strerror or error}", hint="make it writable for you"
            ) from None
        moved = 0
        for name, path in self._mails().items():
            if self._named(name) in names:
                flagged = path.name if ":2," in path.name else f"{path.name}:2,"
                with contextlib.suppress(FileNotFoundError):
                    path.rename(target / "cur" / flagged)
                    moved += 1
        return moved

    def _mails(self) -> dict[str, pathlib.Path]:
        """Return the mails by the part of their names that no program changes."""
        found = {}
        for each in ("cur", "new"):
            for path in (self._folder / each).iterdir():
                if path.is_file() and not path.name.startswith("."):
                    found[path.name.partition(":")[0]] = path
        return found

    def _named(self, name: str) -> str:
        return f"maildir:{name}"
