"""The addresses of links as an issue can have them: no character that nobody sees, no slot of another tool."""

from __future__ import annotations

import re
from dataclasses import replace

from storsthlm_cli.issues.importing.cleaning import UNSEEN
from storsthlm_cli.issues.importing.lines import Line

_ENDS = "".join(map(chr, range(0x21)))
_SPACE = re.compile(r"\s")


def with_safe_links(line: Line) -> Line:
    """Return a line whose links' addresses hold nothing that a file or a mail could not have."""
    if not line.anchors:
        return line
    return replace(line, anchors=tuple(replace(anchor, url=safe(anchor.url)) for anchor in line.anchors))


def safe(url: str) -> str:
    """Return an address with what it may not hold percent-encoded: white space, unseen characters, braces.

    Half a surrogate pair, which has no bytes, is dropped.
    """
    bare = _SPACE.sub("%20", url.strip(_ENDS))
    return "".join(_encoded(character) if character in UNSEEN or character in "{}" else character for character in bare)


def _encoded(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "ignore"))
