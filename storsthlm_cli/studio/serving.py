"""Serving the page: a socket on this machine, a watch on the files, the browser."""

from __future__ import annotations

import asyncio
import contextlib
import os
import pathlib
import socket
from collections.abc import Callable, Sequence

import uvicorn
from watchfiles import Change, awatch

from storsthlm_cli.model.audience import Subscriber
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.report.consoles import Consoles, visible, write
from storsthlm_cli.report.errors import show_bug
from storsthlm_cli.report.findings import summary
from storsthlm_cli.settings.records import FILE as SETTINGS_FILE
from storsthlm_cli.studio.app import studio
from storsthlm_cli.studio.desk import Desk
from storsthlm_cli.studio.guard import Session
from storsthlm_cli.studio.opening import opened_page
from storsthlm_cli.studio.sheets import Sheet, View
from storsthlm_cli.workflows.variants import check_list
from storsthlm_cli.workflows.workspace import Workspace, open_workspace

LOOPBACK = "127.0.0.1"
DEBOUNCE, STEP = 60, 8
"""Milliseconds: how long changes that follow each other are waited for at most, and the pause that ends the waiting."""


def serve(
    workspace: Workspace,
    issue: str | None,
    reader: Subscriber | None,
    consoles: Consoles,
    *,
    lists: Sequence[str] = (),
    port: int,
    open_browser: bool,
) -> None:
    """Show an issue in the browser, as a subscriber or the invented reader, until the user stops the command.

    The invented reader gets the mail for all, or that of these lists, of which the page shows the first. Port 0 is any
    free one. Raises Failure when the port is taken, or there is no such list.
    """
    for name in lists:
        check_list(workspace, name)
    view = View(issue, reader.list if reader else next(iter(lists), None), reader.address if reader else None)
    with _listen(port) as listener:
        session = Session(listener.getsockname()[1])
        write(consoles.out, f"preview: {session.address}")
        consoles.out.file.flush()
        write(consoles.err, "saved changes show at once; stop with Ctrl-C")
        desk = Desk(
            workspace.root, lambda: open_workspace(workspace.root, {}), lambda error: show_bug(consoles, error), view
        )

        def shown(sheet: Sheet) -> None:
            told = sheet.failure.message if sheet.failure else summary(sheet.findings)
            write(consoles.err, visible(f"{sheet.issue or 'issue'}: {told}"))

        page = (
            opened_page(session.address, workspace.settings.state_folder) if open_browser else contextlib.nullcontext()
        )
        with page, contextlib.suppress(KeyboardInterrupt):
            asyncio.run(_run(listener, desk, session, workspace, shown))


def edited(workspace: Workspace) -> tuple[pathlib.Path, ...]:
    """Return the folders of what a person edits; they need not exist."""
    folders = [workspace.issues, workspace.directory, workspace.lists, workspace.templates]
    logo = workspace.settings.newsletter.logo
    if logo is not None and (workspace.root / logo).parent != workspace.root:
        folders.append((workspace.root / logo).parent)
    return tuple(folders)


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
    listener: socket.socket,
    desk: Desk,
    session: Session,
    workspace: Workspace,
    shown: Callable[[Sheet], None],
) -> None:
    config = uvicorn.Config(
        studio(desk, session),
        log_level="critical",
        lifespan="off",
        ws="none",
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    server = uvicorn.Server(config)
    stop = asyncio.Event()
    tasks = [
        asyncio.create_task(_watch(desk, workspace, stop)),
        asyncio.create_task(_tell(desk, shown)),
        asyncio.create_task(_close_streams(server, desk)),
    ]
    try:
        await server.serve(sockets=[listener])
    finally:
        desk.stop()
        stop.set()
        await asyncio.gather(*tasks)


async def _watch(desk: Desk, workspace: Workspace, stop: asyncio.Event) -> None:
    """Tell the desk of every change in what a person edits, until told to stop.

    In the workspace's own folder lies too much to watch all of it: only the settings, and which folders come and go.
    The folder is watched and not the file, since editors put another one in its place.
    """
    names = {path.name for path in edited(workspace)}

    def matters(change: Change, path: str) -> bool:
        name = pathlib.PurePath(path).name
        return name == SETTINGS_FILE or (name in names and change is not Change.modified)

    top = awatch(workspace.root, watch_filter=matters, stop_event=stop, debounce=DEBOUNCE, step=STEP, recursive=False)
    over = asyncio.Event()
    below = asyncio.create_task(_watch_folders(desk, workspace, over))
    async for _ in top:
        over.set()
        await below
        with contextlib.suppress(Failure):
            workspace = await asyncio.to_thread(desk.opened)
        over = asyncio.Event()
        below = asyncio.create_task(_watch_folders(desk, workspace, over))
        desk.touch()
    over.set()
    await below


async def _watch_folders(desk: Desk, workspace: Workspace, over: asyncio.Event) -> None:
    """Tell the desk of every change in the folders that are there now, until `over`."""
    folders = [path for path in edited(workspace) if path.exists()]
    with contextlib.suppress(FileNotFoundError):
        async for _ in awatch(*folders, stop_event=over, debounce=DEBOUNCE, step=STEP):
            desk.touch()


async def _tell(desk: Desk, shown: Callable[[Sheet], None]) -> None:
    """Say on the terminal what was found, each time that there is something new."""
    # The watch stands before the files are read for the first time, so that no change falls between.
    await asyncio.sleep(0)
    async for sheet in desk.follow(lambda: desk.view):
        shown(sheet)


async def _close_streams(server: uvicorn.Server, desk: Desk) -> None:
    """End the event streams when the server is told to stop: it waits for its connections."""
    while not server.should_exit and not desk.stopping:
        await asyncio.sleep(0.2)
    desk.stop()
