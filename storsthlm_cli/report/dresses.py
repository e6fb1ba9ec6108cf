"""The dresses that findings can wear."""

from __future__ import annotations

from enum import StrEnum


class Dress(StrEnum):
    """How findings are shown: framed, one line each, as annotations on GitHub."""

    FULL = "full"
    CONCISE = "concise"
    GITHUB = "github"
