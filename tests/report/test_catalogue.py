from __future__ import annotations

import pathlib
import re

import pytest

import storsthlm_cli
from storsthlm_cli.model.findings import CODES, Finding, Level
from storsthlm_cli.report.catalogue import ENTRIES, FAMILIES, advice, sentence
from storsthlm_cli.report.catalogue.entries import Entry, names

PACKAGE = pathlib.Path(storsthlm_cli.__file__).parent
CODE = re.compile(r"""["']([SDCNLIATM]\d{3})["']""")


def entry_that_says(sentence: str, *ways_out: str) -> Entry:
    return Entry(title="t", sentence=sentence, help=ways_out, why="w.", bad="b", good="g", source="s")


def codes_in_use() -> set[str]:
    sources = [path for path in PACKAGE.rglob("*.py") if "report" not in path.relative_to(PACKAGE).parts]
    return {code for path in sources for code in CODE.findall(path.read_text(encoding="utf-8"))}


def test_every_code_that_is_used_has_its_words() -> None:
    assert codes_in_use() - ENTRIES.keys() == set()


def test_every_entry_belongs_to_a_code_that_is_used() -> None:
    assert ENTRIES.keys() - codes_in_use() == set()


def test_the_codes_are_known_to_those_who_may_name_them() -> None:
    assert sorted(ENTRIES) == sorted(CODES)


def test_no_code_stands_in_two_families() -> None:
    assert len(ENTRIES) == sum(len(entries) for entries in FAMILIES.values())


@pytest.mark.parametrize("code", ENTRIES)
def test_sentences_are_short_and_bear_no_full_stop(code: str) -> None:
    entry = ENTRIES[code]
    for template in (entry.title, entry.sentence, *entry.help):
        assert not template.endswith(".")
        assert "\n" not in template
        assert len(template) < 120
    assert entry.title[0].islower() or entry.title.split()[0].isupper() or entry.title.startswith("Markdown")
    assert entry.why.endswith(".")


@pytest.mark.parametrize("code", ENTRIES)
def test_an_entry_can_be_told_with_its_arguments_and_without_any(code: str) -> None:
    entry = ENTRIES[code]
    told = entry.tell(dict.fromkeys(entry.arguments, "VALUE"))
    assert told.count("VALUE") == sum(entry.sentence.count("{" + name + "}") for name in names(entry.sentence))
    assert entry.tell({})


def test_an_unknown_code_is_told_rather_than_failing() -> None:
    finding = Finding("X999", Level.ERROR, None)
    assert (sentence(finding), advice(finding)) == ("finding X999", None)


def test_the_first_help_whose_arguments_are_there_is_given() -> None:
    entry = entry_that_says("s", "did you mean {nearest}?", "known: {known}")
    assert entry.advise({"nearest": "a", "known": "b"}) == "did you mean a?"
    assert entry.advise({"nearest": "", "known": "b"}) == "known: b"
    assert entry.advise({}) is None


def test_braces_in_what_a_user_wrote_are_not_templates() -> None:
    entry = entry_that_says("`{slot}`")
    assert entry.tell({"slot": "{{ recipient.x }} {0.__class__}"}) == "`{{ recipient.x }} {0.__class__}`"
