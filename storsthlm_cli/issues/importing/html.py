"""From an HTML mail to lines: what each says, where its links lead, and what the mail makes of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from storsthlm_cli.issues.importing.cleaning import public
from storsthlm_cli.issues.importing.html_headings import with_headings
from storsthlm_cli.issues.importing.html_styles import Look, Sheet
from storsthlm_cli.issues.importing.html_tables import table_rows
from storsthlm_cli.issues.importing.lines import Anchor, Emphasis, Gap, Line, Shown
from storsthlm_cli.model.errors import Failure

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCK = re.compile(
    r"address|article|aside|blockquote|body|caption|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form"
    r"|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_APART = re.compile(r"blockquote|dl|ol|p|pre|ul")
_UNSEEN = re.compile(r"head|link|meta|noscript|object|script|select|style|template|textarea|title")
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
_TINY = 3
_LONGEST_PREHEADER = 300


@dataclass(frozen=True, slots=True)
class Page:
    """What an HTML mail says. `title` is that of its head, `hidden` are texts that nobody sees."""

    lines: tuple[Line, ...]
    title: str | None
    preheader: str | None
    hidden: tuple[str, ...]


def read_html(text: str, shown: str) -> Page:
    """Return the lines of an HTML mail, which people know as `shown`. Nothing is fetched, and nothing in it is run.

    Raises Failure when its elements are nested so deeply that the parser gives up.
    """
    import lxml.html
    from lxml import etree

    bare = _DECLARATION.sub("", text).strip()
    if not bare:
        return Page((), None, None, ())
    parser = lxml.html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = lxml.html.document_fromstring(bare.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return Page((), None, None, ())
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise Failure(f"the HTML of `{shown}` is nested too deeply to be read", hint="save it as text")
    sheet = Sheet(str(style.text or "") for style in root.iter("style"))
    walk = _Walk(sheet)
    for event, element in etree.iterwalk(root, events=("start", "end")):
        walk.take(event, element)
    walk.flush()
    title = root.find(".//title")
    words = _SPACE.sub(" ", str(title.text or "")).strip() if title is not None else ""
    preheader = next((text for text in walk.hidden[:1] if walk.first_hidden and len(text) <= _LONGEST_PREHEADER), None)
    return Page(tuple(with_headings(walk.lines, walk.looks)), words or None, preheader, tuple(walk.hidden))


@dataclass(slots=True)
class _Open:
    """A line that is being read: pieces of text with their look."""

    pieces: list[str] = field(default_factory=list)
    looks: list[tuple[int, Look]] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    emphasis: list[Emphasis] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, look: Look) -> None:
        self.pieces.append(text)
        if look.bold or look.italic:
            self.emphasis.append(Emphasis(self.length, self.length + len(text), look.bold, look.italic))
        self.length += len(text)
        if text.strip():
            self.looks.append((len(text.strip()), look))


class _Walk:
    """Takes the elements of a page in order. An element that is not seen is skipped with all that is in it."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.lines: list[Line] = []
        self.looks: dict[int, Look] = {}
        self.hidden: list[str] = []
        self.first_hidden = False
        self._styles: list[Look] = [Look()]
        self._skipped: HtmlElement | None = None
        self._line = _Open()
        self._gap = Gap.NONE
        self._links: list[tuple[str, int]] = []
        self._bullets = 0
        self._numbers: list[int] = []
        """The number of the next item of each list that is open; 0 where it has none."""
        self._heading = 0
        self._unseen: list[str] = []

    def take(self, event: str, element: HtmlElement) -> None:
        """Take the start or the end of an element."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if self._skipped is not None:
            if event == "end" and element is self._skipped:
                self._skipped = None
                self._say(element.tail)
            return
        if event == "start":
            self._start(tag, element)
        else:
            self._end(tag)
            self._say(element.tail)

    def _start(self, tag: str, element: HtmlElement) -> None:
        attributes = {str(name): str(value) for name, value in element.attrib.items()}
        look = self.sheet.of(self._styles[-1], tag, attributes)
        if _UNSEEN.fullmatch(tag) or look.hidden:
            self._skip(tag, element)
            return
        rows = table_rows(element) if tag == "table" else []
        if rows:
            self.flush()
            for row in rows:
                self._emit(row, look if look.seen else Look())
            self._skipped = element
            return
        self._styles.append(look)
        if _BLOCK.fullmatch(tag):
            self._break(Gap.BLANK if _APART.fullmatch(tag) else Gap.NONE)
        if tag in ("ol", "ul"):
            start = attributes.get("start", "1")
            self._numbers.append(0 if tag == "ul" else int(start) if re.fullmatch(r"[1-9]\d{0,4}", start) else 1)
        elif tag == "li":
            self._bullets = 1
        elif re.fullmatch(r"h[1-6]", tag):
            self._heading = int(tag[1])
        elif tag == "a" and attributes.get("href"):
            self._links.append((attributes["href"].strip(), self._line.length))
        elif tag == "br":
            self._line_break()
        elif tag == "hr":
            self._gap = Gap.SPACER
        elif tag == "img":
            self._image(attributes)
        self._say(element.text)

    def _end(self, tag: str) -> None:
        if tag == "a" and self._links:
            url, start = self._links.pop()
            if self._line.length > start:
                self._line.anchors.append(Anchor(start, self._line.length, url))
        if _BLOCK.fullmatch(tag):
            self._break(Gap.BLANK if _APART.fullmatch(tag) else Gap.NONE)
        if tag in ("ol", "ul") and self._numbers:
            self._numbers.pop()
        elif tag == "li":
            self._bullets = 0
        elif re.fullmatch(r"h[1-6]", tag):
            self._heading = 0
        self._styles.pop()

    def _skip(self, tag: str, element: HtmlElement) -> None:
        self._skipped = element
        words = (
            _SPACE.sub(" ", "".join(str(text) for text in element.itertext())).strip()
            if not _UNSEEN.fullmatch(tag)
            else ""
        )
        self._hide(words)

    def _hide(self, text: str) -> None:
        """Remember text that nobody sees."""
        words = text.strip("\xa0\u200c\u200b\u034f\u2007\xad ")
        if words:
            self.first_hidden = self.first_hidden or not (self.hidden or any(not line.blank for line in self.lines))
            self.hidden.append(words)

    def _say(self, text: object) -> None:
        words = _SPACE.sub(" ", public(str(text))) if text else ""
        if words and self._styles[-1].seen:
            self._line.add(words, self._styles[-1])
        elif words:
            self._unseen.append(words)

    def _line_break(self) -> None:
        if self._line.length:
            self.flush()
        else:
            self._gap = max(self._gap, Gap.BLANK)

    def _break(self, gap: Gap) -> None:
        self.flush()
        self._gap = max(self._gap, gap)

    def _image(self, attributes: Mapping[str, str]) -> None:
        size = [attributes.get(name, "").removesuffix("px") for name in ("width", "height")]
        tiny = any(value.isdigit() and int(value) <= _TINY for value in size)
        source = attributes.get("src", "").strip()
        if tiny or not source:
            return
        alt = attributes.get("alt")
        link = self._links[-1] if self._links else None
        self.flush()
        self._emit(Line(0, "", image=Shown(source, alt.strip() if alt is not None else None)), self._styles[-1])
        if link is not None:
            self._links[-1] = (link[0], 0)

    def flush(self) -> None:
        """End the line that is being read."""
        unseen, self._unseen = self._unseen, []
        self._hide("".join(unseen))
        line, self._line = self._line, _Open()
        self._links = [(url, 0) for url, start in self._links] if line.length else self._links
        open_links = [Anchor(start, line.length, url) for url, start in self._links if line.length > start]
        text = "".join(line.pieces)
        if not text.strip(" "):
            return
        if not text.strip():
            self._gap = Gap.SPACER
            return
        look = max(line.looks, key=lambda entry: entry[0])[1]
        strong = all(piece.bold for _, piece in line.looks)
        lead = len(text) - len(text.lstrip(" "))
        anchors = tuple(
            Anchor(max(anchor.start - lead, 0), anchor.end - lead, anchor.url)
            for anchor in (*line.anchors, *open_links)
            if anchor.end > lead and text[anchor.start : anchor.end].strip()
        )
        self._emit(
            Line(
                0,
                text.strip(" "),
                heading=self._heading,
                bullet=bool(self._bullets),
                strong=strong,
                marked=look.marked,
                anchors=tuple(Anchor(a.start, min(a.end, len(text.strip(" "))), a.url) for a in anchors),
                emphasis=tuple(
                    Emphasis(max(one.start - lead, 0), min(one.end - lead, len(text.strip(" "))), one.bold, one.italic)
                    for one in line.emphasis
                    if one.end > lead and text[one.start : one.end].strip()
                ),
                ordinal=self._ordinal(),
            ),
            look,
        )
        if self._bullets:
            self._bullets = 0

    def _ordinal(self) -> int:
        """Return the number of the item that a line begins, and count it; 0 when it has none."""
        if not self._bullets or not self._numbers or not self._numbers[-1]:
            return 0
        self._numbers[-1] += 1
        return self._numbers[-1] - 1

    def _emit(self, line: Line, look: Look) -> None:
        if self._gap and self.lines:
            self._append(Line(0, "" if self._gap is Gap.BLANK else "\xa0"))
        self._gap = Gap.NONE
        self._append(line)
        self.looks[len(self.lines)] = look

    def _append(self, line: Line) -> None:
        self.lines.append(replace(line, number=len(self.lines) + 1))
