"""The studio in a browser: the real command on a copied workspace, and its page."""

from __future__ import annotations

import contextlib
import http.server
import pathlib
import threading
from collections.abc import Iterator
from typing import Any, Literal

from playwright.sync_api import Browser, FrameLocator, Page

from tests.studio.running import PATIENCE, Studio

Scheme = Literal["light", "dark"]


class Window:
    """The page of a studio in a window of a browser. `said` are its complaints: of scripts, and of broken policy."""

    def __init__(self, page: Page, studio: Studio) -> None:
        self.page = page
        self.studio = studio
        self.said: list[str] = []
        page.set_default_timeout(PATIENCE * 1000)
        page.on("console", lambda message: self.said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.goto(studio.address)
        self.wait_for_version(1)

    @classmethod
    @contextlib.contextmanager
    def opened(
        cls, browser: Browser, studio: Studio, *, scheme: Scheme = "light", width: int = 1280
    ) -> Iterator[Window]:
        """Give the page in a window of its own, closed at the end."""
        context = browser.new_context(
            color_scheme=scheme, reduced_motion="reduce", viewport={"width": width, "height": 800}
        )
        try:
            yield cls(context.new_page(), studio)
        finally:
            context.close()

    @property
    def mail(self) -> FrameLocator:
        """The mail in its frame."""
        return self.page.frame_locator("#mail")

    def wait_for_version(self, version: int) -> None:
        """Wait until a version of the files is on show, or a later one."""
        self.page.wait_for_function(
            "version => Number(document.getElementById('canvas').dataset.version) >= version", arg=version
        )

    def wait_for_mail(self, expression: str) -> None:
        """Wait until a JavaScript expression about the mail's `document` holds."""
        self.page.wait_for_function(
            f"() => {{ const document = window.document.getElementById('mail').contentDocument; return {expression} }}"
        )

    def in_mail(self, expression: str) -> Any:
        """Return the value of a JavaScript expression about the mail's `document`."""
        return self.page.evaluate(
            f"() => {{ const document = window.document.getElementById('mail').contentDocument; return {expression} }}"
        )

    def press(self, name: str) -> None:
        """Press the button of this name in the page's own tools."""
        self.page.get_by_role("button", name=name, exact=True).click()


class ForeignSite:
    """Another site on this machine: serves one page, and notes what is sent to it."""

    def __init__(self, page: str) -> None:
        site = self
        self.page = page
        self.asked: list[str] = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(site.page.encode())

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever)

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self._server.server_port}/"

    def __enter__(self) -> ForeignSite:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def issue_of(folder: pathlib.Path) -> pathlib.Path:
    """Return the file of the issue that these tests edit."""
    return folder / "issues/2021-06/issue.yaml"
