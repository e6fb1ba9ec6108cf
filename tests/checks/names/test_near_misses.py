"""Whether a word is a name that somebody mistyped."""

from __future__ import annotations

from storsthlm_cli.checks.names.near_misses import near


def test_a_slip_is_small_and_begins_with_the_same_letter() -> None:
    assert near("Huddnige", "Huddinge")
    assert not near("Haninge", "Huddinge")
    assert not near("Tallhammer", "Hallhammar")
    assert not near("Solan", "Solna")
    assert not near("Huddinges", "Huddinge")
