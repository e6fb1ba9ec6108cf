"""A folder that holds the site, written so that whoever reads it meanwhile finds nothing half done.

A manifest in the folder names what was written there, so that only that is ever replaced or removed again.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from storsthlm_cli.model.errors import Failure

MANIFEST = ".storsthlm-site.json"
"""The file that names what is ours in a folder, with the SHA-256 of each."""

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Placed:
    """What was done in a folder, by path: `written` anew, `removed`, `left` and `kept` although no longer part.

    What is left was changed by somebody since it was written; what is kept stays on purpose. Everything else of the
    site was the same already.
    """

    written: tuple[str, ...]
    removed: tuple[str, ...]
    left: tuple[str, ...]
    kept: tuple[str, ...] = ()


def place(files: Mapping[str, bytes], folder: Path, shown: str, stays: Callable[[str], bool], *, owner: str) -> Placed:
    """Make a folder hold these files, written in their order; what an earlier time put there and is in none goes last.

    Files that are the same are not touched. `stays` tells of a file that is no longer part whether it remains all the
    same; `owner` names the site. Raises Failure, before anything is written, when a file of somebody else's is in the
    way, when the folder is another site's, when two files differ in nothing but small and capital letters, and when
    the folder cannot be written.
    """
    try:
        before = _read(folder, shown, owner)
        _check_names(files, shown)
        changed = [path for path, data in files.items() if not _holds(folder / path, data)]
        foreign = [path for path in changed if path not in before and os.path.lexists(folder / path)]
        foreign += [path for path in files if not _stays_inside(folder, path)]
        if foreign:
            raise Failure(
                f"`{foreign[0]}` in `{shown}` is in the way, and was not written by `storsthlm archive`",
                hint="name another folder, or move the file away",
            )
        now = {path: _digest(data) for path, data in files.items()}
        lasting = {path: digest for path, digest in before.items() if path not in now and stays(path)}
        gone = sorted(before.keys() - now.keys() - lasting.keys())
        folder.mkdir(parents=True, exist_ok=True)
        # Both old and new are ours until the end, should this process die on the way.
        _write(folder / MANIFEST, _manifest({**before, **now}, owner))
        for path in changed:
            _write(folder / path, files[path])
        names = {path.casefold(): path for path in files}
        gone = [path for path in gone if not _is_same(folder, path, names.get(path.casefold()))]
        removed = [path for path in gone if _remove(folder, path, before[path])]
        left = [path for path in gone if path not in removed and (folder / path).exists()]
        _write(folder / MANIFEST, _manifest({**lasting, **now}, owner))
    except OSError as error:
        raise Failure(
            f"cannot write to `{shown}`: {error.strerror or error}",
            hint="it must be a folder that is writable for you; the same command goes on",
        ) from error
    return Placed(tuple(changed), tuple(removed), tuple(left), tuple(sorted(lasting)))


def known(folder: Path, shown: str) -> tuple[str, ...]:
    """Return the paths that an earlier `place` wrote into a folder; raises Failure when that cannot be read."""
    try:
        return tuple(_read(folder, shown))
    except OSError as error:
        raise Failure(f"cannot read `{shown}`: {error.strerror or error}") from error


def _check_names(files: Mapping[str, bytes], shown: str) -> None:
    folded: dict[str, str] = {}
    for path in files:
        other = folded.setdefault(path.casefold(), path)
        if other != path:
            raise Failure(
                f"`{other}` and `{path}` in `{shown}` are one file on many computers",
                hint="give one of the two issues another name",
            )


def _stays_inside(folder: Path, path: str) -> bool:
    """Tell whether no link on the way to a file leads out of the folder."""
    return (folder / path).parent.resolve().is_relative_to(folder.resolve())


def _read(folder: Path, shown: str, owner: str | None = None) -> dict[str, str]:
    """Return what is ours in a folder, with the hashes; paths that would lead out of it are nobody's.

    Raises Failure when it was written for another owner; who wrote it is not known of folders of old.
    """
    try:
        data = json.loads((folder / MANIFEST).read_bytes())
        if data["version"] != _VERSION:
            raise ValueError(data["version"])
        if owner is not None and data.get("site", owner) != owner:
            raise Failure(
                f"`{shown}` holds the site of another newsletter, `{data['site']}`",
                hint="name another folder: each newsletter needs one of its own",
            )
        paths = {str(path): str(digest) for path, digest in data["files"].items()}
        return {path: paths[path] for path in paths if _is_inside(path) and _stays_inside(folder, path)}
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Failure(
            f"`{MANIFEST}` in `{shown}` cannot be read",
            hint="empty the folder, if all in it is the site, and run the same command again",
        ) from error


def _is_inside(path: str) -> bool:
    parts = PurePosixPath(path).parts
    plain = bool(parts) and PurePosixPath(path).as_posix() == path and path != MANIFEST
    return plain and not path.startswith("/") and ".." not in parts and not any(sign in path for sign in "\\:\0")


def _manifest(files: Mapping[str, str], owner: str) -> bytes:
    body = {"version": _VERSION, "site": owner, "files": files}
    return (json.dumps(body, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and not path.is_symlink() and path.stat().st_size == len(data) and path.read_bytes() == data


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; nothing when it is the same."""
    if _holds(path, data):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _is_same(folder: Path, old: str, new: str | None) -> bool:
    """Tell whether an old name is that of a file of now, as where small and capital letters are the same."""
    return new is not None and (folder / old).exists() and (folder / old).samefile(folder / new)


def _remove(folder: Path, path: str, digest: str) -> bool:
    """Remove a file if it still is what we wrote, and the folders that are empty then; tell whether it was."""
    file = folder / path
    if not file.is_file() or _digest(file.read_bytes()) != digest:
        return False
    file.unlink()
    for parent in list(PurePosixPath(path).parents)[:-1]:
        if any((folder / parent).iterdir()):
            break
        (folder / parent).rmdir()
    return True


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
