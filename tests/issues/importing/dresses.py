"""Sections of an invented newsletter, and the dresses in which old mails wore them.

A dress takes sections and returns a file's text; every dress says the same.
"""

from __future__ import annotations

import base64
import html
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage

SPACER = "\xa0"
TITLE = "Senaste nytt från Exempelkommunerna"
MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAFElEQVR4nGO06XFjwAaYsIoOWgkA19IBHh1kvcoAAAAASUVORK5CYII="
)


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a section; `what` names it, `words` are its texts: see the dresses."""

    what: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A section with the kind that an import should find."""

    kind: str
    kicker: str
    headline: str
    blocks: tuple[Block, ...]

    @property
    def pictures(self) -> int:
        return sum(block.what == "picture" for block in self.blocks)


def block(what: str, *words: str) -> Block:
    return Block(what, words)


def old_text(sections: Sequence[Section], title: str = TITLE) -> str:
    """Return the text of 2019: rows such as `5/2Title`, kickers in odd case, rows of no-break spaces."""
    lines = [title, SPACER * 14]
    for section in sections:
        kicker = section.kicker.lower() if len(section.kicker) % 2 else section.kicker.upper()
        lines += _text(section, kicker, _row_2019)
    return "\n".join(lines)


def new_text(sections: Sequence[Section], title: str = TITLE) -> str:
    """Return the text of 2021: rows with bullets and the day behind the title, kickers in small letters."""
    lines = [title, SPACER * 14]
    for section in sections:
        lines += _text(section, section.kicker.lower(), _row_2021)
    return "\n".join(lines)


def plain_text(sections: Sequence[Section], title: str = TITLE) -> str:
    """Return the text part of a mail: empty lines only, headlines underlined, the address below each link."""
    lines = [title, ""]
    for section in sections:
        lines += [section.kicker] if section.kicker else []
        lines += [section.headline, "-" * len(section.headline), ""] if section.headline else []
        for part in section.blocks:
            if part.what == "link":
                lines += [part.words[0], part.words[1], ""]
            elif part.what == "sub":
                lines += [part.words[0], ""]
            elif part.what != "row":
                lines += [*_lines_of(part), ""]
            else:
                lines += [_row_2021(part)]
        lines += [""]
    return "\n".join(lines)


def _text(section: Section, kicker: str, row: object) -> list[str]:
    assert callable(row)
    lines = [kicker] if kicker else []
    rows = [part for part in section.blocks if part.what == "row"]
    if section.headline:
        lines += [section.headline] if rows else [section.headline, SPACER]
    others = [part for part in section.blocks if part.what != "row"]
    lines += [row(part) for part in rows]
    if rows and others:
        lines.append("")
    for number, part in enumerate(others):
        lines += _lines_of(part)
        following = others[number + 1].what if number + 1 < len(others) else ""
        joined = part.what in ("picture", "sub", "fact") and following not in ("picture", "link", "sub", "")
        if following and not joined and not (part.what == following == "item"):
            lines.append("" if number % 3 else SPACER if part.what != "p" else "")
    return lines


def _lines_of(part: Block) -> list[str]:
    if part.what == "quote":
        return ["– " + part.words[0]]
    if part.what == "qa":
        return [part.words[0] + SPACER, part.words[1]]
    if part.what == "item":
        return ["  • " + part.words[0]]
    if part.what == "picture":
        return [line for line in part.words[1].split("\n") if line]
    if part.what == "link":
        return [part.words[0]]
    if part.what == "fact":
        return [f"{part.words[0]}: {part.words[1]}"]
    return list(part.words)


def _row_2019(part: Block) -> str:
    _, month, day = (int(number) for number in part.words[0].split("-"))
    return f"{day}/{month}{SPACER * 2 * (day % 2)}{part.words[1]}"


def _row_2021(part: Block) -> str:
    _, month, day = (int(number) for number in part.words[0].split("-"))
    return f" • {part.words[1]},{' ' * (day % 5 > 0)}{day}{SPACER if day % 2 else ' '}{MONTHS[month - 1]}"


def _day(part: Block) -> str:
    _, month, day = (int(number) for number in part.words[0].split("-"))
    return f"{day} {MONTHS[month - 1]}"


