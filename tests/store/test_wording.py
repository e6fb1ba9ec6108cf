from __future__ import annotations

import pytest

from storsthlm_cli.store.wording import LONGEST, gist


@pytest.mark.parametrize(
    ("reply", "code", "words"),
    [
        ("550 5.1.1 <anna@kommun.example>: no such user", "5.1.1", "…: no such user"),
        ("550 5.1.1 no such user bo@kommun.example", "5.1.1", "no such user …"),
        ("550 no such user", "550", "no such user"),
        ("451 4.7.1 [192.0.2.17] queue 4F3A22BC9D is busy", "4.7.1", "… queue … is busy"),
        ("452-4.2.2 The   mailbox\tis full", "4.2.2", "The mailbox is full"),
        ("550 5.7.509 RFC 5321 says no", "5.7.509", "RFC 5321 says no"),
        ("", "", ""),
        ("250", "250", ""),
    ],
)
def test_what_differs_from_one_to_the_next_is_left_out(reply: str, code: str, words: str) -> None:
    assert gist(reply) == (code, words)


def test_long_words_are_cut() -> None:
    assert gist("550 " + "ja " * 1000)[1] == ("ja " * 1000)[:LONGEST] + "…"
