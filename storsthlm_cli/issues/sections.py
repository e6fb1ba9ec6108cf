"""One section of an issue, from its node."""

from __future__ import annotations

from storsthlm_cli.issues.blocks import (
    exclude,
    read_body,
    read_clock,
    read_facts,
    read_link,
    read_picture,
    read_prose,
    read_reference,
    read_who,
)
from storsthlm_cli.issues.dates import read_day, read_days
from storsthlm_cli.issues.languages import read_language
from storsthlm_cli.issues.reminders import read_reminder
from storsthlm_cli.issues.rows import read_line
from storsthlm_cli.model.blocks import Facts, Reference
from storsthlm_cli.model.findings import CODES, Ignore
from storsthlm_cli.model.issue import CalendarRow, Contact, Excerpt, Section
from storsthlm_cli.model.places import Text
from storsthlm_cli.source.nodes import Node, stripped
from storsthlm_cli.source.shapes import nearest
from storsthlm_cli.source.slugs import slug

_A_CODE = "a finding's code such as S029"


def read_section(node: Node, number: int) -> Section | None:
    """Return a section, None if it has no known kind. `number` counts sections from 1.

    Parts that cannot be read are objected to and left out; the section then says that it is incomplete.
    """
    kind = node.get("kind")
    if kind is None:
        return None
    exclude(node, "rows", "note")
    headline = node.text("headline")
    links = [read_link(link) for link in node.items("links")]
    contacts = [_contact(contact) for contact in node.items("contacts")]
    rows = [_row(row) for row in node.items("rows")]
    image = node.get("image")
    return Section(
        kind=str(kind.value),
        id=_id(node, headline) or f"{kind.value}-{number}",
        spot=node.spot,
        kicker=_kicker(node),
        categories=_categories(node),
        person=read_who(node.get("person")),
        headline=headline,
        date=read_days(node),
        image=read_picture(image) if image is not None else None,
        body=read_body(node.get("body")),
        facts=_facts(node),
        excerpt=_excerpt(node.get("excerpt")),
        rows=tuple(row for row in rows if row is not None),
        note=read_prose(node.get("note")),
        links=tuple(link for link in links if link is not None),
        contacts=tuple(contact for contact in contacts if contact is not None),
        greeting=node.text("greeting"),
        signature=read_who(node.get("signature")),
        language=read_language(node),
        reminder=read_reminder(node.get("check"), ""),
        ignores=tuple(_ignores(node)),
    )


def _id(node: Node, headline: Text | None) -> str:
    own = node.get("id")
    if own is not None:
        return own.words().content
    return slug(headline.content) if headline is not None else ""


def _kicker(node: Node) -> Text | None:
    """Return the words above the headline; empty ones say that there are to be none, whoever it is about."""
    written = node.get("kicker")
    return (written.plain() or stripped(written.scalar())) if written is not None else None


def _facts(node: Node) -> Facts | None:
    """Return the facts of an event, or the deadline of a call as facts."""
    facts, deadline = node.get("facts"), read_day(node, "deadline")
    if facts is not None:
        return read_facts(facts)
    return Facts(None, None, None, deadline.spot, deadline=deadline) if deadline is not None else None


def _excerpt(node: Node | None) -> Excerpt | None:
    if node is None or node.value is False:
        return None
    return Excerpt(read_prose(node) if node.is_text else ())


def _categories(node: Node) -> tuple[Reference, ...]:
    category = node.get("category")
    if category is None:
        return ()
    references = [read_reference(one) for one in ([category] if category.is_text else category.elements())]
    return tuple(reference for reference in references if reference is not None)


def _contact(node: Node) -> Contact | None:
    if node.is_text:
        person = read_who(node)
        return Contact(person, None) if person is not None else None
    person, mailbox = read_who(node.get("person")), node.text("mailbox")
    if person is None and mailbox is None:
        if not node.has("person") and not node.has("mailbox"):
            node.reading.object_to("S022", node.spot, key="person")
        return None
    return Contact(person, node.text("text"), mailbox, node.text("after"))


def _row(node: Node) -> CalendarRow | None:
    if node.is_text:
        return read_line(stripped(node.scalar()), node)
    date, title, url = read_days(node), node.text("title"), node.get("url")
    time, series = read_clock(node), read_reference(node.get("series"))
    if title is None and series is None and not node.has("title") and not node.has("series"):
        node.reading.object_to("S036", node.spot, found=date.start.isoformat() if date is not None else "")
    if date is None or (time is None and node.get("time") is not None):
        return None
    return CalendarRow(
        date=date,
        time=time,
        title=title or Text("", node.spot.file, node.path),
        place=node.text("place"),
        url=url.plain() if url is not None else None,
        spot=node.spot,
        series=series,
        audience=node.text("audience"),
    )


def _ignores(node: Node) -> list[Ignore]:
    """Return what the section's author accepts; a code that no finding has is objected to (S037)."""
    ignores = []
    for entry in node.items("ignore"):
        code, reason = entry.text("code"), entry.text("reason")
        if code is None or reason is None:
            continue
        if code.content not in CODES:
            near = nearest(code.content, CODES)
            node.reading.object_to("S037", code.spot(), key="code", found=code.content, nearest=near, wanted=_A_CODE)
        else:
            ignores.append(Ignore(code.content, reason.content, entry.spot))
    return ignores
