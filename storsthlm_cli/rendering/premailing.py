"""premailer as we use it: with nothing to fetch with, and each style sheet taken apart once.

Costly to import: do it where it is used.
"""

from __future__ import annotations

import functools
import logging
import os
import sys
import types
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import _Element

_CACHED = "2048"
"""Rules that premailer remembers. With its own 128 it forgets a style sheet's first ones before it is through."""
_ATTRIBUTES = ["bgcolor", "height", "width", "align", "valign"]
"""What premailer would write beside the styles, and HTML calls obsolete or invalid."""


@contextmanager
def _without_requests() -> Iterator[None]:
    """Let an empty module stand in for requests, for as long as premailer is being imported.

    requests takes longer to load than the rest of premailer, to fetch what we never let it see. Whoever else imports
    it, before or after, gets the real one.
    """
    real = sys.modules.get("requests")
    sys.modules["requests"] = types.ModuleType("requests")
    try:
        yield
    finally:
        del sys.modules["requests"]
        if real is not None:
            sys.modules["requests"] = real


with _without_requests():
    os.environ.setdefault("PREMAILER_CACHE_MAXSIZE", _CACHED)  # read once, at the import
    from cssutils import profile  # type: ignore[import-untyped]
    from premailer import Premailer

# Else cssutils compiles the grammar of all of CSS, to judge the first `style` that premailer meets in an element.
profile.removeProfile(all=True)


class _Inliner(Premailer):  # type: ignore[misc]  # premailer has no types
    """premailer that keeps the rules of a style sheet, and not only how it was parsed."""

    def _parse_style_rules(self, css_body: str, ruleset_index: int) -> Any:
        return _rules(css_body, ruleset_index)


def write_rules(root: _Element, css: str) -> None:
    """Write the rules of a style sheet into the elements of a page."""
    _inliner(_Inliner, root, css).transform()


@functools.lru_cache(maxsize=4)
def _rules(css: str, index: int) -> Any:
    return _inliner(Premailer, None, css)._parse_style_rules(css, index)


def _inliner(kind: type[Any], root: _Element | None, css: str) -> Any:
    return kind(
        root,
        css_text=css,
        keep_style_tags=True,
        disable_leftover_css=True,
        strip_important=False,
        disable_validation=True,
        disable_basic_attributes=_ATTRIBUTES,
        align_floating_images=False,
        allow_network=False,
        cssutils_logging_level=logging.CRITICAL,
    )
