"""What a code means, at length."""

from __future__ import annotations

import difflib
import textwrap
from collections.abc import Sequence

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.findings import STOPS_SENDING, Level
from storsthlm_cli.report.catalogue import ENTRIES, FAMILIES
from storsthlm_cli.report.catalogue.entries import Entry, is_yaml
from storsthlm_cli.report.consoles import Consoles, visible, write
from storsthlm_cli.report.data import write_json

COLUMNS = 80
_LABEL = 10
"""Columns of the words before what they introduce."""
_WORDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "remark"}


def show_explanation(consoles: Consoles, code: str, json: bool) -> None:
    """Explain one code, in any case of letters. Raises Failure, naming the nearest one, for a code that is none."""
    known = code.strip().upper()
    entry = ENTRIES.get(known)
    if entry is None:
        near = difflib.get_close_matches(known, ENTRIES, n=1)
        hint = f"did you mean `{near[0]}`?" if near else None
        raise Failure(f"there is no finding `{code}`", hint=hint or "`storsthlm explain` lists all codes")
    if json:
        write_json(consoles.out, {"codes": [_data(known, entry)]})
        return
    width = min(consoles.out.width, COLUMNS)
    write(consoles.out, f"{known}: {entry.title}", style="bold")
    write(consoles.out)
    write(consoles.out, textwrap.fill(entry.why, width, break_on_hyphens=False))
    write(consoles.out)
    told = {
        "it says:": (entry.sentence,),
        "way out:": entry.help,
        "level:": (standing(known),),
        "source:": (entry.source,),
    }
    for label, templates in told.items():
        lines = (textwrap.wrap(readable(each), width - _LABEL, break_on_hyphens=False) for each in templates)
        _labelled(consoles, label, [line for wrapped in lines for line in wrapped])
    for label, example in (("wrong:", entry.bad), ("right:", entry.good)):
        write(consoles.out)
        _labelled(consoles, label, shown(example, width - _LABEL))


def show_codes(consoles: Consoles, json: bool) -> None:
    """List all codes, family by family."""
    if json:
        write_json(consoles.out, {"codes": [_data(code, entry) for code, entry in ENTRIES.items()]})
        return
    for index, (family, entries) in enumerate(FAMILIES.items()):
        if index:
            write(consoles.out)
        write(consoles.out, family, style="bold")
        for code, entry in entries.items():
            write(consoles.out, f"  {code}  {entry.title}")


def standing(code: str) -> str:
    """Return in words how bad a finding is, and whether `--fix` repairs any of it."""
    level = _level(code)
    stops = "; `send` refuses it" if level is Level.WARNING and code in STOPS_SENDING else ""
    return _WORDS[level] + stops + ("; `validate --fix` repairs what is sure" if _is_fixable(code) else "")


def shown(example: str, width: int) -> list[str]:
    """Return the lines of an example with what cannot be seen made visible; a sentence is broken to the width."""
    lines = [visible(line).replace("\u00a0", "⍽") for line in example.split("\n")]
    return lines if is_yaml(example) else [part for line in lines for part in textwrap.wrap(line, width) or [""]]


def readable(template: str) -> str:
    """Return a template for people: `{name}` becomes `NAME`, doubled braces single ones."""
    import string

    parts = string.Formatter().parse(template)
    return "".join(text + (field.upper() if field is not None else "") for text, field, _, _ in parts)


def _level(code: str) -> Level:
    from storsthlm_cli.checks.registry import RULES

    rule = RULES.get(code)
    return rule.level if rule is not None else ENTRIES[code].level


def _is_fixable(code: str) -> bool:
    from storsthlm_cli.checks.registry import RULES

    return code in RULES and RULES[code].fixes


def _labelled(consoles: Consoles, label: str, lines: Sequence[str]) -> None:
    for index, line in enumerate(lines):
        write(consoles.out, f"{'' if index else label:<{_LABEL}}{line}")


def _data(code: str, entry: Entry) -> dict[str, object]:
    return {
        "code": code,
        "level": _level(code).value,
        "fixable": _is_fixable(code),
        "title": entry.title,
        "sentence": entry.sentence,
        "help": list(entry.help),
        "explanation": entry.why,
        "source": entry.source,
        "wrong": entry.bad,
        "right": entry.good,
    }
