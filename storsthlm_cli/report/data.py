"""JSON for machines: one versioned document on stdout, nothing else."""

from __future__ import annotations

import json
from collections.abc import Mapping

from rich.console import Console

VERSION = 1
"""Raised when a field changes its meaning or goes away; new fields do not raise it."""


def write_json(console: Console, body: Mapping[str, object]) -> None:
    """Write `body` as one JSON document with its version first; ASCII only where the stream is not UTF-8."""
    wide = (console.encoding or "").lower().replace("-", "") == "utf8"
    document = json.dumps({"version": VERSION, **body}, ensure_ascii=not wide, indent=2)
    console.file.write(document + "\n")
