"""Spell: ask the dictionary for the words of an issue, and keep what it says, for it takes seconds to load."""

from __future__ import annotations

import functools
import gc
import hashlib
import importlib.metadata
import itertools
import json
import warnings
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from storsthlm_cli.checks.language.spelling import spelled
from storsthlm_cli.images.cache import Cache
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.workflows.validating import Validation
from storsthlm_cli.workflows.workspace import Workspace

if TYPE_CHECKING:
    from spylls.hunspell import Dictionary

_FORM = 1
"""Goes up when other words are thought to be meant than before."""
_LETTERS = "etnarsidolgkmvpfhuäåöbycjxwzqé"
_SHOWN = 3
_MOST_COMPOUNDS = 300
"""Edits of a word that are tried as compounds, at some milliseconds each: the first ones are the likely slips."""
_LONGEST = 40
"""Letters of a word for which others are looked for: the time that takes grows with their square."""
_MOST_SLIPS = 40
"""Words for which others are looked for, at half a second each. A text with more of them is none in Swedish."""


def unknown_words(workspace: Workspace, validation: Validation) -> Mapping[str, tuple[str, ...]]:
    """Return the words of an issue that no Swedish dictionary knows, each with up to three that may be meant.

    Nothing may be meant by a word that is English, or near to none. Answers are kept in the state folder. Raises
    Failure when there is no dictionary.
    """
    version = _version()
    if validation.issue is None:
        return {}
    evidence = Evidence(
        validation.directory, validation.issue.date, organisation=workspace.settings.newsletter.organisation
    )
    asked = dict.fromkeys(each.word for each in spelled(validation.issue, evidence))
    cache = Cache(workspace.settings.state_folder / "cache" / "spelling")
    key = hashlib.sha256(f"{_FORM} {version}".encode()).hexdigest()
    kept: dict[str, list[str] | None] = json.loads(cache.get(key) or b"{}")
    new = [word for word in asked if word not in kept]
    if new:
        kept |= _answers(new)
        cache.put(key, json.dumps(kept, ensure_ascii=False).encode())
    answers = {word: kept.get(word, []) for word in asked}
    return {word: tuple(meant) for word, meant in answers.items() if meant is not None}


def _version() -> str:
    """Return the version of the dictionary."""
    try:
        return importlib.metadata.version("spylls")
    except importlib.metadata.PackageNotFoundError as error:
        raise Failure(
            "there is no dictionary to check the spelling with", hint='install it: `pip install "storsthlm[spell]"`'
        ) from error


def _answers(words: Iterable[str]) -> Iterator[tuple[str, list[str] | None]]:
    """Yield words with what may be meant by them, None for those that are right. Of many slips some are left out."""
    slips = 0
    for word in words:
        if _dictionary("sv_SE").lookup(word):
            yield word, None
        elif _dictionary("en_US").lookup(word):
            yield word, []
        elif slips < _MOST_SLIPS:
            slips += 1
            meant = _meant(word.lower(), _dictionary("sv_SE")) if len(word) <= _LONGEST else []
            yield word, [each.capitalize() if word[0].isupper() else each for each in meant]


@functools.cache
def _dictionary(name: str) -> Dictionary:
    """Return a dictionary that comes with spylls."""
    from spylls.hunspell import Dictionary

    gc.disable()  # there is no garbage among a million new objects, and to look for it takes as long as to make them
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)  # spylls does not close its files
            return Dictionary.from_files(name)
    finally:
        gc.enable()


def _meant(word: str, dictionary: Dictionary) -> list[str]:
    """Return words that one slip of the pen makes into `word`; compounds of the dictionary's own words only then.

    spylls looks for more, and takes up to ten seconds a word.
    """

    def good(edit: str, *, compound: bool) -> bool:
        forms = dictionary.lookuper.good_forms
        found = forms(
            edit, capitalization=False, allow_nosuggest=False, affix_forms=not compound, compound_forms=compound
        )
        return any(found)

    if dictionary.lookup(word.capitalize()):
        return [word.capitalize()]
    whole = itertools.islice((edit for edit in _edits(word) if good(edit, compound=False)), _SHOWN)
    joined = (edit for edit in itertools.islice(_edits(word), _MOST_COMPOUNDS) if good(edit, compound=True))
    return list(whole) or list(itertools.islice(joined, _SHOWN))


def _edits(word: str) -> Iterator[str]:
    """Yield what a word may have been before a slip of the pen, the likeliest first: doubled letters, turned ones."""
    edits = itertools.chain(
        (word[:at] + word[at] + word[at:] for at in range(len(word))),
        (word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)),
        (word[:at] + word[at + 1 :] for at in range(len(word))),
        (word[:at] + letter + word[at:] for at in range(len(word) + 1) for letter in _LETTERS),
        (word[:at] + letter + word[at + 1 :] for at in range(len(word)) for letter in _LETTERS),
    )
    return (edit for edit in dict.fromkeys(edits) if edit != word)
