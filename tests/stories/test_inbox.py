"""`storsthlm inbox`: what comes back after a real dispatch, read from a Maildir."""

from __future__ import annotations

import contextlib
import json
import pathlib
import re
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest

from storsthlm_cli.mailbox.opening import open_mailbox
from storsthlm_cli.model.delivery import NO_MARK, Security
from storsthlm_cli.tokens import Keys
from storsthlm_cli.workflows.memory import token_keys
from storsthlm_cli.workflows.workspace import open_workspace
from tests.mailbox.dovecot import PASSWORD, USER, Dovecot, running
from tests.mailbox.reports import complaint, dsn, letter_from_a_program, mail
from tests.smtp_server import Manners, Server, agree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.stories.conftest import Story

ISSUE = "issues/2021-06/issue.yaml"
ANNA, BO, CILLA = (f"{name}@kommun.example" for name in ("anna", "bo", "cilla"))
WAY_OUT = "avsluta@kommun.example"


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """Give a running Dovecot."""
    with running() as server:
        yield server


def sent(story: Story, count: int = 3, mail: Callable[[str], str] = agree) -> dict[str, str]:
    """Send for real to a server on loopback, and return the header block that each recipient got."""
    text = (story.folder / "storsthlm.yaml").read_text("utf-8")
    with Server(Manners(mail=mail)) as server:
        smtp = f"smtp: {{host: 127.0.0.1, port: {server.port}, security: plain, connections: 1}}\n"
        if "transport:" in text:
            text = re.sub(r"smtp: \{.*\n", smtp, text)
        else:
            text = text.replace("design:\n", f"transport: smtp\n{smtp}\ndesign:\n")
            story.change(ISSUE, "date: 2021-06-21", "date: 2099-06-21")
        (story.folder / "storsthlm.yaml").write_text(text, "utf-8")
        result = story.run("send", "--list", "kommuner", "--confirm", str(count))
        assert result.code == 0, result.err
        return {who: _head(message) for who, message in server.accepted}


def _head(message: bytes) -> str:
    return message.decode("ascii").replace("\r\n", "\n").partition("\n\n")[0] + "\n"


def delivered(story: Story, *mails: bytes) -> pathlib.Path:
    """Put mails into a Maildir, beside those that are there."""
    folder = story.folder / "Maildir"
    for each in ("cur", "new", "tmp"):
        (folder / each).mkdir(parents=True, exist_ok=True)
    known = len(list(folder.rglob("*.x*")))
    for number, data in enumerate(mails, known + 1):
        (folder / "new" / f"{number:04}.x").write_bytes(data)
    return folder


def left(story: Story) -> int:
    return sum(1 for each in ("cur", "new") for _ in (story.folder / "Maildir" / each).iterdir())


def suppressed(story: Story) -> dict[str, str]:
    rows = json.loads(story.run("suppress", "--json").out)["suppressions"]
    return {row["address"]: f"{row['reason']}, {row['source']}" for row in rows}


def answers(story: Story, *arguments: str) -> list[dict[str, Any]]:
    result = story.run("inbox", "--maildir", "Maildir", "--json", *arguments)
    assert result.code == 0, result.err
    return list(json.loads(result.out)["answers"])


def id_in(head: str) -> str:
    return head.partition("Message-ID: <")[2].partition("@")[0]


def forget(story: Story, address: str) -> None:
    """Make it unknown whether somebody got the latest mail."""
    query = "UPDATE recipients SET state = 'unknown', reply = '' WHERE address = ?"
    latest = "dispatch = (SELECT max(id) FROM dispatches)"
    with contextlib.closing(sqlite3.connect(story.folder / ".storsthlm" / "state.db")) as database, database:
        database.execute(f"{query} AND {latest}", (address,))


def rows(story: Story, address: str) -> list[tuple[str, str]]:
    """Return state and reply of somebody's rows, the oldest dispatch first."""
    query = "SELECT state, reply FROM recipients WHERE address = ? ORDER BY dispatch"
    with contextlib.closing(sqlite3.connect(story.folder / ".storsthlm" / "state.db")) as database:
        return database.execute(query, (address,)).fetchall()


