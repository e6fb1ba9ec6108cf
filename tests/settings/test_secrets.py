from __future__ import annotations

import os
import pathlib
import stat
from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.errors import KeyringLocked, PasswordSetError

from storsthlm_cli.model.delivery import Login, Security
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.settings.records import Account
from storsthlm_cli.settings.secrets import password, store_password

SECRET = "hemlig fågel 7"
only_posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")


class MemoryKeyring(KeyringBackend):
    """A keyring that keeps its passwords until the test ends."""

    priority = 1.0
    kept: dict[tuple[str, str], str]

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


class LockedKeyring(MemoryKeyring):
    """A keyring whose owner does not unlock it."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked("dismissed")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise PasswordSetError(f"could not keep {password}")


@pytest.fixture(autouse=True)
def ring() -> Iterator[MemoryKeyring]:
    before = keyring.get_keyring()
    memory = MemoryKeyring()  # type: ignore[no-untyped-call]  # keyring's constructor has no types
    memory.kept = {}
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


def server(user: str | None = "brev", password_file: pathlib.Path | None = None) -> Account:
    return Account(
        key="smtp",
        host="smtp.example",
        port=587,
        security=Security.STARTTLS,
        user=user,
        login=Login.PASSWORD,
        tenant="organizations",
        client_id="",
        ca_file=None,
        password_file=password_file,
    )


def written(path: pathlib.Path, content: bytes, mode: int = 0o600) -> pathlib.Path:
    path.write_bytes(content)
    path.chmod(mode)
    return path


def refusal(account: Account) -> Failure:
    with pytest.raises(Failure) as caught:
        password(account)
    assert SECRET not in f"{caught.value.message} {caught.value.hint}"
    return caught.value


def test_what_login_keeps_is_found_again_under_user_host_and_port(ring: MemoryKeyring) -> None:
    store_password(server(), SECRET)
    assert ring.kept == {("storsthlm", "brev@smtp.example:587"): SECRET}
    assert password(server()) == SECRET


def test_a_password_that_was_never_given_points_to_login() -> None:
    failure = refusal(server())
    assert failure.message == "there is no password for `brev@smtp.example:587`"
    assert failure.hint == "run `storsthlm login`"


def test_without_a_user_there_is_nothing_to_look_up() -> None:
    assert "`smtp.user`" in str(refusal(server(user=None)).hint)


def test_a_computer_without_a_keyring_is_shown_the_way_out() -> None:
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]  # keyring's constructor has no types
    failure = refusal(server())
    assert failure.message == "this computer has no keyring to keep passwords in"
    assert "`smtp.password_file`" in str(failure.hint)
    with pytest.raises(Failure, match="no keyring"):
        store_password(server(), SECRET)


def test_a_keyring_that_forgets_is_noticed_at_login() -> None:
    keyring.set_keyring(null.Keyring())  # type: ignore[no-untyped-call]  # keyring's constructor has no types
    with pytest.raises(Failure, match="did not keep the password"):
        store_password(server(), SECRET)


def test_a_locked_keyring_is_told_from_a_missing_one() -> None:
    keyring.set_keyring(LockedKeyring())  # type: ignore[no-untyped-call]  # keyring's constructor has no types
    assert refusal(server()).message == "the keyring is locked"


def test_what_a_keyring_says_is_not_repeated_since_it_may_hold_the_password() -> None:
    keyring.set_keyring(LockedKeyring())  # type: ignore[no-untyped-call]  # keyring's constructor has no types
    with pytest.raises(Failure) as caught:
        store_password(server(), SECRET)
    assert caught.value.message == "the keyring cannot be used: PasswordSetError"


def test_an_empty_password_is_not_kept(ring: MemoryKeyring) -> None:
    with pytest.raises(Failure, match="is empty"):
        store_password(server(), "")
    assert ring.kept == {}


def test_a_password_file_goes_before_the_keyring(tmp_path: pathlib.Path) -> None:
    store_password(server(), "ringens")
    file = written(tmp_path / "lösen", f"{SECRET}\n".encode())
    assert password(server(password_file=file)) == SECRET


def test_a_password_file_written_on_windows_is_read_without_its_line_end(tmp_path: pathlib.Path) -> None:
    assert password(server(password_file=written(tmp_path / "lösen", f"{SECRET}\r\n".encode()))) == SECRET


def test_spaces_at_the_ends_belong_to_the_password(tmp_path: pathlib.Path) -> None:
    assert password(server(password_file=written(tmp_path / "lösen", b" a b \n"))) == " a b "


def test_login_writes_the_password_file_and_leaves_the_keyring_alone(
    tmp_path: pathlib.Path, ring: MemoryKeyring
) -> None:
    file = tmp_path / "hemligt" / "lösen"
    store_password(server(password_file=file), "det gamla")
    store_password(server(password_file=file), SECRET)
    assert password(server(password_file=file)) == SECRET
    assert [path.name for path in file.parent.iterdir()] == ["lösen"]
    assert ring.kept == {}


@only_posix
def test_the_password_file_is_for_its_owner_only(tmp_path: pathlib.Path) -> None:
    file = written(tmp_path / "lösen", b"det gamla\n", 0o644)
    store_password(server(password_file=file), SECRET)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@only_posix
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666, 0o620])
def test_a_password_file_that_others_can_reach_is_refused(tmp_path: pathlib.Path, mode: int) -> None:
    failure = refusal(server(password_file=written(tmp_path / "lösen", SECRET.encode(), mode)))
    assert failure.message == f"others can read the password file `{tmp_path / 'lösen'}` (mode {mode:04o})"
    assert failure.hint == f"run `chmod 600 {tmp_path / 'lösen'}`"


@pytest.mark.parametrize("content", [b"", b"\n", b"en\ntv\xc3\xa5\n", b"a\x00b"])
def test_a_file_without_one_password_is_refused(tmp_path: pathlib.Path, content: bytes) -> None:
    failure = refusal(server(password_file=written(tmp_path / "lösen", content)))
    assert "does not hold one line" in failure.message


def test_a_file_in_another_encoding_is_refused(tmp_path: pathlib.Path) -> None:
    assert "not UTF-8" in refusal(server(password_file=written(tmp_path / "lösen", b"f\xe5gel"))).message


def test_a_password_file_that_is_missing_points_to_login(tmp_path: pathlib.Path) -> None:
    failure = refusal(server(password_file=tmp_path / "ingen"))
    assert failure.message == f"there is no password file `{tmp_path / 'ingen'}`"
    assert failure.hint == "run `storsthlm login`"


def test_a_directory_is_no_password_file(tmp_path: pathlib.Path) -> None:
    assert refusal(server(password_file=tmp_path)).message.startswith("cannot read the password file")
    with pytest.raises(Failure, match="cannot write the password file"):
        store_password(server(password_file=tmp_path), SECRET)
    assert not list(tmp_path.parent.glob(".password-*"))
