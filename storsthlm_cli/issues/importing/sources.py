"""From the bytes of a file to the lines of a newsletter: what the file is, how it is encoded, what it holds."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import replace

from storsthlm_cli.issues.importing.cleaning import public
from storsthlm_cli.issues.importing.decoding import decode
from storsthlm_cli.issues.importing.html import Page, read_html
from storsthlm_cli.issues.importing.lines import File, Line, Shown, Source
from storsthlm_cli.issues.importing.mail import Mail, is_mail, read_mail
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
        return _mail(read_mail(data), shown)
    text, notices = decode(data, shown)
    source = replace(_text_or_html(text, shown), notices=notices)
    if all(line.blank for line in source.lines):
        raise Failure(f"there is no text in `{shown}`", hint=_FORMS)
    return source


def _mail(mail: Mail, shown: str) -> Source:
    notices: tuple[str, ...] = ()
    source = Source(())
    for body in (mail.html, mail.text):
        if body is None:
            continue
        text, remarks = decode(body[0], shown, body[1])
        source = _text_or_html(text, shown)
        notices = (*notices, *remarks)
        if any(not line.blank for line in source.lines):
            break
    if all(line.blank for line in source.lines):
        raise Failure(f"the mail `{shown}` has no text", hint=_FORMS)
    return replace(
        source,
        date=mail.date,
        subject=mail.subject or source.subject,
        files={**mail.files, **source.files},
        notices=notices,
    )


def _text_or_html(text: str, shown: str) -> Source:
    html = is_html(text)
    limit = TEXT_LIMIT * (10 if html else 1)
    files: dict[str, File] = {}
    if len(text) > (LIMIT if html and _DATA.search(text) else limit):
        raise Failure(f"`{shown}` is too large: {len(text):,} characters, at most {limit:,}", hint="import one issue")
    if not html:
        return Source(_bearable(tuple(text_lines(public(text))), shown))
    page = read_html(text, shown)
    lines = _bearable(tuple(_with_data(line, files) for line in page.lines), shown)
    if sum(len(line.text) for line in lines) > TEXT_LIMIT:
        raise Failure(f"`{shown}` is too large: more than {TEXT_LIMIT:,} characters of text", hint="import one issue")
    return Source(lines, subject=page.title, preheader=page.preheader, files=files, dropped=_hidden(page))


def _bearable(lines: tuple[Line, ...], shown: str) -> tuple[Line, ...]:
    if len(lines) > MOST_LINES:
        raise Failure(f"`{shown}` is too large: {len(lines):,} lines, at most {MOST_LINES:,}", hint="import one issue")
    return lines


def is_html(text: str) -> bool:
    """Tell whether a text is HTML: it begins with an element, or has several before long."""
    found = _TAG.finditer(text, 0, _LOOKED_AT)
    return _BEGINS.match(text) is not None or sum(1 for _ in zip(range(_TAGS), found, strict=False)) == _TAGS


def _hidden(page: Page) -> tuple[tuple[int, str, str], ...]:
    texts = page.hidden[1:] if page.preheader is not None else page.hidden
    return tuple((0, text, "hidden in the mail") for text in texts)


def _with_data(line: Line, files: dict[str, File]) -> Line:
    """Take an image that is written into the page itself out of it, as a file."""
    match = _DATA.match(line.image.source) if line.image is not None else None
    if match is None or line.image is None:
        return line
    name = f"bild-{len(files) + 1}"
    try:
        content = base64.b64decode(re.sub(r"\s|%0A|%0D", "", line.image.source[match.end() :]), validate=True)
    except (binascii.Error, ValueError):
        return replace(line, image=Shown("", line.image.alt))
    files[name] = File(name, content)
    return replace(line, image=Shown(name, line.image.alt))