def test_what_came_back_is_told_remembered_and_filed(story: Story) -> None:
    heads = sent(story)
    delivered(
        story,
        dsn(letter=heads[ANNA]),
        complaint(recipient="redacted", letter=heads[BO]),
        mail("Jag är på semester.", "Autosvar: Nytt i juni", CILLA),
        mail("När är mötet?", "SV: Nytt i juni", CILLA),
    )
    result = story.run("inbox", "--maildir", "Maildir")
    assert (result.code, result.err) == (0, "")
    reason = "the address does not work: 5.1.1 …: Recipient address rejected: User unknown"
    assert result.out == (
        f"suppressed  {ANNA}  {reason} (2021-06.1)\n"
        f"suppressed  {BO}  complained: marked it as spam (2021-06.1)\n"
        "4 mails read in Maildir: 1 bounce, 1 complaint, 1 automatic answer, 1 for a person\n"
        "3 filed in `storsthlm`, 1 left where it is\n"
    )
    assert suppressed(story) == {
        ANNA: f"{reason}, bounce of 2021-06.1",
        BO: "complained: marked it as spam, complaint of 2021-06.1",
    }
    assert left(story) == 1
    assert story.run("inbox", "--maildir", "Maildir").out == "0 mails read in Maildir: nothing new\n"
    plan = story.run("send", "--list", "kommuner", "--again", "--dry-run")
    assert "1 recipient" in plan.out


def test_a_dry_run_shows_the_same_and_changes_nothing(story: Story) -> None:
    heads = sent(story)
    delivered(story, dsn(letter=heads[ANNA]))
    result = story.run("inbox", "--maildir", "Maildir", "--dry-run")
    assert result.out.startswith(f"suppressed  {ANNA}  ")
    assert result.out.endswith("nothing was changed (--dry-run)\n")
    assert (left(story), suppressed(story)) == (1, {})
    assert not (story.folder / "Maildir" / ".storsthlm").exists()


@pytest.mark.parametrize("mark", ["envelope", "id", "token"])
def test_our_mark_finds_the_reader_whatever_address_the_report_names(story: Story, mark: str) -> None:
    head = sent(story)[BO]
    lines = {
        "envelope": "Subject: x\n",
        "id": "".join(line for line in head.splitlines(keepends=True) if line.startswith("Message-ID")),
        "token": "".join(line for line in head.splitlines(keepends=True) if "unsubscribe%20" in line),
    }[mark]
    envelope = id_in(head) if mark == "envelope" else ""
    delivered(story, dsn(recipient="forwarded@elsewhere.example", letter=lines, envelope=envelope))
    assert [each["address"] for each in answers(story)] == [BO]
    assert list(suppressed(story)) == [BO]


def test_without_a_mark_a_report_only_counts_for_the_address_it_names(story: Story) -> None:
    sent(story)
    delivered(
        story,
        dsn(recipient="Anna@Kommun.example", letter="Subject: x\n"),
        dsn(recipient="stranger@kommun.example", letter="Subject: x\n"),
        letter_from_a_program("<bo@kommun.example>:\n550 5.1.1 No such user here\n"),
    )
    assert [(each["verdict"], each["address"]) for each in answers(story)] == [
        ("count", ANNA),
        ("forged", None),
        ("count", BO),
    ]
    query = "SELECT number, fault FROM bounces"
    with contextlib.closing(sqlite3.connect(story.folder / ".storsthlm" / "state.db")) as database:
        assert database.execute(query).fetchall() == [(1, "unmarked"), (2, "unmarked")]
    assert suppressed(story) == {}
    assert left(story) == 1


