from __future__ import annotations

import pytest

from storsthlm_cli.mailbox.faults import code_of, fault_of, fault_of_letter
from storsthlm_cli.model.inbox import Fault

HARD = [
    "550 5.1.1 The email account that you tried to reach does not exist. Please try double-checking",
    "550 5.4.1 Recipient address rejected: Access denied. AS(201806281)",
    "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient x@kommun.example not found by SMTP address lookup",
    "550 5.1.1 RESOLVER.ADR.RecipNotFound; not found",
    "550 5.1.1 <anna@kommun.example>: Recipient address rejected: User unknown in virtual mailbox table",
    "550 5.1.1 <anna@kommun.example> User doesn't exist: anna@kommun.example",
    "550 Unrouteable address",
    "550 No Such User Here",
    "550 No such person at this address",
    "550 Requested action not taken: mailbox unavailable",
    "550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302)",
    "550 5.2.1 The email account that you tried to reach is disabled.",
    "550 5.2.1 mailbox disabled for this recipient",
    "511 sorry, no mailbox here by that name (#5.1.1 - chkuser)",
    "550 5.1.1 unknown or illegal alias: a@kommun.example",
    "Host or domain name not found. Name service error for name=nosuch.example type=A: Host not found",
    "550 5.1.2 Host unknown (Name server: nosuch.example.: host not found)",
    "Sorry, I couldn't find any host named nosuch.example. (#5.1.2)",
    "556 5.1.10 Domain does not accept mail (nullMX)",
    "551 5.1.6 recipient no longer on server",
    "550 #5.1.0 Address rejected.",
    "550 User x (x@kommun.example) not listed in Domino Directory",
    "550 Mailbox not found",
    "550 unknown user",
    "550 invalid recipient",
    "550 5.1.1 Addressee unknown",
    "550 Account has been closed",
    "550 <a@kommun.example> is not a valid mailbox",
    "550 5.0.0 anna... User unknown",
    "551 not our customer",
    "550 5.1.1 sid=x i=y Mailbox does not exist",
    "550 Address unknown",
    "550 E-postadressen hittades inte",
    "550 5.7.1 <a@kommun.example>... user unknown",
    "550 This address no longer accepts mail.",
    "550 Backend Mailbox unknown",
    "550-Verification failed for <a@kommun.example> 550-No Such User Here",
    "550 5.1.1 Recipient not found. <http://x.example>",
    "550 Invalid mailbox",
    "554 5.1.1 Unknown address error 550-'5.1.1'",
    "550 5.1.6 Recipient has moved",
    "5.1.0 - Unknown address error 550-'Requested mail action not taken: mailbox unavailable'",
    "550 user not found",
    "553 Invalid recipient a@kommun.example (Mode: normal)",
    "550 no such recipient",
    "550 <a@kommun.example> Recipient not known",
    "550 5.1.1 recipient rejected",
    "DNS domain 'x.example' does not exist",
    "550 Domain x.example not found",
    "550 5.1.1 Not our Customer",
    "550 a@kommun.example unknown local user",
    "550-5.1.1 The email account that you tried to reach does not exist. Please try 550-5.1.1 again",
    "550 5.1.1 <a@kommun.example>: Recipient address rejected: undeliverable address: host x said: 550 unknown",
    "The e-mail account does not exist at the organization this message was sent to.",
    "554 5.2.1 STOREDRV.Deliver.Exception:AccountDisabledException; Failed to process message",
    "550 5.1.1 <a@kommun.example>: Recipient address rejected: User unknown in relay recipient table",
    "550 Bad destination mailbox address",
    "550 Rule imposed mailbox access for a@kommun.example refused: user invalid",
    "571 Recipient address rejected: user a does not exist",
    "550 This account has been disabled or discontinued [#102].",
    "550 The account has been permanently closed",
    "550 5.1.1 Mailaddress is administratively disabled",
    "550 account is disabled",
    "550 Invalid user",
    "550 5.1.1 userid unknown",
    "553 sorry, this recipient is not in my validrcptto list (#5.7.1)",
    "554 delivery error: dd This user doesn't have a x.example account (a@x.example) [0]",
    "550 ** No mail box available for this user **",
    "554 Rcpt <a@kommun.example> does not exist",
    "550 RCPT (a@kommun.example) doesn't exist",
    "551 <a@kommun.example> is a deactivated mailbox",
    "550 BAD_RECIPIENT - see http://mail.kommun.example/why",
    "553 sorry, badrcptto (#5.7.1)",
    "550 no <a@kommun.example> in name directory",
    "550 <a@kommun.example> not found",
    "550 non-existent user",
    "550-a@kommun.example is not an active address at this host",
    "550 address not present in directory",
    "550 no mx record found for domain=kommun.example",
    "550 recipient domain must exist",
    "5.4.4 (unable to route: no mail hosts for domain)",
    "550 address has been changed; please use the new one",
    "550 this mailbox is no longer in use",
    "550 no existe ese usuario",
    "550 nessun utente simile in questo indirizzo",
    "anna wasn't found at kommun.example",
    "5.1.0 - Unknown address error 550-'5.1.1 <a@kommun.example>: user unknown'",
]
NOT_HARD = [
    ("552-5.2.2 The email account that you tried to reach is over quota", Fault.FULL),
    ("552 5.2.2 <a@kommun.example>: Quota exceeded (mailbox for user is full)", Fault.FULL),
    ("554 5.2.2 mailbox full", Fault.FULL),
    ("422 4.2.2 Mailbox full", Fault.FULL),
    ("550 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.list.example", Fault.POLICY),
    ("550-5.7.26 This mail has been blocked because the sender is unauthenticated", Fault.POLICY),
    (
        "550 5.7.515 Access denied, sending domain x.example does not meet the required authentication level",
        Fault.POLICY,
    ),
    ("550 5.7.1 Email rejected per SPF policy", Fault.POLICY),
    ("554 5.7.1 Message rejected because of unacceptable content; spam", Fault.POLICY),
    ("550 5.7.1 [192.0.2.1 12] Our system has detected that this message is likely unsolicited mail.", Fault.POLICY),
    ("550 5.1.8 <nyhet@x.example>: Sender address rejected: Domain not found", Fault.POLICY),
    ("550 5.1.7 Sender address rejected: User unknown", Fault.POLICY),
    ("550 Sender verify failed", Fault.POLICY),
    ("552 5.3.4 Message size exceeds fixed limit", Fault.SIZE),
    ("552 message too large", Fault.SIZE),
    ("450 4.7.1 Recipient address rejected: Greylisted", Fault.POLICY),
    ("421 4.7.0 Too many connections from your IP", Fault.POLICY),
    ("connect to mail.x.example[192.0.2.1]:25: Connection timed out", Fault.NETWORK),
    ("554 5.4.6 Too many hops", Fault.NETWORK),
    ("mail for x.example loops back to myself", Fault.NETWORK),
    ("550 5.7.1 Relay access denied", Fault.POLICY),
    ("554 Relay denied", Fault.POLICY),
    ("550 5.7.606 Access denied, banned sending IP", Fault.POLICY),
    ("550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required", Fault.POLICY),
    ("550 4.4.7 QUEUE.Expired; message expired", Fault.EXPIRED),
    ("554 5.7.9 Message not accepted for policy reasons", Fault.POLICY),
    ("550 Administrative prohibition", Fault.POLICY),
    ("550 5.1.1 rejected: considered spam", Fault.POLICY),
    ("550 5.7.1 Blocked: blacklist; user anna", Fault.POLICY),
    (
        "450 4.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages",
        Fault.POLICY,
    ),
    ("550 5.2.1 The user you are trying to contact is receiving mail too quickly (rate)", Fault.POLICY),
    ("550 Blocked for abuse", Fault.POLICY),
    ("550 Client host rejected: cannot find your hostname", Fault.POLICY),
    ("554 Your access to this mail system has been rejected due to the sending MTA's poor reputation", Fault.POLICY),
    ("550 Access denied - Invalid HELO name", Fault.POLICY),
    ("550 Message contains a virus", Fault.POLICY),
    ("550 message filtered", Fault.POLICY),
    ("550 5.4.310 DNS query failed", Fault.NETWORK),
    ("550 5.0.350 Remote server returned an error", Fault.OTHER),
    ("554 5.3.0 system error", Fault.NETWORK),
    ("550 DMARC check failed", Fault.POLICY),
    ("452 4.3.1 Insufficient system storage", Fault.NETWORK),
    ("550 Host unknown [192.0.2.1] does not resolve: reverse DNS", Fault.POLICY),
    ("501 Invalid sender", Fault.POLICY),
    ("550 permanent failure for one or more recipients (a@kommun.example:blocked)", Fault.POLICY),
    ("554 No relaying allowed", Fault.POLICY),
    ("550 5.7.1 Unauthorized relay", Fault.POLICY),
    ("The mail system: user's disk quota exceeded", Fault.FULL),
    ("550 your domain does not exist", Fault.POLICY),
    ("host mx.example said: 554 5.7.1 connection from unknown[192.0.2.1] refused", Fault.POLICY),
    ("550 IP address 192.0.2.1 is not registered in DNS", Fault.POLICY),
    ("550 The message to the user was removed because it is spam", Fault.POLICY),
    ("554 lost connection with mx while talking about recipient: connection closed", Fault.NETWORK),
    ("550 5.7.1 Recipient not authorized, your IP has been found on a block list", Fault.POLICY),
    ("554 5.7.1 <x>: Helo command rejected: Host not found", Fault.POLICY),
    ("550 message to this address was rejected: spam score 9", Fault.POLICY),
    ("554 5.7.1 The message from (<x>) matches a profile the community may consider spam", Fault.POLICY),
    ("550 5.2.1 recipient has exceeded the max recipient rate", Fault.POLICY),
    ("550 5.7.1 TRANSPORT.RULES.RejectMessage; the message was rejected by organization policy", Fault.POLICY),
    ("550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP", Fault.POLICY),
    ("550 5.7.64 TenantAttribution; Relay Access Denied", Fault.POLICY),
    ("550 5.6.0 content conversion failed", Fault.POLICY),
    ("550 High probability of spam", Fault.POLICY),
    ("451 4.7.500 Server busy. Please try again later", Fault.NETWORK),
    ("550 Too many invalid recipients", Fault.POLICY),
    ("550 [SUSPEND] Mailbox currently suspended - please contact correspondent directly", Fault.OTHER),
    ("550 account disabled temporarily for exceeding receiving limits", Fault.OTHER),
    ("550 recipient rejected: temporarily inactive", Fault.OTHER),
    ("550 mailbox is frozen", Fault.OTHER),
    ("550 account is locked", Fault.OTHER),
    ("550 5.1.4 RESOLVER.ADR.Ambiguous; ambiguous address", Fault.OTHER),
    ("552 Account(s) <a@kommun.example> does not have enough space", Fault.FULL),
    ("550 User has too many messages on the server.", Fault.FULL),
    ("User mailbox exceeds allowed size: a@kommun.example", Fault.FULL),
    ("550 the user's space has been used up", Fault.FULL),
    ("554 5.2.0 STOREDRV.Deliver.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded", Fault.FULL),
    ("Mottagarens postlåda är full och kan inte ta emot fler meddelanden nu.", Fault.FULL),
    ("all hosts have been failing for a long time and were last tried after this message arrived", Fault.EXPIRED),
    ("550 backscatter protection detected an invalid or expired email address", Fault.POLICY),
    ("550 recipient not accepted (batv: no tag)", Fault.POLICY),
    ("554 5.7.1 <a@kommun.example>: Recipient address rejected: https://dnsbl.x.example/ip/192.0.2.1", Fault.POLICY),
    ("5.1.0 - Unknown address error 550-'Administrative prohibition - envelope blocked'", Fault.POLICY),
]


