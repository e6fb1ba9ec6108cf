"""A copy of what is kept of a person, for them (GDPR, article 15): data, and in words why it is kept and how long."""

from __future__ import annotations

import datetime
import json
import pathlib
import re
import zipfile
from collections.abc import Iterable, Mapping

from storsthlm_cli.model.audience import Departure
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.lists import ListFacts
from storsthlm_cli.model.persons import Listed, Mailed, Person, Word
from storsthlm_cli.report.consoles import Consoles, visible, write
from storsthlm_cli.report.data import VERSION
from storsthlm_cli.report.findings import plural
from storsthlm_cli.report.keeping import words_of
from storsthlm_cli.report.suppressions import suppression_data
from storsthlm_cli.settings.records import Settings
from storsthlm_cli.source.replacing import replacing

JSON, ZIP = ".json", ".zip"
_OWNER_ONLY = 0o600
_ADDRESS = re.compile(r"[^\s<>\"'(),;:]+@[^\s<>\"'(),;:]+")
_OTHER = "…"


def check_output(path: pathlib.Path) -> None:
    """Raise Failure when a copy cannot be written into a file of this name."""
    if path.suffix.lower() not in (JSON, ZIP):
        raise Failure(f"`{path}` ends neither in `.json` nor in `.zip`", hint="`--output anna.zip`")
    if path.exists():
        raise Failure(f"`{path}` is there already", hint="name another file, or delete it")


def person_data(person: Person) -> dict[str, object]:
    """Return everything that is known of a person, without what servers said of others."""
    return {
        "address": person.key,
        "erased": person.erased.since.isoformat() if person.erased is not None else None,
        "lists": [_listed(each) for each in person.listed],
        "directory": list(person.published),
        "suppressions": [suppression_data(each) for each in person.suppressions],
        "changes": [_departure(each) for each in person.departures],
        "dispatches": [_mailed(each, person.key) for each in person.mailed],
        "about_lists": {name: _facts(facts) for name, facts in person.facts.items()},
        "unread": list(person.unread),
    }


def copy_data(person: Person, settings: Settings, now: datetime.datetime) -> dict[str, object]:
    """Return the copy that is handed to a person: who made it and when, the words, the data."""
    newsletter = settings.newsletter
    contact = newsletter.reply_to or newsletter.sender
    return {
        "made": now.isoformat(timespec="seconds"),
        "by": {
            "organisation": newsletter.organisation,
            "newsletter": newsletter.name,
            "address": newsletter.postal_address,
            "contact": contact.address,
            "privacy": newsletter.privacy_url,
        },
        "in_words": list(words_of(person, newsletter.language, settings.forget_after)),
        **person_data(person),
    }


def write_copy(path: pathlib.Path, data: Mapping[str, object], mails: Iterable[tuple[Mailed, bytes]]) -> int:
    """Write a copy that only its owner can read; return how many mails are in it. Raises Failure when it cannot be."""
    text = json.dumps({"version": VERSION, **data}, ensure_ascii=False, indent=2).encode()
    count = 0
    with replacing(path, hint="name another file, on a disk with room", mode=_OWNER_ONLY) as file:
        if path.suffix.lower() == JSON:
            file.write(text)
            return count
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("person.json", text)
            for each, mail in mails:
                archive.writestr(f"mails/{each.dispatch}-{each.number}.eml", mail)
                count += 1
    return count


def show_copy(consoles: Consoles, path: pathlib.Path, mails: int) -> None:
    """Write the file's path to stdout, and what is in it to stderr."""
    write(consoles.out, visible(str(path)))
    inside = f", with {plural(mails, 'mail')}" if path.suffix.lower() == ZIP else ""
    write(consoles.err, f"what is kept of them{inside}: hand it to nobody else")


def _listed(each: Listed) -> dict[str, object]:
    return {
        "file": each.file,
        "line": each.line,
        "list": each.list,
        "kept_copy": each.kept,
        "fields": dict(each.fields),
        "headings": dict(each.headings),
    }


def _departure(each: Departure) -> dict[str, object]:
    return {
        "at": each.at.isoformat(),
        "suppressed": each.suppressed,
        "list": each.list or None,
        "reason": each.reason,
        "source": each.source,
    }


def _mailed(each: Mailed, key: str) -> dict[str, object]:
    return {
        "dispatch": each.dispatch,
        "issue": each.issue,
        "subject": each.subject,
        "rehearsal": each.rehearsal,
        "list": each.list or None,
        "planned": each.planned.isoformat(),
        "state": each.state.value,
        "at": each.updated.isoformat() if each.updated is not None else None,
        "attempts": each.attempts,
        "reply": _of_them(each.reply, key),
        "address": None if each.forgotten else each.address,
        "fields": dict(each.fields),
        "tries": [_word(word, key) for word in each.tries],
        "came_back": [_word(word, key) for word in each.bounces],
    }


def _word(word: Word, key: str) -> dict[str, object]:
    return {"at": word.at.isoformat(), "what": word.what, "words": _of_them(word.words, key)}


def _of_them(words: str, key: str) -> str:
    """Return a server's words without the addresses of others."""
    return _ADDRESS.sub(lambda found: found[0] if found[0].lower().strip(".") == key else _OTHER, words)


def _facts(facts: ListFacts) -> dict[str, object]:
    said = {"purpose": facts.purpose, "legal_basis": facts.legal_basis, "source": facts.source}
    return {
        **{name: text.content if text is not None else None for name, text in said.items()},
        "date": facts.date.isoformat() if facts.date is not None else None,
    }
