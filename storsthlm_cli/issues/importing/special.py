"""What only one kind of section has: the day of a meeting, a deadline, with whom the talk is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from storsthlm_cli.issues.importing.cutting import Piece
from storsthlm_cli.issues.importing.days import coming, find_days, nearest
from storsthlm_cli.issues.importing.kinds import deadline_in
from storsthlm_cli.issues.importing.looks import named
from storsthlm_cli.issues.importing.notes import Notes
from storsthlm_cli.issues.importing.parts import Facts, Paragraph, Part, Pictured, all_parts
from storsthlm_cli.issues.importing.rich import markdown, plain
from storsthlm_cli.issues.importing.setting import Setting
from storsthlm_cli.issues.importing.who import who
from storsthlm_cli.source.writing import Markdown, Value

_HEAD = 400


@dataclass(frozen=True, slots=True)
class Drafting:
    """A section while it is drafted; `data` and `notes` grow."""

    data: dict[str, Value]
    piece: Piece
    parts: Sequence[Part]
    setting: Setting
    notes: Notes

    @property
    def text(self) -> str:
        """The running text of it."""
        return " ".join(plain(part.text) for part in all_parts(self.parts) if isinstance(part, Paragraph))


def fill_in(section: Drafting) -> None:
    """Fill in what only this kind of section has, and take out what it cannot have."""
    kind = section.data["kind"]
    if kind != "letter":
        _unsign(section.data)
    filler = {
        "board": _meeting,
        "call": _deadline,
        "event": _day,
        "interview": _person,
        "personnel": _person,
    }.get(str(kind))
    if filler is not None:
        filler(section)


def _unsign(data: dict[str, Value]) -> None:
    """Write greeting and signature into the body: only a letter has them apart."""
    signed = [str(data.pop(key)) for key in ("greeting", "signature") if key in data]
    if signed:
        body = data.pop("body", None)
        entries = list(body) if isinstance(body, list) else [body] if body is not None else []
        data["body"] = [*entries, *(Markdown(markdown(text.replace("\n", ", "))) for text in signed)]


def _meeting(section: Drafting) -> None:
    """Find the day of the meeting: the one nearest to the issue's date that headline or text names."""
    title = section.piece.headline.text if section.piece.headline is not None else ""
    for where, source in (("headline", title), ("text", section.text[:_HEAD])):
        day = next((day for day in find_days(source) if day.to_day is None), None)
        span = nearest(day, section.setting.date) if day is not None else None
        if span is not None:
            section.data["date"] = span.first
            section.notes.check(f"the day of the meeting, {span.first.isoformat()}, was read from the {where}")
            return


def _deadline(section: Drafting) -> None:
    if "deadline" in section.data:
        return
    text = section.text
    place = deadline_in(text)
    day = next(find_days(text[place[0] : place[1]]), None) if place else None
    span = coming(day, section.setting.floor) if day is not None else None
    if span is not None:
        section.data["deadline"] = span.first
        section.notes.check(f"the deadline, {span.first.isoformat()}, was read from the text")


def _day(section: Drafting) -> None:
    """Find the day of an event that has no line for it."""
    if any(isinstance(part, Facts) for part in all_parts(section.parts)):
        return
    for where, seen in (("kicker", section.piece.kicker), ("headline", section.piece.headline)):
        day = next(find_days(seen.text), None) if seen is not None else None
        span = coming(day, section.setting.floor) if day is not None else None
        if span is not None:
            section.data["facts"] = {"date": span.first} | ({"to": span.last} if span.last else {})
            section.notes.check(f"the day, {span.first.isoformat()}, was read from the {where}")
            return


def _person(section: Drafting) -> None:
    """Find with or about whom it is in the words below its picture, when no kicker says so."""
    if {"person", "kicker", "category"} & set(section.data):
        return
    captions = [seen.text for part in section.parts if isinstance(part, Pictured) for seen in part.captions]
    person = next((person for caption in captions if (person := named(caption.partition(". ")[0]))), None)
    if person is not None:
        number = section.piece.all[0].number
        section.data["person"] = who(", ".join(person), section.setting.directory, section.notes, number)
        section.notes.check("the person was taken from the words below the picture")
