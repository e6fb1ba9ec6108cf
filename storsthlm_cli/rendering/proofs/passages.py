"""An issue as the passages that are read one after the other, in the words of its mail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from storsthlm_cli.model.blocks import (
    Block,
    DateSpan,
    Facts,
    Item,
    Link,
    Note,
    Picture,
    ProseText,
    QuestionAnswer,
    Quote,
    TimeSpan,
)
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.issue import CalendarRow, ForList, Issue, Section
from storsthlm_cli.model.places import Text
from storsthlm_cli.model.prose import Bullets, Inline, InlineLink, Inlines, LineBreak, Prose, Slot, Subheading
from storsthlm_cli.model.texts import Use
from storsthlm_cli.rendering import captions, contacts, context, dates, links, people
from storsthlm_cli.rendering.kickers import kicker
from storsthlm_cli.rendering.typography import plain, typeset

_DECORATION = "(ingen text: bilden är bara utsmyckning)"
_LOST_TITLE = "[titel saknas]"


@dataclass(frozen=True, slots=True)
class Typed:
    """Where in a passage a day or an hour stands that is a date in the issue's file; `days` is None for an hour."""

    start: int
    end: int
    days: DateSpan | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that is read in one go. Its later lines begin below the text that comes behind `sign`.

    `links` are the links that begin in it, text and address (None: lost). `gap` says that it stands apart from what is
    before it.
    """

    text: str
    use: Use
    sign: str = ""
    typed: tuple[Typed, ...] = ()
    links: tuple[tuple[str, str | None], ...] = ()
    gap: bool = True


class Reader:
    """Reads the passages of one issue. `archive_url` is the address below which the issues lie."""

    def __init__(self, issue: Issue, directory: Directory, archive_url: str | None) -> None:
        self._issue, self._directory, self._archive_url = issue, directory, archive_url

    def beginning(self) -> Iterator[Passage]:
        """Yield what the inbox shows."""
        yield from self._inbox(self._issue)

    def for_list(self, own: ForList) -> Iterator[Passage]:
        """Yield what is said to one list only."""
        yield from self._inbox(own)
        yield from self._prose(own.intro, Use.INTRO)

    def closing(self) -> Iterator[Passage]:
        """Yield the end of the issue."""
        yield from self._prose(self._issue.closing, Use.CLOSING)

    def _inbox(self, said: Issue | ForList) -> Iterator[Passage]:
        for label, inlines, use in (
            ("Ämnesrad: ", said.subject, Use.SUBJECT),
            ("Förhandstext: ", said.preheader, Use.PREHEADER),
        ):
            words, _ = self._line(inlines)
            if words:
                yield Passage(label + words, use)

    def section(self, section: Section) -> Iterator[Passage]:
        """Yield the passages of a section in the order of the mail."""
        directory, issue = self._directory, self._issue
        if section.image is not None:
            yield from self._picture(section.image)
        above = kicker(section, directory, issue.date)
        yield from _given(Use.KICKER, above)
        yield from _given(Use.HEADLINE, section.headline, gap=not above)
        for block in section.body:
            yield from self._block(block)
        for number, row in enumerate(section.rows):
            yield self._row(row, gap=number == 0)
        yield from self._prose(section.note, Use.NOTE) if not section.rows else ()
        yield from self._facts(section.facts) if section.facts is not None else ()
        yield from self._prose(context.excerpt(section, directory), Use.BODY)
        for link in section.links:
            yield self._link(link)
        for contact in section.contacts:
            line = contacts.contact_line(contact, directory, issue.date)
            if line is not None:
                details = ", ".join(detail.text for detail in line.details)
                yield from _given(Use.CONTACT, line.before + line.name + line.opening + details + line.after)
        yield from _given(Use.SIGNATURE, section.greeting)
        writer = people.somebody(section.signature, directory)
        if writer is not None:
            yield from _given(Use.SIGNATURE, writer.name)
            yield from _given(Use.SIGNATURE, people.title(writer, directory, issue.date), gap=False)

    def _block(self, block: Block) -> Iterator[Passage]:
        match block:
            case ProseText():
                yield from self._prose(block.prose, Use.BODY)
            case Quote():
                yield from self._prose(context.quoted(block, self._directory, self._issue), Use.QUOTE)
                someone = context.speaker(block, self._directory, self._issue)
                yield from _given(Use.QUOTE, f"({someone})" if someone else "", gap=False)
            case QuestionAnswer():
                yield from _given(Use.QUESTION, block.question)
                yield from self._prose(block.answer, Use.ANSWER)
            case Picture():
                yield from self._picture(block)
            case Item():
                yield from _given(Use.SUBHEADING, block.headline)
                for inner in block.body:
                    yield from self._block(inner)
            case Facts():
                yield from self._facts(block)
            case Link():
                yield self._link(block)
            case Note():
                yield from self._prose(block.prose, Use.NOTE)

    def _picture(self, picture: Picture) -> Iterator[Passage]:
        yield Passage("Bild: " + _set(captions.description(picture, self._directory) or _DECORATION), Use.ALT)
        for line in captions.caption(picture, self._directory, self._issue.date):
            yield Passage("Bildtext: " + _set(line), Use.CAPTION, gap=False)
        yield from _given(Use.CREDIT, captions.credit(picture, self._directory), gap=False)

    def _facts(self, facts: Facts) -> Iterator[Passage]:
        many = len(facts.organisers) > 1
        organisers = ", ".join(people.organisation(who, self._directory) for who in facts.organisers)
        rows = (
            self._moment("När: ", facts.date, None),
            self._moment("Tid: ", None, facts.time),
            Passage(f"Plats: {_set(facts.place)}", Use.FACT) if facts.place else None,
            Passage(f"{'Arrangörer' if many else 'Arrangör'}: {_set(organisers)}", Use.FACT) if organisers else None,
            Passage(f"För: {_set(facts.audience)}", Use.FACT) if facts.audience else None,
            self._moment("Anmäl dig senast: " if facts.date else "Senast: ", facts.deadline, None),
        )
        for number, row in enumerate(row for row in rows if row is not None):
            yield replace(row, gap=number == 0)

    def _row(self, row: CalendarRow, *, gap: bool) -> Passage:
        audience = f"för {row.audience}" if row.audience else None
        told = (self._directory.title_of(row) or _LOST_TITLE, row.place, audience)
        words = _set(", ".join(str(part) for part in told if part))
        begins = self._moment("", row.date, row.time)
        assert begins is not None, "a row has a date"
        address = () if row.url is None else ((words, self._address(row.url.content)),)
        return replace(begins, text=f"{begins.text}: {words}", use=Use.ROW, sign="- ", links=address, gap=gap)

    def _moment(self, label: str, days: DateSpan | None, time: TimeSpan | None) -> Passage | None:
        """Return a day and an hour as the mail has them, with their places; None without either."""
        if days is None and time is None:
            return None
        day = dates.moment(days, None, self._issue.date.year, self._issue.language)
        hour = dates.clock(time) if time is not None else ""
        words = label + " ".join(part for part in (day, hour) if part)
        typed = (
            *((Typed(len(label), len(label) + len(day), days),) if day else ()),
            *((Typed(len(words) - len(hour), len(words), None),) if hour else ()),
        )
        return Passage(words, Use.FACT, typed=typed)

    def _link(self, link: Link) -> Passage:
        kind = links.announcement(link)
        words = _set(link.text) + (f" ({kind})" if kind else "")
        return Passage(words, Use.LINK, links=((words, self._address(link.url.content)),))

    def _prose(self, prose: Prose, use: Use, indent: str = "") -> Iterator[Passage]:
        for block in prose:
            if isinstance(block, Bullets):
                yield from self._bullets(block, indent)
                continue
            words, addresses = self._line(block.inlines)
            own = Use.SUBHEADING if isinstance(block, Subheading) else use
            if words:
                yield Passage(words, own, indent, links=addresses)

    def _bullets(self, bullets: Bullets, indent: str) -> Iterator[Passage]:
        for number, item in enumerate(bullets.items, bullets.start):
            sign = indent + (f"{number}. " if bullets.ordered else "- ")
            for place, passage in enumerate(self._prose(item, Use.ITEM, " " * len(sign))):
                first = number == bullets.start and place == 0
                yield passage if place else replace(passage, sign=sign, gap=first and not indent)

    def _line(self, inlines: Inlines) -> tuple[str, tuple[tuple[str, str | None], ...]]:
        """Return running text as words, and the links in it."""
        found: list[tuple[str, str | None]] = []

        def words(inline: Inline) -> str:
            match inline:
                case Text():
                    return inline.content
                case Slot(field, default):
                    return f"[{field}, annars ”{default}”]" if default else f"[{field}]"
                case LineBreak():
                    return "\n"
                case InlineLink(url, children):
                    text = "".join(map(words, children))
                    found.append((_set(text), self._address(url)))
                    return text
            return "".join(map(words, inline.children))

        return _set("".join(map(words, inlines))), tuple(found)

    def _address(self, url: str) -> str | None:
        address = links.href(url, self._archive_url)
        return None if address is None else plain(links.bare(address))


def _given(use: Use, words: Text | str | None, *, gap: bool = True) -> Iterator[Passage]:
    text = _set(words) if words else ""
    return iter((Passage(text, use, gap=gap),) if text else ())


def _set(words: object) -> str:
    """Return words as the mail's text has them; a no-break space keeps together what stands beside it."""
    return "\n".join(plain(typeset(line)).strip() for line in str(words).split("\n"))