def test_who_believes_reports_without_a_mark_says_so(story: Story) -> None:
    sent(story)
    delivered(story, dsn(recipient=ANNA, letter="Subject: x\n"), complaint(recipient=BO, letter="Subject: x\n"))
    shown = story.run("inbox", "--maildir", "Maildir", "--dry-run", "--believe-unmarked")
    assert shown.out.count("suppressed  ") == 2
    assert f"{BO}  complained, says a report" in story.run("inbox", "--maildir", "Maildir", "--dry-run").out
    assert [(each["verdict"], each["address"]) for each in answers(story)] == [("count", ANNA), ("leave", BO)]
    assert (suppressed(story), left(story)) == ({}, 1)
    assert [(each["verdict"], each["address"]) for each in answers(story, "--believe-unmarked")] == [("suppress", BO)]
    assert (list(suppressed(story)), left(story)) == ([BO], 0)


def test_reports_without_a_mark_end_it_when_three_issues_in_a_row_came_back(story: Story) -> None:
    for month in ("06", "07", "08"):
        if month != "06":
            source = (story.folder / ISSUE).read_text("utf-8")
            story.write(f"issues/2021-{month}/issue.yaml", source.replace("2099-06-21", f"2099-{month}-21"))
        sent(story)
        bare = dsn("5.1.1", "smtp; 550 5.1.1 User unknown", letter="Subject: x\n")
        delivered(story, bare, bare)
        assert {each["verdict"] for each in answers(story)} == {"suppress" if month == "08" else "count"}
    (told,) = suppressed(story).values()
    assert told == "came back from 3 issues in a row, the last: User unknown (without our mark), bounce of 2021-08.1"


def test_a_forged_mark_changes_nothing_even_for_an_address_of_ours(story: Story) -> None:
    heads = sent(story)
    forged = heads[ANNA].replace(id_in(heads[ANNA]), "0" * 32)
    forged = re.sub(r"-[0-9a-f]{32}", "-" + "0" * 32, forged)
    token = re.search(r"[0-9a-f]{6}-[0-9a-f]{10}-[0-9a-f]+-0{32}", forged)
    assert token is not None
    delivered(
        story,
        dsn(letter=forged),
        complaint(letter=forged),
        mail("", f"unsubscribe {token[0]}", ANNA, WAY_OUT),
        mail("", "unsubscribe " + "zzzzzz-" + "1" * 32, ANNA, WAY_OUT),
    )
    assert {each["verdict"] for each in answers(story)} == {"forged"}
    assert suppressed(story) == {}
    assert left(story) == 4


def test_an_address_that_only_servers_know_is_a_mark(story: Story) -> None:
    seen: list[str] = []

    def sender(address: str) -> str:
        seen.append(address.strip("<>"))
        return ""

    change = "  address: nyhetsbrev@kommun.example\n"
    story.change("storsthlm.yaml", change, f'{change}  bounces: "studs+{{token}}@Kommun.example"\n')
    heads = sent(story, mail=sender)
    token = re.search(r"unsubscribe%20(\S+?)>", heads[BO])
    assert token is not None
    path = f"studs+{token[1]}@kommun.example"
    assert len(set(seen)) == 3
    assert path in seen
    assert all("<nyhetsbrev@kommun.example>" in head for head in heads.values())
    nobody = letter_from_a_program("Your mail could not be delivered. Reason: 550 no such user here\n")
    forged = f"studs+{token[1][:-4]}0000@kommun.example"
    delivered(
        story,
        f"Delivered-To: {path.upper()}\n".encode() + nobody,
        f"X-Original-To: {forged}\n".encode() + nobody,
    )
    assert [(each["verdict"], each["address"]) for each in answers(story)] == [("suppress", BO), ("forged", None)]


def test_who_asks_by_mail_leaves(story: Story) -> None:
    heads = sent(story)
    token = re.search(r"unsubscribe%20(\S+?)>", heads[ANNA])
    assert token is not None
    delivered(
        story,
        mail("", f"unsubscribe {token[1]}", "anna.privat@elsewhere.example", WAY_OUT),
        mail("Ta bort mig från listan, tack.", "SV: Nytt i juni", BO),
        mail("Avregistrera mig.", "Nyhetsbrevet", "nobody@elsewhere.example"),
    )
    assert [(each["verdict"], each["address"]) for each in answers(story)] == [
        ("suppress", ANNA),
        ("suppress", BO),
        ("leave", None),
    ]
    assert suppressed(story) == dict.fromkeys((ANNA, BO), "asked to leave, unsubscription of 2021-06.1")


