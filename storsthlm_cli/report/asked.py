"""What `validate --online` says of its asking: who was asked, and who was not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from storsthlm_cli.model.answers import Answer, Verdict
from storsthlm_cli.report.findings import plural

if TYPE_CHECKING:
    from storsthlm_cli.workflows.asking import Asked


def told_of(asked: Asked) -> str:
    """Return who was asked and who was not, on one line."""
    if asked.in_vain:
        return "nothing could be asked: there is no answer from the network, not even to the names of servers"
    if not asked.all:
        return "there was nothing to ask for"
    links, domains = _part(asked.links, "link"), _part(asked.domains, "mail domain")
    remembered = sum(answer.remembered for answer in asked.all)
    memory = f"; from memory: {remembered}" if remembered else ""
    return f"asked {' and '.join(filter(None, (links, domains)))}{memory}"


def asked_as_data(asked: Asked) -> dict[str, object]:
    """Return for JSON how many links and mail domains came to what, and how many answers were remembered."""
    return {
        "links": dict(_tally(asked.links)),
        "mail_domains": dict(_tally(asked.domains)),
        "remembered": sum(answer.remembered for answer in asked.all),
    }


def _part(answers: Mapping[str, Answer], word: str) -> str:
    """Return `12 of 15 links (2 are personal, 1 leads nowhere public)`."""
    tally = _tally(answers)
    missing = (
        (tally[Verdict.PERSONAL], "is personal", "are personal"),
        (tally[Verdict.PRIVATE], "leads nowhere public", "lead nowhere public"),
        (tally[Verdict.UNANSWERED], "got no answer", "got no answer"),
    )
    reasons = ", ".join(f"{number} {one if number == 1 else many}" for number, one, many in missing if number)
    if not answers:
        return ""
    if not reasons:
        return plural(len(answers), word)
    known = sum(answer.verdict.told for answer in answers.values())
    return f"{known} of {plural(len(answers), word)} ({reasons})"


def _tally(answers: Mapping[str, Answer]) -> Counter[str]:
    return Counter(answer.verdict.value for answer in answers.values())
