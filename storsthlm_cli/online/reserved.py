"""Names that are kept for examples and trials: there is nobody at them, so that nobody is asked for them."""

from __future__ import annotations

TOP = frozenset({"example", "test", "invalid", "localhost"})
"""Top domains that are nobody's and stay so (RFC 2606 §2, RFC 6761 §6)."""


def is_reserved(name: str) -> bool:
    """Tell whether a name lies under such a domain. `localhost` itself is this machine, which asks nobody for it."""
    labels = name.rstrip(".").lower().split(".")
    return labels[-1] in TOP and labels != ["localhost"]


def reserved_words(name: str) -> str:
    """Return why nobody was asked for a name."""
    return f"nobody was asked for `{name}`: names that end so are for examples and trials"
