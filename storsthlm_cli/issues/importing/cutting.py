"""From lines to sections: where each begins, and which of its first lines are kicker and headline.

Old templates say it by structure. A headline is a short line with a row of spaces after it; sections follow on each
other without an empty line; a call to read more ends one. Mails in HTML say it by their headings. Going from the end
to the beginning, what follows a line is known when it is judged.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from storsthlm_cli.issues.importing.lines import Gap
from storsthlm_cli.issues.importing.looks import LONG, Look, Seen, is_name, is_title, named
from storsthlm_cli.issues.importing.words import FRAME_KICKERS, GREETING, KINDS
from storsthlm_cli.model.directory import folded

_LONGEST_KICKER = 80
_LONGEST_RUN = 6
"""Short lines in a row among which a kicker and a headline are looked for."""
_LONGEST_LIST = 60
_ENDS = (Look.LINK, Look.CONTACT, Look.SIGNATURE)
_HEADS = {
    kind: re.compile("|".join(rf"\b(?:{pattern})" for pattern, weight in KINDS[kind] if weight >= 4))
    for kind in ("board", "calendar", "notice", "letter")
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A section: its kicker, its headline, and its other lines in order. `first` counts sections' first lines."""

    kicker: Seen | None
    headline: Seen | None
    lines: tuple[Seen, ...]

    @property
    def all(self) -> tuple[Seen, ...]:
        """Every line of it, in the order of the source."""
        head = [seen for seen in (self.kicker, self.headline) if seen is not None]
        return tuple(sorted((*head, *self.lines), key=lambda seen: seen.number))


@dataclass(frozen=True, slots=True)
class Cut:
    """The sections, and the lines with which the whole issue says goodbye."""

    pieces: tuple[Piece, ...]
    closing: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class _Head:
    """Where a section begins, and which lines are its kicker and headline (None when it has none)."""

    first: int
    kicker: int | None
    headline: int | None


def cut(seen: Sequence[Seen], labels: Set[str] = frozenset()) -> Cut:
    """Cut lines into sections. `labels` are the known names of categories, folded."""
    closing = _closing(seen)
    body = seen[: len(seen) - len(closing)]
    if not body:
        return Cut((), tuple(seen))
    cutter = _Cutter(body, labels)
    heads = cutter.heads()
    ends = [head.first for head in heads[1:]] + [len(body)]
    pieces = [cutter.piece(head, end) for head, end in zip(heads, ends, strict=True)]
    return Cut(tuple(pieces), tuple(closing))


def _closing(seen: Sequence[Seen]) -> Sequence[Seen]:
    """Return the last line when it is a greeting set apart from what is before it, and not that of a letter."""
    if len(seen) < 3:
        return ()
    last = seen[-1]
    greets = last.look is Look.GREETING or (GREETING.match(last.text.lower()) and len(last.text) <= 160)
    apart = last.gap >= Gap.BLANK and not last.line.heading and last.look not in (Look.LINK, Look.CONTACT)
    return seen[-1:] if greets and apart else ()


