"""How the newsletter looks where there is no design to render: its colours, fonts and logo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from storsthlm_cli.rendering.colours import overridden
from storsthlm_cli.rendering.designs import SITE, settings_of
from storsthlm_cli.workflows.workspace import Workspace

_KINDS = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
_MOST = 100_000
"""Bytes of a logo that is worth its place inside a page."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """The colours of the public site by name, those of the newsletter in their place; fonts for CSS, None for any.

    `logo` are the bytes of the logo, None for none, and for one that is too heavy, and `logo_type` their media type.
    """

    colours: Mapping[str, str]
    fonts: str | None
    logo: bytes | None = None
    logo_type: str = ""


def appearance_of(workspace: Workspace) -> Appearance:
    """Return how the newsletter looks. Raises Failure for colours that are none."""
    newsletter = workspace.settings.newsletter
    colours = settings_of(SITE, workspace.root).colours
    mixed = overridden(SITE, colours, newsletter.colours, elsewhere=newsletter.colours)
    return Appearance(mixed, newsletter.fonts, *_logo(workspace))


def _logo(workspace: Workspace) -> tuple[bytes | None, str]:
    name = workspace.settings.newsletter.logo
    if name is None:
        return None, ""
    path = (workspace.root / name).resolve()
    try:
        if not path.is_relative_to(workspace.root.resolve()) or path.stat().st_size > _MOST:
            return None, ""
        data = path.read_bytes()
    except OSError:
        return None, ""
    kind = next((kind for start, kind in _KINDS.items() if data.startswith(start)), None)
    return (data, kind) if kind is not None else (None, "")
