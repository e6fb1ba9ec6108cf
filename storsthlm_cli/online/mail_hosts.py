"""Whether anybody takes mail for a domain."""

from __future__ import annotations

from storsthlm_cli.model.answers import Answer, Verdict
from storsthlm_cli.online.way import NoWay, Way

_NONE = "."


def takes_mail(domain: str, way: Way) -> Answer:
    """Ask the name servers for those that take a domain's mail (RFC 5321 §5.1, RFC 7505); they are not spoken to."""
    try:
        servers = way.mail_servers(domain)
    except NoWay as no:
        return no.answer
    if not servers:
        return Answer(Verdict.GONE, f"`{domain}` has no server for mail")
    if servers == [_NONE]:
        return Answer(Verdict.GONE, f"`{domain}` says of itself that it takes no mail")
    return Answer(Verdict.HERE)
