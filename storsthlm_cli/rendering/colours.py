"""The colours of a design, and of the sections by their topics."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.newsletter import COLOUR


@dataclass(frozen=True, slots=True)
class Tone:
    """The colour of a section: a class for style sheets, the colour on light and on dark ground."""

    css: str
    light: str
    dark: str


def overridden(
    design: str, own: Mapping[str, str], colours: Mapping[str, str], elsewhere: Collection[str] = ()
) -> dict[str, str]:
    """Return a design's `own` colours with those of a newsletter in their place.

    Names in `elsewhere` are colours of another design, such as the site's, and no concern of this one. Raises Failure
    when the design has no colour of a name, or when a colour is not of the form `#1D4E89`.
    """
    for key in colours:
        if key not in own and key not in elsewhere:
            near = difflib.get_close_matches(key, own, 1)
            known = ", ".join(f"`{name}`" for name in sorted(own))
            hint = f"did you mean `{near[0]}`?" if near else f"take it out of `design.colours`; the design has {known}"
            raise Failure(f"the design `{design}` has no colour `{key}`", hint=hint)
    checked = checked_colours(colours, "the newsletter")
    return {**own, **{name: colour for name, colour in checked.items() if name in own}}


def checked_colours(colours: Mapping[str, str], origin: str) -> dict[str, str]:
    """Return the colours when each is of the form `#1D4E89`; raises Failure, naming `origin`, when one is not."""
    for key, value in colours.items():
        if not COLOUR.fullmatch(value):
            raise Failure(f"colour `{key}` of {origin} is `{value}`", hint="write six digits, like `#1D4E89`")
    return dict(colours)


def tones_of(issue: Issue, directory: Directory, colours: Mapping[str, str]) -> dict[str, Tone]:
    """Return the colours of the categories that the issue has, by key; under the empty key the design's own."""
    tones = {"": Tone("tone0", colours.get("accent", "#000000"), colours.get("accent_text_dark", "#FFFFFF"))}
    for section in issue.sections:
        for reference in section.categories:
            category = directory.categories.get(reference.key)
            if category is None or reference.key in tones:
                continue
            if COLOUR.fullmatch(category.colour) and COLOUR.fullmatch(category.colour_dark):
                tones[reference.key] = Tone(f"tone{len(tones)}", category.colour, category.colour_dark)
    return tones
