from __future__ import annotations

import hmac
import json
import os
import re
import stat
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storsthlm_cli.key_file import open_keys, rotate
from storsthlm_cli.model.errors import Failure
from storsthlm_cli.tokens import READER_TOKEN, UNSAVED, Key, Keys, RowName

KEYS = Keys((Key("old", b"o" * 32), Key("new", b"n" * 32)))
PARTS = st.lists(st.text(max_size=8), max_size=4)


@given(PARTS)
def test_a_token_verifies_for_what_it_was_signed_for(parts: list[str]) -> None:
    token = KEYS.sign("unsubscribe", *parts)
    assert KEYS.verify(token, "unsubscribe", *parts)
    assert not KEYS.verify(token, "archive", *parts)
    assert re.fullmatch(r"new-[0-9a-f]{32}", token)


@given(PARTS, PARTS)
def test_different_parts_never_share_a_token(one: list[str], other: list[str]) -> None:
    assert (KEYS.digests("x", *one)("z") == KEYS.digests("x", *other)("z")) is (one == other)


def test_parts_cannot_be_moved_from_one_to_the_next() -> None:
    assert KEYS.digests("x", "ab")("c") != KEYS.digests("x", "a")("bc")
    assert KEYS.digests("x")("1:a") != KEYS.digests("x")("a")
    assert KEYS.digests("x")("a1:b") != KEYS.digests("x", "a")("b")


@given(st.text(max_size=50))
def test_any_other_text_is_no_token(token: str) -> None:
    assert not KEYS.verify(token, "unsubscribe", "anna@x.example")


@pytest.mark.parametrize("token", ["", "-", "new-", "new", "new-å", "new-\udcff", "old-" + "0" * 32])
def test_a_malformed_token_is_refused_without_a_traceback(token: str) -> None:
    assert not KEYS.verify(token, "unsubscribe")


def test_a_changed_token_is_refused() -> None:
    token = KEYS.sign("unsubscribe", "a")
    for at in range(len(token)):
        assert not KEYS.verify(token[:at] + ("1" if token[at] == "0" else "0") + token[at + 1 :], "unsubscribe", "a")


def test_tokens_of_an_older_key_still_verify_and_digests_do_not_change() -> None:
    before = Keys(KEYS.keys[:1])
    assert KEYS.verify(before.sign("unsubscribe", "a"), "unsubscribe", "a")
    assert before.digests("message-id", "a")("b") == KEYS.digests("message-id", "a")("b")
    assert not before.verify(KEYS.sign("unsubscribe", "a"), "unsubscribe", "a")


def test_a_mac_is_the_hmac_of_the_standard() -> None:
    for secret in (b"o" * 32, b"o" * 64, b"o" * 100):
        whole = hmac.digest(secret, b"1:x1:a2:\xc3\xa5b", "sha256").hex()
        assert Keys((Key("k", secret),)).digests("x", "a")("åb") == whole[:32]


@given(st.text("0123456789abcdef", min_size=4, max_size=16), st.integers(0, 2**32 - 1))
def test_a_readers_token_says_the_row_in_any_case(mark: str, number: int) -> None:
    token = KEYS.reader_tokens(mark)(number)
    assert re.fullmatch(READER_TOKEN, token)
    assert KEYS.reader(token) == KEYS.reader(f" {token.upper()} ") == RowName(mark, number)
    assert UNSAVED.reader(token) is None


def test_a_readers_token_with_anything_changed_is_none_of_ours() -> None:
    token = KEYS.reader_tokens("9b1e22a07c")(500)
    for at in range(len(token)):
        assert KEYS.reader(token[:at] + ("1" if token[at] == "0" else "0") + token[at + 1 :]) is None
    assert KEYS.reader(token.replace("-1f4-", "-01f4-")) is None


@given(st.text(max_size=60))
def test_any_other_text_is_no_readers_token(token: str) -> None:
    assert KEYS.reader(token) is None


def test_a_readers_token_of_an_older_key_holds_after_another_is_added(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    token = open_keys(path).reader_tokens("9b1e22a07c")(7)
    keys = rotate(path)
    assert keys == open_keys(path)
    assert keys.reader(token) == RowName("9b1e22a07c", 7)
    assert keys.reader_tokens("9b1e22a07c")(7) != token
    assert [file.name for file in tmp_path.iterdir()] == ["keys.json"]
    assert sys.platform == "win32" or stat.S_IMODE(path.stat().st_mode) == 0o600


def test_keys_that_are_not_there_are_not_added_to(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="no token keys"):
        rotate(tmp_path / "keys.json")


def test_the_secret_is_not_shown() -> None:
    assert "ooo" not in repr(KEYS)


def test_the_file_is_made_once_and_read_after_that(tmp_path: Path) -> None:
    path = tmp_path / ".storsthlm" / "keys.json"
    keys = open_keys(path)
    content = path.read_bytes()
    assert open_keys(path) == keys
    assert path.read_bytes() == content
    assert [file.name for file in path.parent.iterdir()] == ["keys.json"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_the_owner_can_read_the_file(tmp_path: Path) -> None:
    mask = os.umask(0)
    try:
        open_keys(tmp_path / "keys.json")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "keys.json").stat().st_mode) == 0o600


def test_many_at_once_get_the_same_keys(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    found: list[Keys] = []
    threads = [threading.Thread(target=lambda: found.append(open_keys(path))) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [open_keys(path)] * 12


def test_a_file_system_without_hard_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    keys = open_keys(tmp_path / "keys.json")
    assert open_keys(tmp_path / "keys.json") == keys
    assert [file.name for file in tmp_path.iterdir()] == ["keys.json"]


GOOD = {"version": 1, "keys": [{"id": "a1", "secret": "00" * 32}]}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff",
        b"[]",
        b"null",
        b"[" * 100_000,
        json.dumps(GOOD | {"version": 2}).encode(),
        json.dumps(GOOD | {"keys": []}).encode(),
        json.dumps(GOOD | {"keys": [{"id": "a1"}]}).encode(),
        json.dumps(GOOD | {"keys": [{"id": "a-1", "secret": "00" * 32}]}).encode(),
        json.dumps(GOOD | {"keys": [{"id": 1, "secret": "00" * 32}]}).encode(),
        json.dumps(GOOD | {"keys": [{"id": "a1", "secret": "00" * 31}]}).encode(),
        json.dumps(GOOD | {"keys": [{"id": "a1", "secret": "xx" * 32}]}).encode(),
    ],
)
def test_a_file_that_cannot_be_used_is_told_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "keys.json"
    path.write_bytes(content)
    with pytest.raises(Failure, match="is not a file of token keys") as caught:
        open_keys(path)
    assert caught.value.hint is not None
    assert "backup" in caught.value.hint
    assert path.read_bytes() == content


def test_a_folder_in_the_files_place_is_told(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="cannot open the token keys"):
        open_keys(tmp_path)
