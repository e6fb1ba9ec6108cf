"""How the text of a mail looks, as far as it tells what the text is: size, weight, capitals, whether it is seen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

_RULE = re.compile(r"([^{}]{1,400})\{([^{}]{0,4000})\}")
_SELECTOR = re.compile(r"(?:[a-z0-9]+)?\.[\w-]+|[a-z][a-z0-9]*", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SIZE = re.compile(r"([\d.]{1,8})\s*(px|pt|em|rem|%)?")
_UNITS = {"px": 1.0, "pt": 4 / 3, "rem": 16.0, None: 1.0}
_KEYWORDS = {"small": 13.0, "x-small": 10.0, "medium": 16.0, "large": 18.0, "x-large": 24.0, "xx-large": 32.0}
_FONT_TAG = {"1": 10.0, "2": 13.0, "3": 16.0, "4": 18.0, "5": 24.0, "6": 32.0, "7": 48.0}
_SIZES_OF_TAGS = {"h1": 32.0, "h2": 24.0, "h3": 18.7, "small": 13.0}
_HIDING = (
    *(("display", "none"), ("visibility", "hidden"), ("mso-hide", "all")),
    *(("max-height", "0"), ("max-height", "0px")),
)
_NAMES = (
    ("kicker", re.compile(r"kicker|eyebrow|overline|vinjett|kategori|category|etikett", re.IGNORECASE)),
    ("caption", re.compile(r"caption|bildtext|bild-text|fotograf|photo-?credit", re.IGNORECASE)),
    ("headline", re.compile(r"headline|heading|rubrik|(?:^|[-_ ])title", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class Look:
    """How text looks. `size` is in pixels; `marked` what the names of its elements call it."""

    size: float = 16.0
    bold: bool = False
    capitals: bool = False
    hidden: bool = False
    marked: str = ""


class Sheet:
    """The rules of a mail's style sheets whose selector is one element or one class: those that mails use."""

    def __init__(self, sheets: Iterable[str]) -> None:
        self._rules: dict[str, str] = {}
        for sheet in sheets:
            for selectors, declarations in _RULE.findall(_COMMENT.sub("", sheet)):
                for selector in selectors.split(","):
                    if _SELECTOR.fullmatch(selector.strip()):
                        name = selector.strip().rpartition(".")[2 if "." in selector else 0] or selector.strip()
                        key = f".{name}" if "." in selector else name.lower()
                        self._rules[key] = f"{self._rules.get(key, '')};{declarations}"

    def of(self, outer: Look, tag: str, attributes: Mapping[str, str]) -> Look:
        """Return how the text of an element looks that stands in text of an `outer` look."""
        classes = attributes.get("class", "").split()
        declared = ";".join(
            (
                self._rules.get(tag, ""),
                *(self._rules.get(f".{name}", "") for name in classes),
                attributes.get("style", ""),
            )
        )
        look = _of_tag(outer, tag, attributes)
        names = " ".join((*classes, attributes.get("id", "")))
        marked = next((name for name, pattern in _NAMES if names and pattern.search(names)), "")
        look = replace(look, marked=marked or ("caption" if tag == "figcaption" else look.marked))
        return _declared(look, outer, declared.lower()) if declared.strip(";") else look


def _of_tag(outer: Look, tag: str, attributes: Mapping[str, str]) -> Look:
    look = outer
    if tag in ("b", "strong", "th"):
        look = replace(look, bold=True)
    if tag in _SIZES_OF_TAGS:
        look = replace(look, size=_SIZES_OF_TAGS[tag])
    if tag == "font" and attributes.get("size", "") in _FONT_TAG:
        look = replace(look, size=_FONT_TAG[attributes["size"]])
    if "hidden" in attributes:
        look = replace(look, hidden=True)
    return look


def _declared(look: Look, outer: Look, text: str) -> Look:
    for declaration in text.split(";"):
        name, _, value = declaration.partition(":")
        name, value = name.strip(), value.replace("!important", "").strip()
        if name == "font-size":
            look = replace(look, size=_size(value, outer.size))
        elif name == "font-weight":
            weight = int(value) if value.isdigit() else 700 if value.startswith("bold") else 400
            look = replace(look, bold=weight >= 600)
        elif name == "text-transform":
            look = replace(look, capitals=value == "uppercase")
        elif (name, value) in _HIDING:
            look = replace(look, hidden=True)
    return look if look.size > 2 else replace(look, size=outer.size, hidden=True)


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
