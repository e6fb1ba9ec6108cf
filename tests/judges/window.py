"""A browser window that measures the page in it."""

from __future__ import annotations

import contextlib
import itertools
import pathlib
from collections.abc import Iterable, Iterator
from typing import Any, Literal

import axe_playwright_python
from playwright.sync_api import Browser, Page, Request, Route

AXE = (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
MEASURES = (pathlib.Path(__file__).parent / "measures.js").read_text(encoding="utf-8")
WIDTHS = (320, 375, 640)
"""CSS pixels: the narrowest phone (WCAG 2.1, 1.4.10), a common one, and the mail's own width."""
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
REQUIRED = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa")
ADVISED = "best-practice"
HEIGHT = 900


class Window:
    """Shows one page at a time, from files; what the page asks of the network is refused and noted in `asked`.

    `advice` has what axe calls good practice beyond WCAG, of all pages so far.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._shown: pathlib.Path | None = None
        self.images = True
        self.asked: list[str] = []
        self.advice: set[str] = set()
        page.route("**/*", self._serve)

    @classmethod
    @contextlib.contextmanager
    def opened(cls, browser: Browser) -> Iterator[Window]:
        """Give a window of the browser, closed at the end."""
        context = browser.new_context(bypass_csp=True, viewport={"width": WIDTHS[0], "height": HEIGHT})
        try:
            yield cls(context.new_page())
        finally:
            context.close()

    def show(self, page: pathlib.Path, *, images: bool = True) -> None:
        """Load a page, in light colours."""
        self.images, self._shown = images, page
        self.asked.clear()
        self._page.emulate_media(color_scheme="light", media="screen")
        self._page.goto(page.as_uri())
        self._page.evaluate(MEASURES)

    def without_images(self) -> None:
        """Load the same page as readers see it whose programs show no images."""
        assert self._shown is not None
        self.show(self._shown, images=False)

    def change(self, script: str) -> None:
        """Run JavaScript on the page, and wait for its images to come, or not to."""
        self._page.evaluate(script)
        self._page.evaluate("() => Promise.allSettled([...document.images].map(image => image.decode()))")

    def faults(self, *measures: str, widths: Iterable[int] = WIDTHS, schemes: Iterable[Any] = ("light",)) -> list[str]:
        """Return what measures such as `sideways()` find at each width and in each scheme."""
        found = []
        for scheme, width in itertools.product(schemes, widths):
            self._set(width, scheme)
            for measure in measures:
                found += [f"{width} {scheme}: {fault}" for fault in self._page.evaluate(f"judge.{measure}")]
        return found

    def axe(self, *rules: str, widths: Iterable[int] = WIDTHS, schemes: Iterable[Any] = SCHEMES) -> list[str]:
        """Return axe's violations of the WCAG 2.1 A and AA rules, or of `rules` alone."""
        self._page.evaluate(AXE)
        only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": [*REQUIRED, ADVISED]}
        options = {"runOnly": only, "resultTypes": ["violations"]}
        found = []
        for scheme, width in itertools.product(schemes, widths):
            self._set(width, scheme)
            for rule in self._page.evaluate("options => axe.run(document, options).then(r => r.violations)", options):
                if rules or set(rule["tags"]) & set(REQUIRED):
                    found += [f"{width} {scheme}: {_sentence(rule, node)}" for node in rule["nodes"]]
                else:
                    self.advice.update(_sentence(rule, node) for node in rule["nodes"])
        return found

    def _set(self, width: int, scheme: Literal["light", "dark"]) -> None:
        self._page.set_viewport_size({"width": width, "height": HEIGHT})
        self._page.emulate_media(color_scheme=scheme)

    def _serve(self, route: Route, request: Request) -> None:
        if not request.url.startswith(("file:", "data:")):
            self.asked.append(request.url)
            route.abort()
        elif request.resource_type == "image" and not self.images:
            route.abort()
        else:
            route.continue_()


def _sentence(rule: dict[str, Any], node: dict[str, Any]) -> str:
    summary = " ".join(node["failureSummary"].split()[6:])
    return f"{rule['id']} at {node['target'][0]}: {summary}"
