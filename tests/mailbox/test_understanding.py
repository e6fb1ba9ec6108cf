from __future__ import annotations

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storsthlm_cli.mailbox.understanding import understand
from storsthlm_cli.model.inbox import Fault, Kind, Mark
from tests.mailbox.reports import (
    ANNA,
    EXIM,
    ID,
    LETTER,
    QMAIL,
    QUOTED,
    TOKEN,
    WARNING,
    complaint,
    dsn,
    letter_from_a_program,
    mail,
)

DEDICATED = "avsluta@kommun.example"
SAMPLES = [
    dsn(),
    dsn(action="delayed", status="4.4.1"),
    complaint(),
    letter_from_a_program(QMAIL),
    letter_from_a_program(EXIM, "Mail delivery failed: returning message to sender"),
    mail("Avregistrera mig, tack."),
]


def test_a_report_names_recipient_status_and_fault() -> None:
    found = understand(dsn())
    (fate,) = found.fates
    assert found.kind is Kind.BOUNCE
    assert (fate.addresses, fate.fault, fate.status) == ((ANNA,), Fault.ADDRESS, "5.1.1")


def test_our_marks_are_found_in_what_was_sent_back() -> None:
    assert understand(dsn(envelope=ID)).marks == (
        Mark(ID),
        Mark(ID, "kommun.example"),
        Mark(TOKEN, token=True),
    )


def test_marks_are_found_in_running_text_and_in_encoded_parts() -> None:
    assert Mark(ID, "kommun.example") in understand(letter_from_a_program(QMAIL)).marks
    coded = base64.encodebytes(LETTER.encode()).decode()
    letter = f"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n{coded}"
    body = f"--x\nContent-Type: text/plain\n\n550 5.1.1 user unknown\n\n--x\n{letter}\n--x--\n"
    head = 'From: MAILER-DAEMON@x.example\nSubject: failure notice\nContent-Type: multipart/mixed; boundary="x"\n\n'
    assert Mark(TOKEN, token=True) in understand((head + body).encode()).marks


@pytest.mark.parametrize("kind", [b"message/rfc822\n", b"text/rfc822-headers\n"])
def test_marks_are_found_where_a_blank_line_is_missing(kind: bytes) -> None:
    whole = dsn(letter=LETTER).replace(b"text/rfc822-headers\n\n", kind)
    found = understand(whole)
    assert Mark(ID, "kommun.example") in found.marks
    assert found.fates[0].addresses == (ANNA,)


def test_a_token_is_found_where_its_line_is_broken() -> None:
    quoted = f"This is the mail system\n\n550 5.1.1 user unknown\n\nunsubscribe%20{TOKEN[:30]}=\n{TOKEN[30:]}\n"
    assert Mark(TOKEN, token=True) in understand(letter_from_a_program(quoted)).marks


def test_a_report_whose_parts_never_begin_is_read_as_text() -> None:
    (fate,) = understand(
        dsn().replace(b'boundary="bound"', b'boundary="bound" x-more="y').replace(b"--bound", b"--b")
    ).fates
    assert (fate.addresses, fate.fault, fate.status) == ((ANNA,), Fault.ADDRESS, "5.1.1")


@pytest.mark.parametrize(
    ("action", "status", "kind"),
    [
        ("failed", "5.1.1", Kind.BOUNCE),
        ("Failed (no such user)", "5.1.1", Kind.BOUNCE),
        ("delayed", "4.4.1", Kind.DELAY),
        ("delivered", "2.0.0", Kind.DELIVERED),
        ("relayed", "2.0.0", Kind.DELIVERED),
        ("", "5.1.1", Kind.BOUNCE),
        ("gone wrong", "4.2.2", Kind.DELAY),
    ],
)
def test_the_action_decides_and_the_status_where_there_is_none(action: str, status: str, kind: Kind) -> None:
    assert understand(dsn(action=action, status=status, diagnostic="")).kind is kind


def test_an_expiry_is_no_fault_of_the_address() -> None:
    (fate,) = understand(dsn(status="4.4.7", diagnostic="smtp; 450 4.1.1 user unknown, message expired")).fates
    assert fate.fault is Fault.EXPIRED


def test_a_status_without_words_is_judged_by_its_code_and_not_by_the_advice_around_it() -> None:
    advised = dsn(diagnostic="").replace(b"This is the mail system", b"Perhaps your mail was blocked as spam. This is")
    (fate,) = understand(advised).fates
    assert fate.fault is Fault.ADDRESS


