"""Pages as Chromium shows them: an installed browser, started without a window and driven over its DevTools protocol.

The protocol is https://chromedevtools.github.io/devtools-protocol/. The browser gets a profile of its own, thrown away
afterwards, and no name resolves in it: what is shown comes from files, and nothing leaves the machine.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from storsthlm_cli.model.errors import Failure

if TYPE_CHECKING:
    from websockets.sync.client import ClientConnection

VARIABLE = "STORSTHLM_CHROMIUM"
"""The environment variable that names the browser to use."""

START_SECONDS = 30.0
ANSWER_SECONDS = 60.0
CLOSE_SECONDS = 5.0
PHONE = 480
"""Pixels: a page up to this width is shown as a phone shows it, which heeds the page's viewport."""

_HEIGHT = 800
_OTHER = f"name another Chromium, Chrome or Edge in `{VARIABLE}`"
_LISTENING = re.compile(r"^DevTools listening on (ws://\S+)$", re.MULTILINE)
_LOG_FILE = "stderr.txt"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge")
_APPS = ("Chromium", "Google Chrome", "Microsoft Edge")
_APP_FOLDERS = ("/Applications", "~/Applications")
_PROGRAMS = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")
_PROGRAM_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
_FLAGS = (
    "--headless=new",
    "--remote-debugging-port=0",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-gpu",
    "--disable-sync",
    "--hide-scrollbars",
    "--no-default-browser-check",
    "--no-first-run",
    "--password-store=basic",
    "--use-mock-keychain",
)


class Scheme(StrEnum):
    """What a reader prefers."""

    LIGHT = "light"
    DARK = "dark"


