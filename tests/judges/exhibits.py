"""What is judged: every issue that comes with the tool, in every design, as mail and as web page."""

from __future__ import annotations

import pathlib
import shutil
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage

from storsthlm_cli.workflows.archiving import archive
from storsthlm_cli.workflows.previewing import preview, write_preview
from storsthlm_cli.workflows.workspace import open_workspace
from tests.stories.conftest import PARTS, ROOT, SAMPLES

DESIGNS = ("standard", "plain")
MAILS = tuple(f"{design}-{key}" for design in DESIGNS for key in SAMPLES)
SITE = "web"
INDEX = f"{SITE}-index"
PAGES = (INDEX, *(f"{SITE}-{key}" for key in SAMPLES))
EXHIBITS = (*MAILS, *PAGES)


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One page on disk, with all that it shows beside it. A mail has its message too."""

    name: str
    page: pathlib.Path
    eml: bytes | None = None

    @property
    def html(self) -> str:
        """The page as it is written."""
        return self.page.read_text(encoding="utf-8")

    @property
    def message(self) -> EmailMessage:
        """The mail as a mail program reads it."""
        assert self.eml is not None
        message = message_from_bytes(self.eml, policy=policy.default)
        assert isinstance(message, EmailMessage)
        return message


class Gallery:
    """Makes exhibits as they are asked for, once each, from a copy of the workspace that comes with the tool."""

    def __init__(self, folder: pathlib.Path) -> None:
        self._workspace = folder / "workspace"
        self._folder = folder / "exhibits"
        self._made: dict[str, Exhibit] = {}
        for part in PARTS:
            (self._workspace / part).parent.mkdir(parents=True, exist_ok=True)
            copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy2
            copy(ROOT / part, self._workspace / part)

    def __getitem__(self, name: str) -> Exhibit:
        """Return an exhibit by its name, such as `standard-2021-06` or `web-2021-06`."""
        if name not in self._made:
            self._made |= self._site() if name in PAGES else {name: self._mail(name)}
        return self._made[name]

    def _mail(self, name: str) -> Exhibit:
        design, _, key = name.partition("-")
        made = preview(open_workspace(self._workspace, {"design.name": design}), key)
        page, *_ = write_preview(made, self._folder / name)
        return Exhibit(name, page, made.eml)

    def _site(self) -> dict[str, Exhibit]:
        folder = self._folder / SITE
        archive(open_workspace(self._workspace, {}), None, folder=folder)
        issues = {f"{SITE}-{key}": folder / "issues" / key / "index.html" for key in SAMPLES}
        return {name: Exhibit(name, page) for name, page in {INDEX: folder / "index.html", **issues}.items()}
