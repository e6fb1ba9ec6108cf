from __future__ import annotations

from storsthlm_cli.report.sizes import size


def test_sizes_are_told_in_the_unit_that_fits() -> None:
    assert [size(octets) for octets in (1, 840, 42_300, 1_340_000)] == ["1 byte", "840 bytes", "42 kB", "1.3 MB"]
