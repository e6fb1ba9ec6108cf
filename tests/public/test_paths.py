from __future__ import annotations

import pytest

from storsthlm_cli.model.errors import Failure
from storsthlm_cli.public.paths import below, way_out

TOKEN = "abc123-0123456789-1f-" + "0" * 32


@pytest.mark.parametrize(
    ("url", "path", "query"),
    [
        ("https://x.example/av/", f"/av/{TOKEN}", ""),
        ("https://x.example/av/", f"/av/{TOKEN}", "utm_source=x"),
        ("https://x.example/av/", f"/{TOKEN}", ""),
        ("https://x.example/nyheter/av/", f"/nyheter/av/{TOKEN}", ""),
        ("https://x.example/nyheter/av/", f"/av/{TOKEN}", ""),
        ("https://x.example/nyheter/av/", f"/{TOKEN}", ""),
        ("https://x.example/avsluta-", f"/avsluta-{TOKEN}", ""),
        ("https://x.example/", f"/{TOKEN}", ""),
        ("https://x.example", f"/{TOKEN}", ""),
        ("https://x.example/%C3%A5/", f"/å/{TOKEN}", ""),
        ("https://x.example/av?t=", "/av", f"t={TOKEN}"),
        ("https://x.example/av?t=", "/av/", f"t={TOKEN}"),
        ("https://x.example/av?t=", "/", f"t={TOKEN}"),
        ("https://x.example/a/av?t=", "/av", f"t={TOKEN}"),
        ("https://x.example/av?a=1&t=", "/av", f"a=1&t={TOKEN}"),
        ("https://x.example/av?a=1&t=", "/av", f"utm=2&t={TOKEN}&b=3"),
        ("https://x.example/av?", "/av", TOKEN),
        ("https://x.example/av?a=1&", "/av", f"a=1&{TOKEN}"),
    ],
)
def test_a_token_is_found_whatever_the_proxy_takes_away(url: str, path: str, query: str) -> None:
    assert way_out(url).token(path, query.encode()) == TOKEN


@pytest.mark.parametrize(
    ("url", "path", "query", "token"),
    [
        ("https://x.example/av/", "/av/", "", ""),
        ("https://x.example/av/", "/av/kort", "", "kort"),
        ("https://x.example/av?t=", "/av", "", ""),
        ("https://x.example/av?t=", "/av", "&".join(["t=1"] * 100), ""),
        ("https://x.example/av?t=", "/av", "t=%ff", "\ufffd"),
    ],
)
def test_an_address_that_is_not_whole_asks_for_the_way_out_all_the_same(
    url: str, path: str, query: str, token: str
) -> None:
    assert way_out(url).token(path, query.encode()) == token


@pytest.mark.parametrize(
    ("url", "path", "query"),
    [
        ("https://x.example/av/", "/", ""),
        ("https://x.example/av/", "/feed.xml", ""),
        ("https://x.example/av/", f"/av/{TOKEN}/more", ""),
        ("https://x.example/av/", f"/other/{TOKEN}", ""),
        ("https://x.example/av?t=", "/", ""),
        ("https://x.example/av?t=", "/other", f"t={TOKEN}"),
    ],
)
def test_other_addresses_are_none_of_its(url: str, path: str, query: str) -> None:
    assert way_out(url).token(path, query.encode()) is None


def test_an_address_that_browsers_keep_to_themselves_is_refused() -> None:
    with pytest.raises(Failure, match="has a `#`"):
        way_out("https://x.example/av#")


@pytest.mark.parametrize(
    ("url", "path", "found"),
    [
        (None, "/feed.xml", ["/feed.xml"]),
        ("https://x.example", "/feed.xml", ["/feed.xml"]),
        ("https://x.example/nyheter", "/nyheter/feed.xml", ["/feed.xml", "/nyheter/feed.xml"]),
        ("https://x.example/nyheter", "/nyheter", ["", "/nyheter"]),
        ("https://x.example/a/nyheter", "/nyheter/feed.xml", ["/feed.xml", "/nyheter/feed.xml"]),
        ("https://x.example/nyheter", "/feed.xml", ["/feed.xml"]),
        ("https://x.example/nyheter", "/nyheterna", ["/nyheterna"]),
        ("https://x.example", "", ["/"]),
    ],
)
def test_the_archive_lies_below_its_address_or_at_the_root(url: str | None, path: str, found: list[str]) -> None:
    assert list(below(url, path)) == found
