"""Lines that say whom to ask: people and mailboxes, with the words before and after."""

from __future__ import annotations

import re

from storsthlm_cli.issues.importing.cleaning import clean
from storsthlm_cli.issues.importing.looks import NAME, Seen
from storsthlm_cli.issues.importing.notes import Notes
from storsthlm_cli.issues.importing.parts import Asking
from storsthlm_cli.issues.importing.rich import plain, rich, sentences
from storsthlm_cli.issues.importing.setting import Setting
from storsthlm_cli.issues.importing.who import who
from storsthlm_cli.issues.importing.words import CONTACT
from storsthlm_cli.source.writing import Value

_ADDRESS = r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
_MAILBOX = re.compile(_ADDRESS)
_WAY = r"(?:på|via|per|e-?post(?:adress)?|e-?mail|mejl(?:adress)?|mail)\b"
_THERE = re.compile(
    rf"[ ,;:(<–|/]{{0,4}}(?P<way>(?:{_WAY}[ ,;:.(<–]{{0,4}}){{0,3}})(?<![\w.+-])(?P<mailbox>{_ADDRESS})[)>]?",
    re.IGNORECASE,
)
"""Where somebody is reached, right behind the name; `way` are the words that lead to it."""
_PHONE = r"(?:(?:tel|telefon|mobil|växel)\b[.:]{0,2} ?)?(?:\+|0)\d"
_ROLE = re.compile(
    rf", (?!{_WAY}|tel|mobil)[^.@\d]{{3,100}}?(?=[,.]? ?\Z|{_THERE.pattern}|[ ,;(]{{1,3}}{_PHONE})",
    re.IGNORECASE,
)
_ANOTHER = re.compile(rf"(?:,? (?:och|eller|samt)|[,;/]) (?={NAME.pattern}[^@]{{0,80}}?{_ADDRESS})")
"""What stands between two people who are reached each in another way."""
_DIGITS = re.compile(r"\D+")


def contacts(part: Asking, setting: Setting, notes: Notes) -> tuple[list[Value], list[str]]:
    """Return whom a line says to ask, and the sentences of it that name nobody."""
    found: list[Value] = []
    loose: list[str] = []
    before = ""
    for sentence in sentences(plain(rich(part.seen.line))):
        whole = f"{before} {sentence}".strip()
        people = [_contact(one, part.seen, setting, notes) for one in _each(whole, part.seen.number, notes)]
        before = "" if all(people) else whole
        found += people if all(people) else []
    return found, [*loose, before] if before else loose


def _each(text: str, number: int, notes: Notes) -> list[str]:
    """Return the parts of a sentence that names several people, each with an address."""
    parts = _ANOTHER.split(text)
    if len(parts) == 1 or not all(_MAILBOX.search(part) for part in parts):
        return [text]
    for joint in _ANOTHER.findall(text):
        notes.rewrite(number, joint, "another contact")
    return parts


def _contact(text: str, seen: Seen, setting: Setting, notes: Notes) -> Value:
    call = CONTACT.search(text.lower())
    start = call.end() if call else 0
    mailbox = _MAILBOX.search(text)
    name = NAME.search(text, start)
    if mailbox and (name is None or mailbox.start() < name.start()):
        whole = mailbox.group().rstrip(".")
        return _around({"mailbox": whole}, text[: mailbox.start()], text[mailbox.start() + len(whole) :])
    if name is None:
        return None
    role = _ROLE.match(text, name.end())
    end = role.end() if role else name.end()
    person = who(text[name.start() : end], setting.directory, notes, seen.number)
    parts: dict[str, Value] = {"person": person}
    there = _THERE.match(text, end)
    if there is not None:
        end = there.end()
        notes.rewrite(seen.number, there["way"], "mailbox")
    address = there["mailbox"].rstrip(".") if there is not None else _linked(seen, name.group())
    after = text[end:]
    known = setting.directory.people.get(person)
    if known is not None and known.email and address and known.email.content.casefold() == address.casefold():
        if there is not None:
            notes.rewrite(seen.number, address, person)
        if known.phone and _national(known.phone.content) == _national(after):
            notes.rewrite(seen.number, after, person)
            after = ""
    elif address:
        parts["mailbox"] = address
        if known is not None and known.email:
            notes.check(f"the text has another address of {name.group()} than the directory")
    return _around(parts, text[: name.start()], after)


def _around(parts: dict[str, Value], before: str, after: str) -> dict[str, Value]:
    """Return a contact with the words before and behind it."""
    words, rest = before.rstrip(" (<"), after.strip(" .,;)>")
    return parts | ({"text": words} if words else {}) | ({"after": rest} if rest else {})


def _linked(seen: Seen, name: str) -> str | None:
    """Return the address to which a name leads, or else the only one to which its line does."""
    found = [anchor for anchor in seen.line.anchors if anchor.url.lower().startswith("mailto:")]
    own = [anchor for anchor in found if name in clean(seen.line.text[anchor.start : anchor.end])]
    only = own or found
    address = only[0].url.partition(":")[2].partition("?")[0].strip() if len(only) == 1 else ""
    return address if _MAILBOX.fullmatch(address) else None


def _national(phone: str) -> str:
    """Return the digits of a Swedish telephone number as they are dialled in the country."""
    digits = _DIGITS.sub("", phone.replace("(0)", ""))
    return f"0{digits[2:]}" if phone.strip(" ,.;").startswith("+46") else digits
