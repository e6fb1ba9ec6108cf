"""How the text of a mail looks, as far as it tells what the text is: size, weight, capitals, whether it is seen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

_SELECTOR = re.compile(r"(?:[a-z0-9]+)?\.[\w-]+|[a-z][a-z0-9]*", re.IGNORECASE)
_BRACE = re.compile(r"[{}]")
_LONGEST_SELECTOR = 4000
_LONGEST_RULE = 4000
_SIZE = re.compile(r"([\d.]{1,8})\s*(px|pt|em|rem|%)?")
_UNITS = {"px": 1.0, "pt": 4 / 3, "rem": 16.0, None: 1.0}
_KEYWORDS = {"small": 13.0, "x-small": 10.0, "medium": 16.0, "large": 18.0, "x-large": 24.0, "xx-large": 32.0}
_FONT_TAG = {"1": 10.0, "2": 13.0, "3": 16.0, "4": 18.0, "5": 24.0, "6": 32.0, "7": 48.0}
_SIZES_OF_TAGS = {"h1": 32.0, "h2": 24.0, "h3": 18.7, "small": 13.0}
_HIDING = (*(("display", "none"), ("mso-hide", "all")), *(("max-height", "0"), ("max-height", "0px")))
_READ = frozenset(
    ("font-size", "font-weight", "font-style", "text-transform", "visibility", *(name for name, _ in _HIDING))
)
_SMALLEST = 2
"""Pixels of text that nobody can see, at most."""
_NAMES = (
    ("kicker", re.compile(r"kicker|eyebrow|overline|vinjett|kategori|category|etikett", re.IGNORECASE)),
    ("caption", re.compile(r"caption|bildtext|bild-text|fotograf|photo-?credit", re.IGNORECASE)),
    ("headline", re.compile(r"headline|heading|rubrik|(?:^|[-_ ])title", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class Look:
    """How text looks. `size` is in pixels; `marked` what the names of its elements call it.

    `hidden` is an element with all that is in it; `invisible` is text, but not what is made visible again in it.
    """

    size: float = 16.0
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    hidden: bool = False
    invisible: bool = False
    marked: str = ""

    @property
    def seen(self) -> bool:
        """Whether text of this look can be seen."""
        return not (self.hidden or self.invisible) and self.size > _SMALLEST


_Declared = dict[str, tuple[str, bool]]
"""Values by property, and whether each is `!important`."""


class Sheet:
    """The rules of a mail's style sheets whose selector is one element or one class: those that mails use."""

    def __init__(self, sheets: Iterable[str]) -> None:
        self._rules: dict[str, _Declared] = {}
        for sheet in sheets:
            for selectors, declarations in _rules(_without_comments(sheet)):
                declared = _declarations(declarations)
                for selector in map(str.strip, selectors.split(",") if declared else ()):
                    if _SELECTOR.fullmatch(selector):
                        key = f".{selector.rpartition('.')[2]}" if "." in selector else selector.lower()
                        _put(self._rules.setdefault(key, {}), declared)

    def of(self, outer: Look, tag: str, attributes: Mapping[str, str]) -> Look:
        """Return how the text of an element looks that stands in text of an `outer` look."""
        classes = attributes.get("class", "").split()
        declared: _Declared = {}
        for key in (tag, *(f".{name}" for name in classes)):
            _put(declared, self._rules.get(key, {}))
        _put(declared, _declarations(attributes.get("style", "")))
        look = _of_tag(outer, tag, attributes)
        names = " ".join((*classes, attributes.get("id", "")))
        marked = next((name for name, pattern in _NAMES if names and pattern.search(names)), "")
        look = replace(look, marked=marked or ("caption" if tag == "figcaption" else look.marked))
        return _declared(look, outer, declared) if declared else look


def _without_comments(sheet: str) -> str:
    """Return a style sheet without its comments and without the signs that hid it from old browsers."""
    kept: list[str] = []
    position = 0
    while (start := sheet.find("/*", position)) >= 0:
        kept.append(sheet[position:start])
        end = sheet.find("*/", start + 2)
        position = end + 2 if end >= 0 else len(sheet)
    return "".join((*kept, sheet[position:])).replace("<!--", " ").replace("-->", " ")


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield the selectors and declarations of each rule. What is in a block of `@media` and the like is left out."""
    position = 0
    while (start := sheet.find("{", position)) >= 0:
        prelude = re.split(r"[;}]", sheet[position:start])[-1].strip()
        end = _end_of_block(sheet, start) if prelude.startswith("@") else sheet.find("}", start)
        if end < 0:
            return
        if not prelude.startswith("@") and len(prelude) <= _LONGEST_SELECTOR:
            yield prelude, sheet[start + 1 : min(end, start + _LONGEST_RULE)]
        position = end + 1


def _end_of_block(sheet: str, start: int) -> int:
    """Return where a block ends that begins with the brace at `start`; -1 when it does not end."""
    depth = 0
    for brace in _BRACE.finditer(sheet, start):
        depth += 1 if brace.group() == "{" else -1
        if not depth:
            return brace.start()
    return -1


def _declarations(text: str) -> _Declared:
    """Return those of a rule's declarations that tell how text looks."""
    found: _Declared = {}
    for declaration in text[:_LONGEST_RULE].lower().split(";"):
        name, _, value = declaration.partition(":")
        if name.strip() in _READ:
            bare = value.replace("!important", "").strip()
            _put(found, {name.strip(): (bare, bare != value.strip())})
    return found


def _put(declared: _Declared, more: _Declared) -> None:
    """Let later declarations count for more, unless an earlier one is important."""
    for name, (value, important) in more.items():
        if important or not declared.get(name, ("", False))[1]:
            declared[name] = (value, important)


def _of_tag(outer: Look, tag: str, attributes: Mapping[str, str]) -> Look:
    look = outer
    if tag in ("b", "strong", "th"):
        look = replace(look, bold=True)
    if tag in ("i", "em"):
        look = replace(look, italic=True)
    if tag in _SIZES_OF_TAGS:
        look = replace(look, size=_SIZES_OF_TAGS[tag])
    if tag == "font" and attributes.get("size", "") in _FONT_TAG:
        look = replace(look, size=_FONT_TAG[attributes["size"]])
    if "hidden" in attributes:
        look = replace(look, hidden=True)
    return look


def _declared(look: Look, outer: Look, declared: _Declared) -> Look:
    for name, (value, _) in declared.items():
        if name == "font-size":
            look = replace(look, size=_size(value, outer.size))
        elif name == "font-weight":
            weight = int(value) if value.isdecimal() and len(value) < 5 else 700 if value.startswith("bold") else 400
            look = replace(look, bold=weight >= 600)
        elif name == "font-style":
            look = replace(look, italic=value.startswith(("italic", "oblique")))
        elif name == "text-transform":
            look = replace(look, capitals=value == "uppercase")
        elif name == "visibility":
            look = replace(look, invisible=value in ("hidden", "collapse"))
        elif (name, value) in _HIDING:
            look = replace(look, hidden=True)
    return look


def _size(value: str, outer: float) -> float:
    if value in _KEYWORDS:
        return _KEYWORDS[value]
    match = _SIZE.match(value)
    if match is None or match.group(1).count(".") > 1 or match.group(1) == ".":
        return outer
    number, unit = float(match.group(1)), match.group(2)
    if unit == "em":
        return number * outer
    return number * outer / 100 if unit == "%" else number * _UNITS[unit]