def test_a_report_whose_fields_are_coded_in_base64_is_read() -> None:
    status = base64.encodebytes(
        b"Final-Recipient: rfc822; anna@kommun.example\nAction: failed\nStatus: 5.1.1\n"
    ).decode()
    report = (
        'From: postmaster@x.example\nContent-Type: multipart/report; report-type=delivery-status; boundary="x"\n\n'
        f"--x\nContent-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n\n{status}\n--x--\n"
    )
    (fate,) = understand(report.encode()).fates
    assert (fate.addresses, fate.fault) == ((ANNA,), Fault.ADDRESS)


@pytest.mark.parametrize(
    ("words", "subject"),
    [(QMAIL, "failure notice"), (EXIM, "Mail delivery failed: returning message to sender")],
)
def test_a_program_s_letter_is_a_bounce_with_its_recipient(words: str, subject: str) -> None:
    found = understand(letter_from_a_program(words, subject))
    assert found.kind is Kind.BOUNCE
    assert found.fates[0].addresses == (ANNA,)
    assert found.fates[0].fault is Fault.ADDRESS


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("E-postadressen du angav kunde inte hittas. Kontrollera adressen och försök igen.", Fault.ADDRESS),
        ("Mottagarens postlåda är full och kan inte ta emot fler meddelanden nu.", Fault.FULL),
        ("Meddelandet blockerades av en regel i mottagarens organisation.", Fault.POLICY),
    ],
)
def test_a_swedish_letter_is_read(words: str, fault: Fault) -> None:
    text = f"Leveransen misslyckades till följande mottagare eller grupper:\n\n{ANNA}\n{words}\n"
    found = understand(mail(text, "Går inte att leverera: Nytt i juni", "postmaster@kommun.example"))
    assert (found.kind, found.fates[0].addresses, found.fates[0].fault) == (Kind.BOUNCE, (ANNA,), fault)


def test_a_filter_that_has_blocked_a_mail_has_not_put_it_off() -> None:
    words = f"Your message to: {ANNA}\nwas blocked by our Spam Firewall. It has NOT BEEN DELIVERED:\nSubject: Nytt\n"
    (fate,) = understand(letter_from_a_program(words, "**Message you sent blocked by our bulk email filter**")).fates
    assert (fate.kind, fate.fault) == (Kind.BOUNCE, Fault.POLICY)


def test_a_warning_is_a_delay() -> None:
    found = understand(letter_from_a_program(WARNING, "Warning: message 1abc delayed 24 hours"))
    assert found.kind is Kind.DELAY
    assert found.fates[0].fault is None


@pytest.mark.parametrize(
    "answer",
    [
        mail("Jag är på semester till 9 augusti.", "Autosvar: Nytt i juni"),
        mail("Jag är åter 9 augusti. Avregistrera inget.", "Nytt", headers="Auto-Submitted: auto-replied\n"),
        mail("I am out of the office.", "Re: Nytt i juni", headers="X-Autoreply: yes\n"),
        mail("Hej", "Frånvarande: Nytt i juni", headers="Precedence: auto_reply\n"),
        mail("Jag har slutat på kommunen.\nMejl kan inte levereras, user unknown", "Automatiskt svar: Nytt"),
        b"Return-Path: <>\n" + mail("Jag är på semester.", "Automatic reply: Undeliverable mail"),
        mail("550 5.1.1 user unknown", "Ej på plats", headers="Auto-Submitted: auto-generated (vacation)\n"),
        mail("Back on Monday.", "AUTO: Anna Ek is out of the office (returning 2021-07-05)"),
        mail("Back on Monday.", "Anna Ek is out of the office."),
    ],
)
def test_a_holiday_reply_is_no_bounce(answer: bytes) -> None:
    assert understand(answer).kind is Kind.AUTO_REPLY


@pytest.mark.parametrize(
    "written",
    [
        mail(
            "Tack för ett bra brev! När är mötet?" + QUOTED, "SV: Nytt i juni", headers="In-Reply-To: <a@b.example>\n"
        ),
        mail("Kan ni avregistrera vår konferensanmälan till mötet?", "Mötet"),
        mail("Jag fick 550 5.1.1 user unknown när jag skrev till er förening.", "Fråga"),
        mail("Hur gör jag för att avregistrera mig?", "Fråga"),
        mail(
            "Mitt mejl till er kom tillbaka, vad är fel?\n\n> 550 5.1.1 user unknown",
            "Undelivered mail",
            headers="In-Reply-To: <a@b.example>\n",
        ),
        mail("Se nedan, vad är fel?\n550 5.1.1 <bo@kommun.example> user unknown", "VB: Undelivered mail"),
        mail("Mitt mejl till bo@kommun.example kom tillbaka, 550.", "Mail could not be delivered"),
        mail("Vi ses då.", "Bekräftelse av mötet"),
        mail("Frågor besvaras av Bo, bo@kommun.example, på kansliet.", "Nytt i juni"),
        mail("Ring Bo, bo@kommun.example, om något fattas. " * 60, "Brevet kan inte delas ut, undeliverable"),
        mail("Jag är på semester i juli, så kan vi ses i augusti?", "Semester"),
        mail("Larm", "Disken är full", headers="Auto-Submitted: auto-generated\n"),
        mail("Nyheter!", "Nytt från oss", headers="Auto-Submitted: auto-generated\nList-Id: <b.example>\n"),
        mail("Jag vill inte avregistrera mig, jag klickade av misstag.", "Nytt i juni"),
    ],
)
def test_what_a_person_writes_to_a_person_is_left_to_one(written: bytes) -> None:
    assert understand(written, {DEDICATED}).kind is Kind.PERSONAL