class Browser:
    """A running browser with one page; `open_browser` makes it. All of it raises Failure when the browser fails."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._number = 0
        self._session: str | None = None
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._ask("Page.enable")
        self._ask("Network.enable")
        self._ask("Network.emulateNetworkConditions", offline=True, latency=0, downloadThroughput=0, uploadThroughput=0)
        self._ask("Emulation.setScriptExecutionDisabled", value=True)

    def show(self, page: pathlib.Path) -> None:
        """Load a page from a file, with its images."""
        answer = self._ask("Page.navigate", url=page.resolve().as_uri())
        if "errorText" in answer:
            raise Failure(f"the browser cannot show `{page}`: {answer['errorText']}")
        self._hear(lambda said: said.get("method") == "Page.loadEventFired", "Page.loadEventFired")

    def picture(self, width: int, scheme: Scheme) -> bytes:
        """Return the whole page as PNG, `width` CSS pixels wide, one pixel each, for one who prefers `scheme`."""
        self._ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=_HEIGHT,
            deviceScaleFactor=1,
            mobile=width <= PHONE,
        )
        self._ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme.value}])
        height = self._ask("Page.getLayoutMetrics")["cssContentSize"]["height"]
        clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
        shot = self._ask("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip)
        return base64.b64decode(shot["data"])

    def pdf(self) -> bytes:
        """Return the page as printed, on the paper that its style sheet asks for."""
        return base64.b64decode(self._ask("Page.printToPDF", preferCSSPageSize=True)["data"])

    def close(self) -> None:
        """Ask the browser to end; it may be gone already."""
        self._session = None
        with contextlib.suppress(Failure):
            self._ask("Browser.close")

    def _ask(self, method: str, **parameters: object) -> dict[str, Any]:
        self._number += 1
        number = self._number
        session = {"sessionId": self._session} if self._session else {}
        with _talking(method):
            self._connection.send(json.dumps({"id": number, "method": method, "params": parameters, **session}))
        answer = self._hear(lambda said: said.get("id") == number, method)
        if "error" in answer:
            raise Failure(f"the browser refuses `{method}`: {answer['error'].get('message', '')}", hint=_OTHER)
        result: dict[str, Any] = answer["result"]
        return result

    def _hear(self, wanted: Callable[[dict[str, Any]], bool], method: str) -> dict[str, Any]:
        deadline = time.monotonic() + ANSWER_SECONDS
        with _talking(method):
            while True:
                said: dict[str, Any] = json.loads(self._connection.recv(max(deadline - time.monotonic(), 0)))
                if wanted(said):
                    return said


def find_chromium(environment: Mapping[str, str] = os.environ, system: str = sys.platform) -> pathlib.Path:
    """Return the Chromium, Chrome or Edge of this machine; the one that STORSTHLM_CHROMIUM names goes first.

    Raises Failure when that one does not exist, and when there is none at all.
    """
    named = environment.get(VARIABLE)
    if named:
        found = shutil.which(named, path=environment.get("PATH"))
        if found is None:
            raise Failure(f"`{VARIABLE}` names `{named}`, which is no program", hint="correct it, or unset it")
        return pathlib.Path(found)
    for candidate in _candidates(environment, system):
        if candidate.is_file():
            return candidate
    raise Failure("there is no Chromium, Chrome or Edge", hint=f"install one, or name its program in `{VARIABLE}`")


def _candidates(environment: Mapping[str, str], system: str) -> Iterator[pathlib.Path]:
    if system == "darwin":
        for folder in _APP_FOLDERS:
            yield from (pathlib.Path(folder).expanduser() / f"{app}.app/Contents/MacOS/{app}" for app in _APPS)
    if system == "win32":
        for variable in _PROGRAM_FOLDERS:
            if environment.get(variable):
                yield from (pathlib.Path(environment[variable], program) for program in _PROGRAMS)
    for name in _NAMES:
        found = shutil.which(name, path=environment.get("PATH", ""))
        if found is not None:
            yield pathlib.Path(found)


@contextlib.contextmanager
def open_browser(program: pathlib.Path) -> Iterator[Browser]:
    """Start a browser, and end it whatever happens. Raises Failure when it does not start."""
    from websockets.sync.client import connect

    with tempfile.TemporaryDirectory(prefix="storsthlm-", ignore_cleanup_errors=True) as name:
        profile = pathlib.Path(name)
        with _process(program, profile) as process:
            address = _address(process, profile, program)
            # No compression and no limit: a long page makes a picture of many megabytes, all on this machine.
            with _talking("start"):
                connection = connect(address, max_size=None, compression=None, proxy=None)
            with connection:
                browser = Browser(connection)
                try:
                    yield browser
                finally:
                    browser.close()


@contextlib.contextmanager
def _process(program: pathlib.Path, profile: pathlib.Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [str(program), *_FLAGS, f"--user-data-dir={profile}"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--no-sandbox")  # Chromium refuses to run as root with it
    with (profile / _LOG_FILE).open("wb") as log:
        try:
            process = subprocess.Popen(  # noqa: S603 - the program that the user has, or names
                [*command, "about:blank"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=log
            )
        except OSError as error:
            raise Failure(f"`{program}` does not start: {error.strerror or error}", hint=_OTHER) from error
        try:
            yield process
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Wait for a process that has been asked to end, and end it by force when it does not."""
    try:
        process.wait(CLOSE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _address(process: subprocess.Popen[bytes], profile: pathlib.Path, program: pathlib.Path) -> str:
    """Return where the browser listens; it says so on stderr as soon as it does."""
    deadline, running = time.monotonic() + START_SECONDS, True
    while running and time.monotonic() < deadline:
        running = process.poll() is None
        said = (profile / _LOG_FILE).read_text(encoding="utf-8", errors="replace")
        if found := _LISTENING.search(said):
            return found[1]
        time.sleep(0.02)
    process.kill()
    words = f": {said.strip().splitlines()[-1]}" if said.strip() else ""
    raise Failure(f"`{program}` did not become ready{words}", hint=_OTHER)


@contextlib.contextmanager
def _talking(method: str) -> Iterator[None]:
    from websockets.exceptions import WebSocketException

    try:
        yield
    except TimeoutError as error:
        raise Failure(f"the browser gave no answer to `{method}` in {ANSWER_SECONDS:.0f} s", hint=_OTHER) from error
    except (OSError, WebSocketException) as error:
        raise Failure(f"the browser ended while it was asked to `{method}`", hint="try again") from error
