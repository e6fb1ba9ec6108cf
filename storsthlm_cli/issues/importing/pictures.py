"""Pictures and the words below them: caption, who is shown where, who took it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from storsthlm_cli.issues.importing.cleaning import clean
from storsthlm_cli.issues.importing.looks import Seen
from storsthlm_cli.issues.importing.notes import Notes
from storsthlm_cli.issues.importing.parts import Pictured
from storsthlm_cli.issues.importing.who import people_of, who
from storsthlm_cli.issues.importing.words import CREDIT, ROWS_OF_PEOPLE
from storsthlm_cli.model.blocks import LOST
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.source.writing import Value

_PHOTOGRAPHERS = ("foto", "fotograf")


@dataclass(frozen=True, slots=True)
class Pictures:
    """How an image of the mail becomes a file of the issue.

    `file_of` returns its name, None when there is none; `unfit` that of a part which no issue can show.
    """

    file_of: Callable[[str], str | None]
    unfit: Callable[[str], str | None]
    directory: Directory


def picture(part: Pictured, pictures: Pictures, notes: Notes) -> Mapping[str, Value]:
    """Return an `image` block."""
    block: dict[str, Value] = {"file": LOST}
    if part.image is not None and part.image.line.image is not None:
        shown = part.image.line.image
        file = pictures.file_of(shown.source)
        block["file"] = file or LOST
        unfit = pictures.unfit(shown.source)
        if unfit is not None:
            notes.check(f"the picture `{unfit}` is no JPEG or PNG image: save it as one")
        elif file is None and shown.source:
            notes.check(f"the picture did not come with the mail, it lay at {shown.source[:200]}")
        if shown.alt is not None:
            block["alt"] = clean(shown.alt)
        else:
            notes.check("the picture has no alt text")
    block.update(_words(part, pictures, notes))
    if part.guessed:
        notes.check(f"`{part.captions[0].text[:60]}` was taken for the words below a picture")
    return block


def _words(part: Pictured, pictures: Pictures, notes: Notes) -> Mapping[str, Value]:
    block: dict[str, Value] = {}
    lines: list[str] = []
    rows: dict[str, list[str]] = {}
    for seen in part.captions:
        text = _without_credit(seen, block, notes)
        row = _row(seen, text, pictures.directory, notes) if text else None
        if row is not None and row[0] not in rows:
            rows[row[0]] = row[1]
        elif text:
            lines.append(text)
    if lines:
        block["caption"] = "\n".join(lines)
    if rows:
        only = rows.get("row")
        others = {place: names for place, names in rows.items() if place != "row"}
        block["people"] = only if only is not None and not others else others
    return {key: block[key] for key in ("caption", "people", "credit", "source") if key in block}


def _without_credit(seen: Seen, block: dict[str, Value], notes: Notes) -> str:
    """Take who made the picture out of its words, when that has not been said yet."""
    match = CREDIT.search(seen.text)
    if match is None:
        return seen.text
    label, name = match["label"].lower(), match["name"].strip().removesuffix(".").strip()
    before = seen.text[: match.start()].rstrip(" (;")
    closed = name.removesuffix(")") if "(" not in name else name
    key = "source" if label == "källa" else "credit"
    if key in block or not closed:
        return seen.text
    if label in _PHOTOGRAPHERS or key == "source":
        block[key] = closed
        notes.rewrite(seen.number, match["label"], key)
    else:
        block[key] = f"{match['label'].capitalize()}: {closed}"
    return before


def _row(seen: Seen, text: str, directory: Directory, notes: Notes) -> tuple[str, list[str]] | None:
    """Return where in the picture the people of a line are, and who they are; None when it says something else."""
    for place, pattern in ROWS_OF_PEOPLE.items():
        match = pattern.match(text)
        names = people_of(text[match.end() :]) if match else None
        if match and names:
            notes.rewrite(seen.number, match.group(), f"people: {place}")
            for joint in re.findall(r"\b(?:och|samt)\b", text[match.end() :]):
                notes.rewrite(seen.number, joint, f"people: {place}")
            return place, [who(name, directory, notes, seen.number) for name in names]
    return None
