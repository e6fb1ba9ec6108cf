"""What lies on the desk: a sheet for each view that somebody has open, made anew whenever a file changes."""

from __future__ import annotations

import asyncio
import contextlib
import pathlib
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace

from storsthlm_cli.model.audience import Subscriber
from storsthlm_cli.model.places import Place
from storsthlm_cli.studio.sheets import Sheet, View, renewed
from storsthlm_cli.studio.shelf import Shelf
from storsthlm_cli.workflows.workspace import Workspace

GRACE = 0.3
"""Seconds for which a sheet that cannot be shown is held back: editors save in steps, and the next may mend it."""

MOST_PASSED_OVER = 3
"""Sheets in a row that are not told because a newer change is there already."""

MOST_VIEWS = 16
"""Views whose sheets are kept; the one that was asked for longest ago goes first."""


@dataclass(slots=True)
class Desk:
    """The sheets, and the news of the next ones. `opened` opens the workspace in the folder `root` as it is now.

    `first` is the view that the command asks for, `view` the one that was asked for last. All but the making of a
    sheet happens in the event loop.
    """

    root: pathlib.Path
    opened: Callable[[], Workspace]
    on_bug: Callable[[Exception], None]
    first: View = field(default_factory=View)
    view: View = field(init=False)
    shelf: Shelf = field(default_factory=Shelf)
    version: int = 1
    noticed: float = 0.0
    stopping: bool = False
    _sheets: dict[View, Sheet] = field(default_factory=dict)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)
    _making: asyncio.Lock = field(default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        self.view = self.first

    def touch(self) -> None:
        """Say that files have changed."""
        self.version += 1
        self.noticed = time.time()
        self._ring()

    def stop(self) -> None:
        """End everything that waits for news."""
        self.stopping = True
        self._ring()

    async def sheet(self, view: View) -> Sheet:
        """Return the sheet of a view from the files as they are now."""
        async with self._making:
            sheet = self._sheets.get(view) or Sheet(view=view)
            if sheet.version != self.version:
                sheet = replace(sheet, version=self.version, noticed=self.noticed)
                sheet = await asyncio.to_thread(
                    renewed, sheet, self.opened, lambda workspace: self._reader(workspace, view), self.on_bug
                )
            self._sheets.pop(view, None)
            self._sheets[view] = sheet
            while len(self._sheets) > MOST_VIEWS:
                del self._sheets[next(iter(self._sheets))]
            return sheet

    async def follow(self, viewed: Callable[[], View]) -> AsyncIterator[Sheet]:
        """Yield the sheet of a view, then another whenever there is a newer one worth showing, until `stop`.

        `viewed` is asked each time. What lasts for a moment only, while an editor saves, is not yielded.
        """
        told: tuple[View, int] | None = None
        passed_over = 0
        while not self.stopping:
            view, news = viewed(), self._changed
            if told == (view, self.version):
                await news.wait()
                continue
            sheet = await self.sheet(view)
            if sheet.stale and told is not None and sheet.version == self.version:
                await self._within(GRACE, news)
            if sheet.version != self.version and passed_over < MOST_PASSED_OVER:
                passed_over += 1
                continue
            passed_over = 0
            told = (view, sheet.version)
            yield sheet

    def look_at(self, view: View) -> None:
        """Remember which view was asked for last, and tell who follows it."""
        if view != self.view:
            self.view = view
            self._ring()

    def place(self, written: str) -> Place | None:
        """Return the place that is written so, if a page has been told of it."""
        return next((places[written] for places in map(Sheet.places, self._sheets.values()) if written in places), None)

    def image(self, name: str) -> bytes | None:
        """Return an image of a mail on show by its name, which has a part of its content's hash in it."""
        for sheet in self._sheets.values():
            if sheet.preview is not None and name in sheet.preview.images:
                return sheet.preview.images[name]
        return None

    def _reader(self, workspace: Workspace, view: View) -> Subscriber | None:
        if view.list is None or view.reader is None:
            return None
        return self.shelf.reader(workspace, view.list, view.reader)

    def _ring(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()

    @staticmethod
    async def _within(seconds: float, news: asyncio.Event) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(news.wait(), seconds)