def headed_html(sections: Sequence[Section], title: str = TITLE, source: str = "https://bilder.example/{0}.jpg") -> str:
    """Return a page with real headings, lists and a table for the calendar."""
    parts = [f"<h1>{html.escape(title)}</h1>"]
    for number, section in enumerate(sections):
        if section.kicker:
            parts.append(f'<p style="text-transform: uppercase; font-size: 12px">{html.escape(section.kicker)}</p>')
        parts += [f"<h2>{html.escape(section.headline)}</h2>"] if section.headline else []
        parts += _html_blocks(section, "h3", source.format(number))
    body = "\n".join(parts)
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>"


def styled_html(sections: Sequence[Section], title: str = TITLE, source: str = "https://bilder.example/{0}.jpg") -> str:
    """Return a page as mail tools write it: tables for layout, kicker and headline as paragraphs with a style."""
    sheet = ".vinjett{font-size:11px;text-transform:uppercase}.stor{font-size:24px;font-weight:bold}"
    parts = [f'<div style="display:none;max-height:0">Förhandstext till brevet</div><p>{html.escape(title)}</p>']
    for number, section in enumerate(sections):
        parts.append('<table role="presentation"><tr><td>')
        if section.kicker:
            parts.append(f'<p class="vinjett">{html.escape(section.kicker)}</p>')
        parts += [f'<p class="stor">{html.escape(section.headline)}</p>'] if section.headline else []
        parts += ["</td></tr><tr><td>", *_html_blocks(section, "b", source.format(number)), "</td></tr></table>"]
    return f"<html><head><style>{sheet}</style></head><body>{''.join(parts)}</body></html>"


def bare_html(sections: Sequence[Section], title: str = TITLE) -> str:
    """Return a page without any heading or style: the rows of the text, each an element."""
    parts = []
    for line in new_text(sections, title).split("\n"):
        words = html.escape(line).replace(SPACER, "&nbsp;")
        parts.append(f"<div>{words}</div>" if line else "<p></p>")
    return f"<html><body>{''.join(parts)}</body></html>"


def _html_blocks(section: Section, sub: str, source: str) -> list[str]:
    parts: list[str] = []
    rows = [part for part in section.blocks if part.what == "row"]
    if rows:
        cells = "".join(f"<tr><td>{_day(part)}</td><td>{html.escape(part.words[1])}</td></tr>" for part in rows)
        parts.append(f"<table>{cells}</table>")
    for part in section.blocks:
        words = [html.escape(word) for word in part.words]
        if part.what == "row":
            continue
        if part.what == "picture":
            caption = f'<p class="bildtext">{words[1]}</p>' if words[1] else ""
            parts.append(f'<img src="{source}" alt="{words[0]}" width="600">{caption}')
        elif part.what == "link":
            parts.append(f'<p><a href="{words[1]}">{words[0]}</a></p>')
        elif part.what == "sub":
            parts.append(
                f"<{sub}>{words[0]}</{sub}>" if sub != "b" else f'<p style="font-size:18px"><b>{words[0]}</b></p>'
            )
        elif part.what == "item":
            parts.append(f"<ul><li>{words[0]}</li></ul>")
        elif part.what == "qa":
            parts.append(f"<p><strong>{words[0]}</strong></p><p>{words[1]}</p>")
        elif part.what == "sign":
            parts.append(f"<p>{words[0]}<br>{words[1]}</p>")
        elif part.what == "fact":
            parts.append(f"<p>{words[0]}: {words[1]}</p>")
        elif part.what == "quote":
            parts.append(f"<p>– {words[0]}</p>")
        else:
            parts += [f"<p>{word}</p>" for word in words]
    return parts


def mail(page: str, text: str | None = None, subject: str = TITLE, pictures: Sequence[str] = ()) -> bytes:
    """Return a mail as it is saved; `pictures` are the content ids of its images."""
    message = EmailMessage()
    message["From"] = "Exempelkommunerna <brev@kommun.example>"
    message["Subject"] = subject
    message["Date"] = "Mon, 21 Jun 2021 09:00:00 +0200"
    message.set_content(text if text is not None else "Brevet kräver HTML.")
    message.add_alternative(page, subtype="html")
    for cid in pictures:
        shown = message.get_body(("html", "related"))
        assert isinstance(shown, EmailMessage)
        shown.add_related(PIXEL, "image", "png", cid=f"<{cid}>", filename="Grön äng.png")
    return message.as_bytes()
