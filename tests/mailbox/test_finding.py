from __future__ import annotations

import datetime

import pytest

from storsthlm_cli.mailbox.finding import find_messages
from storsthlm_cli.mailbox.opening import open_mailbox
from storsthlm_cli.model.errors import Failure
from tests.mailbox.dovecot import COPIES, SENT, Dovecot

NOON = datetime.datetime(2026, 11, 24, 12, 0, 30, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


def keep(dovecot: Dovecot, folder: str, name: str, at: datetime.datetime = NOON) -> None:
    with open_mailbox(dovecot.server()) as client:
        client.append(folder, f"Message-ID: {name}\r\nSubject: x\r\n\r\nhej\r\n".encode(), msg_time=at)


def found(dovecot: Dovecot, folder: str, *names: str) -> dict[str, datetime.datetime]:
    with open_mailbox(dovecot.server()) as client:
        return dict(find_messages(client, folder, names, since=NOON))


@pytest.mark.parametrize("folder", [SENT, COPIES])
def test_a_message_is_found_by_its_id_with_the_time_at_which_it_came(dovecot: Dovecot, folder: str) -> None:
    keep(dovecot, folder, "<one@storsthlm.example>")
    assert found(dovecot, folder, "<one@storsthlm.example>", "<other@storsthlm.example>") == {
        "<one@storsthlm.example>": NOON
    }


def test_an_id_that_only_begins_alike_is_another(dovecot: Dovecot) -> None:
    keep(dovecot, SENT, "<alike-and-longer@storsthlm.example>")
    assert found(dovecot, SENT, "<alike@storsthlm.example>", "<alike-and-longer@storsthlm.exam>") == {}


def test_many_are_found_and_none_is_taken_for_another(dovecot: Dovecot) -> None:
    names = [f"<many-{number}@storsthlm.example>" for number in range(45)]
    for name in names[::2]:
        keep(dovecot, SENT, name)
    assert found(dovecot, SENT, *names) == dict.fromkeys(names[::2], NOON)


def test_of_two_copies_the_first_counts(dovecot: Dovecot) -> None:
    keep(dovecot, SENT, "<twice@storsthlm.example>", NOON + DAY)
    keep(dovecot, SENT, "<twice@storsthlm.example>")
    assert found(dovecot, SENT, "<twice@storsthlm.example>") == {"<twice@storsthlm.example>": NOON}


def test_what_came_long_before_is_not_looked_at(dovecot: Dovecot) -> None:
    keep(dovecot, SENT, "<old@storsthlm.example>", NOON - 3 * DAY)
    assert found(dovecot, SENT, "<old@storsthlm.example>") == {}


def test_looking_marks_nothing_as_read(dovecot: Dovecot) -> None:
    keep(dovecot, SENT, "<unread@storsthlm.example>")
    found(dovecot, SENT, "<unread@storsthlm.example>")
    with open_mailbox(dovecot.server()) as client:
        client.select_folder(SENT, readonly=True)
        (number,) = client.search(["HEADER", "Message-ID", "<unread@storsthlm.example>"])
        assert b"\\Seen" not in client.get_flags([number])[number]


def test_a_folder_that_is_not_there_names_the_one_for_sent_mail(dovecot: Dovecot) -> None:
    with pytest.raises(Failure) as caught:
        found(dovecot, "Sent Items", "<one@storsthlm.example>")
    assert caught.value.message == "the mailbox has no folder `Sent Items`"
    assert caught.value.hint == f"did you mean `mailbox.sent: {SENT}`?"
