"""What an entry of the catalogue is, and how a finding gets its sentence."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass

from storsthlm_cli.report.consoles import visible


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The words for one code.

    `title` names the matter in a few words; `sentence` tells of one finding, with the finding's arguments in braces.
    `help` are ways out, best first: the first one whose arguments are all there and not empty is shown.
    `why` explains what is at stake and what to do, in a paragraph or two of Markdown.
    """

    title: str
    sentence: str
    help: tuple[str, ...] = ()
    why: str

    @property
    def arguments(self) -> frozenset[str]:
        """The names of all arguments that the templates use."""
        return frozenset().union(*(names(template) for template in (self.sentence, *self.help)))

    def tell(self, arguments: Mapping[str, str]) -> str:
        """Return the sentence for these arguments."""
        return _fill(self.sentence, arguments)

    def advise(self, arguments: Mapping[str, str]) -> str | None:
        """Return the best help for these arguments, or None."""
        for template in self.help:
            if all(arguments.get(name) for name in names(template)):
                return _fill(template, arguments)
        return None


def names(template: str) -> frozenset[str]:
    """Return the names of the arguments in a template."""
    return frozenset(field for _, field, _, _ in string.Formatter().parse(template) if field is not None)


def _fill(template: str, arguments: Mapping[str, str]) -> str:
    blanks = dict.fromkeys(names(template), "?")
    return template.format_map(blanks | {name: visible(value) for name, value in arguments.items()})
