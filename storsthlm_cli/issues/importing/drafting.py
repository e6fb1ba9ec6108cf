"""One section of an old newsletter as a section of a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from storsthlm_cli.issues.importing.blocks import Body, headline, link
from storsthlm_cli.issues.importing.calendars import calendar_rows
from storsthlm_cli.issues.importing.cleaning import clean
from storsthlm_cli.issues.importing.contacts import contacts
from storsthlm_cli.issues.importing.cutting import Piece
from storsthlm_cli.issues.importing.days import coming, find_days
from storsthlm_cli.issues.importing.facts import facts
from storsthlm_cli.issues.importing.kickers import Casing, kicker_entries
from storsthlm_cli.issues.importing.kinds import Kind, kind_of
from storsthlm_cli.issues.importing.notes import Notes
from storsthlm_cli.issues.importing.parting import parts_of
from storsthlm_cli.issues.importing.parts import (
    Asking,
    Dated,
    Excerpted,
    Facts,
    Linked,
    Paragraph,
    Part,
    Signed,
    Sub,
    all_parts,
)
from storsthlm_cli.issues.importing.rich import markdown, plain
from storsthlm_cli.issues.importing.setting import Setting
from storsthlm_cli.issues.importing.special import Drafting, fill_in
from storsthlm_cli.issues.importing.who import who
from storsthlm_cli.issues.importing.words import SAVE_THE_DATE
from storsthlm_cli.source.writing import Markdown, Value

_ORDER = (
    *("kind", "id", "category", "kicker", "person", "headline", "date", "deadline", "body", "facts", "excerpt"),
    *("rows", "note", "links", "contacts", "greeting", "signature", "check"),
)


_AFTER_TEXT = (Linked, Asking, Excerpted, Signed, Facts)
"""Parts that are shown after the text, wherever they stood."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A section of the draft: its data, the lines that it was made of, and what was noted on the way."""

    data: dict[str, Value]
    lines: tuple[int, ...]
    notes: Notes

    @property
    def kind(self) -> str:
        """Its kind."""
        return str(self.data["kind"])


def draft_section(piece: Piece, setting: Setting, casing: Casing, *, html: bool) -> list[Drafted]:
    """Return a section as data; with a second one when a calendar has text that a calendar cannot hold."""
    notes = Notes()
    parts = parts_of(piece, html)
    kind = kind_of(piece, parts)
    if kind.why:
        notes.check(f"the kind was guessed from the word `{kind.why}`")
    if kind.weak:
        notes.check(kind.weak)
    data: dict[str, Value] = {"kind": kind.name}
    if piece.kicker is not None:
        data.update(kicker_entries(piece.kicker, kind.name, setting.directory, casing, notes))
    if piece.headline is not None:
        data["headline"] = headline(piece.headline)
    elif kind.name != "letter":
        notes.check("no headline was found")
    if kind.name == "calendar" and not _fits_calendar(parts):
        kind, data["kind"] = Kind("notice"), "notice"
    if kind.name == "calendar":
        return _calendar(data, piece, parts, setting, notes)
    _fill(data, kind.name, parts, setting, notes)
    fill_in(Drafting(data, piece, parts, setting, notes))
    return [_drafted(data, piece, notes)]


def _drafted(data: dict[str, Value], piece: Piece, notes: Notes) -> Drafted:
    if notes.checks:
        data["check"] = "; ".join(notes.checks)
    ordered = {key: data[key] for key in _ORDER if key in data}
    return Drafted(ordered, tuple(number for seen in piece.all for number in seen.line.numbers), notes)


def _fill(data: dict[str, Value], kind: str, parts: Sequence[Part], setting: Setting, notes: Notes) -> None:
    """Put the parts of a section where they belong: into its body, its pieces, its links and contacts."""
    subs = [part for part in parts if isinstance(part, Sub)]
    own_links = kind == "event" or sum(any(isinstance(p, Linked) for p in sub.parts) for sub in subs) > 1
    body = Body(setting, notes)
    links: list[Value] = []
    found: list[Value] = []
    end = max((number for number, part in enumerate(parts) if not isinstance(part, _AFTER_TEXT)), default=-1)
    for number, part in enumerate(parts):
        if isinstance(part, Sub):
            body.block("item", _item(part, links if not own_links else None, found, body.named, setting, notes))
        elif isinstance(part, Linked):
            _put_link(part, number > end, links, body, notes)
        elif isinstance(part, Asking):
            _put_contacts(part, found, body, setting, notes)
        elif isinstance(part, Facts) and kind == "call" and "deadline" not in data:
            values, left = facts(part, setting, notes)
            data |= {key: value for key, value in values.items() if key == "deadline"}
            rest = {key: value for key, value in values.items() if key != "deadline"}
            if rest:
                body.block("facts", rest)
            for seen in left:
                body.add(Paragraph(seen.text, seen))
        elif isinstance(part, Facts) and kind == "event" and not subs and "facts" not in data:
            values, left = facts(part, setting, notes)
            if values:
                data["facts"] = values
            for seen in left:
                body.add(Paragraph(seen.text, seen))
        else:
            _put(part, data, body, setting, notes)
    written = body.value()
    data |= {key: value for key, value in (("body", written), ("links", links), ("contacts", found)) if value}


