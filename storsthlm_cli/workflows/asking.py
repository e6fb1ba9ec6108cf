"""Ask: what an issue leads to is looked at where it is, and the answers are kept for a while."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from storsthlm_cli.checks.contacts.mail_domains import mail_domains
from storsthlm_cli.checks.links.targets import PRIVATE, web_targets
from storsthlm_cli.checks.links.tracking import is_personal
from storsthlm_cli.images.cache import Cache
from storsthlm_cli.model.answers import Answer, Verdict, asked_as
from storsthlm_cli.online.lanes import in_lanes
from storsthlm_cli.online.links import lanes, look_at
from storsthlm_cli.online.mail_hosts import takes_mail
from storsthlm_cli.online.way import Way
from storsthlm_cli.workflows.validating import Validation
from storsthlm_cli.workflows.workspace import Workspace

UNASKED = PRIVATE | {"example", "onion", "arpa"}
"""Top domains that lead nowhere public (RFC 2606, 6761, 7686)."""

_DAY = 24 * 60 * 60.0
_TEN_MINUTES = 10 * 60.0
_MOST_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of all that an issue leads to: of its links, and of the domains that mail is written to."""

    links: Mapping[str, Answer] = field(default_factory=dict)
    domains: Mapping[str, Answer] = field(default_factory=dict)

    @property
    def all(self) -> tuple[Answer, ...]:
        """Everything that was answered."""
        return (*self.links.values(), *self.domains.values())

    @property
    def answers(self) -> Mapping[str, Answer]:
        """What to judge by, by link and by domain: where no link at all was answered, their silence says nothing."""
        heard = any(answer.verdict.told for answer in self.links.values())
        return {**self.domains, **(self.links if heard else {})}

    @property
    def in_vain(self) -> bool:
        """Whether there was somebody to ask and nobody answered: probably there is no network."""
        verdicts = {answer.verdict for answer in self.all if not answer.remembered}
        return Verdict.UNANSWERED in verdicts and not any(verdict.told for verdict in verdicts)


def ask(
    workspace: Workspace, validation: Validation, *, tell: Callable[[int, int], None], way: Way | None = None
) -> Asked:
    """Ask for each link of an issue and each domain that mail is written to, once, but for those that are remembered.

    Never asked for are links that may be one person's own, and names that lead nowhere public. `tell` gets how many of
    how many are answered. `way` is the way out when it is not the usual one.
    """
    issue = validation.issue
    if issue is None:
        return Asked()
    cache = Cache(workspace.settings.state_folder / "cache" / "answers", _MOST_BYTES)
    links = dict.fromkeys(asked_as(target.url) for target, _ in web_targets(issue))
    domains = dict.fromkeys(domain for domain, *_ in mail_domains(issue, validation.directory))
    known = {each: _unasked_link(each) or _remembered(cache, each) for each in links}
    known |= {each: _unasked_name(each) or _remembered(cache, each) for each in domains}
    left = [each for each, answer in known.items() if answer is None]
    if left:
        out = way or Way()

        def ask_for(each: str) -> Answer:
            return look_at(each, out, _unasked_link) if each in links else takes_mail(each, out)

        running = [*lanes(each for each in left if each in links), *([each] for each in left if each in domains)]
        asked = in_lanes(running, ask_for)
        for number, (each, answer) in enumerate(asked, 1):
            tell(number, len(left))
            known[each] = answer
            _remember(cache, each, answer)
    found = {each: answer for each, answer in known.items() if answer is not None}
    return Asked({each: found[each] for each in links}, {each: found[each] for each in domains})


def _unasked_link(url: str) -> Answer | None:
    return Answer(Verdict.PERSONAL) if is_personal(url) else _unasked_name(urlsplit(url).hostname or "")


def _unasked_name(name: str) -> Answer | None:
    top = name.removesuffix(".").rpartition(".")[2].lower()
    return Answer(Verdict.PRIVATE) if top in UNASKED else None


def _remembered(cache: Cache, question: str) -> Answer | None:
    """Return an answer that is not too old; None when there is none, or none that can be read."""
    try:
        kept = json.loads(cache.get(_key(question)) or b"")
        answer = Answer(Verdict(kept["verdict"]), str(kept["reason"]), str(kept["moved"]), remembered=True)
        age = time.time() - kept["asked"]
    except (ValueError, TypeError, KeyError):
        return None
    return answer if 0 <= age < (_DAY if answer.verdict is Verdict.HERE else _TEN_MINUTES) else None


def _remember(cache: Cache, question: str, answer: Answer) -> None:
    """Keep an answer; that there was none says nothing of the next time."""
    if answer.verdict is not Verdict.UNANSWERED:
        kept = {"verdict": answer.verdict, "reason": answer.reason, "moved": answer.moved, "asked": time.time()}
        cache.put(_key(question), json.dumps(kept).encode())


def _key(question: str) -> str:
    return hashlib.sha256(question.encode()).hexdigest()