@pytest.mark.parametrize("words", HARD)
def test_an_address_s_own_fault_is_told_by_many_servers_words(words: str) -> None:
    assert fault_of(words)[0] is Fault.ADDRESS


@pytest.mark.parametrize(("words", "fault"), NOT_HARD)
def test_what_may_pass_or_tells_of_us_is_never_the_address_s_fault(words: str, fault: Fault) -> None:
    assert fault_of(words)[0] is fault
    assert not fault.hard


@pytest.mark.parametrize("words", ["450 4.1.1 user unknown", "451 4.1.2 host not found", "421 no such user"])
def test_what_the_server_wants_to_see_again_is_not_hard(words: str) -> None:
    assert fault_of(words, "5.1.1")[0] is Fault.EXPIRED


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        ("5.1.1", Fault.ADDRESS),
        ("5.1.8", Fault.POLICY),
        ("5.2.1", Fault.OTHER),
        ("5.2.2", Fault.FULL),
        ("5.3.4", Fault.SIZE),
        ("5.4.4", Fault.NETWORK),
        ("4.4.7", Fault.EXPIRED),
        ("4.1.1", Fault.EXPIRED),
        ("5.6.0", Fault.POLICY),
        ("5.7.1", Fault.POLICY),
        ("5.0.0", Fault.OTHER),
        ("", Fault.OTHER),
    ],
)
def test_a_code_alone_is_taken_for_what_the_rfc_says(status: str, fault: Fault) -> None:
    assert fault_of("", status)[0] is fault


def test_an_address_says_nothing_about_what_is_wrong_with_it() -> None:
    assert fault_of("550 5.1.1 <spam.policy@blocked.example> user unknown")[0] is Fault.ADDRESS
    assert fault_of("552 5.2.2 <unknown.user@kommun.example> mailbox full")[0] is Fault.FULL


def test_the_server_s_code_counts_more_than_that_of_the_report() -> None:
    assert fault_of("smtp; 550 5.7.1 no thanks", "5.1.1") == (Fault.POLICY, "5.7.1")
    assert code_of("550 5.0.0 then 5.1.1") == "5.1.1"
    assert code_of("192.5.1.1 and 5.1.1.2") == ""


def test_a_letter_is_judged_by_the_server_s_reply_in_it() -> None:
    letter = "We are sorry. Mail is often blocked as spam.\n\nReason:\n550 5.1.1 No such user here\n"
    assert fault_of_letter(letter, "") == (Fault.ADDRESS, "5.1.1")
