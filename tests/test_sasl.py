from __future__ import annotations

import base64

import pytest

from storsthlm_cli.sasl import bearer, encoded, hidden, plain

USER, SECRET = "nytt@kommun.example", "grön tröja"


def test_plain_and_a_token_are_said_as_the_standards_want() -> None:
    assert base64.b64decode(encoded(plain(USER, SECRET))) == f"\0{USER}\0{SECRET}".encode()
    assert base64.b64decode(encoded(bearer(USER, "t0k3n"))) == f"user={USER}\x01auth=Bearer t0k3n\x01\x01".encode()


@pytest.mark.parametrize("said", [SECRET, encoded(SECRET), encoded(plain(USER, SECRET)), encoded(bearer(USER, SECRET))])
def test_whatever_of_it_a_server_repeats_is_hidden(said: str) -> None:
    assert hidden(f"502 what is `{said}`, {said}?".encode(), USER, SECRET) == b"502 what is `[secret]`, [secret]?"


def test_words_without_it_stay_as_they_are_also_where_there_is_no_secret() -> None:
    assert hidden(b"535 \xff no", USER, SECRET) == b"535 \xff no"
    assert hidden(b"535 no", USER, "") == b"535 no"
