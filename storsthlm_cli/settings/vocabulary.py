"""The keys that settings may have, and what to say to one that they have not."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.places import Part, Path, Place, Spot
from storsthlm_cli.settings.records import FILE
from storsthlm_cli.source.yaml import Document

PREFIX = "STORSTHLM_"
"""How the names of our environment variables begin."""

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "newsletter": (
        "name", "list_id", "organisation", "postal_address", "why", "privacy_url", "language", "timezone",
    ),
    "sender": ("name", "address", "reply_to", "bounces"),
    "web": ("archive_url", "unsubscribe_url", "unsubscribe_mail", "publish_folder", "publish_command"),
    "design": ("name", "images", "logo", "fonts", "colours"),
    "smtp": (
        "preset", "host", "port", "security", "user", "login", "tenant", "client_id", "ca_file", "password_file",
        "connections", "per_minute", "per_day", "retry_hours", "domains", "others",
    ),
    "mailbox": (
        "host", "port", "security", "user", "login", "tenant", "client_id", "ca_file", "password_file", "inbox", "sent",
        "filed",
    ),
    "approval": ("required",),
    "retention": ("addresses",),
    "sync": ("from", "fetch_command", "at_most"),
}  # fmt: skip
"""The keys of each section of the file."""

TOP = (*SECTIONS, "transport", "checks")
"""The keys of the file itself."""

CHECK = ("level", "reason")
"""The keys of one entry of `checks`."""

RELAY = tuple(key for key in SECTIONS["smtp"] if key not in ("retry_hours", "domains", "others"))
"""The keys of one further server in `smtp.others`."""

_FILE_ONLY = ("design.colours", "checks", "smtp.domains", "smtp.others")

KEYS = (
    "transport",
    *(f"{section}.{key}" for section, keys in SECTIONS.items() for key in keys if f"{section}.{key}" not in _FILE_ONLY),
)
"""The dotted keys of the single values: those that the environment and flags can set."""


def variable(key: str) -> str:
    """Return the environment variable of a dotted key: `smtp.host` is set by `STORSTHLM_SMTP_HOST`."""
    return PREFIX + key.replace(".", "_").upper()


def check_file(document: Document) -> None:
    """Raise Failure at the first key of the file that does not exist, and where a mapping is expected but not found."""
    for name, value in entries(document, (), TOP).items():
        if name in SECTIONS and value is not None:
            entries(document, (name,), SECTIONS[name])


def entries(document: Document, path: Path, known: tuple[str, ...] | None = None) -> Mapping[str, object]:
    """Return the mapping at a path, empty when it is left out or has no value.

    Raises Failure when there is something else, or a key that is not `known` (None: any key will do).
    """
    found: object = document.data
    for step in path:
        found = step_into(found, step)
    if found is None:
        return {}
    if not isinstance(found, dict):
        what = f"`{dotted(path)}`" if path else f"`{FILE}`"
        known_keys = f"its keys are {named(known)}" if known else None
        raise Failure(f"{what} is no mapping of keys to values", hint=known_keys, place=place_of(document, path))
    for key in found:
        if known is not None and key not in known:
            place = document.place(Spot(document.file, (*path, key), part=Part.KEY))
            raise Failure(f"unknown key `{dotted((*path, key))}`", hint=_suggestion(key, known), place=place)
    return found


def step_into(value: object, step: str | int) -> object:
    """Return what a mapping has under a key, or a list at an index; None when there is no such thing."""
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return value.get(step) if isinstance(value, dict) else None


def check_names(environment: Mapping[str, str], overrides: Mapping[str, str]) -> None:
    """Raise Failure at a variable or flag that is meant for us but sets nothing.

    A variable is meant for us when it begins like one of a section, or is nearly spelt like a known one: others may
    use the prefix for purposes of their own.
    """
    known = {variable(key) for key in KEYS}
    ours = tuple(f"{PREFIX}{section.upper()}_" for section in SECTIONS)
    for name in sorted(environment):
        if not name.startswith(PREFIX) or name in known:
            continue
        close = difflib.get_close_matches(name, known, n=1, cutoff=0.85)
        if name.startswith(ours) or close:
            hint = _secret_hint(name) or (f"did you mean `{close[0]}`?" if close else "unset it")
            raise Failure(f"the environment variable `{name}` sets nothing", hint=hint)
    for key in overrides:
        if key not in KEYS:
            raise Failure(f"there is no setting `{key}`", hint=_suggestion(key, KEYS))


def place_of(document: Document, path: Path) -> Place:
    """Return where the value at a path stands."""
    return document.place(Spot(document.file, path))


def dotted(path: Path) -> str:
    """Return a path as people write it: `smtp.host`."""
    return ".".join(str(step) for step in path)


def named(words: Iterable[str]) -> str:
    """Return words in backticks, with commas between them."""
    return ", ".join(f"`{word}`" for word in words)


def _suggestion(key: str, known: tuple[str, ...]) -> str:
    close = difflib.get_close_matches(key, known, n=1)
    return f"did you mean `{close[0]}`?" if close else f"known are {named(known)}"


def _secret_hint(name: str) -> str | None:
    if "PASS" not in name:
        return None
    return "passwords are kept in the keyring by `storsthlm login`, or in the file that `smtp.password_file` names"
