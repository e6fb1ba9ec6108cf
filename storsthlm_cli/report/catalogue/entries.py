"""What an entry of the catalogue is, and how a finding gets its sentence."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from dataclasses import dataclass

from storsthlm_cli.model.findings import Level
from storsthlm_cli.report.consoles import visible

_YAML = re.compile(r"# |\s*- |[\w-]+:(?: |$)", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The words for one code.

    `title` names the matter in a few words; `sentence` tells of one finding, with the finding's arguments in braces.
    `help` are ways out, best first: the first one whose arguments are all there and not empty is shown.
    `why` explains what is at stake and what to do, in a paragraph or two of Markdown; `source` is where the rule comes
    from. `bad` has the finding and `good` has not, as an author writes it: a sentence, or lines of YAML, which stand in
    another file than the issue's where a comment above them names it. `tests/stories/test_examples.py` tries them.
    `level` is that of what no rule judges: what reading, rendering and sending find.
    """

    title: str
    sentence: str
    help: tuple[str, ...] = ()
    why: str
    bad: str
    good: str
    source: str
    level: Level = Level.ERROR

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


def is_yaml(example: str) -> bool:
    """Tell lines of YAML from a sentence."""
    return _YAML.match(example) is not None


def _fill(template: str, arguments: Mapping[str, str]) -> str:
    blanks = dict.fromkeys(names(template), "?")
    return template.format_map(blanks | {name: visible(value) for name, value in arguments.items()})
