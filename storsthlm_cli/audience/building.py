"""From lists to an audience: united, without duplicates, without those who must get nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath

from storsthlm_cli.audience.lists import ListFile
from storsthlm_cli.model.audience import Audience, LeftOut, Reason, Subscriber, Suppression


def build(
    lists: Sequence[ListFile],
    suppressed: Mapping[str, Suppression],
    had: Mapping[str, tuple[Reason, str]],
) -> Audience:
    """Unite the lists in order; a list that is given twice counts once.

    `suppressed` and `had` are keyed by the normalised address; `had` says of those who have this issue already, or
    may have it, why they are left out and in what words. Every row with something in it is either a recipient or
    left out, never both; of several rows with one address the first counts and the others are duplicates of it.
    """
    chosen = list({each.name: each for each in lists}.values())
    recipients: list[Subscriber] = []
    left_out: list[LeftOut] = []
    first: dict[str, str] = {}
    for file in chosen:
        of_this_list = list(file.left_out)
        for subscriber in file.subscribers:
            key = subscriber.key
            if key in first:
                of_this_list.append(_left_out(subscriber, Reason.DUPLICATE, first[key]))
                continue
            first[key] = f"already in {PurePath(file.file).name} line {subscriber.line}"
            if key in suppressed:
                of_this_list.append(_left_out(subscriber, Reason.SUPPRESSED, _words(suppressed[key])))
            elif key in had:
                of_this_list.append(_left_out(subscriber, *had[key]))
            else:
                recipients.append(subscriber)
        left_out += sorted(of_this_list, key=lambda one: one.line)
    return Audience(tuple(each.name for each in chosen), tuple(recipients), tuple(left_out))


def _left_out(subscriber: Subscriber, reason: Reason, detail: str) -> LeftOut:
    return LeftOut(subscriber.address, subscriber.list, subscriber.line, reason, detail)


def _words(suppression: Suppression) -> str:
    return f"{suppression.reason} ({suppression.source}, {suppression.since:%Y-%m-%d})"
