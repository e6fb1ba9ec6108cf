"""What the pages look like: the newsletter's own colours, fonts and logo, in one style sheet inside the page."""

from __future__ import annotations

import base64
import hashlib
import pathlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from storsthlm_cli.workflows.appearance import Appearance

_SHEET = pathlib.Path(__file__).parent / "page.css"
_FONTS = "'Segoe UI', -apple-system, Roboto, 'Helvetica Neue', Arial, sans-serif"
_LIGHT = {
    name: name for name in ("ground", "card", "soft", "line", "text", "muted", "link", "accent", "on_accent", "bar")
} | {"button": "accent"}
_DARK = {name: f"{name}_dark" for name in _LIGHT if name not in ("bar", "button")} | {"button": "button_dark"}
"""Which colour of the public site's design is which on our pages: all have the contrast there that they need here."""


@dataclass(frozen=True, slots=True)
class Looks:
    """The style sheet, the policy (Content-Security-Policy) that allows it and nothing else, and the logo's address.

    The logo stands in the page as well (`data:`), "" for none: pages ask for nothing more, so that nobody learns who
    looks at them.
    """

    sheet: str
    policy: str
    logo: str


def looks_of(appearance: Appearance) -> Looks:
    """Return what the pages of a newsletter look like."""
    light, dark = (_named(appearance.colours, names) for names in (_LIGHT, _DARK))
    sheet = (
        f":root {{ color-scheme: light dark; --fonts: {appearance.fonts or _FONTS}; {light} }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n{_SHEET.read_text('utf-8')}"
    )
    sheet = re.sub(r"\n\s*", "\n", sheet).strip()
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode("ascii")
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )
    logo = ""
    if appearance.logo is not None:
        logo = f"data:{appearance.logo_type};base64,{base64.b64encode(appearance.logo).decode('ascii')}"
    return Looks(sheet, policy, logo)


def _named(colours: Mapping[str, str], names: Mapping[str, str]) -> str:
    return " ".join(f"--{name.replace('_', '-')}: {colours[source]};" for name, source in names.items())
