"""What must not be broken over two lines, on a page.

Browsers break after a hyphen and after a dash: `it-` | `stöd`, `7–` | `8 mars`. Characters that forbid it (word joiner,
non-breaking hyphen) are boxes in Word's fonts, are read aloud by some screen readers and keep people from finding the
word; so the page has `<span class="whole">` around it, for which every design has `white-space: nowrap`.
"""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from storsthlm_cli.rendering.typography import typeset

_KEPT = re.compile(
    r"""
    (?<![\w@./–-])
    (?:
        \d+(?:[.:,]\d+)*–\d+(?:[.:,]\d+)*            # 7–8, 9–10.30, 2019–2022
      | [^\W_]{1,3}-[^\W_]{2,20}                     # it-stöd, e-post, 3-åring, HR-direktör
    )
    (?![\w@/–-] | \.\w)
    """,
    re.VERBOSE,
)
"""Ranges of numbers, and words whose first part is too short to stand at the end of a line; not parts of addresses."""


def whole(text: object) -> Markup:
    """Return an author's single text for a page: typeset, escaped, and with what stays on one line marked as such."""
    words = typeset(text)
    marked, end = Markup(), 0
    for found in _KEPT.finditer(words):
        marked += escape(words[end : found.start()]) + Markup('<span class="whole">{}</span>').format(found[0])
        end = found.end()
    return marked + escape(words[end:])
