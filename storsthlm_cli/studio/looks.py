"""The mail's page as one kind of mail program shows it: light or dark, with or without images and styles."""

from __future__ import annotations

import re
from dataclasses import dataclass

from storsthlm_cli.workflows.previewing import IMAGES_FOLDER

_STYLE = re.compile(r"(<style\b[^>]*>)(.*?)(</style>)", re.DOTALL | re.IGNORECASE)
_SCHEME_META = re.compile(r'(<meta\s+name="(?:supported-)?color-schemes?"\s+content=")[^"]*(")', re.IGNORECASE)
_PREFERS = re.compile(r"\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)", re.IGNORECASE)
_DECLARED = re.compile(r"((?<![-\w])color-scheme\s*:\s*)[^;}]+", re.IGNORECASE)
_OUTWARD = re.compile(r'<a (?=[^>]*href="https?:)')
_IMAGE = re.compile(rf"""(?<=["'(]){IMAGES_FOLDER}/""")

ALWAYS, NEVER = "(min-width:0)", "(min-width:99999px)"
"""Media queries that hold, and that do not hold, in every browser and at every width."""


@dataclass(frozen=True, slots=True)
class Look:
    """How the mail is looked at. Without `styles`, its `<style>` is gone, as Gmail's app does for foreign accounts.

    Without `images` nothing changes here: the frame that shows the page loads none.
    """

    dark: bool = False
    styles: bool = True


def dressed(html: str, look: Look, images: str) -> str:
    """Return the page of a mail in a look, for the frame; `images` is the address under which its images lie.

    The colour scheme no longer depends on that of the browser, so that dark can be looked at in every one. Links to the
    web open in a tab of their own.
    """
    scheme = "dark" if look.dark else "light"
    if look.styles:
        html = _STYLE.sub(lambda found: found[1] + _in_scheme(found[2], scheme) + found[3], html)
        html = _SCHEME_META.sub(rf"\g<1>{scheme}\g<2>", html)
    else:
        html = _STYLE.sub("", html)
    html = _IMAGE.sub(images, html)
    return _OUTWARD.sub('<a target="_blank" rel="noopener noreferrer" ', html)


def _in_scheme(css: str, scheme: str) -> str:
    decided = _PREFERS.sub(lambda found: ALWAYS if found[1].lower() == scheme else NEVER, css)
    return _DECLARED.sub(rf"\g<1>{scheme}", decided)
