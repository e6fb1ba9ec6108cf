"""What an author most probably did when libyaml says that a text is no YAML, where, and the way out."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from storsthlm_cli.source.complaints import Complaint

_QUOTE = "put the value in quotes"


@dataclass(frozen=True, slots=True)
class _Failed:
    """Where libyaml failed: the offset, where what it was reading began, its words, and the line around the offset."""

    text: str
    at: int
    since: int
    words: str

    @property
    def line_start(self) -> int:
        return max(self.text.rfind("\n", 0, self.at), self.text.rfind("\r", 0, self.at)) + 1

    @property
    def before(self) -> str:
        """The line up to the offset."""
        return self.text[self.line_start : self.at]

    def complaint(self, start: int, problem: str, hint: str = "", *, length: int | None = None) -> Complaint:
        """Complain about the rest of the line from `start`, or about `length` characters."""
        rest = re.split(r"[\r\n]", self.text[start:], maxsplit=1)[0].rstrip()
        end = start + (len(rest) if length is None else min(length, len(rest)))
        return Complaint("S001", start, end, {"problem": problem, "hint": hint})


def explain(text: str, error: yaml.MarkedYAMLError, skipped: int) -> Complaint:
    """Return the complaint for an error of the parser. Its marks count characters after the first `skipped`."""
    at = error.problem_mark.index + skipped if error.problem_mark else 0
    since = error.context_mark.index + skipped if error.context_mark else at
    words = ", ".join(words for words in (error.context, error.problem) if words)
    failed = _Failed(text, min(at, len(text)), min(since, len(text)), words)
    for attempt in (_tab, _indicator, _quoted, _colon, _flow, _indentation):
        complaint = attempt(failed)
        if complaint is not None:
            return complaint
    return failed.complaint(failed.at, words)


def _tab(failed: _Failed) -> Complaint | None:
    leading = re.compile(r"[ \t]*").match(failed.text, failed.line_start)
    tab = leading.group().find("\t") if leading else -1
    if tab >= 0 and "quoted" not in failed.words:
        start = failed.line_start + tab
        return Complaint("S005", start, start + 1, {})
    return None


def _indicator(failed: _Failed) -> Complaint | None:
    """Explain a value that begins with a character that means something else in YAML."""
    sign = failed.text[failed.since : failed.since + 1]
    word = re.compile(r"\S*").match(failed.text, failed.since)
    name = word.group() if word else sign
    end = failed.since + len(name)
    if "alias" in failed.words or "anchor" in failed.words:
        return Complaint("S003", failed.since, end, {"name": name})
    if "tag" in failed.words and sign == "!":
        hint = "remove it, or put the text in quotes when `!` belongs to it"
        return Complaint("S010", failed.since, end, {"what": f"the tag `{name}`", "hint": hint})
    if "block scalar" in failed.words and sign in ("|", ">"):
        return failed.complaint(
            failed.since, f"nothing may follow `{sign}` on its line", "begin the text on the next line, indented"
        )
    if "cannot start any token" in failed.words:
        sign = failed.text[failed.at : failed.at + 1]
        return failed.complaint(failed.at, f"a value cannot begin with `{sign}`", _QUOTE)
    return None


def _quoted(failed: _Failed) -> Complaint | None:
    if "quoted scalar" not in failed.words and "double-quoted" not in failed.words:
        return None
    if "escape" in failed.words or "hexdecimal" in failed.words or "hexadecimal" in failed.words:
        at = failed.text.rfind("\\", failed.since, failed.at + 1)
        escape = failed.text[at : at + 2]
        hint = r"write `\\` for a backslash, or put the text in single quotes"
        return failed.complaint(at, f"`{escape}` is not an escape in double quotes", hint, length=2)
    hint = "close it; inside single quotes write two of them for one"
    return failed.complaint(failed.since, "the quotation mark is never closed", hint)


def _colon(failed: _Failed) -> Complaint | None:
    if "mapping values are not allowed" in failed.words:
        if re.match(r"\s*(?:- +)*[^\s#].*?:(?: |$)", failed.before):
            return failed.complaint(failed.at, "a second `: ` stands in one value", _QUOTE, length=1)
        hint = "look at the line above: its `:` may be missing, or this line may be indented too far"
        return failed.complaint(failed.at, "a key stands in the middle of a text", hint, length=1)
    if "simple key" in failed.words:
        hint = "a key is followed by `: `; a text that goes on is indented more than its key"
        return failed.complaint(failed.since, "a key without `:`", hint)
    return None


def _flow(failed: _Failed) -> Complaint | None:
    if "flow" in failed.words:
        begin = max(failed.text.rfind(bracket, 0, failed.since + 1) for bracket in "[{")
        sign = failed.text[begin]
        hint = f"close it, or put the value in quotes when `{sign}` belongs to the text"
        return failed.complaint(begin, f"`{sign}` begins a list or mapping that is not closed properly", hint)
    return None


def _indentation(failed: _Failed) -> Complaint | None:
    if "sequence entries are not allowed" in failed.words:
        return failed.complaint(
            failed.at, "a list cannot begin here", "put each `- ` on a line of its own, or the text in quotes"
        )
    if "block mapping" not in failed.words and "block collection" not in failed.words:
        return None
    last = failed.before.rstrip()[-1:]
    if last in ("'", '"'):
        hint = "put the whole value in quotes; inside single quotes write two of them for one"
        return failed.complaint(failed.at, "text after the closing quotation mark", hint)
    if last in ("]", "}"):
        return failed.complaint(failed.at, f"text after the closing `{last}`", _QUOTE)
    return failed.complaint(
        failed.at,
        "this line does not fit its neighbours",
        "indent it exactly as the other lines of its list or mapping",
    )
