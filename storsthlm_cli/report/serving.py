"""What `serve` says: where it answers and what it serves, then a line for each answer, and what is wrong."""

from __future__ import annotations

import contextlib
import json

from storsthlm_cli.report.consoles import Consoles, visible, write, write_wrapped
from storsthlm_cli.report.data import VERSION


def show_serving(
    consoles: Consoles, address: str, *, unsubscribe_url: str | None, site: str | None, json_line: bool
) -> None:
    """Say that it answers, on stdout, at once; and on stderr what is served, and what is missing for the rest."""
    if json_line:
        told = {"version": VERSION, "address": address, "unsubscribe_url": unsubscribe_url, "archive": site}
        consoles.out.file.write(json.dumps(told) + "\n")
    else:
        write(consoles.out, f"serving: {address}")
    consoles.out.file.flush()
    if unsubscribe_url is not None:
        write_wrapped(consoles.err, f"the way out is there for `{visible(unsubscribe_url)}`", "  ")
    else:
        write_wrapped(
            consoles.err,
            "note: there is no way out here: readers can leave by mail alone, which is less than Gmail and Yahoo ask of"
            " large senders; one click (RFC 8058) needs `web.unsubscribe_url` in storsthlm.yaml",
            "  ",
        )
    if site is not None:
        write_wrapped(consoles.err, f"the archive is what lies in `{visible(site)}`", "  ")
    else:
        write_wrapped(
            consoles.err,
            "note: there is no archive here: it needs `web.publish_folder` in storsthlm.yaml, or `--site DIR`",
            "  ",
        )
    write(consoles.err, "it needs a web server with TLS before it; stop with Ctrl-C")


def show_served(consoles: Consoles, method: str, kind: str, status: int, seconds: float) -> None:
    """Write one line of the log: no path, no query, and not who asked. Where it cannot be written, it is not."""
    with contextlib.suppress(OSError):
        consoles.err.file.write(f"{method} {kind} {status} {seconds * 1000:.0f} ms\n")
        consoles.err.file.flush()


def show_wrong(consoles: Consoles, words: str) -> None:
    """Say what is wrong with us, where it can be said."""
    with contextlib.suppress(OSError):
        write(consoles.err, visible(f"error: {words}"))
        consoles.err.file.flush()
