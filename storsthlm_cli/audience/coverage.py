"""Coverage: whether each municipality has somebody on a list in each role, who may get mail."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from storsthlm_cli.model.audience import Subscriber
from storsthlm_cli.model.directory import Municipality
from storsthlm_cli.model.lists import Coverage, Misfit, Seat
from storsthlm_cli.source.slugs import slug

_WORD = re.compile(r"[\w.:]+")
_NOT_YET = frozenset(
    ("vice", "v", "v.", "ersättare", "ers", "ers.", "f.d.", "fd", "tidigare", "biträdande", "bitr", "bitr.", "avgående")
)
"""Words that make another role of one: a `vice ordförande` is no `ordförande`."""
_PLACES = ("kommun", "organisation")
"""The fields in which a municipality may stand, the more telling one first."""


class Municipalities:
    """The municipalities by what people write for them, and by the labels of their domains."""

    def __init__(self, municipalities: Iterable[Municipality]) -> None:
        self._by_name: dict[str, Municipality] = {}
        self._by_label: dict[str, Municipality] = {}
        for each in municipalities:
            for name in _forms(each):
                self._by_name[name] = each
                self._by_label[name] = self._by_label[name.replace("-", "")] = each

    @property
    def labels(self) -> Collection[str]:
        """The labels that their domains have: `danderyd` of danderyd.se."""
        return self._by_label.keys()

    def of(self, row: Subscriber) -> Municipality | None:
        """Return the municipality of a row: the one that it names, else the one that its domain is of."""
        for field in _PLACES:
            named = self._by_name.get(slug(row.fields.get(field, "")))
            if named is not None:
                return named
        return self.of_domain(row.key.rpartition("@")[2])

    def of_domain(self, domain: str) -> Municipality | None:
        """Return the municipality that has a domain (`edu.danderyd.se`, `xn--tby-qla.se`), None for none."""
        for label in reversed(domain.split(".")[:-1]):
            found = self._by_label.get(_plain(label))
            if found is not None:
                return found
        return None


def cover(
    rows: Iterable[Subscriber],
    municipalities: Mapping[str, Municipality],
    roles: Sequence[str],
    suppressed: Callable[[str], object],
) -> Coverage:
    """Return who of the rows holds which role where; `suppressed` tells whether a normalised address gets nothing.

    Somebody has a role when its words stand in the row's, one after another, and none that make another of it.
    """
    known = Municipalities(municipalities.values())
    asked = [_words(role) for role in roles]
    seats: dict[str, list[Seat]] = {code: [Seat()] * len(roles) for code in municipalities}
    misfits, strangers = [], 0
    for row in rows:
        municipality = known.of(row)
        if municipality is None:
            strangers += 1
            continue
        alive = not suppressed(row.key)
        held = _words(row.fields.get("role", ""))
        mine = seats[municipality.code]
        for index, words in enumerate(asked):
            if _has(held, words):
                seat = mine[index]
                mine[index] = (
                    Seat(seat.living + 1, seat.first or row.address, seat.suppressed)
                    if alive
                    else Seat(seat.living, seat.first, seat.suppressed + 1)
                )
        owner = known.of_domain(row.key.rpartition("@")[2])
        if alive and owner is not municipality:
            other = owner.name.content if owner is not None else ""
            misfits.append(Misfit(row.address, row.line, municipality.name.content, other))
    table = tuple((each, tuple(seats[code])) for code, each in municipalities.items())
    return Coverage(tuple(roles), table, tuple(misfits), strangers)


def _has(held: Sequence[str], asked: Sequence[str]) -> bool:
    if not asked or (_NOT_YET & set(held)) - set(asked):
        return False
    return any(held[start : start + len(asked)] == asked for start in range(len(held) - len(asked) + 1))


def _words(role: str) -> Sequence[str]:
    return _WORD.findall(role.casefold())


def _forms(municipality: Municipality) -> set[str]:
    """Return what is written for a municipality, as slugs: `upplands-vasby`, `solna-stad`, `danderyd-kommun`."""
    short, name = slug(municipality.short.content), slug(municipality.name.content)
    return {short, name, f"{short}-kommun", f"{short}-stad", f"{short}s-kommun", f"{short}s-stad"}


def _plain(label: str) -> str:
    """Return a label of a domain as a slug; an A-label (RFC 5891) as what it stands for."""
    if label.startswith("xn--"):
        try:
            return slug(label.encode("ascii").decode("idna"))
        except UnicodeError:
            return label
    return label
