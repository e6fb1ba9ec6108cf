"""Which machines a domain lets send in its name: SPF (RFC 7208), read as far as names and addresses tell.

What depends on the single letter (macros, `exists`, `ptr`) is counted and left open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network

from storsthlm_cli.online.names import Machine, Names

MOST_LOOKUPS = 10
"""Terms that make a receiver ask further; with more the record is void (RFC 7208 §4.6.4)."""

_FAR_TOO_MANY = 3 * MOST_LOOKUPS
"""Where counting ends: a record can lead in circles."""
_MOST_SERVERS = 10
"""Of one `mx` (RFC 7208 §4.6.4)."""
_RECORD = re.compile(r"v=spf1(?: |$)", re.IGNORECASE)
_TERM = re.compile(
    r"(?P<sign>[-+~?]?)(?P<name>[a-z][a-z0-9._-]*)(?:[:=](?P<domain>(?:%\{[^}]*\}|%(?!\{)|[^/%])*))?"
    r"(?P<cut>(?:/\d{1,3})?(?://\d{1,3})?)",
    re.IGNORECASE,
)
_ASKING = ("include", "a", "mx", "ptr", "exists", "redirect")
_QUIET = ("all", "ip4", "ip6", "exp")


@dataclass(slots=True)
class Spf:
    """What a domain's record comes to. `records` are those of the domain itself: there should be one.

    `problem` says why receivers cannot use it, "" when they can; `lookups` is how often they must ask. `open` tells
    that everybody may send, `undecided` that some of it depends on the letter. `included` are the domains it names.
    """

    records: tuple[str, ...] = ()
    problem: str = ""
    lookups: int = 0
    open: bool = False
    undecided: bool = False
    included: set[str] = field(default_factory=set)
    networks: list[IPv4Network | IPv6Network] = field(default_factory=list)

    def allows(self, machine: Machine) -> bool:
        """Tell whether an address is among those that may send."""
        return self.open or any(machine.version == each.version and machine in each for each in self.networks)


def spf(names: Names, domain: str) -> Spf:
    """Return what the record of a domain comes to. Raises Silence when nobody answers."""
    found = Spf(_records(names, domain))
    _read(found, names, domain, passing=True, outermost=True)
    if not found.problem and found.lookups > MOST_LOOKUPS:
        shown = "many more" if found.lookups > _FAR_TOO_MANY else str(found.lookups)
        found.problem = f"receivers must ask {shown} times, and {MOST_LOOKUPS} are allowed"
    return found


def _records(names: Names, domain: str) -> tuple[str, ...]:
    return tuple(text for text in names.texts(domain) if _RECORD.match(text))


def _read(found: Spf, names: Names, domain: str, *, passing: bool, outermost: bool) -> None:
    """Read the record of a domain into `found`; what is not `passing` names machines that may not send."""
    if found.lookups > _FAR_TOO_MANY:
        return
    records = found.records if outermost else _records(names, domain)
    if len(records) != 1:
        many = f"{len(records)} records of SPF" if records else "no record of SPF"
        found.problem = found.problem or f"`{domain}` has {many}"
        return
    redirect = ""
    for word in records[0].split()[1:]:
        term = _TERM.fullmatch(word)
        name = term["name"].lower() if term else ""
        if term is None or (name not in (*_ASKING, *_QUIET) and "=" not in word):
            found.problem = found.problem or f"nobody understands `{word}` in the record of `{domain}`"
            return
        if name == "redirect":
            redirect = term["domain"] or ""
        elif name == "all":
            found.open = found.open or (passing and outermost and term["sign"] in ("", "+"))
            return
        else:
            _follow(found, names, domain, term, passing=passing and term["sign"] in ("", "+"))
        if found.problem:
            return
    if redirect:
        found.lookups += 1
        found.included.add(redirect.lower())
        _read(found, names, redirect, passing=passing, outermost=False)


def _follow(found: Spf, names: Names, domain: str, term: re.Match[str], *, passing: bool) -> None:
    name, target = term["name"].lower(), term["domain"] or domain
    if name in ("ip4", "ip6"):
        _add(found, f"{target}{term['cut']}", passing)
        return
    if name not in _ASKING:
        return
    found.lookups += 1
    if name in ("ptr", "exists") or "%" in target:
        found.undecided = True
    elif name == "include":
        found.included.add(target.lower())
        _read(found, names, target, passing=passing, outermost=False)
    elif passing and found.lookups <= MOST_LOOKUPS:
        hosts = names.mail_servers(target)[:_MOST_SERVERS] if name == "mx" else [target]
        narrow, _, wide = term["cut"].partition("//")
        for machine in (machine for host in hosts if host != "." for machine in names.machines(host)):
            _add(found, f"{machine}/{(wide or 128) if machine.version == 6 else (narrow[1:] or 32)}", passing)


def _add(found: Spf, network: str, passing: bool) -> None:
    try:
        read = ip_network(network, strict=False)
    except ValueError:
        found.problem = found.problem or f"`{network}` is no address"
        return
    if passing:
        found.networks.append(read)