def test_an_old_list_imported_again_brings_back_nobody(story: Story) -> None:
    names = ("anna", "bo", "cilla", "dora", "elsa", "filip")
    old = "e-post;förnamn\n" + "".join(f"{name}@kommun.example;{name.title()}\n" for name in names)
    story.write("lists/kommuner.csv", old)
    heads = sent(story, len(names))
    delivered(
        story,
        mail("Ta bort mig från listan, tack.", "SV: Nytt i juni", ANNA),
        complaint(recipient="redacted", letter=heads[BO]),
        dsn(recipient="dora@kommun.example", letter=heads["dora@kommun.example"]),
    )
    assert len(answers(story)) == 3
    assert story.run("suppress", "elsa@kommun.example", "--reason", "ringde").code == 0
    assert story.run("person", "erase", CILLA, "--yes").code == 0
    story.write("lists/kommuner.csv", "e-post;förnamn\nfilip@kommun.example;Filip\n")
    story.write("gammal.csv", old.replace("Cilla", "CILLA").replace("cilla@", "Cilla@").replace("anna@k", "ANNA@K"))
    done = story.run("lists", "import", "gammal.csv", "--to", "kommuner", "--yes")
    assert (done.code, "5 of those added must get nothing, and will get nothing\n" in done.err) == (0, True)
    told = json.loads(story.run("lists", "show", "kommuner", "--json").out)
    assert [each["address"] for each in told["people"]] == ["filip@kommun.example"]
    remarks = story.run("lists", "check", "kommuner", "--remarks").out
    assert remarks.count("info[suppressed]") == 5
    plan = json.loads(story.run("send", "--list", "kommuner", "--again", "--dry-run", "--json").out)["plan"]
    assert plan["number"] == 1
    assert [(each["line"], each["reason"]) for each in plan["left_out"]] == [
        (line, "suppressed") for line in range(2, 7)
    ]


@pytest.mark.parametrize(
    ("status", "diagnostic", "fault"),
    [
        ("5.7.1", "smtp; 550 5.7.1 Service unavailable; client host blocked using a block list", "policy"),
        ("5.3.4", "smtp; 552 5.3.4 Message size exceeds fixed limit", "size"),
        ("5.4.1", "smtp; 554 connection timed out", "network"),
    ],
)
def test_what_tells_of_us_costs_nobody_their_place(story: Story, status: str, diagnostic: str, fault: str) -> None:
    heads = sent(story)
    delivered(story, dsn(status, diagnostic, letter=heads[ANNA]))
    ((told),) = answers(story)
    assert (told["verdict"], told["fault"]) == ("warn", fault)
    assert suppressed(story) == {}


def test_a_full_mailbox_ends_it_after_three_issues_in_a_row(story: Story) -> None:
    for month in ("06", "07", "08"):
        if month != "06":
            source = (story.folder / ISSUE).read_text("utf-8")
            story.write(f"issues/2021-{month}/issue.yaml", source.replace("2099-06-21", f"2099-{month}-21"))
        heads = sent(story)
        delivered(story, dsn("5.2.2", "smtp; 552 5.2.2 mailbox full", letter=heads[ANNA]))
        ((told),) = answers(story)
        assert told["verdict"] == ("suppress" if month == "08" else "count")
    assert suppressed(story) == {ANNA: "came back from 3 issues in a row, the last: mailbox full, bounce of 2021-08.1"}


def test_a_full_mailbox_that_took_one_in_between_begins_anew(story: Story) -> None:
    for month in ("06", "07", "08", "09"):
        if month != "06":
            source = (story.folder / ISSUE).read_text("utf-8")
            story.write(f"issues/2021-{month}/issue.yaml", source.replace("2099-06-21", f"2099-{month}-21"))
        heads = sent(story)
        if month != "07":
            delivered(story, dsn("5.2.2", "smtp; 552 5.2.2 mailbox full", letter=heads[ANNA]))
            answers(story)
    assert suppressed(story) == {}


