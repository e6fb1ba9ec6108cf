"""The words at a picture: what stands for it, what stands below it, and who made it."""

from __future__ import annotations

import datetime

from storsthlm_cli.model.blocks import Picture, Position, Shown
from storsthlm_cli.model.directory import Directory, Person
from storsthlm_cli.model.places import Text
from storsthlm_cli.rendering.people import presentation, somebody

_ROWS = {
    Position.ROW: "Från vänster",
    Position.TOP: "Högst upp från vänster",
    Position.MIDDLE: "I mitten från vänster",
    Position.BOTTOM: "Längst ned från vänster",
}


def description(picture: Picture, directory: Directory) -> str:
    """Return the text for those who do not see the picture: the author's, for a portrait else that it is one.

    It says of whom where the caption does not: nobody should hear a name twice.
    """
    if picture.alt is not None:
        return picture.alt.content
    person = somebody(picture.portrait, directory)
    if person is None:
        return ""
    named = picture.caption is None or person.name.content in picture.caption.content
    return "Porträtt." if named else f"Porträtt av {person.name}."


def caption(picture: Picture, directory: Directory, on: datetime.date) -> list[str]:
    """Return the lines below the picture without its credit: the author's words, and who is in the picture.

    A portrait without either has its person's name and role.
    """
    lines = picture.caption.content.splitlines() if picture.caption else []
    lines += [_row(row, directory) for row in picture.people]
    person = somebody(picture.portrait, directory)
    if not lines and person is not None:
        lines = [presentation(person, directory, on)]
    return [line.strip() for line in lines if line.strip()]


def credit(picture: Picture, directory: Directory) -> str:
    """Return who made a picture, or where it is from: `Foto: Åsa Ek`, `Illustration: Storsthlm`, `Källa: SCB`."""
    person = somebody(picture.portrait, directory)
    maker = picture.credit or (person.credit if person is not None and not picture.source else None)
    if maker:
        return _labelled(maker, "Foto")
    return _labelled(picture.source, "Källa") if picture.source else ""


def below(picture: Picture, directory: Directory, on: datetime.date) -> list[str]:
    """Return all lines below the picture; the credit ends the last one."""
    lines = caption(picture, directory, on)
    made = credit(picture, directory)
    if not lines:
        return [made] if made else []
    return [*lines[:-1], sentences(lines[-1], made)]


def sentences(*texts: object) -> str:
    """Return the texts that are not empty as sentences after each other; a missing full stop between is put in."""
    words = [str(text).strip() for text in texts if text]
    return " ".join([*(ended(word, ".") for word in words[:-1]), *words[-1:]])


def ended(words: str, sign: str) -> str:
    """Return words with a sign at their end, where they have none yet."""
    return words if words.endswith((".", "!", "?", "…", ":")) else words + sign


def _row(row: Shown, directory: Directory) -> str:
    people = [somebody(who, directory) for who in row.people]
    return f"{_ROWS[row.position]}: {', '.join(_name(person) for person in people if person is not None)}."


def _name(person: Person) -> str:
    return person.name.content


def _labelled(text: Text, label: str) -> str:
    return text.content if ":" in text.content else f"{label}: {text}"
