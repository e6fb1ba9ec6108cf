"""The page of a mail: rules written into the elements, because many mail programs drop style sheets.

No address is ever asked for: premailer would fetch `@import` even with `allow_network=False`, so nothing that
could load anything reaches it. Every `<style>` of a template stays as it is (premailer would strip `!important` and
drop rules that match nothing here, such as the hooks of Outlook.com); only `style.css` is written into the elements.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from storsthlm_cli.model.errors import Failure

if TYPE_CHECKING:
    from lxml.etree import _Element

_IMPORT = re.compile(r"@import\b[^;]*;?", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BLANKS = re.compile(r"\s+")
_AROUND = re.compile(r"\s*([{};,])\s*|(?<=:)\s+|\s+(?=!important)")
_CLASS = re.compile(r"\.([A-Za-z_][\w-]*)")
_LOADING = ("script", "link", "iframe", "object", "embed", "base")


def inlined(page: str, css: str) -> str:
    """Return the page with the rules of `css` in its elements, and nothing in it that loads anything but images.

    `css` has plain rules only; what needs `@media` stands in a `<style>` of the page. Raises Failure when it has
    another at-rule, or when there is nothing on the page. Classes that no `<style>` speaks of are taken away.
    """
    from lxml import etree

    from storsthlm_cli.rendering.premailing import write_rules

    try:
        root = etree.fromstring(page.strip(), etree.HTMLParser())
    except etree.XMLSyntaxError:
        root = None
    if root is None or not len(root):
        raise Failure("`mail.html` of the design makes no page", hint="it has an `<html>` element with all of the mail")
    for name in _LOADING:
        for element in list(root.iter(name)):
            _drop(element)
    for style in root.iter("style"):
        style.set("data-premailer", "ignore")
        style.text = small(style.text or "")
    write_rules(root, _plain_rules(css))
    used = _classes_used(root)
    for element in root.iter(etree.Element):
        style = element.get("style")
        if style:
            element.set("style", style.replace("; ", ";"))
        _keep_classes(element, used)
    return etree.tostring(root.getroottree(), method="html", encoding="unicode") + "\n"


def _classes_used(root: _Element) -> frozenset[str]:
    """Return the classes that style sheets of the page speak of, those in comments for Word included."""
    from lxml import etree

    sheets = (node.text or "" for node in root.iter("style", etree.Comment))
    return frozenset(name for sheet in sheets for name in _CLASS.findall(sheet))


def _keep_classes(element: _Element, used: frozenset[str]) -> None:
    """Take away the classes that have done their work: each is sent to every reader."""
    classes = element.get("class")
    if classes is None:
        return
    kept = " ".join(name for name in classes.split() if name in used)
    if kept:
        element.set("class", kept)
    else:
        del element.attrib["class"]


def small(css: str) -> str:
    """Return a style sheet without comments, imports and needless white space."""
    lean = _AROUND.sub(lambda match: match[1] or "", _BLANKS.sub(" ", _IMPORT.sub("", _COMMENT.sub("", css))))
    return lean.replace(";}", "}").strip()


def _plain_rules(css: str) -> str:
    rules = small(css)
    if "@" in rules:
        at_rule = rules[rules.index("@") :].split("{")[0].split(";")[0].strip()
        raise Failure(
            f"`style.css` of the design has `{at_rule}`", hint="move it to `client.css`, which stays as it is"
        )
    return rules


def _drop(element: _Element) -> None:
    """Take an element away, but not the text behind it."""
    parent, tail = element.getparent(), element.tail or ""
    if parent is None:
        return
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)
