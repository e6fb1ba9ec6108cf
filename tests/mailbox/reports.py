"""Mails as servers, providers and readers send them to a newsletter. All of them are invented."""

from __future__ import annotations

OURS = "nyhetsbrev@kommun.example"
ANNA = "anna@kommun.example"
ID = "0123456789abcdef0123456789abcdef"
TOKEN = "a1b2c3-9b1e22a07c-1f4-fedcba9876543210fedcba9876543210"
LETTER = f"""From: Nyhetsbrevet <{OURS}>
To: Anna <{ANNA}>
Subject: Nytt i juni
Message-ID: <{ID}@kommun.example>
List-Unsubscribe: <mailto:avsluta@kommun.example?subject=unsubscribe%20{TOKEN}>
"""


def dsn(
    status: str = "5.1.1",
    diagnostic: str = "smtp; 550 5.1.1 <anna@kommun.example>: Recipient address rejected: User unknown",
    action: str = "failed",
    recipient: str = ANNA,
    letter: str = LETTER,
    envelope: str = "",
) -> bytes:
    """Return a report in the form of RFC 3464."""
    told = f"Original-Envelope-Id: {envelope}\n" if envelope else ""
    diagnosed = f"Diagnostic-Code: {diagnostic}\n" if diagnostic else ""
    return f"""Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@mx.kommun.example>
To: {OURS}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="bound"

--bound
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.kommun.example.

--bound
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.kommun.example
{told}
Final-Recipient: rfc822; {recipient}
Action: {action}
Status: {status}
{diagnosed}
--bound
Content-Type: text/rfc822-headers

{letter}
--bound--
""".encode()


def complaint(kind: str = "abuse", recipient: str = ANNA, letter: str = LETTER) -> bytes:
    """Return a complaint in the form of RFC 5965."""
    return f"""From: feedback@provider.example
To: {OURS}
Subject: FW: Nytt i juni
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="bound"

--bound
Content-Type: text/plain

This is an email abuse report.

--bound
Content-Type: message/feedback-report

Feedback-Type: {kind}
User-Agent: Feedback/1.0
Version: 1
Original-Rcpt-To: <{recipient}>

--bound
Content-Type: message/rfc822

{letter}
Hej!

--bound--
""".encode()


def letter_from_a_program(
    words: str, subject: str = "failure notice", sender: str = "MAILER-DAEMON@mx.example"
) -> bytes:
    """Return a bounce that is a letter: no delivery status."""
    return f"From: {sender}\nTo: {OURS}\nSubject: {subject}\nReturn-Path: <>\n\n{words}\n".encode()


def mail(text: str, subject: str = "Hej", sender: str = ANNA, to: str = OURS, headers: str = "") -> bytes:
    """Return a mail that somebody wrote."""
    return (
        f"From: Anna <{sender}>\nTo: {to}\nSubject: {subject}\n{headers}"
        f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{text}\n"
    ).encode()


QMAIL = (
    """Hi. This is the qmail-send program at mx.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<anna@kommun.example>:
192.0.2.9 does not like recipient.
Remote host said: 550 5.1.1 No such user here
Giving up on 192.0.2.9.

--- Below this line is a copy of the message.

"""
    + LETTER
)
EXIM = (
    """This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  anna@kommun.example
    Unrouteable address

------ This is a copy of the message, including all the headers. ------

"""
    + LETTER
)
WARNING = """This message was created automatically by mail delivery software.
A message that you sent has not yet been delivered to one or more of its
recipients after more than 24 hours on the queue on mx.example.

The address to which the message has not yet been delivered is:

  anna@kommun.example

No action is required on your part. Delivery attempts will continue for
some time, and this warning may be repeated at intervals.
"""
QUOTED = (
    """
Den mån 21 juni 2021 kl 10:00 skrev Nyhetsbrevet <nyhetsbrev@kommun.example>:
> Nytt i juni
> Avregistrera dig: mailto:avsluta@kommun.example?subject=unsubscribe%20"""
    + TOKEN
)
