"""A certificate authority of the tests' own."""

from __future__ import annotations

import datetime
import ssl
from dataclasses import dataclass
from pathlib import Path

import trustme


@dataclass(frozen=True)
class Authority:
    """A certificate authority, its file, and what it issued."""

    file: Path
    good: ssl.SSLContext
    elsewhere: ssl.SSLContext
    expired: ssl.SSLContext


def found(folder: Path) -> Authority:
    """Return a new authority whose certificate is in `folder`."""
    authority = trustme.CA()
    file = folder / "ca.pem"
    authority.cert_pem.write_to_path(file)
    past = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)

    def context(certificate: trustme.LeafCert) -> ssl.SSLContext:
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(made)
        return made

    return Authority(
        file,
        context(authority.issue_cert("127.0.0.1")),
        context(authority.issue_cert("mail.other.example")),
        context(authority.issue_cert("127.0.0.1", not_before=past, not_after=past + datetime.timedelta(days=1))),
    )
