"""Everything that an issue links to, whatever it is written in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from storsthlm_cli.model.blocks import LOST, Block, Link, Note, ProseText, QuestionAnswer, Quote
from storsthlm_cli.model.issue import CalendarRow, Issue, Section
from storsthlm_cli.model.places import Spot, Text
from storsthlm_cli.model.prose import Bullets, Emphasis, Inline, InlineLink, Inlines, Prose, Slot, Strong


@dataclass(frozen=True, slots=True)
class Target:
    """An address that an issue links to, whatever it is written in.

    `where` is the address and `label` the text, where they are values of their own; else both are the whole link.
    `source` is what it is written in: a link of its own, one in running text, or a calendar row.
    """

    url: str
    text: str
    where: Spot
    label: Spot
    source: Link | InlineLink | CalendarRow

    @property
    def lost(self) -> bool:
        """Whether the author says that the address could not be found."""
        return self.url == LOST


def earlier_issue(url: str) -> tuple[str, str] | None:
    """Return the issue and the section (or an empty string) that `issue:KEY#SECTION` leads to; None for other links."""
    scheme, colon, rest = url.partition(":")
    if scheme != "issue" or not colon:
        return None
    key, _, section = rest.partition("#")
    return key, section


def targets(issue: Issue) -> Iterator[Target]:
    """Return everything that an issue links to."""
    for section in issue.sections:
        yield from section_targets(section)
    yield from _in_prose(issue.closing)
    for own in issue.for_lists:
        yield from _in_prose(own.intro)


def section_targets(section: Section) -> Iterator[Target]:
    """Return everything that a section links to."""
    for block in section.blocks():
        yield from [_of_link(block)] if isinstance(block, Link) else _in_prose(_prose(block))
    yield from _in_prose(section.excerpt.prose) if section.excerpt is not None else ()
    yield from (_of_link(link) for link in section.links)
    for row in section.rows:
        if row.url is not None:
            title = row.title.content or (row.series.key if row.series is not None else "")
            yield Target(row.url.content, title, row.url.spot(), row.spot, row)
    yield from _in_prose(section.note)


def _of_link(link: Link) -> Target:
    url, text = (link.spot.at(key) for key in ("url", "text"))
    return Target(link.url.content, link.text.content, url, text, link)


def _prose(block: Block) -> Prose:
    if isinstance(block, Quote):
        return (*block.prose, *block.then)
    if isinstance(block, ProseText | Note):
        return block.prose
    return block.answer if isinstance(block, QuestionAnswer) else ()


def _in_prose(prose: Prose) -> Iterator[Target]:
    for block in prose:
        if isinstance(block, Bullets):
            for item in block.items:
                yield from _in_prose(item)
        else:
            yield from _in_line(block.inlines)


def _in_line(inlines: Inlines) -> Iterator[Target]:
    for inline in inlines:
        if isinstance(inline, InlineLink):
            text = "".join(_words(child) for child in inline.children)
            yield Target(inline.url, text, inline.spot, inline.spot, inline)
        elif isinstance(inline, Strong | Emphasis):
            yield from _in_line(inline.children)


def _words(inline: Inline) -> str:
    if isinstance(inline, Text):
        return inline.content
    if isinstance(inline, Slot):
        return f"{{{{ {inline.field} }}}}"
    if isinstance(inline, Strong | Emphasis | InlineLink):
        return "".join(_words(child) for child in inline.children)
    return " "