def test_a_junk_mail_report_is_a_complaint() -> None:
    report = (
        "From: staff@provider.example\nSubject: complaint about message from 192.0.2.1\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: message/rfc822\n\n'
        f"X-HmXmrOriginalRecipient: <{ANNA}>\n{LETTER}\nHej!\n\n--x--\n"
    )
    found = understand(report.encode())
    assert (found.kind, found.fates[0].addresses) == (Kind.COMPLAINT, (ANNA,))
    assert Mark(TOKEN, token=True) in found.marks


def test_a_complaint_names_its_recipient_and_its_marks() -> None:
    found = understand(complaint())
    assert found.kind is Kind.COMPLAINT
    assert found.fates[0].addresses[0] == ANNA
    assert Mark(TOKEN, token=True) in found.marks


@pytest.mark.parametrize(("kind", "expected"), [("not-spam", Kind.AUTO_REPLY), ("opt-out", Kind.UNSUBSCRIPTION)])
def test_not_every_feedback_is_a_complaint(kind: str, expected: Kind) -> None:
    assert understand(complaint(kind)).kind is expected


@pytest.mark.parametrize(
    "subject", [f"unsubscribe {TOKEN}", f"Unsubscribe%20{TOKEN.upper()}", f"Re: unsubscribe {TOKEN}"]
)
def test_the_subject_of_our_own_address_asks_to_leave(subject: str) -> None:
    found = understand(mail("", subject, "somebody@else.example", DEDICATED, "Auto-Submitted: auto-generated\n"))
    assert found.kind is Kind.UNSUBSCRIPTION
    assert found.marks == (Mark(TOKEN, token=True),)


def test_whoever_quotes_our_letter_has_not_asked_by_its_token() -> None:
    assert understand(mail("Tack!" + QUOTED, "SV: Nytt i juni")).kind is Kind.PERSONAL


def test_to_the_address_for_leaving_only_those_write_who_leave() -> None:
    assert understand(mail("Hej då", "Hej", to=DEDICATED), {DEDICATED}).kind is Kind.UNSUBSCRIPTION
    assert understand(mail("Jag är på semester.", "Autosvar", to=DEDICATED), {DEDICATED}).kind is Kind.AUTO_REPLY


@pytest.mark.parametrize("charset", ["iso-8859-1", "utf-8", "cp1252", "no-such-charset", "a\0b", ""])
def test_swedish_letters_are_read_whatever_the_charset_is_called(charset: str) -> None:
    real = charset if charset in ("utf-8", "cp1252") else "iso-8859-1"
    body = "Jag vill inte längre få nyhetsbrevet.".encode(real)
    head = f"From: a@kommun.example\nSubject: Hej\nContent-Type: text/plain; charset={charset}\n\n".encode()
    assert understand(head + body).kind is Kind.UNSUBSCRIPTION


@pytest.mark.parametrize("sample", SAMPLES)
def test_whatever_is_cut_off_is_understood_without_an_exception(sample: bytes) -> None:
    from storsthlm_cli.mailbox import understanding
    from storsthlm_cli.mailbox.parts import take_apart

    for end in range(0, len(sample), 7):
        understanding._understood(take_apart(sample[:end]), sample[:end], ())


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(SAMPLES), st.lists(st.tuples(st.integers(0, 2000), st.binary(max_size=12)), max_size=6))
def test_whatever_is_garbled_is_understood_without_an_exception(
    sample: bytes, changes: list[tuple[int, bytes]]
) -> None:
    from storsthlm_cli.mailbox import understanding
    from storsthlm_cli.mailbox.parts import take_apart

    for at, put in changes:
        sample = sample[:at] + put + sample[at + len(put) :]
    understanding._understood(take_apart(sample), sample, ())


@given(st.binary(max_size=400))
def test_bytes_that_are_no_mail_are_personal_at_most(data: bytes) -> None:
    assert understand(data).kind in (Kind.PERSONAL, Kind.AUTO_REPLY)
