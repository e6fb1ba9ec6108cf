"""Lines such as `När: torsdagen den 29 april` as data."""

from __future__ import annotations

import re

from storsthlm_cli.issues.importing.days import coming, find_days, find_time
from storsthlm_cli.issues.importing.looks import Seen
from storsthlm_cli.issues.importing.notes import Notes
from storsthlm_cli.issues.importing.parts import Facts
from storsthlm_cli.issues.importing.setting import Setting, check_weekday
from storsthlm_cli.issues.importing.who import organisation, people_of
from storsthlm_cli.issues.importing.words import FACTS
from storsthlm_cli.source.writing import Value


def facts(part: Facts, setting: Setting, notes: Notes) -> tuple[dict[str, Value], list[Seen]]:
    """Return what lines such as `När: …` say as data, and the lines of which something would be lost."""
    values: dict[str, Value] = {}
    left: list[Seen] = []
    for seen in part.lines:
        key, label = next((key, match) for key, pattern in FACTS.items() if (match := pattern.match(seen.text)))
        text = seen.text[label.end() :].strip().rstrip(".")
        read = _fact(key, text, setting, notes, seen.number)
        if not text or read is None or set(read) & set(values):
            left.append(seen)
            continue
        values.update(read)
        notes.rewrite(seen.number, label.group(), key)
    order = ("date", "to", "time", "place", "organisers", "audience", "deadline")
    return {key: values[key] for key in order if key in values}, left


def _fact(key: str, text: str, setting: Setting, notes: Notes, number: int) -> dict[str, Value] | None:
    if key in ("date", "deadline"):
        return _days_and_time(key, text, setting, notes, number)
    if key == "time":
        found = find_time(text if re.match(r"kl", text, re.IGNORECASE) else f"kl {text}")
        shift = 0 if re.match(r"kl", text, re.IGNORECASE) else 3
        if found is None or text[max(found[1] - shift, 0) :].strip(" .") or found[0] > 0:
            return None
        notes.rewrite(number, text, found[2])
        return {"time": found[2]}
    if key == "organisers":
        names = people_of(text) or [name.strip() for name in re.split(r", | och ", text)]
        for joint in re.findall(r"\boch\b", text):
            notes.rewrite(number, joint, "organisers")
        keys = [organisation(name, setting.directory) for name in names]
        for name, known in zip(names, keys, strict=True):
            notes.rewrite(number, name, known)
        return {"organisers": keys}
    return {key: text}


def _days_and_time(key: str, text: str, setting: Setting, notes: Notes, number: int) -> dict[str, Value] | None:
    day = next(find_days(text), None)
    span = coming(day, setting.floor) if day is not None else None
    if day is None or span is None or (key == "deadline" and span.last):
        return None
    rest = (text[: day.start] + " " + text[day.end :]).strip(" ,")
    found = find_time(rest) if rest else None
    if found:
        rest = (rest[: found[0]] + rest[found[1] :]).strip(" ,")
    if re.search(r"\w", rest) or (found and key == "deadline"):
        return None
    check_weekday(day.weekday, span.first, notes, number)
    values: dict[str, Value] = {key: span.first}
    if span.last:
        values["to"] = span.last
    if found:
        values["time"] = found[2]
    notes.rewrite(number, text, " ".join(str(value) for value in values.values()))
    return values
