"""The blocks of a body: Markdown, quotes, questions and answers, images, items, facts, links and notes."""

from __future__ import annotations

from collections.abc import Callable

from storsthlm_cli.issues.dates import read_day, read_days
from storsthlm_cli.issues.languages import read_language
from storsthlm_cli.issues.times import read_time
from storsthlm_cli.model.blocks import (
    Block,
    Facts,
    Focus,
    Form,
    Item,
    Link,
    Note,
    Picture,
    Position,
    ProseText,
    Purpose,
    QuestionAnswer,
    Quote,
    Reference,
    Shown,
    TimeSpan,
    Who,
)
from storsthlm_cli.model.places import Part, Spot, Text
from storsthlm_cli.model.prose import Prose
from storsthlm_cli.source.markdown import prose
from storsthlm_cli.source.nodes import Node, stripped

COLLAGE = 4
"""How many pictures a collage is made of."""


def read_body(node: Node | None) -> tuple[Block, ...]:
    """Return the blocks of a body, which is one Markdown scalar or a list. Blocks that cannot be read are left out."""
    if node is None:
        return ()
    if node.is_text:
        return (ProseText(read_prose(node), node.spot),)
    blocks = (_entry(element) for element in node.elements())
    return tuple(block for block in blocks if block is not None)


def read_prose(node: Node | None) -> Prose:
    """Return a Markdown scalar as prose; its own findings are noted, and S008 where YAML may see no text."""
    if node is None:
        return ()
    node.words()
    blocks, findings = prose(node.scalar())
    node.reading.findings.extend(findings)
    return blocks


def read_reference(node: Node | None) -> Reference | None:
    """Return a key of the directory."""
    key = node.words() if node is not None else None
    return Reference(key.content, key.spot()) if key else None


def read_who(node: Node | None) -> Who | None:
    """Return somebody: words to print have a capital letter or a space in them, anything else is meant as a key."""
    words = node.plain() if node is not None else None
    if words is None:
        return None
    if any(character.isspace() or character.isupper() for character in words.content):
        return words
    return Reference(words.content, words.spot())


def read_people(node: Node | None) -> tuple[Who, ...]:
    """Return the people, or organisations, of a list."""
    people = (read_who(element) for element in node.elements()) if node is not None else ()
    return tuple(person for person in people if person is not None)


def read_link(node: Node) -> Link | None:
    """Return a link; None if its text or address has the wrong type or is not there."""
    text, url = node.get("text"), node.get("url")
    if text is None or url is None:
        return None
    purpose = node.get("for")
    return Link(
        text=text.plain() or stripped(text.scalar()),
        url=url.plain() or stripped(url.scalar()),
        purpose=Purpose(str(purpose.value)) if purpose is not None else Purpose.READ,
        spot=node.spot,
    )


def _entry(node: Node) -> Block | None:
    if node.is_text:
        return ProseText(read_prose(node), node.spot)
    for name, inner in node.entries():
        if name in _READERS:
            return _READERS[name](inner)
    return None


def _quote(node: Node) -> Quote | None:
    if node.is_text:
        return Quote(read_prose(node), None, None, node.spot)
    text = node.get("text")
    if text is None:
        return None
    return Quote(
        prose=read_prose(text),
        by=read_who(node.get("by")),
        verb=node.text("verb"),
        spot=node.spot,
        name=node.text("as"),
        then=read_prose(node.get("then")),
        language=read_language(node),
    )


def _question(node: Node) -> QuestionAnswer | None:
    question, answer = node.text("question"), node.get("answer")
    if question is None or answer is None:
        return None
    return QuestionAnswer(question, read_prose(answer), node.spot)


def read_picture(node: Node) -> Picture | None:
    """Return a picture; None after objecting if it has neither a file nor a portrait nor a collage (S022, I110)."""
    file, portrait = node.text("file"), read_reference(node.get("portrait"))
    collage = _collage(node.get("collage"))
    for key, other in (("file", "portrait"), ("file", "collage"), ("portrait", "collage")):
        exclude(node, key, other)
    if file is None and portrait is None and not collage:
        if not any(node.has(key) for key in ("file", "portrait", "collage")):
            node.reading.object_to("S022", Spot(node.spot.file, node.path, part=Part.KEY), key="file")
        return None
    described = node.has("alt")
    form, focus = node.get("form"), node.get("focus")
    picture = Picture(
        file=file if portrait is None and not collage else None,
        alt=node.text("alt") or (_nothing(node, "alt") if described or portrait is None else None),
        caption=node.text("caption"),
        credit=node.text("credit"),
        source=node.text("source"),
        spot=node.spot,
        portrait=portrait,
        people=_shown(node.get("people")),
        collage=collage if portrait is None else (),
        form=Form(str(form.value)) if form is not None and form.value else None,
        focus=Focus(str(focus.value)) if focus is not None and focus.value else None,
        rights_until=read_day(node, "rights_until"),
    )
    if picture.portrait is None and not described and not picture.lost:
        shown = "collage" if picture.collage else picture.name
        node.reading.object_to("I104", Spot(node.spot.file, node.path, part=Part.KEY), file=shown)
    return picture


def _collage(node: Node | None) -> tuple[Text, ...]:
    """Return the files of a collage; none after objecting if they are not four (I110)."""
    if node is None or not isinstance(node.value, list):
        return ()
    files = [file for file in (element.plain() for element in node.elements()) if file is not None]
    if len(node.value) != COLLAGE:
        spot = Spot(node.spot.file, node.path, part=Part.KEY)
        node.reading.object_to("I110", spot, found=str(len(node.value)))
    return tuple(files) if len(files) == len(node.value) == COLLAGE else ()


def _nothing(node: Node, key: str) -> Text:
    return Text("", node.spot.file, (*node.path, key))


def _shown(node: Node | None) -> tuple[Shown, ...]:
    if node is None:
        return ()
    if isinstance(node.value, list):
        return (Shown(Position.ROW, read_people(node)),)
    rows = ((position, node.get(position.value)) for position in Position)
    return tuple(Shown(position, read_people(row)) for position, row in rows if row is not None)


def _item(node: Node) -> Item:
    facts = node.get("facts")
    links = (read_link(link) for link in node.items("links"))
    body: list[Block] = [*read_body(node.get("body")), *([read_facts(facts)] if facts is not None else [])]
    return Item(node.text("headline"), (*body, *(link for link in links if link is not None)), node.spot)


def read_facts(node: Node) -> Facts:
    """Return when, where and for whom something is."""
    return Facts(
        date=read_days(node),
        time=read_clock(node),
        place=node.text("place"),
        spot=node.spot,
        organisers=read_people(node.get("organisers")),
        audience=node.text("audience"),
        deadline=read_day(node, "deadline"),
    )


def read_clock(node: Node) -> TimeSpan | None:
    """Return what `time` of a mapping says."""
    time = node.get("time")
    return read_time(stripped(time.scalar()), node.reading) if time is not None else None


def exclude(node: Node, key: str, other: str) -> None:
    """Object to the second of two keys that say the same thing (S039)."""
    first, second = node.get(key), node.get(other)
    if first is not None and second is not None and first.value and second.value:
        spot = Spot(node.spot.file, (*node.path, other), part=Part.KEY)
        node.reading.object_to("S039", spot, key=other, other=key)


def _note(node: Node) -> Note:
    return Note(read_prose(node), node.spot)


_READERS: dict[str, Callable[[Node], Block | None]] = {
    "quote": _quote,
    "qa": _question,
    "image": read_picture,
    "item": _item,
    "facts": read_facts,
    "link": read_link,
    "note": _note,
}
