"""Slips of the finger in the domain of an address: `gmial.com`, `hotmail.ee`, `danderid.se`, `.con`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

PROVIDERS = (
    *("gmail.com", "googlemail.com", "hotmail.com", "hotmail.se", "outlook.com", "outlook.se", "icloud.com"),
    *("yahoo.com", "yahoo.se", "telia.com", "telia.se", "tele2.se", "bredband.net", "comhem.se", "bahnhof.se"),
    *("spray.se", "swipnet.se", "protonmail.com", "bredband2.com", "live.com", "live.se"),
)
"""Where many people in Sweden have their mail."""
_OTHERS = frozenset({"mail.com", "email.com", "ymail.com", "aol.com", "gmx.com"}) | {
    f"{name}.{top}"
    for name in ("hotmail", "outlook", "yahoo", "live")
    for top in ("de", "es", "be", "ie", "fr", "ee")
    if (name, top) != ("hotmail", "ee")
}
"""Domains that look like slips and are none."""
_TOPS = {"con": "com", "cmo": "com", "ocm": "com", "coom": "com", "comm": "com", "vom": "com", "xom": "com"} | {
    "sse": "se",
    "see": "se",
    "nett": "net",
    "ogr": "org",
}
"""Top domains that do not exist, and what was meant."""
_SHORTEST = 8
"""Characters of a domain below which one more or less makes another word."""
_OFTEN = 3
"""How many times as often the right one must stand on the list, and how often at least."""
_MOST = 2000


class Slips:
    """What people meant who wrote a domain, judged by the domains that are known.

    Known are those of mail providers, those of municipalities, whose labels are given (`danderyd`, for `danderyd.se`),
    and those that stand often on the same list, by `counts`.
    """

    def __init__(self, labels: Iterable[str], counts: Mapping[str, int]) -> None:
        self._counts = counts
        often = [domain for domain, count in Counter(counts).most_common(_MOST) if count >= _OFTEN]
        tops = {"se", *(domain.rpartition(".")[2] for domain, _ in Counter(counts).most_common(1))}
        municipal = [f"{label}.{top}" for label in labels for top in tops]
        self._known = frozenset((*PROVIDERS, *municipal))
        self._near: defaultdict[str, set[str]] = defaultdict(set)
        for domain in (*self._known, *often):
            for each in _shortened(domain):
                self._near[each].add(domain)

    def meant(self, domain: str) -> str | None:
        """Return the domain that was probably meant, None for one that is right as far as anybody can tell."""
        if domain in self._known or domain in _OTHERS:
            return None
        name, _, top = domain.rpartition(".")
        if top in _TOPS:
            return f"{name}.{_TOPS[top]}"
        if len(domain) < _SHORTEST:
            return None
        near = {each for part in _shortened(domain) for each in self._near.get(part, ())}
        likely = [
            each
            for each in near
            if len(each) >= _SHORTEST and _one_apart(domain, each) and self._likelier(each, domain)
        ]
        return max(likely, key=lambda each: (self._counts.get(each, 0), each in self._known, each), default=None)

    def _likelier(self, right: str, found: str) -> bool:
        return right in self._known or self._counts.get(right, 0) >= _OFTEN * self._counts.get(found, 1)


def _shortened(word: str) -> Iterator[str]:
    """Yield a word and all that it is without one of its characters: words that are one apart share one of them."""
    yield word
    for index in range(len(word)):
        yield word[:index] + word[index + 1 :]


def _one_apart(one: str, other: str) -> bool:
    """Tell whether one character more, less or different, or two that changed places, make one word of the other."""
    if one == other:
        return False
    short, long = sorted((one, other), key=len)
    start = 0
    while start < len(short) and short[start] == long[start]:
        start += 1
    if len(short) < len(long):
        return len(long) - len(short) == 1 and short[start:] == long[start + 1 :]
    swapped = short[start + 1 : start + 2] + short[start : start + 1] + short[start + 2 :]
    return short[start + 1 :] == long[start + 1 :] or swapped == long[start:]
