from __future__ import annotations

from dataclasses import replace

import pytest

from storsthlm_cli.model.delivery import Dispatch
from tests.delivery.dispatching import dispatch

SENT = dispatch(content="c1")
REHEARSED = replace(SENT, rehearsal=True)
CORRECTION = replace(SENT, content="c2", corrects="2021-06.1")


@pytest.mark.parametrize(
    ("earlier", "rehearsal", "content", "correction", "counts"),
    [
        (SENT, False, "c1", False, True),
        (SENT, False, "c2", False, True),
        (SENT, True, "c1", False, False),
        (SENT, False, "c1", True, False),
        (SENT, False, "c2", True, False),
        (REHEARSED, True, "c1", False, True),
        (REHEARSED, True, "c2", False, False),
        (REHEARSED, False, "c1", False, False),
        (CORRECTION, False, "c2", True, True),
        (CORRECTION, False, "c3", True, False),
        (CORRECTION, False, "c3", False, True),
        (replace(CORRECTION, rehearsal=True), False, "c2", True, False),
        (replace(CORRECTION, rehearsal=True), True, "c2", True, True),
    ],
)
def test_who_has_an_earlier_dispatch_is_spared_by_a_later_one(
    earlier: Dispatch, rehearsal: bool, content: str, correction: bool, counts: bool
) -> None:
    assert earlier.counts_against(rehearsal=rehearsal, content=content, correction=correction) is counts
