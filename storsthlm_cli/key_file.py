"""The file of token keys: reading it, making it, adding a key."""

from __future__ import annotations

import datetime
import json
import os
import secrets
from pathlib import Path

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.places import Place
from storsthlm_cli.tokens import Key, Keys

_SECRET_BYTES = 32
_VERSION = 1


def open_keys(path: Path) -> Keys:
    """Read the key file, or make it (mode 0600, all or nothing) when there is none.

    Raises Failure when the file is there and cannot be used: it is never replaced, since the tokens already mailed
    hold under its keys only.
    """
    try:
        keys = _read(path)
        if keys is None:
            _create(path)
            keys = _read(path)
    except OSError as error:
        raise Failure(
            f"cannot open the token keys in `{path}`: {error.strerror or error}", hint="check its permissions"
        ) from error
    if keys is None:
        raise Failure(f"the token keys in `{path}` disappeared while they were read", hint="run the command again")
    return keys


def _read(path: Path) -> Keys | None:
    """Return the keys of the file, None when it does not exist. Raises Failure, OSError."""
    try:
        data = json.loads(path.read_bytes())
        if data["version"] != _VERSION:
            raise ValueError(data["version"])
        keys = tuple(
            Key(entry["id"], bytes.fromhex(entry["secret"]), _moment(entry.get("made"))) for entry in data["keys"]
        )
        if not keys or not all(key.id.isalnum() and len(key.secret) >= _SECRET_BYTES for key in keys):
            raise ValueError(path)
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Failure(
            f"`{path}` is not a file of token keys",
            hint="put it back from a backup: with new keys, the unsubscribe links already mailed would stop working",
            place=Place(str(path), 1, 1, 1, 1),
        ) from error
    return Keys(keys)


def rotate(path: Path) -> Keys:
    """Add a key, with which tokens are signed from now on; those that were made with the earlier ones hold on.

    The file is replaced all or nothing. Raises Failure when it is missing, cannot be used or cannot be written.
    """
    try:
        known = _read(path)
        if known is None:
            raise Failure(f"there are no token keys in `{path}` yet", hint="the first mail makes them")
        keys = Keys((*known.keys, _new_key()))
        temporary = path.with_name(f"{path.name}.{secrets.token_hex(8)}.tmp")
        try:
            _write_new(temporary, _text(keys))
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise Failure(
            f"cannot write the token keys in `{path}`: {error.strerror or error}", hint="check its permissions"
        ) from error
    return keys


def _new_key() -> Key:
    return Key(secrets.token_hex(3), secrets.token_bytes(_SECRET_BYTES), datetime.datetime.now(datetime.UTC))


def _text(keys: Keys) -> str:
    entries = [
        {"id": key.id, "secret": key.secret.hex()}
        | ({"made": key.made.isoformat(timespec="seconds")} if key.made is not None else {})
        for key in keys.keys
    ]
    return json.dumps({"version": _VERSION, "keys": entries}, indent=1) + "\n"


def _moment(text: str | None) -> datetime.datetime | None:
    return datetime.datetime.fromisoformat(text) if text is not None else None


def _create(path: Path) -> None:
    """Write a file with one new key unless somebody else has just done so. Raises OSError."""
    text = _text(Keys((_new_key(),)))
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{secrets.token_hex(8)}.tmp")
    try:
        _write_new(temporary, text)
        _put(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _put(temporary: Path, path: Path) -> None:
    """Give the finished file its name, unless that name is taken: then the other one holds. Raises OSError."""
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        return
    except OSError:
        # A file system without hard links, such as FAT.
        if not path.exists():
            temporary.rename(path)


def _write_new(path: Path, text: str) -> None:
    """Write a file that must not exist yet, readable by its owner only, and wait until it is on the disk."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
