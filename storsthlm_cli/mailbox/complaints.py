"""Complaints: a reader pressed "this is spam", and their provider says so (ARF, RFC 5965; Microsoft in its own way)."""

from __future__ import annotations

from storsthlm_cli.mailbox.marks import addresses_in, original_recipients
from storsthlm_cli.mailbox.parts import Mail, fields
from storsthlm_cli.model.inbox import Fate, Kind

_TYPE = "message/feedback-report"
_JUNKED = "x-hmxmroriginalrecipient"
"""The header that Outlook.com adds to a message that comes back by its Junk Mail Reporting Program."""
_COMPLAINTS = ("abuse", "fraud", "other", "complaint", "")


def complaint_of(mail: Mail) -> tuple[Kind, Fate] | None:
    """Return what a feedback report says and of whom, None when the mail is none.

    `opt-out` asks to leave; `not-spam` and the others (`virus`, `auth-failure`) are no complaint of a reader's.
    The recipient is often made unreadable (RFC 6590), so that our own marks matter more than these addresses.
    """
    reports = list(mail.of_type(_TYPE))
    if not reports and mail.report_type != "feedback-report":
        junked = [fields(part).get(_JUNKED, "") for part in mail.of_type("message/headers", "text/rfc822-headers")]
        told = tuple(address for each in junked for address in addresses_in(each))
        return (Kind.COMPLAINT, Fate(Kind.COMPLAINT, told, words="junk mail report")) if told else None
    found = fields(reports[0]) if reports else {}
    kind = found.get("feedback-type", "").split()[:1]
    name = kind[0].lower() if kind else ""
    addresses = [
        address
        for field in ("original-rcpt-to", "original-rcpt-to (again)", "removal-recipient")
        for address in addresses_in(found.get(field, ""))
    ]
    told = tuple(dict.fromkeys([*addresses, *original_recipients(mail)]))
    if name in ("opt-out", "opt-out-list"):
        return Kind.UNSUBSCRIPTION, Fate(Kind.UNSUBSCRIPTION, told, words="opt-out report")
    if name not in _COMPLAINTS:
        return Kind.AUTO_REPLY, Fate(Kind.AUTO_REPLY, told, words=f"feedback report `{name[:40]}`")
    return Kind.COMPLAINT, Fate(Kind.COMPLAINT, told, words=found.get("user-agent", "")[:100])
