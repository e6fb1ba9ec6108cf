"""The way out: what names stand for, and which machines may be spoken to.

Whoever writes a link decides where we connect to. Therefore only machines that everybody can reach are spoken to:
an address is looked up once, judged, and connected to as it was judged, so that a name which means something else a
moment later (DNS rebinding) leads nowhere.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING

from storsthlm_cli.model.answers import Answer, Verdict

if TYPE_CHECKING:
    import dns.resolver

Machine = IPv4Address | IPv6Address

_SECONDS = 5.0
_EVERYBODYS = ip_network("2000::/3")
"""The only addresses of IPv6 that are given to machines of the public (RFC 4291 §2.4, IANA)."""
_TUNNELS = (ip_network("2002::/16"), ip_network("2001::/32"), ip_network("192.88.99.0/24"))
"""6to4 and Teredo: what they lead to is written inside of the address."""
_NAT64 = ip_network("64:ff9b::/96")
"""An address of IPv4 as networks without IPv4 write it (RFC 6052)."""


class NoWay(Exception):
    """There is nobody to be asked. `answer` says why."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.reason)
        self.answer = answer


def is_public(machine: Machine) -> bool:
    """Tell whether everybody can reach a machine: no private, local, reserved or multicast address is such."""
    if isinstance(machine, IPv6Address):
        if machine in _NAT64:
            return is_public(IPv4Address(int(machine) & 0xFFFFFFFF))
        if machine not in _EVERYBODYS:
            return False
    return machine.is_global and not machine.is_multicast and not any(_within(machine, each) for each in _TUNNELS)


class Way:
    """A way out. `resolver` is the system's when None; `allowed` decides which machines may be spoken to."""

    def __init__(
        self, resolver: dns.resolver.Resolver | None = None, allowed: Callable[[Machine], bool] = is_public
    ) -> None:
        self._resolver = resolver
        self._allowed = allowed
        # The system's certificates and SSL_CERT_FILE: an organisation's own authority is known to its machines.
        self.tls = ssl.create_default_context()

    def machines(self, host: str) -> list[Machine]:
        """Return the addresses of a host, those of IPv4 first.

        Raises NoWay when there is no such host, nobody could be asked, or not all of them may be spoken to.
        """
        try:
            found = [ip_address(host)]
        except ValueError:
            found = self._named(host)
            if not found:
                raise NoWay(Answer(Verdict.GONE, f"`{host}` has no server")) from None
            reason = f"`{host}` is not public: it is a machine of a private network, seen from here"
        else:
            reason = ""
        if not all(self._allowed(machine) for machine in found):
            raise NoWay(Answer(Verdict.PRIVATE, reason))
        return found

    def mail_servers(self, domain: str) -> list[str]:
        """Return the names of a domain's servers for mail, `.` for none at all (RFC 7505), in no order.

        A domain without any takes mail itself, when it has an address (RFC 5321 §5.1): then it is the one. Raises
        NoWay when there is no such domain, or nobody could be asked.
        """
        servers = [record.rpartition(" ")[2] for record in self._records(domain, "MX")]
        return servers or ([f"{domain}."] if self._named(domain) else [])

    def _named(self, host: str) -> list[Machine]:
        return [ip_address(record) for kind in ("A", "AAAA") for record in self._records(host, kind)]

    def _records(self, name: str, kind: str) -> list[str]:
        import dns.exception
        import dns.resolver

        try:
            if self._resolver is None:
                self._resolver = dns.resolver.Resolver()
                self._resolver.cache = dns.resolver.LRUCache()
            found = self._resolver.resolve(name, kind, search=False, lifetime=_SECONDS, raise_on_no_answer=False)
            return [record.to_text() for record in found]
        except (dns.resolver.NXDOMAIN, dns.name.LabelTooLong, dns.name.NameTooLong, dns.name.EmptyLabel):
            raise NoWay(Answer(Verdict.GONE, f"there is no domain `{name}`")) from None
        except (dns.exception.DNSException, OSError):
            raise NoWay(Answer(Verdict.UNANSWERED)) from None


def _within(machine: Machine, network: IPv4Network | IPv6Network) -> bool:
    return machine.version == network.version and machine in network
