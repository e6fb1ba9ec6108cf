"""What judges need of the machine: a Chromium and a Java. CI must have both; elsewhere tests say what is missing.

This is a plugin of pytest: its fixtures are there for all tests, so that one run starts one browser.
"""

from __future__ import annotations

import os
import pathlib
import shutil
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, NoReturn

import pytest
from _pytest.outcomes import Skipped

from storsthlm_cli.chromium import find_chromium
from storsthlm_cli.model.errors import Failure

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FLAGS = ("--disable-background-networking", "--disable-gpu")
IN_A_BROWSER = ("browser", "judge")
_ENVIRONMENT = dict(os.environ)
"""As it was at the start: stories run in one that says nothing."""


class _MissingError(Skipped):
    """The machine lacks something."""


@pytest.fixture(scope="session")
def installed() -> pathlib.Path:
    """Return the Chromium of this machine."""
    try:
        return find_chromium(_ENVIRONMENT)
    except Failure as failure:
        _without(f"{failure.message}: {failure.hint}")


@pytest.fixture(scope="session")
def chromium(installed: pathlib.Path) -> Iterator[Browser]:
    """Give the one browser of this run. Whoever takes a page or a context closes it."""
    from playwright.sync_api import sync_playwright

    flags = [*FLAGS, *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed, args=flags)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def java() -> pathlib.Path:
    """Return the Java that runs the Nu HTML checker."""
    found = shutil.which("java", path=_ENVIRONMENT.get("PATH"))
    if found is None:
        _without("there is no Java for the HTML checker: install one")
    return pathlib.Path(found)


def variable(name: str) -> str | None:
    """Return a variable of the environment in which the run began; None when it is empty or not set."""
    return _ENVIRONMENT.get(name) or None


def allow(installed: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a story, whose environment says nothing, use this browser."""
    monkeypatch.setenv("STORSTHLM_CHROMIUM", str(installed))


def _without(reason: str) -> NoReturn:
    """Skip the test, or fail it in CI, where nothing that judges may be missing."""
    if variable("CI"):
        pytest.fail(reason, pytrace=False)
    raise _MissingError(reason)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Move them to the end: Playwright keeps a loop running in this thread, in which no other can be started."""
    items.sort(key=lambda item: any(item.get_closest_marker(name) for name in IN_A_BROWSER))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    call: pytest.CallInfo[None],
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Say what is missing once, and not once a test: skips at one place are counted in one line."""
    report = yield
    if call.excinfo is not None and isinstance(call.excinfo.value, _MissingError):
        report.longrepr = (__file__, 1, str(call.excinfo.value))
    return report
