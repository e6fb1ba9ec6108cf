"""The password of the mail server: in the keyring of the desktop, or in a file that only its owner can read.

It is never in a setting, a flag, a log, an error or the database.
"""

from __future__ import annotations

import contextlib
import os
import pathlib
import stat
import tempfile

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.settings.records import Account

SERVICE = "storsthlm"
"""The name under which the keyring shows our passwords."""

_OTHERS = 0o077


def password(account: Account) -> str:
    """Return the password of the account's user.

    A `password_file` is read when one is named, and the keyring otherwise. Raises Failure when no user is named, when
    there is no password, when the keyring cannot be used, and when others could read the file.
    """
    name = account_name(account)
    if account.password_file is not None:
        return _read(account, account.password_file)
    import keyring
    from keyring.errors import KeyringError

    try:
        found = keyring.get_password(SERVICE, name)
    except KeyringError as error:
        raise _unusable(error, account) from None
    if not found:
        raise Failure(f"there is no password for `{name}`", hint=way_in(account))
    return found


def store_password(account: Account, password: str) -> None:
    """Keep the password of the account's user, in the `password_file` (mode 0600) or in the keyring.

    Raises Failure when it cannot be kept, or when the keyring does not give it back.
    """
    name = account_name(account)
    if not password:
        raise Failure(f"the password for `{name}` is empty")
    if account.password_file is not None:
        _write(account.password_file, password)
        return
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(SERVICE, name, password)
        kept = keyring.get_password(SERVICE, name)
    except KeyringError as error:
        raise _unusable(error, account) from None
    if kept != password:
        raise Failure("the keyring did not keep the password", hint=_file_instead(account))


def account_name(account: Account) -> str:
    """Return what an account is called: `user@host:port`. Raises Failure when the settings name no user."""
    if account.user is None:
        raise Failure("the settings name no user to log in as", hint=f"set `{account.key}.user` in storsthlm.yaml")
    return f"{account.user}@{account.host}:{account.port}"


def way_in(account: Account) -> str:
    """Return what to do when there is nothing to log in to an account with."""
    return "run `storsthlm login`" if account.key == "smtp" else f"run `storsthlm login --server {account.key}`"


def _file_instead(account: Account) -> str:
    return (
        f"on a computer without one, name a file in `{account.key}.password_file` and {way_in(account)}: "
        "it is written so that only you can read it"
    )


def _unusable(error: Exception, account: Account) -> Failure:
    from keyring.errors import KeyringLocked, NoKeyringError

    if isinstance(error, NoKeyringError):
        return Failure("this computer has no keyring to keep passwords in", hint=_file_instead(account))
    if isinstance(error, KeyringLocked):
        return Failure("the keyring is locked", hint="unlock it and try again")
    return Failure(f"the keyring cannot be used: {type(error).__name__}", hint=_file_instead(account))


def _read(account: Account, path: pathlib.Path) -> str:
    try:
        mode = path.stat().st_mode
        content = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise Failure(f"there is no password file `{path}`", hint=way_in(account)) from None
    except UnicodeDecodeError:
        raise Failure(f"the password file `{path}` is not UTF-8 text", hint=way_in(account)) from None
    except OSError as error:
        raise Failure(f"cannot read the password file `{path}`: {_words(error)}") from None
    if os.name != "nt" and mode & _OTHERS:
        shown = f"{stat.S_IMODE(mode):04o}"
        raise Failure(f"others can read the password file `{path}` (mode {shown})", hint=f"run `chmod 600 {path}`")
    found = content.removesuffix("\n").removesuffix("\r")
    if not found or not found.isprintable():
        raise Failure(f"the password file `{path}` does not hold one line with a password", hint=way_in(account))
    return found


def _write(path: pathlib.Path, password: str) -> None:
    """Replace the file in one step, so that it is never half written and never readable by others."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".password-", dir=path.parent)  # made with mode 0600
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(password + "\n")
            pathlib.Path(name).replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                pathlib.Path(name).unlink()
            raise
    except OSError as error:
        raise Failure(f"cannot write the password file `{path}`: {_words(error)}") from None


def _words(error: OSError) -> str:
    return (error.strerror or "it cannot be opened").lower()
