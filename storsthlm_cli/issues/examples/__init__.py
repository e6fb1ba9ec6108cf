"""One example for each kind of section: shown in the manual, and as comments in a new issue."""

from __future__ import annotations

import functools
from importlib import resources


@functools.cache
def example(kind: str) -> str:
    """Return a section of a kind as YAML, not indented; `kind` is one of `shape.SECTION_SHAPES`."""
    return resources.files(__name__).joinpath(f"{kind}.yaml").read_text(encoding="utf-8")
