"""Asking name servers, with an end to every waiting."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import TYPE_CHECKING, Any

from storsthlm_cli.online.reserved import is_reserved, reserved_words

if TYPE_CHECKING:
    import dns.resolver

Machine = IPv4Address | IPv6Address

_SECONDS = 5.0


class Silence(Exception):
    """No name server has answered, so that nothing is known."""


class Reserved(Silence):
    """Nobody is asked for such a name."""


class Names:
    """What names stand for. `resolver` is the system's when None; each question is asked once.

    The system's is not asked for names that are kept for examples: that raises Reserved.
    """

    def __init__(self, resolver: dns.resolver.Resolver | None = None) -> None:
        self._resolver = resolver
        self._public = resolver is None
        self._known: dict[tuple[str, str], Sequence[Any] | None] = {}

    def exists(self, name: str) -> bool:
        """Tell whether there is anything at a name or below it (RFC 8020). Raises Silence."""
        return self._records(name, "TXT") is not None

    def texts(self, name: str) -> list[str]:
        """Return the TXT records of a name, each in one piece; none where there is no such name. Raises Silence."""
        return [b"".join(record.strings).decode("ascii", "replace") for record in self._records(name, "TXT") or ()]

    def mail_servers(self, domain: str) -> list[str]:
        """Return who takes a domain's mail, the first choice first, `.` for none (RFC 7505). Raises Silence."""
        records = sorted(self._records(domain, "MX") or (), key=lambda record: record.preference)
        return [record.exchange.to_text(omit_final_dot=True) for record in records]

    def machines(self, host: str) -> list[Machine]:
        """Return the addresses of a host, or the host itself where it is one. Raises Silence."""
        try:
            return [ip_address(host)]
        except ValueError:
            kinds = ("A", "AAAA")
            return [ip_address(record.address) for kind in kinds for record in self._records(host, kind) or ()]

    def _records(self, name: str, kind: str) -> Sequence[Any] | None:
        """Return the records of a kind, None where there is no such name."""
        key = (name.rstrip(".").lower(), kind)
        if key not in self._known:
            self._known[key] = self._asked(*key)
        return self._known[key]

    def _asked(self, name: str, kind: str) -> Sequence[Any] | None:
        import dns.exception
        import dns.resolver

        if self._public and is_reserved(name):
            raise Reserved(reserved_words(name))
        try:
            if self._resolver is None:
                self._resolver = dns.resolver.Resolver()
            found = self._resolver.resolve(name, kind, search=False, lifetime=_SECONDS, raise_on_no_answer=False)
            return list(found)
        except (dns.resolver.NXDOMAIN, dns.name.LabelTooLong, dns.name.NameTooLong, dns.name.EmptyLabel):
            return None
        except (dns.exception.DNSException, OSError, UnicodeError) as error:
            raise Silence(f"the name servers say nothing of `{name}` ({type(error).__name__})") from None
