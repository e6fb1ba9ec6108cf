"""Serving the page: a socket on this machine, a watch on the files, the browser."""

from __future__ import annotations

import asyncio
import contextlib
import os
import pathlib
import socket
import threading
import webbrowser
from collections.abc import Callable

import uvicorn
from watchfiles import awatch

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.report.consoles import Consoles, write
from storsthlm_cli.report.errors import show_bug
from storsthlm_cli.report.findings import summary
from storsthlm_cli.settings.records import FILE as SETTINGS_FILE
from storsthlm_cli.studio.app import Desk, studio
from storsthlm_cli.studio.desk import Sheet, renew
from storsthlm_cli.workflows.workspace import Workspace

LOOPBACK = "127.0.0.1"
DEBOUNCE = 150
"""Milliseconds to wait for more changes: editors save in several steps."""

Renew = Callable[[Sheet], Sheet]
Shown = Callable[[Sheet], None]


def serve(workspace: Workspace, issue: str | None, consoles: Consoles, *, port: int, open_browser: bool) -> None:
    """Show an issue in the browser until the user stops the command; port 0 is any free one.

    Raises Failure when the port is taken.
    """
    with _listen(port) as listener:
        address = f"http://{LOOPBACK}:{listener.getsockname()[1]}/"
        write(consoles.out, f"preview: {address}")
        consoles.out.file.flush()
        write(consoles.err, "saved changes show at once; stop with Ctrl-C")

        def renewed(sheet: Sheet) -> Sheet:
            return renew(sheet, workspace.root, issue, lambda error: show_bug(consoles, error))

        def shown(sheet: Sheet) -> None:
            told = sheet.failure.message if sheet.failure else summary(sheet.findings)
            write(consoles.err, f"{sheet.issue or 'issue'}: {told}")

        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(_run(listener, workspace, renewed, shown, address if open_browser else None))


def watched(workspace: Workspace) -> tuple[pathlib.Path, ...]:
    """Return what is watched for changes: the files that a person edits, as far as they are there."""
    folders = (workspace.issues, workspace.directory, workspace.templates, workspace.root / SETTINGS_FILE)
    return tuple(path for path in folders if path.exists())


def _listen(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name == "posix":
        # A port that was in use a moment ago is free; on Windows this option would share it with another program.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((LOOPBACK, port))
        listener.listen()
    except OSError as error:
        listener.close()
        raise Failure(
            f"cannot use port {port}: {error.strerror or error}", hint="leave `--port` out to use any free one"
        ) from error
    return listener


async def _run(
    listener: socket.socket, workspace: Workspace, renewed: Renew, shown: Shown, address: str | None
) -> None:
    desk = Desk()
    config = uvicorn.Config(studio(desk), log_level="critical", lifespan="off", timeout_graceful_shutdown=2)
    server = uvicorn.Server(config)
    stop = asyncio.Event()
    watch = asyncio.create_task(_watch(desk, workspace, renewed, shown, stop))
    bell = asyncio.create_task(_close_streams(server, desk))
    if address is not None:
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    try:
        await server.serve(sockets=[listener])
    finally:
        desk.stopping = True
        stop.set()
        await asyncio.gather(watch, bell)


async def _watch(desk: Desk, workspace: Workspace, renewed: Renew, shown: Shown, stop: asyncio.Event) -> None:
    """Put a sheet on the desk at once, and another whenever a file has changed, until told to stop; tell of each."""
    changes = awatch(*watched(workspace), stop_event=stop, debounce=DEBOUNCE, step=50)
    change = asyncio.ensure_future(anext(changes, None))
    # The watch stands before the files are read for the first time, so that no change falls between.
    await asyncio.sleep(0)
    while True:
        desk.put(await asyncio.to_thread(renewed, desk.sheet))
        shown(desk.sheet)
        if await change is None:
            return
        change = asyncio.ensure_future(anext(changes, None))


async def _close_streams(server: uvicorn.Server, desk: Desk) -> None:
    """End the event streams when the server is told to stop: it waits for its connections."""
    while not server.should_exit and not desk.stopping:
        await asyncio.sleep(0.2)
    desk.stopping = True
