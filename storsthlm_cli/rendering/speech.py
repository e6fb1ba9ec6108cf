"""Lines of speech after the Swedish manner: a dash before the words (pratminus), who says it behind them."""

from __future__ import annotations

import re
from dataclasses import replace

from storsthlm_cli.model.places import Text
from storsthlm_cli.model.prose import Inlines, Paragraph, Prose

_DASH = re.compile(r"^\s*[-–—]\s+")
_STOP = re.compile(r"[.,]?\s*$")


def spoken(prose: Prose) -> Prose:
    """Return the prose with a dash before each paragraph; a dash that the author wrote is not doubled."""
    return tuple(replace(b, inlines=_dashed(b.inlines)) if isinstance(b, Paragraph) else b for b in prose)


def takes_attribution(prose: Prose) -> bool:
    """Tell whether it can be said behind the prose who says it: not behind a list."""
    return bool(prose) and isinstance(prose[-1], Paragraph) and bool(prose[-1].inlines)


def attributed(prose: Prose, words: str) -> Prose:
    """Return the prose with `, säger Åsa Ek.` in the place of its full stop; after `?` and `!` without the comma.

    The prose is returned as it is when it does not end in a paragraph.
    """
    last = prose[-1] if prose else None
    if not isinstance(last, Paragraph) or not last.inlines:
        return prose
    return (*prose[:-1], Paragraph(_ended(last.inlines, words)))


def continued(prose: Prose, then: Prose) -> Prose:
    """Return the prose going on with `then`, whose first paragraph is joined to its last one."""
    last, first = (prose[-1] if prose else None), (then[0] if then else None)
    if not isinstance(last, Paragraph) or not isinstance(first, Paragraph):
        return (*prose, *then)
    return (*prose[:-1], Paragraph((*last.inlines, _written(" "), *first.inlines)), *then[1:])


def plainly(words: str) -> Prose:
    """Return words of the design's as a paragraph."""
    return (Paragraph((_written(words),)),)


def _dashed(inlines: Inlines) -> Inlines:
    match inlines:
        case (Text() as first, *rest):
            return (_written("– " + _DASH.sub("", first.content)), *rest)
    return (_written("– "), *inlines)


def _ended(inlines: Inlines, words: str) -> Inlines:
    match inlines[-1]:
        case Text() as last:
            closed = last.content.rstrip()
            if closed.endswith(("?", "!", "…")):
                return (*inlines[:-1], _written(f"{closed} {words}."))
            return (*inlines[:-1], _written(_STOP.sub("", last.content) + f", {words}."))
    return (*inlines, _written(f", {words}."))


def _written(content: str) -> Text:
    return Text(content, "", ())
