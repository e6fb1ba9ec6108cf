"""`storsthlm serve`."""

from __future__ import annotations

import pathlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from storsthlm_cli.cli.arguments import JsonFlag
from storsthlm_cli.cli.session import session_of
from storsthlm_cli.model.errors import Failure

if TYPE_CHECKING:
    from storsthlm_cli.public.app import House
    from storsthlm_cli.workflows.workspace import Workspace

PORT = 8025


def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="The address of this machine to answer at.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 is any free one.")] = PORT,
    site: Annotated[
        pathlib.Path | None,
        typer.Option(metavar="DIR", help="Serve this folder as the archive. Default: web.publish_folder."),
    ] = None,
    behind_proxy: Annotated[
        bool,
        typer.Option(
            "--behind-proxy",
            help="A proxy with TLS is all that reaches it: --host may be open to others, X-Forwarded-For is believed.",
        ),
    ] = False,
    apart: Annotated[
        bool,
        typer.Option("--apart", help="No database here: keep what readers ask in a journal, for `sync` to fetch."),
    ] = False,
    json: JsonFlag = False,
) -> None:
    """Serve the way out, one click or a page, and the archive.

    Whoever opens the link in a mail sees a page and a button; nothing changes
    until it is pressed. Mail programs that offer to unsubscribe do it in one
    click (RFC 8058). It takes effect at once, also for what is being sent, and
    can be undone. The address is `web.unsubscribe_url`. The archive is what
    `storsthlm archive --publish` put into `web.publish_folder`.

    It speaks plain HTTP to this machine alone: a web server with TLS, such as
    nginx, stands before it (docs/deploy shows how, for systemd too). It logs no
    address, no token and nobody who asks. `/health` answers 200 while the
    database can be read. Where the database is on another host, `--apart` keeps
    a journal that `storsthlm sync` brings home.

    For example:

      storsthlm serve
      storsthlm serve --port 8025 --behind-proxy
      storsthlm serve --port 0 --json
      storsthlm serve --apart
    """
    from storsthlm_cli.public.doorman import Served
    from storsthlm_cli.public.serving import address_of, listen
    from storsthlm_cli.public.serving import serve as answer
    from storsthlm_cli.report.serving import show_served, show_serving, show_wrong

    session = session_of(context)
    workspace = session.workspace()
    folder = site if site is not None else workspace.settings.publishing.folder
    if site is not None and not site.is_dir():
        raise Failure(
            f"the folder `{workspace.shown(site)}` of the archive is not there", hint="name the one that it is in"
        )

    def wrong(words: str) -> None:
        show_wrong(session.consoles, words)

    house = _house(workspace, folder, wrong, behind_proxy=behind_proxy, apart=apart)

    def tell(served: Served) -> None:
        show_served(session.consoles, served.method, served.kind, served.status, served.seconds)

    with listen(host, port, behind_proxy=behind_proxy) as listener:
        show_serving(
            session.consoles,
            address_of(listener),
            unsubscribe_url=workspace.settings.newsletter.unsubscribe_url,
            site=workspace.shown(folder) if folder is not None else None,
            json_line=json,
        )
        answer(listener, house, tell=tell, wrong=wrong)


def _house(
    workspace: Workspace,
    folder: pathlib.Path | None,
    wrong: Callable[[str], None],
    *,
    behind_proxy: bool,
    apart: bool,
) -> House:
    """Return all that is served. Raises Failure when there is nothing, or it cannot be.

    The folder of the archive may come later, as a drive does: the way out is open meanwhile.
    """
    from storsthlm_cli.public.app import House
    from storsthlm_cli.public.events import events_route
    from storsthlm_cli.public.looks import looks_of
    from storsthlm_cli.public.pages import Pages
    from storsthlm_cli.public.paths import way_out
    from storsthlm_cli.public.site import Site
    from storsthlm_cli.workflows.appearance import appearance_of
    from storsthlm_cli.workflows.receiving import DatabaseReception
    from storsthlm_cli.workflows.receiving_apart import ApartReception

    newsletter = workspace.settings.newsletter
    if newsletter.unsubscribe_url is None and folder is None:
        raise Failure(
            "there is nothing to serve: no way out, and no archive",
            hint="set `web.unsubscribe_url` in storsthlm.yaml, and `web.publish_folder` for the archive",
        )
    reception = ApartReception(workspace, wrong=wrong) if apart else DatabaseReception(workspace)
    return House(
        pages=Pages(newsletter, looks_of(appearance_of(workspace)), at_once=not apart),
        reception=reception,
        check=reception.check,
        way_out=way_out(newsletter.unsubscribe_url) if newsletter.unsubscribe_url is not None else None,
        site=Site(folder, workspace.shown(folder)) if folder is not None else None,
        archive_url=newsletter.archive_url,
        behind_proxy=behind_proxy,
        more=(events_route(workspace),) if apart else (),
    )
