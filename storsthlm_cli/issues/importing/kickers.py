"""The words above a headline: a category, somebody who is talked with, or words whose capitals must be guessed.

Old designs set kickers in capitals, so that nobody saw how they were typed: `hÄLSA OCH STÖD`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from storsthlm_cli.issues.importing.cleaning import clean
from storsthlm_cli.issues.importing.looks import Seen, named
from storsthlm_cli.issues.importing.notes import Notes
from storsthlm_cli.issues.importing.who import who
from storsthlm_cli.model.directory import Directory, folded

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_INTERVIEW = re.compile(r"(?:en )?(?:\w+)?intervju(?: med|:)? ?", re.IGNORECASE)
_SMALL = frozenset(("von", "van", "de", "af", "av", "i", "på", "och", "för", "vid", "med", "hos", "till", "den"))
_STARTS = re.compile(r"(?:^|[.!?:–”•]\s*|\n)\Z")


class Casing:
    """How words are written inside the sentences of an issue."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._forms: dict[str, Counter[str]] = {}
        for text in texts:
            for match in _WORD.finditer(text):
                if match.start() and not _STARTS.search(text, max(0, match.start() - 3), match.start()):
                    self._forms.setdefault(match.group().lower(), Counter())[match.group()] += 1

    def recased(self, text: str) -> str:
        """Return a text in sentence case, names with their capitals as far as the issue shows them."""
        letters = [character for character in text if character.isalpha()]
        shouted = 2 * sum(map(str.isupper, letters)) > len(letters)
        odd = shouted or text[:1].islower()
        name_end = text.find(",") if "," in text else len(text)
        person = _INTERVIEW.match(text)
        name_start = person.end() if person else 0 if "," in text else name_end

        def form(match: re.Match[str]) -> str:
            word = match.group()
            known = self._forms.get(word.lower())
            if known is not None:
                return known.most_common(1)[0][0]
            if word.isupper() and len(word) > 1 and not shouted:
                return word if not person or match.start() >= name_start else word.lower()
            if not odd:
                return word
            small = word.lower()
            return small.capitalize() if name_start <= match.start() < name_end and small not in _SMALL else small

        cased = _WORD.sub(form, text)
        return cased[:1].upper() + cased[1:]


def categories(text: str, directory: Directory) -> list[str]:
    """Return the keys of the one or two categories that a kicker names; none when it names something else."""
    labels = category_labels(directory)
    if folded(text) in labels:
        return [labels[folded(text)]]
    for sign in (" & ", " och ", ", ", " / ", " | "):
        parts = [folded(part) for part in text.split(sign)]
        if len(parts) == 2 and all(part in labels for part in parts) and labels[parts[0]] != labels[parts[1]]:
            return [labels[part] for part in parts]
    return []


def category_labels(directory: Directory) -> Mapping[str, str]:
    """Return the keys of the categories by their names and aliases, folded."""
    found: dict[str, str] = {}
    for key, category in directory.categories.items():
        for name in (category.label, *category.aliases):
            found.setdefault(folded(name.content), key)
    return found


def kicker_entries(
    kicker: Seen, kind: str, directory: Directory, casing: Casing, notes: Notes
) -> dict[str, str | list[str]]:
    """Return what the kicker becomes: `category`, `person` or `kicker`."""
    text = clean(kicker.line.text)
    keys = categories(text, directory)
    if keys:
        notes.rewrite(kicker.number, text, f"category: {', '.join(keys)}")
        return {"category": keys[0] if len(keys) == 1 else keys}
    cased = casing.recased(text)
    if cased != text:
        notes.check(f"capitals of the kicker were guessed, it was typed `{text}`")
    opening = _INTERVIEW.match(cased)
    rest = cased[opening.end() :] if opening else cased
    if kind in ("interview", "personnel") and rest and (opening or named(rest)):
        if opening:
            notes.rewrite(kicker.number, cased[: opening.end()], "person")
        return {"person": who(rest, directory, notes, kicker.number)}
    return {"kicker": cased}
