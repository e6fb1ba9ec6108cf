from __future__ import annotations

import datetime
import pathlib

import pytest

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.settings.apart import span
from storsthlm_cli.settings.records import SyncSettings
from tests.settings.test_loading import SMALLEST, loaded

DAY = datetime.timedelta(days=1)


def sync_of(folder: pathlib.Path, *lines: str) -> SyncSettings | None:
    return loaded(folder, SMALLEST + "\n".join(["sync:", *(f"  {line}" for line in lines), ""])).sync


def test_where_nothing_is_said_everything_is_on_one_host(tmp_path: pathlib.Path) -> None:
    assert loaded(tmp_path).sync is None
    assert sync_of(tmp_path, "from:") is None


def test_a_file_is_meant_from_the_workspace_on(tmp_path: pathlib.Path) -> None:
    found = sync_of(tmp_path, "from: .storsthlm/web.jsonl", 'fetch_command: rsync "web:a b" .storsthlm/web.jsonl')
    here = str(tmp_path / ".storsthlm" / "web.jsonl")
    assert found == SyncSettings(here, ("rsync", "web:a b", ".storsthlm/web.jsonl"), DAY)
    assert sync_of(tmp_path, "from: /mnt/web.jsonl") == SyncSettings("/mnt/web.jsonl", (), DAY)


def test_an_address_stays_as_it_is(tmp_path: pathlib.Path) -> None:
    for address in ("https://brev.example/events", "http://127.0.0.1:8025/events", "http://localhost/events"):
        assert sync_of(tmp_path, f"from: {address}", "at_most: 2 days") == SyncSettings(address, (), 2 * DAY)


@pytest.mark.parametrize("address", ["http://brev.example/", "ftp://brev.example/", "https://", "https://a:x/"])
def test_an_address_that_is_not_secret_on_its_way_is_refused(tmp_path: pathlib.Path, address: str) -> None:
    with pytest.raises(Failure, match=r"not an address that begins with `https://`"):
        sync_of(tmp_path, f"from: {address}")


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        *(("5 min", 5), ("90min", 90), ("1 hour", 60), ("24 h", 1440), ("3 days", 4320), ("1 day", 1440)),
        *(("24 timmar", 1440), ("1 dygn", 1440), ("90 minuter", 90)),
    ],
)
def test_a_time_has_its_unit(text: str, minutes: int) -> None:
    assert span(text) == datetime.timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["24", "4 min", "91 days", "-3 h", "1.5 h", "2 weeks", "", "h", "9999 days"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a time from `5 min` to `90 days`, such as `24 h`"):
        span(text)
