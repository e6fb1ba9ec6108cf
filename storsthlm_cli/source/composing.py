"""From YAML text to a tree, one event at a time, and no further than the first thing that we do not read.

libyaml's own composer is not used: it recurses, follows aliases and lets the last of two equal keys win. U+0085,
U+2028 and U+2029 are line breaks to libyaml (YAML 1.1) but not to an editor, nor to YAML 1.2; they are hidden from it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

from storsthlm_cli.source.complaints import Complaint, Stop
from storsthlm_cli.source.syntax import explain
from storsthlm_cli.source.text import BYTE_ORDER_MARK, Lines
from storsthlm_cli.source.tree import Branch, Listing, Mapping, Scalar

DEEPEST = 64
_LOADER: Any = getattr(yaml, "CLoader", yaml.Loader)
_HIDDEN = "\x85\u2028\u2029\ufeff"
_PRIVATE = range(0xE000, 0xF8FF)
_SURROGATE = re.compile("[\ud800-\udfff]")


def compose(lines: Lines, loader: Any = _LOADER) -> tuple[Branch | None, tuple[Complaint, ...]]:
    """Return the tree of a YAML text and what is wrong with it; no tree when it cannot be read to its end.

    The text may have printable characters only (YAML 1.1, 5.1). An empty one has no tree and nothing wrong.
    """
    bare = lines.text.removeprefix(BYTE_ORDER_MARK)
    composer = _Composer(lines, _masks(bare), len(lines.text) - len(bare))
    hidden = bare.translate({ord(character): mask for character, mask in composer.masks.items()})
    try:
        for event in yaml.parse(hidden, Loader=loader):
            composer.take(event)
    except yaml.MarkedYAMLError as error:
        composer.complaints.append(explain(lines.text, error, composer.skipped))
        return None, tuple(composer.complaints)
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # the parser without libyaml, for \UFFFFFFFF
        composer.complaints.append(Complaint("S001", 0, 0, {"problem": str(error), "hint": ""}))
        return None, tuple(composer.complaints)
    except Stop as stop:
        return None, (*composer.complaints, stop.complaint)
    return composer.root, tuple(composer.complaints)


def _masks(text: str) -> dict[str, str]:
    """Choose a character for each hidden one that the text neither has nor can make by an escape."""
    wanted = [character for character in _HIDDEN if character in text]
    lower = text.lower() if wanted else ""
    free = (chr(code) for code in _PRIVATE if chr(code) not in text and f"{code:x}" not in lower)
    return dict(zip(wanted, free, strict=False))


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read. `key` waits for its value."""

    branch: Listing | Mapping
    flow: bool
    key: Scalar | None = None


class _Composer:
    """Builds the tree. `skipped` is 1 when a byte order mark was left out before parsing."""

    def __init__(self, lines: Lines, masks: dict[str, str], skipped: int) -> None:
        self.lines = lines
        self.masks = masks
        self.skipped = skipped
        self.root: Branch | None = None
        self.complaints: list[Complaint] = []
        self._unmask = {ord(mask): character for character, mask in masks.items()}
        self._stack: list[_Open] = []
        self._documents = 0

    def take(self, event: Any) -> None:
        """Take the next event. Raises Stop at what is not read."""
        if isinstance(event, DocumentStartEvent):
            self._begin_document(event)
        elif isinstance(event, CollectionEndEvent):
            self._close(event)
        elif isinstance(event, NodeEvent):
            self._refuse(event)
            if isinstance(event, ScalarEvent):
                self._add(self._scalar(event))
            elif isinstance(event, CollectionStartEvent):
                self._open(event)

    def _begin_document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            start = event.start_mark.index + self.skipped
            hint = "remove the `---` line, or make a file of its own of what follows"
            raise Stop("S010", start, start + 3, what="a second document", hint=hint)

    def _refuse(self, event: Any) -> None:
        start = event.start_mark.index + self.skipped
        word = self._word(start)
        if isinstance(event, AliasEvent) or event.anchor is not None:
            sign = "*" if isinstance(event, AliasEvent) else "&"
            name = f"{sign}{event.anchor}"
            start = max(self.lines.text.find(name, start), start)
            raise Stop("S003", start, start + len(name), name=name)
        if event.tag is not None:
            hint = "remove it, or put the text in quotes when `!` belongs to it"
            raise Stop("S010", start, start + len(word), what=f"the tag `{word}`", hint=hint)

    def _word(self, start: int) -> str:
        match = re.compile(r"[^\s,\[\]{}]*").match(self.lines.text, start)
        return match.group() if match else ""

    def _scalar(self, event: Any) -> Scalar:
        start, end = event.start_mark.index + self.skipped, event.end_mark.index + self.skipped
        if _SURROGATE.search(event.value):
            raise Stop("S001", start, end, problem="an escape that is no character", hint="")
        return Scalar(event.value.translate(self._unmask), start, end, event.style or "")

    def _open(self, event: Any) -> None:
        start = event.start_mark.index + self.skipped
        if len(self._stack) == DEEPEST:
            raise Stop("S004", start, start + 1, limit=str(DEEPEST))
        if self._stack and isinstance(self._stack[-1].branch, Mapping) and self._stack[-1].key is None:
            self._refuse_key(start)
        branch = Mapping(start, start) if isinstance(event, MappingStartEvent) else Listing(start, start)
        self._add(branch)
        self._stack.append(_Open(branch, bool(event.flow_style)))

    def _refuse_key(self, start: int) -> None:
        if self.lines.text[start - 1 : start + 1] == "{{":
            end = start + len(re.split(r"(?<=\}\})|[\r\n]", self.lines.text[start : start + 200])[0])
            raise Stop("S001", start - 1, end, problem="a value cannot begin with `{{`", hint="put the value in quotes")
        raise Stop("S001", start, start + 1, problem="a list or mapping stands where a key should", hint="")

    def _close(self, event: Any) -> None:
        closed = self._stack.pop()
        last = closed.branch.items if isinstance(closed.branch, Listing) else [v for _, v in closed.branch.entries]
        if closed.flow:
            closed.branch.end = event.end_mark.index + self.skipped
        else:
            closed.branch.end = max((branch.end for branch in last[-1:]), default=closed.branch.start)

    def _add(self, branch: Branch) -> None:
        """Put a branch where it belongs: at the top, into a list, as a key or as the value of the key before."""
        if not self._stack:
            self.root = branch
            return
        parent = self._stack[-1]
        if isinstance(parent.branch, Listing):
            parent.branch.items.append(branch)
        elif parent.key is None:
            assert isinstance(branch, Scalar)
            parent.key = branch
        else:
            self._add_entry(parent.branch, parent.key, branch)
            parent.key = None

    def _add_entry(self, mapping: Mapping, key: Scalar, value: Branch) -> None:
        first = mapping.index.setdefault(key.value, len(mapping.entries))
        if first < len(mapping.entries):
            line, _ = self.lines.position(mapping.entries[first][0].start)
            arguments = {"key": key.value, "first": str(line)}
            self.complaints.append(Complaint("S002", key.start, key.end, arguments))
        mapping.entries.append((key, value))
