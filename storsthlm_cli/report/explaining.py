"""What a code means, at length."""

from __future__ import annotations

import difflib
import textwrap

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.report.catalogue import ENTRIES, FAMILIES
from storsthlm_cli.report.catalogue.entries import Entry
from storsthlm_cli.report.consoles import Consoles, write
from storsthlm_cli.report.data import write_json

COLUMNS = 80


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
    write(consoles.out, f"{known}: {entry.title}", style="bold")
    write(consoles.out)
    write(consoles.out, textwrap.fill(entry.why, min(consoles.out.width, COLUMNS)))
    write(consoles.out)
    write(consoles.out, f"it says:   {readable(entry.sentence)}")
    for index, template in enumerate(entry.help):
        write(consoles.out, f"{'' if index else 'way out:':<10} {readable(template)}")


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


def readable(template: str) -> str:
    """Return a template for people: `{name}` becomes `NAME`, doubled braces single ones."""
    import string

    parts = string.Formatter().parse(template)
    return "".join(text + (field.upper() if field is not None else "") for text, field, _, _ in parts)


def _data(code: str, entry: Entry) -> dict[str, object]:
    return {
        "code": code,
        "title": entry.title,
        "sentence": entry.sentence,
        "help": list(entry.help),
        "explanation": entry.why,
    }
