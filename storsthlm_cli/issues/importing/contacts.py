"""Lines that say whom to ask: people and mailboxes, with the words before and after."""

from __future__ import annotations

import re

from storsthlm_cli.issues.importing.looks import NAME, Seen
from storsthlm_cli.issues.importing.notes import Notes
from storsthlm_cli.issues.importing.parts import Asking
from storsthlm_cli.issues.importing.rich import plain, rich, sentences
from storsthlm_cli.issues.importing.setting import Setting
from storsthlm_cli.issues.importing.who import who
from storsthlm_cli.issues.importing.words import CONTACT
from storsthlm_cli.source.writing import Value

_MAILBOX = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")


def contacts(part: Asking, setting: Setting, notes: Notes) -> tuple[list[Value], list[str]]:
    """Return whom a line says to ask, and the sentences of it that name nobody."""
    found: list[Value] = []
    loose: list[str] = []
    before = ""
    for sentence in sentences(plain(rich(part.seen.line))):
        whole = f"{before} {sentence}".strip()
        contact = _contact(whole, part.seen, setting, notes)
        before = "" if contact else whole
        found += [contact] if contact else []
    return found, [*loose, before] if before else loose


def _contact(text: str, seen: Seen, setting: Setting, notes: Notes) -> Value:
    call = CONTACT.search(text.lower())
    start = call.end() if call else 0
    mailbox = _MAILBOX.search(text)
    name = NAME.search(text, start)
    hidden = next((a.url for a in seen.line.anchors if a.url.lower().startswith("mailto:")), None)
    if mailbox and (name is None or mailbox.start() < name.start()):
        parts: dict[str, Value] = {"mailbox": mailbox.group().rstrip(".")}
        place = mailbox.start(), mailbox.start() + len(mailbox.group().rstrip("."))
    elif name is not None:
        end = name.end()
        role = re.compile(r", [^.@\d]{3,100}?(?=[,.]? ?\Z)").match(text, end)
        end = role.end() if role else end
        person = who(text[name.start() : end], setting.directory, notes, seen.number)
        parts = {"person": person}
        place = name.start(), end
        if hidden and person not in setting.directory.people:
            notes.check(f"the address of {name.group()} is {hidden.partition(':')[2].partition('?')[0]}")
    else:
        return None
    before, after = text[: place[0]].rstrip(), text[place[1] :].strip(" .")
    if before:
        parts["text"] = before
    if after:
        parts["after"] = after.removeprefix(", ")
    return parts
