"""Tokens that only this workspace can make: HMAC-SHA256 (RFC 2104) under a secret key kept in one file.

A token is opaque: it names nobody, and whoever holds the list of people finds the one it belongs to by making
everybody's. It is hexadecimal, so that no encoding, link detection or change of case in a mail program harms it.
"""

from __future__ import annotations

import hmac
import json
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.model.places import Place

_SECRET_BYTES = 32
_TOKEN_BYTES = 16
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Key:
    """One secret and the short name that tokens made with it carry."""

    id: str
    secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of a workspace, oldest first. New tokens are signed with the newest; all of them verify."""

    keys: tuple[Key, ...]

    def sign(self, purpose: str, *parts: str) -> str:
        """Return a token for these parts: key id, hyphen, 32 hexadecimal digits (128 bits)."""
        key = self.keys[-1]
        return f"{key.id}-{_mac(key, purpose, parts)}"

    def verify(self, token: str, purpose: str, *parts: str) -> bool:
        """Tell whether `token` was made by one of our keys for exactly this purpose and these parts."""
        name, _, digits = token.partition("-")
        given = digits.encode("utf-8", "surrogatepass")
        return any(
            hmac.compare_digest(given, _mac(key, purpose, parts).encode()) for key in self.keys if key.id == name
        )

    def digest(self, purpose: str, *parts: str) -> str:
        """Return 32 hexadecimal digits that stay the same when keys are added: always made with the oldest key."""
        return _mac(self.keys[0], purpose, parts)


UNSAVED = Keys((Key("preview", b"links in a preview do not lead anywhere"),))
"""For looking at messages that are not sent."""


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


def _mac(key: Key, purpose: str, parts: tuple[str, ...]) -> str:
    """Return the MAC. Each part is preceded by its length, so that no two sequences of parts read the same."""
    message = "".join([f"{len(part)}:{part}" for part in (purpose, *parts)])
    return hmac.digest(key.secret, message.encode("utf-8", "surrogatepass"), "sha256")[:_TOKEN_BYTES].hex()


def _read(path: Path) -> Keys | None:
    """Return the keys of the file, None when it does not exist. Raises Failure, OSError."""
    try:
        data = json.loads(path.read_bytes())
        if data["version"] != _VERSION:
            raise ValueError(data["version"])
        keys = tuple(Key(entry["id"], bytes.fromhex(entry["secret"])) for entry in data["keys"])
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


def _create(path: Path) -> None:
    """Write a file with one new key unless somebody else has just done so. Raises OSError."""
    key = {"id": secrets.token_hex(3), "secret": secrets.token_hex(_SECRET_BYTES)}
    text = json.dumps({"version": _VERSION, "keys": [key]}, indent=1) + "\n"
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
