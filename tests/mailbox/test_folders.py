from __future__ import annotations

import pytest

from storsthlm_cli.mailbox.folders import Inbox
from storsthlm_cli.mailbox.opening import open_mailbox
from storsthlm_cli.model.errors import Failure
from tests.mailbox.dovecot import Dovecot

FOLDER = "Inkorg för prov, åäö"
FILED = "Förstått"


def filled(dovecot: Dovecot, *texts: bytes) -> None:
    with open_mailbox(dovecot.server()) as client:
        for name in (FOLDER, FILED):
            if client.folder_exists(name):
                client.delete_folder(name)
        client.create_folder(FOLDER)
        for text in texts:
            client.append(FOLDER, text)


def kept(dovecot: Dovecot, folder: str) -> list[bytes]:
    with open_mailbox(dovecot.server()) as client:
        client.select_folder(folder, readonly=True)
        found = client.fetch(client.search(), ["BODY.PEEK[]"])
        return [found[number][b"BODY[]"] for number in sorted(found)]


def test_mails_are_read_once_and_none_is_marked_as_seen(dovecot: Dovecot) -> None:
    filled(dovecot, b"one\r\n", b"two\r\n")
    with open_mailbox(dovecot.server()) as client:
        box = Inbox(client, "a@127.0.0.1", FOLDER, FILED)
        (first, one), (second, two) = box.unread(())
        assert (one, two) == (b"one\r\n", b"two\r\n")
        assert list(box.unread({first})) == [(second, two)]
        assert not any(b"\\Seen" in flags for flags in client.get_flags(client.search()).values())


def test_of_a_mail_without_end_the_beginning_is_read(dovecot: Dovecot) -> None:
    filled(dovecot, b"x" * 70 + b"\r\n" + (b"y" * 70 + b"\r\n") * 20_000)
    with open_mailbox(dovecot.server()) as client:
        ((_, data),) = Inbox(client, "a@127.0.0.1", FOLDER, FILED).unread(())
    assert len(data) == 1_000_000
    assert data.startswith(b"x")


def test_filed_mails_are_moved_and_the_others_stay(dovecot: Dovecot) -> None:
    filled(dovecot, b"one\r\n", b"two\r\n", b"three\r\n")
    with open_mailbox(dovecot.server()) as client:
        box = Inbox(client, "a@127.0.0.1", FOLDER, FILED)
        names = [name for name, _ in box.unread(())]
        assert box.file([names[0], names[2]]) == 2
    assert kept(dovecot, FOLDER) == [b"two\r\n"]
    assert kept(dovecot, FILED) == [b"one\r\n", b"three\r\n"]


def test_a_server_without_move_copies_before_it_takes_away(dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(dovecot, b"one\r\n", b"two\r\n")
    with open_mailbox(dovecot.server()) as client:
        all_of_them = client.has_capability
        monkeypatch.setattr(client, "has_capability", lambda name: name != "MOVE" and all_of_them(name))
        box = Inbox(client, "a@127.0.0.1", FOLDER, FILED)
        (first, _), _ = box.unread(())
        assert box.file([first]) == 1
    assert (kept(dovecot, FOLDER), kept(dovecot, FILED)) == ([b"two\r\n"], [b"one\r\n"])


def test_numbers_of_before_are_not_taken_for_those_of_now(dovecot: Dovecot) -> None:
    filled(dovecot, b"one\r\n")
    with open_mailbox(dovecot.server()) as client:
        box = Inbox(client, "a@127.0.0.1", FOLDER, FILED)
        ((name, _),) = box.unread(())
        validity = int(name.rsplit(":", 2)[1])
        box._prefix = box._prefix.replace(str(validity), str(validity - 1))
        assert box.file([name]) == 0
    assert kept(dovecot, FOLDER) == [b"one\r\n"]


def test_a_folder_that_is_not_there_is_told(dovecot: Dovecot) -> None:
    with open_mailbox(dovecot.server()) as client, pytest.raises(Failure, match="no folder `Inkorgen`"):
        Inbox(client, "a@127.0.0.1", "Inkorgen", FILED)
