from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from storsthlm_cli.delivery import retry
from storsthlm_cli.delivery.runs import Ending, Why
from storsthlm_cli.delivery.transports.outbox import OutboxTransport, file_name
from storsthlm_cli.model.delivery import Recipient, State
from tests.delivery.dispatching import Book, PlainLetter, freeze, people, send

Make = Callable[..., Book]


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_each_message_is_filed_byte_for_byte(make_book: Make, tmp_path: Path) -> None:
    book = make_book(40)
    folder = tmp_path / "outbox" / "2021-06.1"
    assert send(book, OutboxTransport(folder)) == Ending(Why.NOTHING_LEFT)
    letter = PlainLetter()
    assert files(folder) == {f"{person.address}.eml": letter.message(person) for person in people(40)}
    assert book.states() == {State.ACCEPTED: 40}


def test_the_embedded_server_takes_commands_in_groups(tmp_path: Path) -> None:
    transport = OutboxTransport(tmp_path)
    try:
        transport.keep(1)
        while not transport.wants():
            transport.poll(1)
        (lane,) = transport._lanes
        assert lane.session._pipelining
    finally:
        transport.close()


def test_a_second_message_to_an_address_says_so_in_its_name(tmp_path: Path) -> None:
    twice = [Recipient(number, "anna@kommun.example", f"key{number}", {}) for number in (1, 2, 3)]
    book = freeze(tmp_path / "state.db", twice)
    assert send(book, OutboxTransport(tmp_path / "outbox"), connections=1) == Ending(Why.NOTHING_LEFT)
    message = PlainLetter().message(twice[0])
    assert files(tmp_path / "outbox") == {
        "anna@kommun.example.eml": message,
        "anna@kommun.example (2).eml": message,
        "anna@kommun.example (3).eml": message,
    }
    book.close()


@pytest.mark.parametrize("name", ["o'brien", "a/b", "..", "a|b", "a%b", "a*b?c", "!#$%&'*+/=?^_`{|}~-"])
def test_every_address_has_a_file_name_of_its_own_inside_the_folder(tmp_path: Path, name: str) -> None:
    address = f"{name}@kommun.example"
    path = tmp_path / file_name(address)
    assert path.resolve().parent == tmp_path.resolve()
    assert not set(path.name) & set('\\/:*?"<>|')
    plain = "".join(letter if letter.isalnum() else "_" for letter in name)
    assert file_name(address) != file_name(f"{plain}@kommun.example") or plain == name


def test_an_address_as_long_as_the_standard_allows_can_be_filed(tmp_path: Path) -> None:
    domain = ".".join(["x" * 60] * 3) + ".example"
    address = f"{'a' * (254 - len(domain) - 1)}@{domain}"
    assert len(address) == 254
    book = freeze(tmp_path / "state.db", [Recipient(1, address, address, {})])
    assert send(book, OutboxTransport(tmp_path / "outbox"), lifetime=1) == Ending(Why.NOTHING_LEFT)
    assert book.states() == {State.ACCEPTED: 1}
    book.close()


@contextmanager
def full_disk() -> Iterator[Path]:
    """Give a folder on a disk of 64 KB."""
    folder = Path(f"/tmp/full-disk-{os.getpid()}")
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", folder], capture_output=True)
    try:
        if mounted.returncode:
            pytest.skip("no small disk may be mounted here")
        yield folder
    finally:
        subprocess.run(["umount", folder], capture_output=True)
        folder.rmdir()


@pytest.mark.skipif(sys.platform != "linux", reason="needs tmpfs")
def test_what_does_not_fit_on_the_disk_is_deferred_with_the_reason(
    make_book: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retry, "FIRST_SECONDS", 3600.0)
    book = make_book(10)
    with full_disk() as folder:
        ending = send(book, OutboxTransport(folder), letter=PlainLetter(20_000), connections=1, lifetime=60)
        assert ending == Ending(Why.NOTHING_LEFT)
        filed = {name for name in files(folder) if name.endswith(".eml")}
        accepted = {f"{row.address}.eml" for row in book.rows(State.ACCEPTED)}
        assert filed == accepted
        assert 0 < len(accepted) < 10
        assert {row.reply for row in book.rows(State.EXPIRED)} == {
            "452 4.3.1 could not be filed: No space left on device"
        }


def test_a_folder_that_cannot_be_made_is_a_deferral_and_no_crash(make_book: Make, tmp_path: Path) -> None:
    (tmp_path / "outbox").write_text("in the way", "utf-8")
    book = make_book(2)
    assert send(book, OutboxTransport(tmp_path / "outbox"), lifetime=1) == Ending(Why.NOTHING_LEFT)
    assert book.states() == {State.EXPIRED: 2}
    assert all(row.reply.startswith("452 4.3.1 could not be filed: ") for row in book.rows())
