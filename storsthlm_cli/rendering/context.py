"""What templates may use: the records of the issue, and words made of them.

All of `shared` in every template; besides, `for_html` in `.html` and `for_text` in `.txt` templates.
"""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup, escape

from storsthlm_cli.model.blocks import Block, Facts, Item, Link, Note, Picture, ProseText, QuestionAnswer, Quote, Who
from storsthlm_cli.model.directory import Directory, Person
from storsthlm_cli.model.issue import Issue, Section
from storsthlm_cli.model.newsletter import Newsletter
from storsthlm_cli.model.prose import Inlines, Prose
from storsthlm_cli.rendering import captions, contacts, contents, dates, kickers, links, people, plaintext, speech
from storsthlm_cli.rendering import prose as running
from storsthlm_cli.rendering.calendars import calendars_of
from storsthlm_cli.rendering.colours import Tone, tones_of
from storsthlm_cli.rendering.pen import Pen
from storsthlm_cli.rendering.pictures import Pictures

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


def shared(
    issue: Issue, directory: Directory, newsletter: Newsletter, colours: Mapping[str, str], pen: Pen
) -> dict[str, object]:
    """Return what all templates may use."""
    tones = tones_of(issue, directory, colours)
    calendars = calendars_of(issue, directory, newsletter)

    def tone(section: Section) -> Tone:
        return next((tones[c.key] for c in section.categories if c.key in tones), tones[""])

    return {
        "issue": issue,
        "newsletter": newsletter,
        "web_address": links.web_address(newsletter.archive_url, issue.key),
        "contents": contents.contents(issue, directory),
        "calendar_file": calendars.file,
        "calendar_feed": calendars.feed,
        "event_title": calendars.title,
        "fonts": fonts(newsletter),
        "colours": colours,
        "tones": list(tones.values()),
        "tone": tone,
        "block_name": lambda block: _BLOCKS[type(block)],
        "slot": pen.slots.mark,
        "href": pen.href,
        "announcement": links.announcement,
        "lost": links.LOST,
        "lost_title": "titel saknas",
        "contact_line": lambda contact: contacts.contact_line(contact, directory, issue.date),
        "sentences": captions.sentences,
        "ended": captions.ended,
        "row_title": directory.title_of,
        "excerpt": lambda section: excerpt(section, directory),
        **_people(issue, directory),
        **_pictures(issue, directory),
        **_days(issue),
    }


def fonts(newsletter: Newsletter) -> Markup | None:
    """Return the newsletter's own fonts for a style sheet, where names keep their single quotes; None for none."""
    return escape(newsletter.fonts).replace("&#39;", Markup("'")) if newsletter.fonts else None


def _people(issue: Issue, directory: Directory) -> dict[str, object]:
    """Return how people are presented, with the roles that they hold on the issue's day."""

    def person(who: Who | None) -> Person | None:
        return people.somebody(who, directory)

    return {
        "person": person,
        "title": lambda person: people.title(person, directory, issue.date),
        "organisations": lambda all_of_them: ", ".join(people.organisation(who, directory) for who in all_of_them),
        "kicker": lambda section: kickers.kicker(section, directory, issue.date),
        "quoted": lambda quote: quoted(quote, directory, issue),
        "speaker": lambda quote: speaker(quote, directory, issue),
    }


def _pictures(issue: Issue, directory: Directory) -> dict[str, object]:
    """Return the words at pictures."""
    return {
        "description": lambda picture: captions.description(picture, directory),
        "below": lambda picture: captions.below(picture, directory, issue.date),
    }


def _days(issue: Issue) -> dict[str, object]:
    """Return how days and hours are written in this issue."""
    year, language = issue.date.year, issue.language
    return {
        "issue_date": dates.full(issue.date, language),
        "weekday": lambda span: dates.weekday(span, language),
        "clock": dates.clock,
        "moment": lambda span, time: dates.moment(span, time, year, language),
        "within_month": lambda span: span.end is None or span.end.month == span.start.month,
    }


def for_html(pen: Pen, pictures: Pictures) -> dict[str, object]:
    """Return what HTML templates may use besides."""

    def prose(prose: Prose, level: int = 3) -> Markup:
        return running.html(prose, pen, level)

    def inlines(inlines: Inlines) -> Markup:
        return running.line_html(inlines, pen)

    return {"prose": prose, "inlines": inlines, "shown": pictures.get, "logo": pictures.logo()}


def for_text(pen: Pen) -> dict[str, object]:
    """Return what text templates may use besides."""
    return {
        "paper": plaintext.Paper(pen),
        "inlines": lambda inlines: running.inlines_text(inlines, pen),
        "bare": links.bare,
    }


def quoted(quote: Quote, directory: Directory, issue: Issue) -> Prose:
    """Return the words with their dash, with who says them when the author gave the verb, and how they go on."""
    words = speech.spoken(quote.prose)
    named = _named(quote, directory, issue)
    if quote.verb and named:
        words = speech.attributed(words, f"{quote.verb} {named}")
    return speech.continued(words, quote.then) if quote.then else words


def speaker(quote: Quote, directory: Directory, issue: Issue) -> str:
    """Return who says a quote, for below it; nothing when it is said behind the words."""
    told = bool(quote.verb) and speech.takes_attribution(quote.prose)
    return "" if told else _named(quote, directory, issue)


def _named(quote: Quote, directory: Directory, issue: Issue) -> str:
    """Return who says a quote: as the author calls them, else with name and role; nothing when nobody is named."""
    person = people.somebody(quote.by, directory)
    if quote.name is not None:
        return quote.name.content
    return people.presentation(person, directory, issue.date) if person is not None else ""


def excerpt(section: Section, directory: Directory) -> Prose:
    """Return what says that a section is an excerpt, or nothing."""
    if section.excerpt is None or section.excerpt.prose:
        return section.excerpt.prose if section.excerpt is not None else ()
    person = people.somebody(section.person, directory) if section.kind == "interview" else None
    words = (
        f"Det här är ett utdrag ur intervjun med {person.name}."
        if person
        else "Det här är ett utdrag ur en längre text."
    )
    return speech.plainly(words)
