"""Screenshots: the mail as pictures, as wide as phones and desktops are, in light and in dark."""

from __future__ import annotations

import itertools
import pathlib
import tempfile
from collections.abc import Callable
from dataclasses import dataclass

from storsthlm_cli.chromium import Scheme, find_chromium, open_browser
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.workflows.previewing import Preview, write_preview

WIDTHS = (320, 375, 640, 1000)
"""Pixels: the narrowest phone, a common one, the mail's own width, and a mail with room on both sides."""


@dataclass(frozen=True, slots=True)
class Screenshot:
    """One picture of the whole mail."""

    path: pathlib.Path
    width: int
    scheme: Scheme


def take_screenshots(
    preview: Preview, folder: pathlib.Path, tell: Callable[[int, int], None] = lambda done, planned: None
) -> tuple[Screenshot, ...]:
    """Write `KEY-375-dark.png` and its siblings into a folder, which is made when it is not there.

    `tell` is called with the number of pictures taken and planned. Raises Failure when there is no Chromium, when it
    fails, and when the folder cannot be written; nothing is loaded but the files of the preview.
    """
    program = find_chromium()
    planned = [
        Screenshot(folder / f"{preview.validation.key}-{width}-{scheme}.png", width, scheme)
        for width, scheme in itertools.product(WIDTHS, Scheme)
    ]
    with tempfile.TemporaryDirectory(prefix="storsthlm-", ignore_cleanup_errors=True) as name:
        page, *_ = write_preview(preview, pathlib.Path(name))
        with open_browser(program) as browser:
            browser.show(page)
            for done, shot in enumerate(planned):
                tell(done, len(planned))
                _write(shot.path, browser.picture(shot.width, shot.scheme))
    tell(len(planned), len(planned))
    return tuple(planned)


def _write(path: pathlib.Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise Failure(
            f"cannot write the screenshots to `{path.parent}`: {error.strerror or error}", hint="name another folder"
        ) from error