class _Cutter:
    def __init__(self, seen: Sequence[Seen], labels: Set[str]) -> None:
        self.seen = seen
        self.labels = labels
        self.level = _section_level(seen)
        titled = (is_title(one) and self._after(number) is Gap.SPACER for number, one in enumerate(seen))
        self.spaced = sum(titled) >= 2
        if not self.spaced and not self.level:
            self.seen = [replace(one, gap=Gap.SPACER) if one.gap is Gap.BLANK else one for one in seen]

    def heads(self) -> list[_Head]:
        """Return where sections begin, in order; the first line always begins one."""
        found: list[_Head] = []
        following = len(self.seen)
        number = following - 1
        while number >= 0:
            if self._is_headline(number, following):
                head = self._head(number)
                found.append(head)
                following = head.first
                number = head.first - 1
            else:
                number -= 1
        found.reverse()
        found = self._with_headless(found)
        if not found or found[0].first > 0:
            found.insert(0, _Head(0, None, None))
        return found

    def piece(self, head: _Head, end: int) -> Piece:
        """Return the section that begins with a head and ends before `end`."""
        rest = (number for number in range(head.first, end) if number not in (head.kicker, head.headline))
        return Piece(
            self.seen[head.kicker] if head.kicker is not None else None,
            self.seen[head.headline] if head.headline is not None else None,
            tuple(self.seen[number] for number in rest),
        )

    def _after(self, number: int) -> Gap:
        return self.seen[number + 1].gap if number + 1 < len(self.seen) else Gap.START

    def _before(self, number: int) -> Gap:
        return self.seen[number].gap if number else Gap.START

    def _look(self, number: int) -> Look | None:
        return self.seen[number].look if 0 <= number < len(self.seen) else None

    def _is_headline(self, number: int, following: int) -> bool:
        """Tell whether a line is a section's headline. `following` is where the next section begins."""
        one = self.seen[number]
        if self.level:
            return 0 < one.line.heading <= self.level
        if not is_title(one) or number + 1 >= following:
            return False
        after, before = self._after(number), self._before(number)
        if after is Gap.SPACER:
            return self._before_spacer(number, before)
        if after is Gap.NONE and self._is_second_of_run(number):
            return True
        if self._look(number + 1) is Look.ROW and after is Gap.NONE:
            return before is not Gap.BLANK or self._says(one, "calendar")
        if number == 0 and after is Gap.NONE and one.look is Look.SHORT:
            return self._look(1) in (Look.TEXT, Look.CAPTION, Look.IMAGE, Look.QUOTE)
        above_caption = self._look(number + 1) is Look.CAPTION is not self._look(number - 1)
        if above_caption and after is Gap.NONE and before is not Gap.BLANK and one.look is not Look.LINK:
            return True
        if one.look is Look.QUESTION or one.text.endswith("!"):
            return False
        if before is Gap.NONE and self._ended(number - 1):
            return self._look(number + 1) in (Look.TEXT, Look.QUOTE, Look.CAPTION)
        if after is Gap.BLANK and number and self._is_kicker(number - 1, number) and self._supported(number - 1):
            return True
        return before is not Gap.BLANK and any(self._says(one, kind) for kind in ("board", "notice", "letter"))

    def _before_spacer(self, number: int, before: Gap) -> bool:
        """Judge a short line that has a row of spaces after it."""
        one = self.seen[number]
        if one.look is Look.LINK and self._look(number + 1) not in (Look.TEXT, Look.QUOTE, Look.CAPTION):
            return False
        if before is Gap.BLANK:
            return one.look is Look.SHORT
        if before is Gap.SPACER and one.look is Look.GREETING:
            return False
        if number and self._is_kicker(number - 1, number):
            return True
        return not (one.look is Look.QUESTION and self._look(number + 1) is Look.QUOTE)

    def _is_second_of_run(self, number: int) -> bool:
        """Tell whether a line is the second of two or more short ones that follow on each other at a section's head."""
        first = number
        while (
            first > max(number - _LONGEST_RUN, 0)
            and self.seen[first].gap is Gap.NONE
            and is_title(self.seen[first - 1])
        ):
            first -= 1
        if self._before(first) is Gap.BLANK:
            first += 1
        if first >= number:
            return False
        supported = [at for at in range(first, number) if self._supported(at)]
        kicker = supported[0] if supported else first
        question = self.seen[number].look is Look.QUESTION
        return kicker == number - 1 and (not question or kicker in supported) and self._is_kicker(kicker, number)

    def _head(self, number: int) -> _Head:
        """Return the head whose headline is known: with the kicker above it, and a picture's words above that."""
        kicker = number - 1 if number and self._is_kicker(number - 1, number) else None
        first = number if kicker is None else kicker
        while first and self.seen[first].gap is Gap.NONE and self._is_caption_above(first - 1, number):
            first -= 1
        return _Head(first, kicker, number)

    def _is_caption_above(self, number: int, headline: int) -> bool:
        one = self.seen[number]
        if one.look is Look.IMAGE:
            return True
        ended = number == 0 or self._ended(number - 1) or self._look(number - 1) is Look.IMAGE
        person = named(one.text)
        if one.gap is Gap.BLANK:
            return False
        return person is not None or (one.look is Look.CAPTION and ended)

    def _ended(self, number: int) -> bool:
        return self._look(number) in _ENDS

    def _is_kicker(self, number: int, headline: int) -> bool:
        """Tell whether a line can be the kicker of the headline that follows it."""
        one = self.seen[number]
        if self.level and 0 < one.line.heading <= self.level:
            return False
        supported = self._supported(number)
        if self.seen[headline].gap is Gap.BLANK and not (self.level and (supported or one.line.marked)):
            return False
        wrong = one.look is not Look.SHORT and not (one.look is Look.LINK and one.weak and supported)
        if wrong or len(one.text) > _LONGEST_KICKER + 30 * supported or one.text.endswith(("!", ",", ":", ";", ".")):
            return False
        if one.line.marked == "kicker" or supported:
            return True
        if self.level:
            return not one.line.marked and len(one.text) <= _LONGEST_KICKER // 2
        if one.gap is Gap.BLANK or self._is_tail_of_list(number):
            return False
        return not (named(one.text) and len(one.text) > _LONGEST_KICKER - 10)

    def _is_tail_of_list(self, number: int) -> bool:
        """Tell whether a line is rather the link below a list: it follows on one, and there is no other link."""
        if self.seen[number].gap is not Gap.NONE or self._look(number - 1) is not Look.BULLET:
            return False
        above = number - 1
        while above > max(number - _LONGEST_LIST, 0) and not is_title(self.seen[above]):
            above -= 1
        return not any(self._look(at) is Look.LINK for at in range(above, number))

    def _supported(self, number: int) -> bool:
        """Tell whether more than its place speaks for a kicker: its words, its case, or that it names somebody."""
        text = self.seen[number].text
        small = text.lower()
        if FRAME_KICKERS.match(small) or folded(text) in self.labels or "intervju" in small:
            return True
        parts = [folded(part) for part in re.split(r" & | och |, | / ", text)]
        if len(parts) > 1 and all(part in self.labels for part in parts):
            return True
        odd = text[:1].islower() or (text.isupper() and len(text) > 3)
        return (odd and not text.endswith(("?", "”"))) or self._names_who_speaks(number)

    def _names_who_speaks(self, number: int) -> bool:
        person = named(self.seen[number].text)
        return person is not None and is_name(person[0]) and len(self.seen[number].text) <= _LONGEST_KICKER - 10

    def _says(self, one: Seen, kind: str) -> bool:
        return len(one.text) <= _LONGEST_KICKER and _HEADS[kind].search(one.text.lower()) is not None

    def _with_headless(self, found: list[_Head]) -> list[_Head]:
        """Add the sections that have no headline: text that follows on an end without so much as an empty line."""
        if self.level:
            return found
        heads = {at for head in found for at in range(head.first, (head.headline or head.first) + 1)}
        result = list(found)
        for number in range(1, len(self.seen)):
            one = self.seen[number]
            if number in heads or one.gap is not Gap.NONE or not self._ended(number - 1):
                continue
            long = one.look in (Look.TEXT, Look.QUOTE) and len(one.text) >= LONG
            if long or (one.look is Look.CAPTION and self._look(number - 1) is not Look.SIGNATURE):
                result.append(_Head(number, None, None))
        result.sort(key=lambda head: head.first)
        return sorted([*result, *self._letters(result)], key=lambda head: head.first)

    def _letters(self, found: Sequence[_Head]) -> list[_Head]:
        """Return where letters begin that have no head but a picture of who signs them, after another section."""
        starts = [head.first for head in found]
        letters = []
        for number, one in enumerate(self.seen):
            if one.look is not Look.SIGNATURE or self._look(number - 1) is Look.SIGNATURE:
                continue
            start = starts[max(bisect.bisect_right(starts, number) - 1, 0)] if starts else 0
            name = one.text.rstrip(",")
            pictures = [at for at in range(start, number) if self._look(at) is Look.CAPTION]
            own = [at for at in pictures if self.seen[at].text.startswith(name)]
            texts = [at for at in range(start, own[0]) if self._look(at) is Look.TEXT] if own else []
            letters += [_Head(own[0], None, None)] if texts else []
        return letters


def _section_level(seen: Sequence[Seen]) -> int:
    """Return down to which level headings are those of sections; 0 when there are too few headings to tell."""
    levels = [one.line.heading for one in seen if one.line.heading]
    if len(levels) < 2:
        return 0
    repeated = [level for level in sorted(set(levels)) if levels.count(level) >= 2]
    return repeated[0] if repeated else min(levels)
