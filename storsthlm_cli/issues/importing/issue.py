"""A whole old newsletter as the draft of an issue."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from storsthlm_cli.issues.folders import SCHEMA
from storsthlm_cli.issues.importing.cleaning import clean, writable
from storsthlm_cli.issues.importing.cutting import cut
from storsthlm_cli.issues.importing.dating import guessed_date
from storsthlm_cli.issues.importing.drafting import Drafted, draft_section
from storsthlm_cli.issues.importing.files import Gathering
from storsthlm_cli.issues.importing.frame import Framed, take_frame
from storsthlm_cli.issues.importing.kickers import Casing, category_labels
from storsthlm_cli.issues.importing.lines import Line, Source
from storsthlm_cli.issues.importing.looks import Seen
from storsthlm_cli.issues.importing.neighbours import look_at
from storsthlm_cli.issues.importing.notes import Dropped, Rewritten
from storsthlm_cli.issues.importing.pictures import Pictures
from storsthlm_cli.issues.importing.rich import markdown, rich
from storsthlm_cli.issues.importing.setting import Setting
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.source.slugs import slug
from storsthlm_cli.source.writing import Apart, Markdown, Value, write
from storsthlm_cli.source.yaml import LIMIT

_LONGEST_PREHEADER = 120
_QUOTED = 80


@dataclass(frozen=True, slots=True)
class Draft:
    """The draft of an issue, and what became of every line.

    `lines` are those that it was made of. `pictures` are files of the issue's folder by their path there.
    """

    date: datetime.date
    text: str
    lines: Sequence[Line]
    sections: tuple[Drafted, ...]
    closing: tuple[int, ...]
    checks: Mapping[str, str]
    dropped: tuple[Dropped, ...]
    rewritten: tuple[Rewritten, ...]
    pictures: Mapping[str, bytes]
    notices: tuple[str, ...]


def draft_issue(source: Source, directory: Directory, *, date: datetime.date | None, today: datetime.date) -> Draft:
    """Return the draft of an issue.

    `date` is the issue's, if somebody said it; else it is that of the mail, else the one in its title or masthead, else
    it is guessed from the dates in the text; the last two are marked. Raises Failure when there is nothing to make an
    issue of.
    """
    framed = take_frame(source.lines, source.subject)
    seen = look_at(framed.lines)
    if not seen:
        raise Failure("there is nothing but a title in it", hint="save the newsletter as HTML or text once more")
    checks: dict[str, str] = {}
    day = date or source.date or _date(framed, seen, today, checks)
    numbered = next((said for said in framed.said if said.number), None)
    if numbered is not None:
        checks["number"] = f"read from `{numbered.words[:_QUOTED]}`"
    gathering = Gathering(source.files)
    setting = Setting(directory, day, Pictures(gathering.file_of, gathering.unfit, directory))
    sections, closing = _sections(seen, setting)
    head = _head(source, framed, sections, checks)
    data: dict[str, Value] = {"date": day, **({"number": numbered.number} if numbered else {}), **head}
    if closing:
        data["closing"] = Markdown("\n\n".join(markdown(rich(one.line), one.line.anchors) for one in closing))
        checks["closing"] = "the last line was taken for the closing"
    if checks:
        data["check"] = dict(checks)
    data["sections"] = Apart([section.data for section in sections])
    if "closing" in data:
        data["closing"] = data.pop("closing")
    text = write({key: _writable(value) for key, value in data.items()}, SCHEMA)
    if len(text.encode()) > LIMIT:
        raise Failure(
            f"the draft would be too large to read: at most {LIMIT:,} bytes", hint="import one issue at a time"
        )
    return Draft(
        date=day,
        text=text,
        lines=source.lines,
        sections=tuple(sections),
        closing=tuple(number for one in closing for number in one.line.numbers),
        checks=checks,
        dropped=(*framed.dropped, *(Dropped(*entry) for entry in source.dropped)),
        rewritten=tuple(entry for section in sections for entry in section.notes.rewritten),
        pictures=gathering.used,
        notices=(*source.notices, *gathering.notices()),
    )


def _date(framed: Framed, seen: Sequence[Seen], today: datetime.date, checks: dict[str, str]) -> datetime.date:
    """Return the date that the mail says itself, else one that is guessed, else `today`; `checks` says which."""
    again = "import again with `--date` when it is wrong"
    for said in framed.said:
        if said.date is not None:
            checks["date"] = f"read from `{said.words[:_QUOTED]}`; {again}"
            return said.date
    dated = next((said for said in framed.said if said.year), None)
    guess = guessed_date(seen, today, dated.year if dated else None)
    if guess is None:
        checks["date"] = "there is no date in the text, so this is the day of the import; import again with `--date`"
        return today
    year = f", and the year from `{dated.words[:_QUOTED]}`" if dated else ""
    checks["date"] = f"guessed from the dates in the text{year}; {again}"
    return guess


def _sections(seen: list[Seen], setting: Setting) -> tuple[list[Drafted], tuple[Seen, ...]]:
    labels = frozenset(category_labels(setting.directory))
    parts = cut(seen, labels)
    kickers = {piece.kicker.number for piece in parts.pieces if piece.kicker is not None}
    casing = Casing(one.text for one in seen if one.number not in kickers)
    html = any(one.line.image is not None or one.line.heading for one in seen)
    sections = [drafted for piece in parts.pieces for drafted in draft_section(piece, setting, casing, html=html)]
    _give_ids(sections)
    return sections, parts.closing


def _give_ids(sections: Sequence[Drafted]) -> None:
    """Give an anchor of its own to each section that would have the same one as another before it."""
    used: Counter[str] = Counter()
    for number, section in enumerate(sections, 1):
        title = section.data.get("headline")
        anchor = (slug(title) if isinstance(title, str) else "") or f"{section.kind}-{number}"
        used[anchor] += 1
        if used[anchor] > 1:
            while f"{anchor}-{used[anchor]}" in used:
                used[anchor] += 1
            anchor = f"{anchor}-{used[anchor]}"
            used[anchor] += 1
            rest = dict(section.data)
            section.data.clear()
            section.data.update({"kind": rest.pop("kind"), "id": anchor, **rest})


def _head(source: Source, framed: Framed, sections: Sequence[Drafted], checks: dict[str, str]) -> dict[str, Value]:
    """Return subject and preheader."""
    titles = [str(section.data["headline"]) for section in sections if section.data.get("headline")]
    subject = clean(source.subject or "")
    if not subject and framed.title is not None:
        subject = clean(framed.title.text)
        checks["subject"] = "this is the old mail's title: say what is in this issue"
    if not subject:
        subject = titles[0] if titles else "Nyhetsbrev"
        checks["subject"] = (
            "the mail has no subject; this is the first headline" if titles else "the mail has no subject"
        )
    preheader = clean(source.preheader or "")
    if not preheader:
        preheader = _preheader(titles) or subject
        checks["preheader"] = "made of the headlines"
    return {"subject": subject, "preheader": preheader}


def _writable(value: Value) -> Value:
    """Return data that a file can hold, in which two braces are no merge slot."""
    if isinstance(value, str):
        return writable(value)
    if isinstance(value, Markdown):
        return Markdown(writable(value.text))
    if isinstance(value, Apart):
        return Apart([_writable(entry) for entry in value.entries])
    if isinstance(value, Mapping):
        return {key: _writable(entry) for key, entry in value.items()}
    if isinstance(value, Sequence):
        return [_writable(entry) for entry in value]
    return value


def _preheader(titles: Sequence[str]) -> str:
    held = ""
    for title in titles:
        more = f"{held} {title}".strip() if not held or held.endswith(("!", "?", ".")) else f"{held}. {title}"
        if held and len(more) > _LONGEST_PREHEADER:
            break
        held = more
    return held
