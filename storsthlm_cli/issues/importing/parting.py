"""From the lines of a section to its parts, one after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from storsthlm_cli.issues.importing.cutting import Piece
from storsthlm_cli.issues.importing.days import find_days
from storsthlm_cli.issues.importing.lines import Anchor, Gap
from storsthlm_cli.issues.importing.looks import LONG, Look, Seen, is_title, named
from storsthlm_cli.issues.importing.parts import (
    Asked,
    Asking,
    Bullets,
    Dated,
    Excerpted,
    Facts,
    Linked,
    Paragraph,
    Part,
    Pictured,
    Quoted,
    Signed,
    Sub,
)
from storsthlm_cli.issues.importing.rich import only_link, plain, rich, sentences
from storsthlm_cli.issues.importing.words import EXCERPT, LINK, LINK_END, YOU

_LIST_HEADING = 6
"""Words of the heading of a list, at most."""


def parts_of(piece: Piece, html: bool = False) -> list[Part]:
    """Return the parts of a section in order. `html` says that pictures are seen and need not be guessed."""
    return _Parting(piece, html).parts()


class _Parting:
    def __init__(self, piece: Piece, html: bool) -> None:
        self.piece = piece
        self.lines = piece.lines
        self.html = html
        tail = (Look.LINK, Look.CONTACT, Look.IMAGE)
        others = (number for number in range(len(self.lines) - 1, -1, -1) if self.lines[number].look not in tail)
        self.end = next(others, 0)
        """The last line but for links, contacts and pictures."""
        self.talks = self._talks()
        self.found: list[Part] = []
        self.target = self.found

    def parts(self) -> list[Part]:
        number = 0
        while number < len(self.lines):
            number = self._take(number)
        return self.found

    def _look(self, number: int) -> Look | None:
        return self.lines[number].look if 0 <= number < len(self.lines) else None

    def _after(self, number: int) -> Gap:
        return self.lines[number + 1].gap if number + 1 < len(self.lines) else Gap.START

    def _take(self, number: int) -> int:
        """Take the part that begins at a line; return where the next one begins."""
        seen = self.lines[number]
        if seen.look in (Look.IMAGE, Look.CAPTION) or self._is_unmarked_caption(number):
            return self._picture(number)
        if seen.look is Look.QUESTION and self._is_asked(number):
            return self._question(number)
        if seen.look in (Look.BULLET, Look.ROW, Look.FACT):
            end = self._run(number, seen.look)
            run = tuple(self.lines[number:end])
            self.target.append(
                Bullets(run) if seen.look is Look.BULLET else Dated(run) if seen.look is Look.ROW else Facts(run)
            )
            return end
        if seen.look is Look.SIGNATURE:
            return self._signature(number)
        if seen.look is Look.QUOTE:
            self.target.append(Quoted(seen))
        elif seen.look is Look.CONTACT:
            self.target.append(Asking(seen))
        elif self._is_link(number):
            whole = rich(seen.line)
            self.target.append(
                Linked(
                    plain(whole), seen.line.url or self._url(whole, seen.line.anchors), seen, seen.look is not Look.LINK
                )
            )
        elif self._is_subheading(number):
            self.target = self.found
            sub = Sub(seen)
            self.found.append(sub)
            self.target = sub.parts
        else:
            self._paragraph(number)
        return number + 1

    def _url(self, text: str, anchors: Sequence[Anchor]) -> str | None:
        return only_link(text, anchors) or (anchors[0].url if len(anchors) == 1 else None)

    def _run(self, number: int, look: Look) -> int:
        end = number + 1
        while end < len(self.lines) and self.lines[end].look is look:
            if look is Look.FACT and self.lines[end].gap is Gap.SPACER:
                break
            end += 1
        return end

    # Pictures -----------------------------------------------------------------------------------------------------

    def _picture(self, number: int) -> int:
        seen = self.lines[number]
        image = seen if seen.look is Look.IMAGE else None
        end = number + 1 if image is not None else number
        captions: list[Seen] = []
        while end < len(self.lines) and self.lines[end].look is Look.CAPTION and (not captions or self._goes_on(end)):
            captions.append(self.lines[end])
            end += 1
        guessed = (
            not captions
            and end < len(self.lines)
            and self._is_caption_without_mark(end, image is not None or self._above(end))
        )
        if guessed:
            captions.append(self.lines[end])
            end += 1
            if end < len(self.lines) and self._look(end) is Look.CAPTION and self._is_bare_credit(end):
                captions.append(self.lines[end])
                end += 1
        self.target.append(Pictured(image, tuple(captions), guessed))
        return max(end, number + 1)

    def _goes_on(self, number: int) -> bool:
        """Tell whether a caption belongs to the picture of the one before it: another row of people, or a credit."""
        return self.lines[number].gap is Gap.NONE

    def _is_bare_credit(self, number: int) -> bool:
        return self.lines[number].gap is Gap.NONE and len(self.lines[number].text) <= LONG

    def _is_unmarked_caption(self, number: int) -> bool:
        """Tell whether a line at the head of a section is a caption: short, and a paragraph follows on it at once."""
        above = self._above(number)
        return not self.html and (above or number == 0) and self._is_caption_without_mark(number, above)

    def _above(self, number: int) -> bool:
        """Tell whether a line stands above the section's headline."""
        return self.piece.headline is not None and self.lines[number].number < self.piece.headline.number

    def _is_caption_without_mark(self, number: int, sure: bool) -> bool:
        seen = self.lines[number]
        if (
            seen.look not in (Look.SHORT, Look.TEXT)
            or len(seen.text) >= LONG
            or seen.line.heading
            or seen.text.endswith(":")
        ):
            return False
        if seen.line.marked == "caption" or (sure and not self.html):
            return True
        if self.html:
            return sure and named(seen.text) is not None
        follows = self._after(number) is Gap.NONE and self._look(number + 1) in (Look.TEXT, Look.QUOTE)
        apart = seen.gap is Gap.SPACER or named(seen.text) is not None
        return follows and apart and self.piece.headline is not None and len(self.lines[number + 1].text) >= LONG

    # Questions ----------------------------------------------------------------------------------------------------

    def _talks(self) -> bool:
        """Tell whether questions in this section are those of an interview, and not headings or rhetoric."""
        asked = [number for number in range(len(self.lines)) if self._may_be_asked(number)]
        head = " ".join(seen.text for seen in (self.piece.kicker, self.piece.headline) if seen is not None)
        return bool(asked) and (
            len(asked) > 1
            or "intervju" in head.lower()
            or (self.piece.kicker is not None and named(self.piece.kicker.text) is not None)
            or any(self._look(number + 1) is Look.QUOTE or YOU.search(self.lines[number].text) for number in asked)
        )

    def _may_be_asked(self, number: int) -> bool:
        if self._look(number) is not Look.QUESTION or self._look(number + 1) not in (Look.TEXT, Look.QUOTE, Look.SHORT):
            return False
        seen = self.lines[number]
        after = self._after(number)
        return after is Gap.NONE or seen.line.strong or seen.line.heading > 0 or self._look(number + 1) is Look.QUOTE

    def _is_asked(self, number: int) -> bool:
        return self.talks and self._may_be_asked(number)

    def _question(self, number: int) -> int:
        end = number + 1
        while end < len(self.lines) and self._is_answer(end, number):
            end += 1
        self.target.append(Asked(self.lines[number], tuple(self.lines[number + 1 : end])))
        return end

    def _is_answer(self, number: int, question: int) -> bool:
        seen = self.lines[number]
        if number == question + 1:
            return True
        if seen.look is Look.SHORT or seen.line.heading or self._is_asked(number) or EXCERPT.match(seen.text):
            return False
        return seen.look in (Look.TEXT, Look.QUOTE, Look.BULLET, Look.QUESTION)

    # The rest -----------------------------------------------------------------------------------------------------

    def _signature(self, number: int) -> int:
        end = self._run(number, Look.SIGNATURE)
        last = self.found[-1] if self.found else None
        greeting = None
        if (
            isinstance(last, Paragraph)
            and last.seen.look is Look.GREETING
            and last.seen.number < self.lines[number].number
        ):
            greeting = last.seen
            self.found.pop()
        self.target = self.found
        self.found.append(Signed(greeting, tuple(self.lines[number:end])))
        return end

    def _is_link(self, number: int) -> bool:
        seen = self.lines[number]
        if seen.look is Look.LINK:
            return not seen.weak or not self._heads_text(number)
        if seen.look is not Look.SHORT or seen.line.heading or re.search(r"[.!?:]\Z", seen.text):
            return False
        last = number >= self.end
        below_list = self._look(number - 1) is Look.BULLET and seen.gap is Gap.NONE
        apart = seen.gap is Gap.BLANK or below_list
        return last and apart and number > 0 and " " in seen.text and next(find_days(seen.text), None) is None

    def _heads_text(self, number: int) -> bool:
        return self._after(number) is Gap.NONE and self._look(number + 1) is Look.TEXT

    def _is_subheading(self, number: int) -> bool:
        seen = self.lines[number]
        if number + 1 >= len(self.lines):
            return False
        if seen.line.heading:
            return True
        below = self._look(number + 1)
        if seen.text.endswith(":") and len(seen.text.split()) <= _LIST_HEADING:
            return below is not Look.BULLET
        short = is_title(seen) and seen.look is not Look.GREETING
        after = self._after(number) in (Gap.NONE, Gap.BLANK)
        return (
            short
            and after
            and below in (Look.TEXT, Look.QUOTE, Look.FACT, Look.CAPTION, Look.IMAGE)
            and not seen.text.endswith("!")
        )

    def _paragraph(self, number: int) -> None:
        seen = self.lines[number]
        if (
            seen.text.endswith(":")
            and len(seen.text.split()) <= _LIST_HEADING
            and self._look(number + 1) is Look.BULLET
        ):
            self.target.append(Paragraph(rich(seen.line), seen, heading=True))
            return
        parts = sentences(rich(seen.line, emphasis=True))
        if EXCERPT.match(plain(parts[0])):
            self.target.append(Excerpted(parts.pop(0), seen))
        url, link = None, ""
        if parts and (len(parts) > 1 or isinstance(self.target[-1] if self.target else None, Excerpted)):
            url, link = only_link(parts[-1], seen.line.anchors), parts[-1]
        words = plain(link)
        call = not words.endswith((".", "?")) and (LINK.match(words.lower()) or LINK_END.search(words.lower()))
        if not (link and len(words) <= LONG and (url or call)):
            link = ""
        text = " ".join(parts[: len(parts) - bool(link)])
        if text:
            self.target.append(Paragraph(text, seen))
        if link:
            self.target.append(Linked(words, url or self._url(link, ()), seen))
