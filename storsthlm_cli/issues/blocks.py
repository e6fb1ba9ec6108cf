"""The blocks of a body: Markdown, quotes, questions and answers, images, items, facts, links and notes."""

from __future__ import annotations

from collections.abc import Callable

from storsthlm_cli.issues.dates import read_days
from storsthlm_cli.issues.times import read_time
from storsthlm_cli.model.issue import (
    Block,
    Facts,
    Item,
    Link,
    Note,
    Picture,
    ProseText,
    Purpose,
    QuestionAnswer,
    Quote,
    Reference,
    TimeSpan,
)
from storsthlm_cli.model.places import Part, Spot, Text
from storsthlm_cli.model.prose import Prose
from storsthlm_cli.source.markdown import prose
from storsthlm_cli.source.nodes import Node, stripped


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
    return Quote(read_prose(text), read_reference(node.get("by")), node.text("verb"), node.spot)


def _question(node: Node) -> QuestionAnswer | None:
    question, answer = node.text("question"), node.get("answer")
    if question is None or answer is None:
        return None
    return QuestionAnswer(question, read_prose(answer), node.spot)


def _picture(node: Node) -> Picture | None:
    file = node.text("file")
    if file is None:
        return None
    if not isinstance(node.value, dict) or node.value.get("alt") is None:
        node.reading.object_to("I104", Spot(node.spot.file, node.path, part=Part.KEY), file=file.content)
    return Picture(
        file=file,
        alt=node.text("alt") or Text("", file.file, (*node.path, "alt")),
        caption=node.text("caption"),
        credit=node.text("credit"),
        source=node.text("source"),
        spot=node.spot,
    )


def _item(node: Node) -> Item:
    return Item(node.text("headline"), read_body(node.get("body")), node.spot)


def _facts(node: Node) -> Facts:
    return Facts(read_days(node), read_clock(node), node.text("place"), node.spot)


def read_clock(node: Node) -> TimeSpan | None:
    """Return what `time` of a mapping says."""
    time = node.get("time")
    return read_time(stripped(time.scalar()), node.reading) if time is not None else None


def _note(node: Node) -> Note:
    return Note(read_prose(node), node.spot)


_READERS: dict[str, Callable[[Node], Block | None]] = {
    "quote": _quote,
    "qa": _question,
    "image": _picture,
    "item": _item,
    "facts": _facts,
    "link": read_link,
    "note": _note,
}