def many(story: Story) -> dict[str, str]:
    rows = "".join(f"reader{number}@kommun.example,R\n" for number in range(40))
    story.write("lists/kommuner.csv", f"e-post,förnamn\n{rows}")
    return sent(story, 40)


def test_a_jump_is_asked_about_and_nothing_is_changed_until_then(story: Story) -> None:
    heads = many(story)
    delivered(story, *(dsn(recipient=who, letter=head) for who, head in list(heads.items())[:10]))
    nobody = story.run("inbox", "--maildir", "Maildir")
    assert nobody.code == 2
    told = "10 of 40 addresses of dispatch `2021-06.1` do not work"
    assert f"error: {told}, and nobody is here to say why: nothing was changed\n" in nobody.err
    assert "`--despite-jump` suppresses them" in nobody.err
    assert story.run("inbox", "--maildir", "Maildir", "--watch").code == 2
    assert (left(story), suppressed(story)) == (10, {})
    assert story.run("inbox", "--maildir", "Maildir", stdin="n\n", terminal=True).code == 1
    assert suppressed(story) == {}
    assert story.run("inbox", "--maildir", "Maildir", stdin="j\n", terminal=True).code == 0
    assert len(suppressed(story)) == 10
    rest = list(heads.items())[10:12]
    delivered(story, *(dsn(recipient=who, letter=head) for who, head in rest))
    assert story.run("inbox", "--maildir", "Maildir").code == 0


def test_a_jump_of_those_who_came_back_three_times_is_asked_about_too(story: Story) -> None:
    heads = many(story)
    for month in ("06", "07", "08"):
        if month != "06":
            source = (story.folder / ISSUE).read_text("utf-8")
            story.write(f"issues/2021-{month}/issue.yaml", source.replace("2099-06-21", f"2099-{month}-21"))
            sent(story, 40)
        delivered(story, *(dsn(recipient=who, letter="Subject: x\n") for who in list(heads)[:10]))
        result = story.run("inbox", "--maildir", "Maildir")
        assert result.code == (2 if month == "08" else 0)
    assert suppressed(story) == {}


def test_what_comes_of_a_test_mail_is_noted(story: Story) -> None:
    sent(story)
    (key,) = token_keys(open_workspace(story.folder, {})).keys
    token = Keys((key,)).reader_tokens(NO_MARK)(1)
    delivered(story, mail("", f"unsubscribe {token}", ANNA, WAY_OUT))
    assert [(each["verdict"], each["told"]) for each in answers(story)] == [("note", "about a test mail")]
    assert suppressed(story) == {}


def test_a_flag_answers_the_question(story: Story) -> None:
    heads = many(story)
    delivered(story, *(dsn(recipient=who, letter=head) for who, head in list(heads.items())[:10]))
    assert story.run("inbox", "--maildir", "Maildir", "--despite-jump").code == 0
    assert len(suppressed(story)) == 10


def test_a_bounce_settles_who_was_unknown(story: Story) -> None:
    heads = sent(story)
    forget(story, BO)
    delivered(story, dsn("4.4.1", "", action="delayed", letter=heads[BO]))
    answers(story)
    assert rows(story, BO) == [("accepted", "resolved by inbox: a report of it came back, so that it had left")]


def test_a_report_of_the_first_mail_says_nothing_of_its_correction(story: Story) -> None:
    heads = sent(story)
    story.change(ISSUE, "Nya möten i höst", "Nya möten i vinter")
    with Server() as server:
        over = f"smtp: {{host: 127.0.0.1, port: {server.port}, security: plain, connections: 1}}"
        text = (story.folder / "storsthlm.yaml").read_text("utf-8")
        story.write("storsthlm.yaml", re.sub(r"smtp: \{.*", over, text))
        assert story.run("send", "--correction-of", "2021-06.1", "--confirm", "3").code == 0
        corrected = dict(server.accepted)
    forget(story, BO)
    delivered(story, dsn("4.4.1", "", action="delayed", letter=heads[BO]))
    assert [each["dispatch"] for each in answers(story)] == ["2021-06.1"]
    assert rows(story, BO)[1][0] == "unknown"
    backwards = sorted(_head(corrected[BO]).splitlines(), key=lambda line: not line.startswith("References: "))
    delivered(story, dsn("4.4.1", "", action="delayed", letter="\n".join(backwards)))
    assert [each["dispatch"] for each in answers(story)] == ["2021-06.2"]
    assert rows(story, BO)[1][0] == "accepted"


