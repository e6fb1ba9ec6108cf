"""How large something is, for people."""

from __future__ import annotations

from storsthlm_cli.report.findings import plural


def size(octets: int) -> str:
    """Return a size for people: `840 bytes`, `42 kB`, `1.3 MB`."""
    if octets < 1000:
        return plural(octets, "byte")
    return f"{octets / 1000:.0f} kB" if octets < 1_000_000 else f"{octets / 1_000_000:.1f} MB"
