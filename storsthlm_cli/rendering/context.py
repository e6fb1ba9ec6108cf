"""What templates may use: the records of the issue, and words made of them.

All of `shared` in every template; besides, `for_html` in `.html` and `for_text` in `.txt` templates.
"""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from storsthlm_cli.model.directory import Directory, Person
from storsthlm_cli.model.issue import (
    Block,
    Facts,
    Issue,
    Item,
    Link,
    Note,
    Picture,
    ProseText,
    QuestionAnswer,
    Quote,
    Reference,
    Section,
)
from storsthlm_cli.model.newsletter import Newsletter
from storsthlm_cli.model.places import Text
from storsthlm_cli.model.prose import Inlines, Prose
from storsthlm_cli.rendering import dates, kickers, links, plaintext, speech, typography
from storsthlm_cli.rendering import prose as running
from storsthlm_cli.rendering.colours import Tone, tones_of
from storsthlm_cli.rendering.pictures import Pictures
from storsthlm_cli.rendering.slots import Slots

_BLOCKS: Mapping[type[Block], str] = {
    ProseText: "prose",
    Quote: "quote",
    QuestionAnswer: "qa",
    Picture: "image",
    Item: "item",
    Facts: "facts",
    Link: "link",
    Note: "note",
}
_LONG = 6
"""An issue with so many headlines gets a table of contents."""


def shared(
    issue: Issue, directory: Directory, newsletter: Newsletter, colours: Mapping[str, str], slots: Slots
) -> dict[str, object]:
    """Return what all templates may use."""
    tones = tones_of(issue, directory, colours)
    headed = [section for section in issue.sections if section.headline]

    def tone(section: Section) -> Tone:
        return next((tones[c.key] for c in section.categories if c.key in tones), tones[""])

    return {
        "issue": issue,
        "newsletter": newsletter,
        "web_address": f"{newsletter.archive_url}/issues/{issue.key}/" if newsletter.archive_url else None,
        "contents": headed if len(headed) >= _LONG else [],
        "colours": colours,
        "tones": list(tones.values()),
        "tone": tone,
        "block_name": lambda block: _BLOCKS[type(block)],
        "slot": slots.mark,
        "href": links.href,
        "tel": links.telephone,
        "announcement": links.announcement,
        "lost": links.LOST,
        "credit": credit,
        "sentences": sentences,
        "whole": typography.unbroken,
        **_people(issue, directory),
        **_days(issue),
    }


def _people(issue: Issue, directory: Directory) -> dict[str, object]:
    """Return how people are presented, with the roles that they hold on the issue's day."""

    def person(reference: Reference | None) -> Person | None:
        return directory.people.get(reference.key) if reference else None

    def role(person: Person) -> str:
        held = person.role(issue.date)
        return kickers.role_of(held, directory) if held else ""

    return {
        "person": person,
        "role": role,
        "presentation": lambda person: kickers.presentation(person, directory, issue.date),
        "kicker": lambda section: kickers.kicker(section, directory, issue.date),
        "quoted": lambda quote: _quoted(quote, directory, issue),
        "speaker": lambda quote: person(quote.by) if not quote.verb else None,
    }


def _days(issue: Issue) -> dict[str, object]:
    """Return how days and hours are written in this issue."""
    year, language = issue.date.year, issue.language
    return {
        "issue_date": dates.full(issue.date, language),
        "day": lambda span: dates.day(span, year, language),
        "weekday": lambda span: dates.weekday(span, language),
        "clock": dates.clock,
        "moment": lambda span, time: dates.moment(span, time, year, language),
        "within_month": lambda span: span.end is None or span.end.month == span.start.month,
    }


def for_html(slots: Slots, pictures: Pictures) -> dict[str, object]:
    """Return what HTML templates may use besides."""

    def prose(prose: Prose, level: int = 3) -> Markup:
        return running.html(prose, slots, level)

    def inlines(inlines: Inlines) -> Markup:
        return running.inlines_html(inlines, slots)

    return {"prose": prose, "inlines": inlines, "shown": pictures.get}


def for_text(slots: Slots) -> dict[str, object]:
    """Return what text templates may use besides."""
    return {"paper": plaintext.Paper(slots), "inlines": lambda inlines: running.inlines_text(inlines, slots)}


def credit(picture: Picture) -> str:
    """Return who made a picture, or where it is from: `Foto: Åsa Ek`, `Illustration: Storsthlm`, `Källa: SCB`."""
    if picture.credit:
        return _labelled(picture.credit, "Foto")
    return _labelled(picture.source, "Källa") if picture.source else ""


def sentences(*texts: object) -> str:
    """Return the texts that are not empty as sentences after each other; a missing full stop between is put in."""
    words = [str(text).strip() for text in texts if text]
    ended = [word if word.endswith((".", "!", "?", "…", ":")) else f"{word}." for word in words[:-1]]
    return " ".join([*ended, *words[-1:]])


def _labelled(text: Text, label: str) -> str:
    return text.content if ":" in text.content else f"{label}: {text}"


def _quoted(quote: Quote, directory: Directory, issue: Issue) -> Prose:
    """Return the words with their dash, and with who says them when the author gave the verb."""
    person = directory.people.get(quote.by.key) if quote.by else None
    if person is None or not quote.verb:
        return speech.spoken(quote.prose)
    said = f"{quote.verb} {kickers.presentation(person, directory, issue.date)}"
    return speech.attributed(speech.spoken(quote.prose), said)
