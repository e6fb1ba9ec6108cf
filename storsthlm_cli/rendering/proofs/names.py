"""Names in a text: of people and organisations that the directory or the issue knows, and what else looks like one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from storsthlm_cli.model.blocks import Picture, Quote
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.places import Text
from storsthlm_cli.model.proof import Mark
from storsthlm_cli.model.references import all_facts
from storsthlm_cli.rendering.people import role_of

_WORD = r"[A-ZÅÄÖÉÜÆØ][\w’'-]*\w"
_LOOKS = re.compile(rf"(?<![\w@#/.-]){_WORD}(?:\s(?:(?:von|af|de|van|der|den)\s)*{_WORD})+(?![\w@/])")
_OPENERS = re.compile(
    r"""(?:alla|allt|att|av|bland|de|den|denna|det|detta|du|där|därför|då|efter|en|enligt|ett|fler|från|får|för|före|genom
    |har|hej|hos|hur|i|ibland|inför|inom|kontakta|kring|läs|med|mellan|men|mer|mot|nu|när|några|också|om|på|samtidigt|se
    |sedan|som|så|till|tillsammans|under|ur|utan|vad|varför|var|vem|vi|vid|vill|även|är|över|åt)\s""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words that begin sentences before a name. With a capital they look like a part of it."""


@dataclass(frozen=True, slots=True)
class Known:
    """A name in its official form. `role` as in `model.proof.Named`."""

    name: str
    mark: Mark
    role: str | None = ""


class Names:
    """The names of a directory and an issue, ready to be looked for."""

    def __init__(self, known: Mapping[str, Known]) -> None:
        self._known = known
        longest = sorted(known, key=lambda form: (-len(form), form))
        either = "|".join(re.escape(form).replace(r"\ ", r"\s") for form in longest) or "(?!)"
        self._pattern = re.compile(rf"(?<![\w@#/.-])(?P<form>{either})(?::?s)?(?![\w@/]|[-.’']\w)")

    def find(self, text: str) -> Iterator[tuple[int, int, Known]]:
        """Yield where each name begins and ends (excluded), the genitive's ending included, and whose it is."""
        taken: list[tuple[int, int]] = []
        for match in self._pattern.finditer(text):
            taken.append(match.span())
            yield *match.span(), self._known[" ".join(match["form"].split())]
        for match in _LOOKS.finditer(text):
            start, end = match.span()
            opener = _OPENERS.match(text, start)
            start = opener.end() if opener is not None else start
            words = text[start:end].split()
            if len(words) > 1 and not any(low < end and start < high for low, high in taken):
                yield start, end, Known(" ".join(words), Mark.NAME, None)


def names_of(issue: Issue, directory: Directory) -> Names:
    """Return the names to look for in an issue: those of the directory, and those that the issue has in its fields."""
    known: dict[str, Known] = {}
    for section in issue.sections:
        organisers = (who for facts in all_facts(section) for who in facts.organisers)
        known |= {
            who.content: Known(who.content, Mark.ORGANISATION, None) for who in organisers if isinstance(who, Text)
        }
    for place in directory.municipalities.values():
        known |= dict.fromkeys((place.name.content, place.short.content), Known(place.name.content, Mark.ORGANISATION))
    for body in directory.organisations.values():
        forms = (*body.aliases, *((body.short,) if body.short is not None else ()), body.name)
        named = Known(body.name.content, Mark.ORGANISATION)
        # A short form may be a common noun: `regionen`, `länsstyrelsen`.
        known |= {form.content: named for form in forms if form.content[:1].isupper() or form is body.name}
    for who in _people_in_words(issue):
        name = who.content.partition("\n")[0].partition(",")[0].strip()
        known[name] = Known(name, Mark.PERSON, None)
    for person in directory.people.values():
        role = person.role(issue.date)
        told = role_of(role, directory) if role is not None else ""
        known[person.name.content] = Known(person.name.content, Mark.PERSON, told)
    return Names({" ".join(form.split()): each for form, each in known.items() if form.strip()})


def _people_in_words(issue: Issue) -> Iterator[Text]:
    """Yield the people who stand in the issue by their names, not by a key of the directory."""
    for section in issue.sections:
        blocks = tuple(section.blocks())
        quoted = (block.by for block in blocks if isinstance(block, Quote))
        shown = (who for block in blocks if isinstance(block, Picture) for row in block.people for who in row.people)
        asked = (contact.person for contact in section.contacts)
        for who in (section.person, section.signature, *quoted, *shown, *asked):
            if isinstance(who, Text):
                yield who
