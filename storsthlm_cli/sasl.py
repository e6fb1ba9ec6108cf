"""What is said to log in, to a mail server and to a mailbox, and how to keep it out of what they answer."""

from __future__ import annotations

import base64


def plain(user: str, password: str) -> str:
    """Return what PLAIN says (RFC 4616)."""
    return "\0".join(("", user, password))


def bearer(user: str, token: str) -> str:
    """Return what XOAUTH2 says (Microsoft, "Authenticate an IMAP, POP or SMTP connection using OAuth")."""
    return f"user={user}\x01auth=Bearer {token}\x01\x01"


def encoded(said: str) -> str:
    """Return what goes over the line for it."""
    return base64.b64encode(said.encode()).decode("ascii")


def hidden(words: bytes, user: str, secret: str) -> bytes:
    """Return a server's words without the secret: some repeat the command that they did not understand."""
    for each in (encoded(bearer(user, secret)), encoded(plain(user, secret)), encoded(secret), secret):
        words = words.replace(each.encode(), b"[secret]") if each else words
    return words
