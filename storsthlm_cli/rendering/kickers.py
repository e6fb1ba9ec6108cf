"""The line above a headline: made from the directory, in sentence case.

Capitals are a matter of styling only: screen readers and the text part meet the words as written here.
"""

from __future__ import annotations

import datetime

from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.issue import Section
from storsthlm_cli.rendering.people import presentation, somebody


def kicker(section: Section, directory: Directory, on: datetime.date) -> str:
    """Return the words above the headline, or an empty string.

    The author's own wording first, also when it is empty, then the person (`Intervju med {name}, {role} …` for an
    interview), then the categories. Roles are those held `on` that day. Unknown references give nothing: checks report
    them.
    """
    if section.kicker is not None:
        return _raised(section.kicker.content.strip())
    person = somebody(section.person, directory)
    if person is not None:
        presented = presentation(person, directory, on)
        return f"Intervju med {presented}" if section.kind == "interview" else _raised(presented)
    known = (directory.categories.get(category.key) for category in section.categories)
    return _joined([category.label.content for category in known if category is not None])


def _joined(labels: list[str]) -> str:
    """Join topics as one phrase: `Digitalisering och ekonomi`; with commas where an `och` is inside already."""
    words = labels[:1] + [_lowered(label) for label in labels[1:]]
    comma = len(words) > 2 or any(" och " in word for word in words)
    return (", " if comma else " och ").join(words)


def _raised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lowered(text: str) -> str:
    """Lower the first letter, unless the word is an acronym or a name in capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
