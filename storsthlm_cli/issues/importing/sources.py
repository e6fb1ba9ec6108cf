"""From the bytes of a file to the lines of a newsletter: what the file is, how it is encoded, what it holds."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import replace

from storsthlm_cli.issues.importing.cleaning import public
from storsthlm_cli.issues.importing.decoding import decode
from storsthlm_cli.issues.importing.html import Page, read_html
from storsthlm_cli.issues.importing.lines import File, Line, Shown, Source
from storsthlm_cli.issues.importing.links import with_safe_links
from storsthlm_cli.issues.importing.mail import Body, Mail, is_mail, read_mail
from storsthlm_cli.issues.importing.plain import text_lines
from storsthlm_cli.model.errors import Failure

LIMIT = 50_000_000
"""Bytes of a file, at most: a mail with its pictures."""
TEXT_LIMIT = 1_000_000
"""Characters of text, at most: a newsletter has some ten thousand. HTML may have ten times as many."""
MOST_LINES = 20_000
"""Lines, at most: a newsletter has a few hundred."""

_TAG = re.compile(
    r"</?(?:!doctype html|html|head|meta|style|title|body|center|table|tr|td|div|p|h[1-6]|br|span|a|img|font|ul|li|b|i)"
    r"\b[^<>]{0,5000}>",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype html|html|head|body|style|table|div|center|p|h[1-6])\b", re.IGNORECASE
)
_TAGS = 3
_LOOKED_AT = 50_000
_FORMS = "save it as a mail (`.eml`), as HTML or as text"
_OTHER = (
    (b"PK\x03\x04", "a Word document, a workbook or an archive"),
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "a message or document in a format of Microsoft's own (.msg, .doc)"),
    (b"{\\rtf", "in rich text format"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
_DATA = re.compile(r"data:image/[a-z.+-]{2,20};base64,", re.IGNORECASE)


def read_source(data: bytes, shown: str) -> Source:
    """Return the newsletter that a file holds; `shown` is its name as people see it.

    Raises Failure when it holds none: it is empty, too large, no text, or in an encoding that cannot be told.
    """
    if not data.strip():
        raise Failure(f"`{shown}` is empty", hint=_FORMS)
    if len(data) > LIMIT:
        raise Failure(f"`{shown}` is too large: {len(data):,} bytes, at most {LIMIT:,}", hint=_FORMS)
    for sign, what in _OTHER:
        if data.startswith(sign):
            raise Failure(f"`{shown}` is {what}", hint=_FORMS)
    if is_mail(data):
        return _mail(read_mail(data, shown), shown)
    text, notices = decode(data, shown)
    source = replace(_text_or_html(text, shown), notices=notices)
    if all(line.blank for line in source.lines):
        raise Failure(f"there is no text in `{shown}`", hint=_FORMS)
    return source


def _mail(mail: Mail, shown: str) -> Source:
    notices: tuple[str, ...] = ()
    source = Source(())
    for bodies in mail.forms:
        source = _joined(bodies, shown)
        notices = (*notices, *source.notices)
        if any(not line.blank for line in source.lines):
            break
    if all(line.blank for line in source.lines):
        raise Failure(f"the mail `{shown}` has no text", hint=_FORMS)
    left = [
        (0, line.text, what) for what, bodies in mail.left for line in _joined(bodies, shown).lines if not line.blank
    ]
    return replace(
        source,
        date=mail.date,
        subject=mail.subject or source.subject,
        files={**mail.files, **source.files},
        notices=(*mail.notices, *dict.fromkeys(notices)),
        dropped=(*source.dropped, *left),
    )


def _joined(bodies: Sequence[Body], shown: str) -> Source:
    """Return the texts of a mail as one, with an empty line between them."""
    found: list[Source] = []
    known = 0
    for body in bodies:
        text, remarks = decode(body.data, shown, body.charset)
        found.append(replace(_text_or_html(text, shown, flowed=body.flowed, known=known), notices=remarks))
        known += len(found[-1].files)
    if len(found) == 1:
        return found[0]
    lines = [line for source in found for line in (*source.lines, Line(0, ""))]
    return Source(
        _bearable(tuple(replace(line, number=number) for number, line in enumerate(lines[:-1], 1)), shown),
        subject=next((source.subject for source in found if source.subject), None),
        preheader=next((source.preheader for source in found[:1]), None),
        files={key: file for source in found for key, file in source.files.items()},
        notices=tuple(dict.fromkeys(notice for source in found for notice in source.notices)),
        dropped=tuple(entry for source in found for entry in source.dropped),
    )


def _text_or_html(text: str, shown: str, *, flowed: bool = False, known: int = 0) -> Source:
    html = is_html(text)
    limit = TEXT_LIMIT * (10 if html else 1)
    files: dict[str, File] = {}
    if len(text) > (LIMIT if html and _DATA.search(text) else limit):
        raise Failure(f"`{shown}` is too large: {len(text):,} characters, at most {limit:,}", hint="import one issue")
    if not html:
        return Source(_bearable(tuple(text_lines(public(text), flowed=flowed)), shown))
    page = read_html(text, shown)
    lines = _bearable(tuple(_with_data(line, files, known) for line in page.lines), shown)
    if sum(len(line.text) for line in lines) > TEXT_LIMIT:
        raise Failure(f"`{shown}` is too large: more than {TEXT_LIMIT:,} characters of text", hint="import one issue")
    return Source(lines, subject=page.title, preheader=page.preheader, files=files, dropped=_hidden(page))


def _bearable(lines: tuple[Line, ...], shown: str) -> tuple[Line, ...]:
    if len(lines) > MOST_LINES:
        raise Failure(f"`{shown}` is too large: {len(lines):,} lines, at most {MOST_LINES:,}", hint="import one issue")
    return tuple(with_safe_links(line) for line in lines)


def is_html(text: str) -> bool:
    """Tell whether a text is HTML: it begins with an element, or has several before long."""
    found = _TAG.finditer(text, 0, _LOOKED_AT)
    return _BEGINS.match(text) is not None or sum(1 for _ in zip(range(_TAGS), found, strict=False)) == _TAGS


def _hidden(page: Page) -> tuple[tuple[int, str, str], ...]:
    texts = page.hidden[1:] if page.preheader is not None else page.hidden
    return tuple((0, text, "hidden in the mail") for text in texts)


def _with_data(line: Line, files: dict[str, File], known: int) -> Line:
    """Take an image that is written into the page itself out of it, as a file; `known` were in pages before it."""
    match = _DATA.match(line.image.source) if line.image is not None else None
    if match is None or line.image is None:
        return line
    name = f"bild-{known + len(files) + 1}"
    try:
        content = base64.b64decode(re.sub(r"\s|%0A|%0D", "", line.image.source[match.end() :]), validate=True)
    except (binascii.Error, ValueError):
        return replace(line, image=Shown("", line.image.alt))
    files[name] = File(name, content)
    return replace(line, image=Shown(name, line.image.alt))
