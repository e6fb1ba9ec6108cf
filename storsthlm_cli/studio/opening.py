"""Opening the page in the browser, without telling its address to the other users of this machine."""

from __future__ import annotations

import contextlib
import html
import os
import pathlib
import sys
import tempfile
import threading
import webbrowser
from collections.abc import Iterator

_PAGE = '<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url={0}"><a href="{0}">{0}</a>\n'


@contextlib.contextmanager
def opened_page(address: str, folder: pathlib.Path) -> Iterator[None]:
    """Open an address with a key in it in the browser, and keep what that takes until the end.

    Linux shows everybody what every program was started with. There, the browser is started with a file of mode 0600
    in `folder`, which sends it on. When the file cannot be written nothing is opened: the terminal shows the address.
    """
    if os.name != "posix" or sys.platform == "darwin":
        _open(address)
        yield
        return
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            page = stack.enter_context(
                tempfile.NamedTemporaryFile("w", encoding="utf-8", prefix="preview-", suffix=".html", dir=folder)
            )
            page.write(_PAGE.format(html.escape(address)))
            page.flush()
            _open(pathlib.Path(page.name).resolve().as_uri())
        yield


def _open(address: str) -> None:
    """Open it in a thread: some browsers keep who starts them waiting."""
    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
