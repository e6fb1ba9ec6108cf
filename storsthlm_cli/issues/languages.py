"""The language of an issue, of a section, or of a quote."""

from __future__ import annotations

from storsthlm_cli.languages import UnknownLanguage, locale_of
from storsthlm_cli.source.nodes import Node


def read_language(node: Node) -> str | None:
    """Return what `language` of a mapping says; None after objecting (S037) if no days can be written in it."""
    written = node.get("language")
    if written is None:
        return None
    tag = str(written.value)
    try:
        locale_of(tag)
    except UnknownLanguage:
        wanted = "a language code such as sv"
        node.reading.object_to("S037", written.spot, key="language", found=tag, nearest="", wanted=wanted)
        return None
    return tag
