"""D114: two places that say when the same thing takes place, and not the same."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from storsthlm_cli.checks.dates.occurrences import Occurrence, Source, dated, told
from storsthlm_cli.checks.registry import Hit, hit, rule
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import Issue

_AGAIN = datetime.timedelta(days=21)
"""Up to this far apart two days of a series are taken for the same meeting: most meet once a month."""
_ONCE = datetime.timedelta(days=45)
"""Up to this far apart two days of anything else are."""
_SIDES = {Source.TEXT: (Source.FACTS, Source.ROW), Source.FACTS: (Source.ROW,), Source.ROW: ()}
"""What in the same issue is held against what: each pair once."""


@rule("D114", Level.WARNING, judges=Issue)
def contradiction(issue: Issue, evidence: Evidence) -> Iterator[Hit]:
    """Find something that takes place at another time by this issue's calendar, facts or text, or by an earlier issue.

    Only what has one other day nearby is compared, and neither day may be known to the other side: then there are two.
    """
    own = dated(issue, evidence)
    before = [(other, dated(other, evidence)) for other in evidence.before(issue.key)]
    every = (*told(own, [each for _, known in before for each in known], evidence), *own)
    seen: set[object] = set()
    for each in every:
        mine = [other for other in every if other.source is each.source]
        sides = [(side, [other for other in own if other.source is side]) for side in _SIDES[each.source]]
        earlier = [(f"issue {other.key}", known) for other, known in before if _covers(other, known, each)]
        for place, others in (*sides, *earlier):
            other = _other(each, mine, others, issue.date)
            if other is not None and (each.keys, str(each), str(other)) not in seen:
                seen.add((each.keys, str(each), str(other)))
                yield hit(each.spot, name=each.name, date=str(each), other=str(other), place=place)
                break


def _covers(issue: Issue, known: Sequence[Occurrence], each: Occurrence) -> bool:
    """Tell whether an issue would have named the day, too: of a series it has those from its own to the last in it."""
    return issue.date <= each.first and (not each.series or any(each.first <= other.last for other in known))


def _other(
    each: Occurrence, mine: Sequence[Occurrence], others: Sequence[Occurrence], issued: datetime.date
) -> Occurrence | None:
    """Return what contradicts `each` among `others`; `mine` is what stands beside it."""
    others = [other for other in others if other.keys & each.keys]
    same = [other for other in others if other.first <= each.last and each.first <= other.last]
    if same:
        timed = [other for other in same if other.time is not None]
        return timed[0] if timed and all(_other_time(each, other) for other in timed) else None
    apart = _AGAIN if each.series else _ONCE
    near = [
        other
        for other in others
        if abs(other.first - each.first) <= apart and (other.last < issued) == (each.last < issued)
    ]
    if len({other.first for other in near}) != 1 or any(
        beside.keys & each.keys and beside.first == near[0].first for beside in mine
    ):
        return None
    return near[0]


def _other_time(each: Occurrence, other: Occurrence) -> bool:
    if each.time is None or other.time is None or each.first != other.first:
        return False
    ends = each.time.end is not None and other.time.end is not None and each.time.end != other.time.end
    return each.time.start != other.time.start or ends