def _put(part: Part, data: dict[str, Value], body: Body, setting: Setting, notes: Notes) -> None:
    """Put a part of a section, or of a piece in it, where it belongs."""
    if isinstance(part, Excerpted) and "excerpt" not in data:
        data["excerpt"] = markdown(part.text, part.seen.line.anchors)
    elif isinstance(part, Excerpted):
        body.add(Paragraph(part.text, part.seen))
    elif isinstance(part, Signed):
        _sign(part, data, body, setting, notes)
    elif isinstance(part, Dated):
        body.prose("\n".join(f"- {markdown(clean(seen.text))}" for seen in part.rows))
    else:
        body.add(part)


def _put_link(part: Linked, below: bool, links: list[Value], body: Body, notes: Notes) -> None:
    """Put a link below the section, or into the body when more text follows on it."""
    if below:
        links.append(link(part, notes))
    else:
        body.block("link", link(part, notes))


def _put_contacts(part: Asking, found: list[Value], body: Body, setting: Setting, notes: Notes) -> None:
    people, loose = contacts(part, setting, notes)
    found += people
    for sentence in loose:
        body.add(Paragraph(sentence, part.seen))


def _item(
    sub: Sub, links: list[Value] | None, found: list[Value], named_before: list[str], setting: Setting, notes: Notes
) -> dict[str, Value]:
    """Return a piece with its own heading. Its links stand in it, or go into `links` when those are given."""
    body = Body(setting, notes, named=list(named_before))
    data: dict[str, Value] = {}
    save = SAVE_THE_DATE.match(sub.headline.text.lower()) is not None
    end = max((number for number, part in enumerate(sub.parts) if not isinstance(part, _AFTER_TEXT)), default=-1)
    for number, part in enumerate(sub.parts):
        if isinstance(part, Linked):
            _put_link(part, links is not None and number > end, links if links is not None else [], body, notes)
        elif isinstance(part, Asking):
            _put_contacts(part, found, body, setting, notes)
        else:
            _put(part, data, body, setting, notes)
        if save and isinstance(part, Paragraph):
            day = next(find_days(plain(part.text)), None)
            span = coming(day, setting.floor) if day is not None else None
            if span is not None:
                notes.check(f"the date {span.first.isoformat()} was read from `{plain(part.text)[:50]}`")
                body.block("facts", {"date": span.first} | ({"to": span.last} if span.last else {}))
            save = False
    left = data.pop("excerpt", None)
    if isinstance(left, str):
        body.prose(left)
    for key in ("greeting", "signature"):
        if isinstance(data.get(key), str):
            body.prose(markdown(str(data[key]).replace("\n", ", ")))
    written = body.value()
    return {"headline": headline(sub.headline)} | ({"body": written} if written else {})


def _sign(part: Signed, data: dict[str, Value], body: Body, setting: Setting, notes: Notes) -> None:
    if part.greeting is not None:
        data["greeting"] = part.greeting.text
    lines = [seen.text.rstrip(",") for seen in part.lines]
    if "signature" in data:
        body.prose(markdown(", ".join(lines)))
        return
    person = who(", ".join(lines), setting.directory, notes, part.lines[0].number)
    data["signature"] = person if person in setting.directory.people else "\n".join(lines)


def _fits_calendar(parts: Sequence[Part]) -> bool:
    """Tell whether a calendar can hold a section: it has rows, or nothing but text in their place."""
    everything = list(all_parts(parts))
    texts = all(isinstance(part, Paragraph | Linked | Asking) for part in parts)
    return any(isinstance(part, Dated) for part in everything) or (texts and bool(parts))


def _calendar(
    data: dict[str, Value], piece: Piece, parts: Sequence[Part], setting: Setting, notes: Notes
) -> list[Drafted]:
    """Return a calendar: its rows, or the text in their place. What it cannot hold gets a section of its own."""
    everything = list(all_parts(parts))
    rows = [seen for part in everything if isinstance(part, Dated) for seen in part.rows]
    links = [link(part, notes) for part in everything if isinstance(part, Linked)]
    found: list[Value] = []
    rest: list[Part] = []
    for part in parts:
        if isinstance(part, Asking):
            people, loose = contacts(part, setting, notes)
            found += people
            rest += [Paragraph(sentence, part.seen) for sentence in loose]
        elif not isinstance(part, Dated | Linked):
            rest.append(_without_rows(part))
    if rows:
        data["rows"] = calendar_rows(rows, setting, notes)
    elif rest and all(isinstance(part, Paragraph) for part in rest):
        texts = [markdown(part.text, part.seen.line.anchors) for part in rest if isinstance(part, Paragraph)]
        data["note"] = Markdown("\n\n".join(texts))
        rest = []
    data |= {key: value for key, value in (("links", links), ("contacts", found)) if value}
    calendar = _drafted(data, piece, notes)
    if not rest:
        return [calendar]
    more = Notes()
    more.check("this text stood in the calendar, which holds rows only")
    extra: dict[str, Value] = {"kind": "notice"} | ({"headline": data["headline"]} if "headline" in data else {})
    _fill(extra, "notice", rest, setting, more)
    numbers = Piece(None, None, ())
    return [calendar, _drafted(extra, numbers, more)]


def _without_rows(part: Part) -> Part:
    if isinstance(part, Sub):
        return Sub(part.headline, [other for other in part.parts if not isinstance(other, Dated | Linked)])
    return part