def test_a_mail_that_breaks_everything_does_not_stop_the_others(story: Story) -> None:
    heads = sent(story)
    delivered(story, b"", b"\xff\xfe\x00" * 900, b"Content-Type: multipart/report\n\n--x", dsn(letter=heads[ANNA]))
    assert [each["address"] for each in answers(story) if each["verdict"] == "suppress"] == [ANNA]


def test_a_killed_run_is_repeated_and_ends_the_same(story: Story) -> None:
    heads = sent(story)
    folder = delivered(story, dsn(letter=heads[ANNA]))
    answers(story)
    (filed,) = (folder / ".storsthlm" / "cur").iterdir()
    filed.rename(folder / "new" / "0001.x")
    ((told),) = answers(story)
    assert (told["verdict"], told["suppressed_before"]) == ("suppress", True)
    assert list(suppressed(story)) == [ANNA]
    assert left(story) == 0


def test_before_anything_was_sent_all_is_left_alone(story: Story) -> None:
    delivered(story, dsn(), mail("Avregistrera mig."))
    assert [each["verdict"] for each in answers(story, "--dry-run")] == ["forged", "leave"]
    assert not (story.folder / ".storsthlm").exists()


def test_without_a_mailbox_the_way_to_one_is_told(story: Story) -> None:
    result = story.run("inbox")
    assert result.code == 2
    assert "no mailbox is named" in result.err
    assert "`mailbox.host`" in result.err


def test_a_folder_that_is_no_maildir_is_told(story: Story) -> None:
    assert "is no Maildir" in story.run("inbox", "--maildir", "issues").err


def _mailbox(story: Story, dovecot: Dovecot) -> None:
    port = dovecot.ports[Security.TLS]
    story.write("password", PASSWORD)
    (story.folder / "password").chmod(0o600)
    settings = (story.folder / "storsthlm.yaml").read_text("utf-8")
    mailbox = (
        f"mailbox:\n  host: 127.0.0.1\n  port: {port}\n  user: {USER}\n  ca_file: {dovecot.folder / 'ca.pem'}\n"
        "  password_file: password\n  filed: Storsthlm åäö\n"
    )
    story.write("storsthlm.yaml", settings + mailbox)


def _folder(dovecot: Dovecot, name: str) -> list[bytes]:
    with open_mailbox(dovecot.server()) as client:
        client.select_folder(name, readonly=True)
        return [each[b"BODY[]"] for each in client.fetch(client.search(), ["BODY.PEEK[]"]).values()]


def test_over_imap_the_same_is_done_and_nothing_is_lost(story: Story, dovecot: Dovecot) -> None:
    heads = sent(story)
    _mailbox(story, dovecot)
    mails = [dsn(letter=heads[ANNA]), mail("Avsluta prenumeration", "Nytt", BO), mail("Hej!", "Fråga", CILLA)]
    with open_mailbox(dovecot.server()) as client:
        for each in mails:
            client.append("INBOX", each.replace(b"\n", b"\r\n"))
    shown = story.run("inbox", "--dry-run")
    assert (shown.code, shown.err, len(_folder(dovecot, "INBOX"))) == (0, "", 3)
    result = story.run("inbox")
    assert (result.code, result.err) == (0, "")
    assert result.out.endswith(
        "3 mails read in INBOX at 127.0.0.1: 1 bounce, 1 unsubscription, 1 for a person\n"
        "2 filed in `Storsthlm åäö`, 1 left where it is\n"
    )
    assert set(suppressed(story)) == {ANNA, BO}
    assert len(_folder(dovecot, "Storsthlm åäö")) == 2
    assert len(_folder(dovecot, "INBOX")) == 1
    assert story.run("inbox").out == "0 mails read in INBOX at 127.0.0.1: nothing new\n"


