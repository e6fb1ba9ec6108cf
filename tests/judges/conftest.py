"""The gallery, and a window in which an exhibit is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.judges.exhibits import EXHIBITS, MAILS, Exhibit, Gallery
from tests.judges.window import Window

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Gallery:
    """Give all that is judged."""
    return Gallery(tmp_path_factory.mktemp("gallery"))


@pytest.fixture(params=EXHIBITS)
def exhibit(request: pytest.FixtureRequest, gallery: Gallery) -> Exhibit:
    """Give one page, mail or web."""
    return gallery[request.param]


@pytest.fixture(params=MAILS)
def mail(request: pytest.FixtureRequest, gallery: Gallery) -> Exhibit:
    """Give one mail."""
    return gallery[request.param]


ADVICE = pytest.StashKey[set[str]]()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Tell what axe calls good practice beyond WCAG: told, not required."""
    advice = config.stash.get(ADVICE, None)
    for sentence in sorted(advice or ()):
        terminalreporter.write_line(f"axe advises: {sentence}")


@pytest.fixture(scope="session")
def _window(chromium: Browser, pytestconfig: pytest.Config) -> Iterator[Window]:
    with Window.opened(chromium) as window:
        yield window
        pytestconfig.stash[ADVICE] = window.advice


@pytest.fixture
def window(_window: Window, exhibit: Exhibit) -> Window:
    """Show one page, mail or web."""
    _window.show(exhibit.page)
    return _window


@pytest.fixture
def mail_window(_window: Window, mail: Exhibit) -> Window:
    """Show one mail."""
    _window.show(mail.page)
    return _window


@pytest.fixture
def one_window(_window: Window, gallery: Gallery) -> Window:
    """Show one mail of many: for tests of the judges themselves."""
    _window.show(gallery[MAILS[-1]].page)
    return _window
