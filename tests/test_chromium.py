from __future__ import annotations

import http.server
import os
import pathlib
import signal
import struct
import sys
import threading
from collections.abc import Callable, Iterator

import pytest

from storsthlm_cli.chromium import Scheme, find_chromium, open_browser
from storsthlm_cli.model.errors import Failure

POSIX = pytest.mark.skipif(os.name != "posix", reason="the program is a shell script")


def program(folder: pathlib.Path, name: str, script: str = "") -> pathlib.Path:
    folder.mkdir(exist_ok=True, parents=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@POSIX
def test_chromium_is_preferred_to_what_is_built_from_it(tmp_path: pathlib.Path) -> None:
    program(tmp_path, "google-chrome")
    chromium = program(tmp_path, "chromium")
    assert find_chromium({"PATH": str(tmp_path)}, "linux") == chromium


@POSIX
def test_the_one_that_is_named_goes_first(tmp_path: pathlib.Path) -> None:
    program(tmp_path, "chromium")
    mine = program(tmp_path / "mine", "browser")
    assert find_chromium({"PATH": str(tmp_path), "STORSTHLM_CHROMIUM": str(mine)}, "linux") == mine


def test_a_named_one_that_does_not_exist_is_told(tmp_path: pathlib.Path) -> None:
    with pytest.raises(Failure, match="`STORSTHLM_CHROMIUM` names `nothing`, which is no program"):
        find_chromium({"PATH": str(tmp_path), "STORSTHLM_CHROMIUM": "nothing"})


def test_windows_keeps_it_among_the_programs(tmp_path: pathlib.Path) -> None:
    edge = program(tmp_path / "Microsoft/Edge/Application", "msedge.exe")
    assert find_chromium({"PATH": "", "PROGRAMFILES": "", "PROGRAMFILES(X86)": str(tmp_path)}, "win32") == edge


@pytest.mark.parametrize("system", ["linux", "win32"])
def test_without_any_the_way_out_is_said(tmp_path: pathlib.Path, system: str) -> None:
    with pytest.raises(Failure, match="no Chromium") as caught:
        find_chromium({"PATH": str(tmp_path), "PROGRAMFILES": str(tmp_path)}, system)
    assert caught.value.hint == "install one, or name its program in `STORSTHLM_CHROMIUM`"


def test_a_program_that_is_no_browser_is_told_in_its_own_words() -> None:
    with (
        pytest.raises(Failure, match=r"did not become ready: .*-h") as caught,
        open_browser(pathlib.Path(sys.executable)),
    ):
        pass
    assert caught.value.hint == "name another Chromium, Chrome or Edge in `STORSTHLM_CHROMIUM`"


@pytest.fixture
def page(tmp_path: pathlib.Path) -> pathlib.Path:
    """Write a page 300 pixels high on phones and 200 on desktops, white or black."""
    path = tmp_path / "sida å.html"
    path.write_text(
        "<!DOCTYPE html><html lang='sv'><meta charset='utf-8'><meta name='viewport' content='width=device-width'>"
        "<title>a</title><style>body { margin: 0; height: 1200px; background: #fff }"
        "@media (max-width: 400px) { body { height: 1300px } }"
        "@media (prefers-color-scheme: dark) { body { background: #000 } }</style><body></body>",
        encoding="utf-8",
    )
    return path


@pytest.mark.browser
def test_the_whole_page_is_taken_at_the_width_of_the_reader(installed: pathlib.Path, page: pathlib.Path) -> None:
    with open_browser(installed) as browser:
        browser.show(page)
        pictures = {(width, scheme): browser.picture(width, scheme) for width in (375, 1000) for scheme in Scheme}
    assert {key: size(png) for key, png in pictures.items()} == {
        (375, Scheme.LIGHT): (375, 1300),
        (375, Scheme.DARK): (375, 1300),
        (1000, Scheme.LIGHT): (1000, 1200),
        (1000, Scheme.DARK): (1000, 1200),
    }
    assert pictures[375, Scheme.LIGHT] != pictures[375, Scheme.DARK]


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """Give the address of a server on this machine, and the paths that it is asked for."""
    paths: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(404)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", paths
        server.shutdown()
        thread.join()


@pytest.mark.browser
def test_nothing_is_asked_of_the_network(
    installed: pathlib.Path, page: pathlib.Path, asked: tuple[str, list[str]]
) -> None:
    address, paths = asked
    page.write_text(
        f"<!DOCTYPE html><title>a</title><link rel=stylesheet href={address}/a.css><img src={address}/b.png>"
        f"<script>fetch('{address}/c')</script>",
        encoding="utf-8",
    )
    with open_browser(installed) as browser:
        browser.show(page)
        browser.picture(320, Scheme.LIGHT)
    assert paths == []


@pytest.mark.browser
def test_a_page_that_is_not_there_is_told(installed: pathlib.Path, tmp_path: pathlib.Path) -> None:
    with pytest.raises(Failure, match="ERR_FILE_NOT_FOUND"), open_browser(installed) as browser:
        browser.show(tmp_path / "none.html")


@POSIX
@pytest.mark.browser
def test_a_browser_that_dies_is_told(
    installed: pathlib.Path, page: pathlib.Path, tmp_path: pathlib.Path, wrapped: Callable[[pathlib.Path], pathlib.Path]
) -> None:
    with open_browser(wrapped(installed)) as browser:
        browser.show(page)
        os.kill(int((tmp_path / "pid").read_text(encoding="ascii")), signal.SIGKILL)
        with pytest.raises(Failure, match="the browser ended while it was asked to"):
            browser.show(page)


@POSIX
@pytest.mark.browser
def test_the_browser_ends_when_the_work_fails(
    installed: pathlib.Path, tmp_path: pathlib.Path, wrapped: Callable[[pathlib.Path], pathlib.Path]
) -> None:
    with pytest.raises(ZeroDivisionError), open_browser(wrapped(installed)):
        raise ZeroDivisionError
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text(encoding="ascii")), 0)


@pytest.fixture
def wrapped(tmp_path: pathlib.Path) -> Callable[[pathlib.Path], pathlib.Path]:
    """Make a program of a browser that tells its process id in the file `pid`."""
    return lambda browser: program(tmp_path, "wrapped", f'echo $$ > "{tmp_path}/pid"; exec "{browser}" "$@"')