def test_watching_looks_again_and_bears_a_line_that_is_down(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    heads = sent(story)
    folder = delivered(story)
    steps: list[Callable[[], object]] = [
        lambda: delivered(story, dsn(letter=heads[ANNA])),
        lambda: (folder / "new").rename(folder / "away"),
        lambda: (folder / "away").rename(folder / "new"),
        lambda: delivered(story, dsn(letter=heads[BO])),
    ]
    rounds = iter(steps)

    def pause(_seconds: float) -> None:
        step = next(rounds, None)
        if step is None:
            raise KeyboardInterrupt
        step()

    monkeypatch.setattr("storsthlm_cli.cli.inbox.time.sleep", pause)
    result = story.run("inbox", "--maildir", "Maildir", "--watch")
    assert result.code == 130
    assert "is no Maildir" in result.err
    assert set(suppressed(story)) == {ANNA, BO}
    assert result.out.count("1 mail read in Maildir: 1 bounce\n") == 2


def test_watching_tells_what_is_left_to_a_person_once(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    sent(story)
    delivered(story, mail("När är mötet?", "SV: Nytt i juni", CILLA))
    rounds = iter([None, None])

    def pause(_seconds: float) -> None:
        if next(rounds, "over") == "over":
            raise KeyboardInterrupt

    monkeypatch.setattr("storsthlm_cli.cli.inbox.time.sleep", pause)
    result = story.run("inbox", "--maildir", "Maildir", "--watch", "--believe-unmarked")
    assert result.code == 130
    assert result.out.count("1 mail read in Maildir: 1 for a person\n") == 1


def test_the_answer_to_a_mail_of_a_rehearsal_is_told_as_that(story: Story) -> None:
    assert story.run("send", "--list", "kommuner", "--confirm", "3").code == 0
    head = next((story.folder / ".storsthlm/outbox/2021-06.1").glob("anna*.eml")).read_text("ascii")
    token = re.search(r"unsubscribe%20(\S+?)>", head)
    assert token is not None
    leaving = mail("", f"unsubscribe {token[1]}", ANNA, WAY_OUT)
    delivered(story, leaving, dsn(letter=_head(head.replace("\n", "\r\n").encode())))
    told = "of a rehearsal, whose mails went to nobody: nothing is to be done"
    assert [(each["verdict"], each["told"]) for each in answers(story)] == [("leave", told)] * 2
    assert suppressed(story) == {}


def test_who_wants_to_leave_and_got_nothing_yet_can_be_suppressed(story: Story) -> None:
    sent(story)
    delivered(story, mail("Avregistrera mig.", "Nyhetsbrevet", "ny@elsewhere.example"))
    (answer,) = answers(story)
    assert answer["verdict"] == "leave"
    assert "`storsthlm suppress ny@elsewhere.example`" in answer["told"]


def test_what_came_back_is_told_with_the_dispatch(story: Story) -> None:
    heads = sent(story)
    delivered(
        story,
        dsn(recipient=ANNA, letter=heads[ANNA]),
        mail("Ta bort mig från listan, tack.", "SV: Nytt i juni", BO),
    )
    assert story.run("inbox", "--maildir", "Maildir").code == 0
    assert "  since     1 came back (1 for the address), 1 left by mail\n" in story.run("status").out
    (data,) = json.loads(story.run("status", "--json").out)["dispatches"]
    assert data["since"] == {"came_back": 1, "faults": {"address": 1}, "left_by_mail": 1, "complained": 0}
    story.run("status", "--csv", "ledger.csv", "--html", "report.html")
    table = (story.folder / "ledger.csv").read_text("utf-8-sig").splitlines()
    assert [line.split(";")[0] for line in table if "address: 5.1.1" in line] == [ANNA]
    report = (story.folder / "report.html").read_text("utf-8")
    assert (
        "Därefter har 1 brev kommit tillbaka (1 för att adressen inte fungerar) och 1 avanmält sig per e-post."
        in report
    )
