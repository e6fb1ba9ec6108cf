"""What the DNS says of the sender's domain: can receivers believe that the mail is from it, and do answers come back.

From and envelope have one address, the sender's: where SPF lets a letter pass, it is aligned (RFC 7489 §3.1.2).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from storsthlm_cli.model.health import Ask, Grade, Outcome, Request
from storsthlm_cli.online.mail_dns import dkim_key, dmarc
from storsthlm_cli.online.names import Names, Reserved
from storsthlm_cli.online.spf import MOST_LOOKUPS, Spf, spf
from storsthlm_cli.settings.servers import NOWHERE
from storsthlm_cli.workflows.workspace import Workspace

_MICROSOFT = "smtp.office365.com"
_MICROSOFT_SPF = "spf.protection.outlook.com"
_MICROSOFT_SELECTORS = ("selector1", "selector2")


def _sender_policy(workspace: Workspace, names: Names, _: Sequence[str]) -> Iterator[Outcome]:
    newsletter = workspace.settings.newsletter
    domain = _domain(newsletter.bounces or newsletter.sender.address)
    found = spf(names, domain)
    if not found.records:
        words = f"`{domain}` does not say who may send in its name"
        yield Outcome("SPF", Grade.ERROR, words, "", Request(Ask.SPF_MISSING, {"domain": domain}))
        return
    if found.problem:
        request = Request(Ask.SPF_BROKEN, {"domain": domain, "words": found.problem})
        yield Outcome(
            "SPF", Grade.ERROR, f"receivers cannot use the record of `{domain}`: {found.problem}", "", request
        )
        return
    if found.open:
        words = f"`{domain}` lets everybody send in its name (`+all`)"
        yield Outcome("SPF", Grade.WARNING, words, "", Request(Ask.SPF_OPEN, {"domain": domain}))
        return
    yield Outcome("SPF", Grade.OK, f"`{domain}` has one record; look-ups: {found.lookups} of {MOST_LOOKUPS}")
    hosts = dict.fromkeys(relay.account.host for relay in workspace.settings.smtp.relays)
    yield from (_relayed(found, names, domain, host) for host in hosts if host != NOWHERE)


def _relayed(found: Spf, names: Names, domain: str, host: str) -> Outcome:
    """Tell whether a server may send for the domain, as far as its name or its addresses tell."""
    if host == _MICROSOFT:
        allowed = _MICROSOFT_SPF in found.included
    else:
        allowed = any(found.allows(machine) for machine in names.machines(host))
    if allowed:
        return Outcome("SPF", Grade.OK, f"`{host}` is among those that may send for `{domain}`")
    words = f"`{host}` is not among those that the record of `{domain}` names"
    if found.undecided:
        return Outcome("SPF", Grade.OK, f"{words}; some of them show only when a mail comes")
    words += ": mails may be taken for forged, unless it hands them on to others that are"
    return Outcome("SPF", Grade.WARNING, words, "", Request(Ask.SPF_SERVER, {"domain": domain, "host": host}))


def _keys(workspace: Workspace, names: Names, selectors: Sequence[str]) -> Iterator[Outcome]:
    domain = _domain(workspace.settings.newsletter.sender.address)
    request = Request(Ask.DKIM, {"domain": domain})
    microsoft = workspace.settings.smtp.first.host == _MICROSOFT
    asked = tuple(selectors) or (_MICROSOFT_SELECTORS if microsoft else ())
    if not names.exists(f"_domainkey.{domain}") and not asked:
        yield Outcome("DKIM", Grade.WARNING, f"`{domain}` has no keys, so that no signature can be proved", "", request)
        return
    if not asked:
        yield Outcome("DKIM", Grade.SKIPPED, "only a mail tells the name of the key that it is signed with", _SELECTOR)
        return
    found = [dkim_key(names, selector, domain) for selector in asked]
    good = [key for key in found if not key.problem]
    for key in found:
        if not key.problem and not key.short:
            yield Outcome("DKIM", Grade.OK, f"there is a key at `{key.name}`")
        elif not key.problem:
            words = f"the key at `{key.name}` is shorter than 2048 bits"
            yield Outcome("DKIM", Grade.WARNING, words, "", request)
        elif selectors or not good:  # Microsoft uses one of its two at a time
            yield Outcome("DKIM", Grade.ERROR if selectors else Grade.WARNING, key.problem, "", request)


_SELECTOR = (
    "`storsthlm send --test ADDRESS`, look for `s=` in the DKIM-Signature of what arrives, and say `--dkim-selector`"
)


def _policy(workspace: Workspace, names: Names, _: Sequence[str]) -> Iterator[Outcome]:
    domain = _domain(workspace.settings.newsletter.sender.address)
    found = dmarc(names, domain)
    if found is None:
        words = f"`{domain}` does not say what becomes of forged mail; Gmail, Yahoo and Outlook.com want to know"
        yield Outcome("DMARC", Grade.ERROR, words, "", Request(Ask.DMARC_MISSING, {"domain": domain}))
    elif found.problem:
        request = Request(Ask.DMARC_BROKEN, {"domain": domain, "words": found.problem})
        yield Outcome("DMARC", Grade.ERROR, found.problem, "", request)
    else:
        words = f"the policy of `{found.domain}` is `{found.policy}`"
        words += ": forged mail is only counted" if found.policy == "none" else ""
        yield Outcome("DMARC", Grade.OK, words)


def _answers(workspace: Workspace, names: Names, _: Sequence[str]) -> Iterator[Outcome]:
    newsletter = workspace.settings.newsletter
    purposes = {
        "bounces": newsletter.bounces or newsletter.sender.address,
        "answers": (newsletter.reply_to or newsletter.sender).address,
        "those who want to leave": newsletter.unsubscribe_mail,
    }
    domains: dict[str, list[str]] = {}
    for purpose, address in purposes.items():
        domains.setdefault(_domain(address), []).append(purpose)
    for domain, each in domains.items():
        try:
            taken = _takes_mail(names, domain)
        except Reserved as reserved:
            yield Outcome("MX", Grade.SKIPPED, str(reserved), f"there {' and '.join(each)} would be lost")
            continue
        if taken:
            yield Outcome("MX", Grade.OK, f"`{domain}` takes mail: {' and '.join(each)} come through")
        else:
            words = f"nobody takes mail for `{domain}`: {' and '.join(each)} are lost"
            yield Outcome("MX", Grade.ERROR, words, "", Request(Ask.MX, {"domain": domain}))


def _takes_mail(names: Names, domain: str) -> bool:
    servers = names.mail_servers(domain)
    return servers != ["."] if servers else bool(names.machines(domain))


def _domain(address: str) -> str:
    return address.rpartition("@")[2]


LOOKS: Mapping[str, Callable[[Workspace, Names, Sequence[str]], Iterator[Outcome]]] = {
    "SPF": _sender_policy,
    "DKIM": _keys,
    "DMARC": _policy,
    "MX": _answers,
}
