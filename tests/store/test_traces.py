from __future__ import annotations

import json
import unicodedata

import pytest

from storsthlm_cli.store.traces import ERASED_ADDRESS, trace_of

KEY = "karin.qvist+nytt@xn--rvsta-gra.example"


@pytest.mark.parametrize(
    "text",
    [
        "550 5.1.1 <Karin.Qvist+Nytt@XN--rvsta-gra.example>: no such user",
        "to karin.qvist+nytt@rävsta.example.",
        "rcpt=karin.qvist+nytt=40rävsta.example",
        "https://x.example/?who=karin.qvist%2Bnytt%40xn--rvsta-gra.example",
        "rfc822;karin.qvist+2Bnytt+40xn--rvsta-gra.example",
        "return-12-karin.qvist+nytt=xn--rvsta-gra.example@relay.example",
        "&lt;karin.qvist+nytt&#64;xn--rvsta-gra.example&gt;",
        json.dumps({"chef": "Karin.Qvist+Nytt@RÄVSTA.example"}),
        "karin.qvist+nytt=40r=C3=A4vsta.example",
        "karin.qvist+nytt=40r=E4vsta.example",
        "https://x.example/?who=karin.qvist%2Bnytt%40r%C3%84vsta.example",
        "karin.qvist+nytt@r&#228;vsta.example",
        unicodedata.normalize("NFD", "karin.qvist+nytt@rävsta.example"),
    ],
)
def test_an_address_is_found_however_it_is_quoted(text: str) -> None:
    trace = trace_of(KEY)
    assert trace.found(text)
    assert ERASED_ADDRESS in trace.scrubbed(text)
    assert "qvist" not in trace.scrubbed(text).lower()


@pytest.mark.parametrize(
    "text",
    [
        "hanna@kommun.example",
        "x.anna@kommun.example",
        "anna@kommun.example.org",
        "anna@kommun.examples",
        "anna, kommun",
    ],
)
def test_a_longer_address_is_somebody_else(text: str) -> None:
    trace = trace_of("anna@kommun.example")
    assert not trace.found(text)
    assert trace.scrubbed(text) == text


def test_what_may_hold_it_is_told_by_the_longest_run_of_its_letters() -> None:
    assert trace_of(KEY).like == "%karin%"
    assert trace_of("_@kommun.example").like == "%%"
