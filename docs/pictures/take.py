"""Take the pictures of the documentation from the workspace that comes with the tool: `make screenshots`."""

from __future__ import annotations

import io
import os
import pathlib
import subprocess
import sys
import tempfile
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from storsthlm_cli.chromium import find_chromium
from storsthlm_cli.workflows.archiving import archive
from storsthlm_cli.workflows.previewing import preview, write_preview
from storsthlm_cli.workflows.workspace import Workspace, open_workspace

ISSUE = "2021-06"
ROOT = pathlib.Path(__file__).parents[2]
LARGEST = 150_000
"""Bytes: the pictures are kept in git."""
COLOURS = 256
SETTLED = 1500
"""Milliseconds after which the studio has shown what it loads."""


def main(folder: pathlib.Path) -> None:
    """Write `mail.png`, `mail-phone-dark.png`, `web.png` and `studio.png` into a folder."""
    workspace = open_workspace(ROOT, {})
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        made = pathlib.Path(name)
        mail, *_ = write_preview(preview(workspace, ISSUE), made / "mail")
        archive(workspace, ISSUE, folder=made / "site")
        web = made / "site" / "issues" / ISSUE / "index.html"
        flags = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=flags)
        take(browser, mail.as_uri(), folder / "mail.png", 640, 1100)
        take(browser, mail.as_uri(), folder / "mail-phone-dark.png", 375, 900, "dark")
        take(browser, web.as_uri(), folder / "web.png", 1280, 900)
        take_studio(browser, workspace, folder / "studio.png")
        browser.close()


def take_studio(browser: Browser, workspace: Workspace, path: pathlib.Path) -> None:
    """Take a picture of the preview page, as the command serves it."""
    command = [sys.executable, "-m", "storsthlm_cli", "preview", ISSUE, "--no-open"]
    with subprocess.Popen(
        command, cwd=workspace.root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as it:
        try:
            assert it.stdout is not None
            take(browser, it.stdout.readline().removeprefix("preview:").strip(), path, 1280, 800)
        finally:
            it.terminate()


def take(
    browser: Browser,
    address: str,
    path: pathlib.Path,
    width: int,
    height: int,
    scheme: Literal["light", "dark"] = "light",
) -> None:
    """Write the top of a page, in few enough colours to be small."""
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
    page.goto(address)
    page.wait_for_timeout(SETTLED)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    page.close()
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    size = path.stat().st_size
    print(f"{path}: {size // 1000} kB")
    if size > LARGEST:
        raise SystemExit(f"error: {path} is larger than {LARGEST // 1000} kB")


if __name__ == "__main__":
    main(pathlib.Path(__file__).parent if len(sys.argv) < 2 else pathlib.Path(sys.argv[1]))
