from __future__ import annotations

import contextlib
import json
import sqlite3
from email import message_from_bytes, policy
from typing import TYPE_CHECKING

from tests.smtp_server import Manners, Server

if TYPE_CHECKING:
    from tests.stories.conftest import Story

ISSUE = "issues/2021-06/issue.yaml"
HEAD = """\
issue 2021-06, a rehearsal: nothing leaves this machine
  subject   Nytt i juni
  lists     kommuner
  to        3 recipients
  left out  nobody
  size      SIZE a message
  content   HASH
  approval  not approved

"""
FIRST = """\
first message
  From: Exempelkommunerna <nyhetsbrev@kommun.example>
  To: Anna <anna@kommun.example>
  Subject: Nytt i juni
  Date: DATE
  List-Unsubscribe: <mailto:avsluta@kommun.example?subject=unsubscribe%20TOKEN>

  Hej Anna! Här är kansliets nyheter.

  Nya möten i höst

  Vi ses i augusti, hälsar kansliet <https://kommun.example/moten>.

  Exempelgatan 1, 100 00 Stockholm
  Avsluta: mailto:avsluta@kommun.example?subject=unsubscribe%20TOKEN
  Du får brevet för att du har bett om det. Till anna@kommun.example.
"""
PLAN = HEAD + FIRST
SENT = """\
rehearsal 2021-06.1, finished TIME
  subject   Nytt i juni
  lists     kommuner
  over      outbox
  outcome   3 planned: 3 accepted
next: `storsthlm verify 2021-06.1`
"""


def test_a_dry_run_is_the_plan_and_writes_nothing(story: Story) -> None:
    result = story.run("send", "--list", "kommuner", "--dry-run")
    assert (result.code, result.out, result.err) == (0, PLAN, "")
    assert list(story.folder.glob(".storsthlm/state.db")) == []


def test_everybody_on_the_list_gets_one_message(story: Story) -> None:
    result = story.run("send", "--list", "kommuner", "--confirm", "3")
    assert (result.code, result.out, result.err) == (0, SENT, PLAN + "\n")
    assert len(list(story.folder.glob(".storsthlm/outbox/**/*.eml"))) == 3


def test_slots_in_addresses_are_filled_and_no_message_has_a_slot_left(story: Story) -> None:
    slot = '{{ recipient.first_name | default("å ä") }}'
    links = f"<https://kommun.example/{{{{recipient.first_name | default('x')}}}}> [a](<https://kommun.example/{slot}>)"
    story.change(
        ISSUE, "https://kommun.example/moten).", f"https://kommun.example/{slot}?b). {links.replace('x', 'y')}"
    )
    assert story.run("send", "--list", "kommuner", "--confirm", "3").code == 0
    for path in story.folder.glob(".storsthlm/outbox/**/*.eml"):
        message = message_from_bytes(path.read_bytes(), policy=policy.default)
        parts = [part.get_content() for part in message.walk() if not part.is_multipart()]
        assert len(parts) == 2
        for part in parts:
            assert "{{" not in part
            assert "https://kommun.example/" + ("%C3%A5%20%C3%A4?b" if "cilla" in message["To"] else "") in part


def test_the_number_is_typed_on_a_terminal(story: Story) -> None:
    result = story.run("send", "--list", "kommuner", stdin="3\n", terminal=True)
    assert (result.code, result.out) == (0, SENT)
    assert "type the number of recipients (3) to send, anything else to stop: " in result.err


def test_another_number_sends_nothing(story: Story) -> None:
    result = story.run("send", "--list", "kommuner", "--confirm", "4")
    assert (result.code, result.out) == (1, "")
    assert result.err == PLAN + (
        "\n"
        "error: `--confirm 4` is not the number of recipients: nothing was sent\n"
        "   = help: there are 3; look at `--dry-run` before you confirm them\n"
    )
    assert story.run("status").out == "not sent yet; next: `storsthlm send --list NAME --dry-run`\n"


def test_without_a_terminal_and_without_the_flag_nothing_is_sent(story: Story) -> None:
    result = story.run("send", "--list", "kommuner", stdin="3\n")
    assert (result.code, result.out) == (2, "")
    assert result.err.endswith("= help: look at `--dry-run`, then say `--confirm 3`\n")


def test_without_a_list_the_lists_there_are_get_named(story: Story) -> None:
    result = story.run("send")
    assert (result.code, result.out) == (2, "")
    assert result.err == "error: no list is named\n   = help: name one: `--list kommuner`\n"


def test_a_limit_pauses_and_the_same_command_goes_on(story: Story) -> None:
    paused = story.run("send", "--list", "kommuner", "--confirm", "3", "--limit", "1")
    assert paused.code == 3
    assert paused.out == (
        "rehearsal 2021-06.1, open, begun TIME\n"
        "  subject   Nytt i juni\n"
        "  lists     kommuner\n"
        "  over      outbox\n"
        "  outcome   3 planned: 2 untried, 1 accepted\n"
        "2 messages still to go; next: `storsthlm send 2021-06 --list kommuner`\n"
    )
    plan = story.run("send", "--list", "kommuner", "--dry-run")
    assert "  to        3 recipients, 2 of them still to go\n" in plan.out
    assert "  goes on   with dispatch 2021-06.1 of TIME\n" in plan.out
    assert story.run("send", "--list", "kommuner", "--confirm", "3").out == SENT


def test_an_issue_that_everybody_has_is_not_sent_again(story: Story) -> None:
    story.run("send", "--list", "kommuner", "--confirm", "3")
    result = story.run("send", "--list", "kommuner", "--confirm", "3")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "issue 2021-06 has been rehearsed to everybody on kommuner: dispatch 2021-06.1, finished TIME\n"
        "  left out  3: 3 have it already\n"
        "nothing was sent now\n"
        "next: `storsthlm verify 2021-06.1`\n"
    )


def test_errors_in_the_issue_stand_in_the_way(story: Story) -> None:
    story.change(ISSUE, ' | default("du")', "")
    result = story.run("send", "--list", "kommuner", "--confirm", "3")
    assert (result.code, result.out) == (1, "")
    assert result.err == PLAN + (
        "\n"
        "error[M101]: recipients without `first_name`: 1 (first: `cilla@kommun.example`), "
        "and the merge slot has no default\n"
        '   = help: write a default: `{{ recipient.first_name | default("…") }}`, or fill in the list\n'
        "\n"
        "error: the issue has errors: nothing was sent\n"
        "   = help: correct them and send again\n"
    )
    assert story.run("send", "--list", "kommuner", "--dry-run").code == 1


def test_an_issue_that_is_too_broken_to_plan_shows_why(story: Story) -> None:
    story.change(ISSUE, "date: 2021-06-21", "date: i juni")
    result = story.run("send", "--list", "kommuner", "--confirm", "3")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("error[S024]: `i juni` is not a date\n --> issues/2021-06/issue.yaml:1:7\n")


def test_a_list_from_excel_works_with_a_notice(story: Story) -> None:
    data = "sep=;\r\nE-post;Förnamn\r\nasa@kommun.example;Åsa\r\nasa@kommun.example;Åsa\r\n"
    (story.folder / "lists/excel.csv").write_bytes(data.encode("cp1252"))
    result = story.run("send", "--list", "excel", "--confirm", "1")
    assert result.code == 0
    assert "notice: `lists/excel.csv` is not UTF-8" in result.err
    assert "  To: Åsa <asa@kommun.example>\n" in result.err
    assert "  left out  1: 1 listed twice\n" in result.err


def test_a_list_without_an_address_column_is_refused_at_its_first_line(story: Story) -> None:
    story.write("lists/tom.csv", "namn;ort\nAnna;Stockholm\n")
    result = story.run("send", "--list", "tom", "--dry-run")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(
        "error: no column of the list `lists/tom.csv` holds addresses: found `namn`, `ort`\n"
        " --> lists/tom.csv:1:1\n"
        "  |\n"
        "1 | namn;ort\n"
    )


def test_a_suppressed_address_is_left_out_with_the_reason(story: Story) -> None:
    assert story.run("suppress", "anna@kommun.example", "--reason", "slutat").out == (
        "anna@kommun.example gets nothing from now on: slutat\n"
    )
    result = story.run("send", "--list", "kommuner", "--dry-run")
    assert "  to        2 recipients\n  left out  1: 1 suppressed\n" in result.out
    assert "  kommuner:2  anna@kommun.example  suppressed: slutat (by hand, " in result.out


def test_a_server_that_cannot_be_reached_loses_nothing(story: Story) -> None:
    story.change("storsthlm.yaml", "design:", SMTP)
    result = story.run("send", "--list", "kommuner", "--confirm", "3")
    assert (result.code, result.out) == (3, "")
    assert "error: could not connect to `127.0.0.1:9`" in result.err
    assert "0 of 3 are done, 3 still to go\n" in result.err
    assert "  outcome   3 planned: 3 untried\n" in story.run("status").out


def test_a_test_goes_to_the_named_address_alone(story: Story) -> None:
    result = story.run("send", "--test", "du@kommun.example")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "test of issue 2021-06 over outbox, a rehearsal: nothing has left this machine\n"
        "  outcome   1 planned: 1 accepted\n"
    )
    assert story.run("status").out.startswith("not sent yet")


def test_a_test_together_with_what_belongs_to_a_dispatch_sends_nothing(story: Story) -> None:
    for flags in (["--dry-run"], ["--where", "roll=x"], ["--limit", "1"], ["--confirm", "3"]):
        result = story.run("send", "--test", "du@kommun.example", *flags)
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith("error: `--test` goes to the named addresses at once: nothing was sent\n")
    assert list(story.folder.glob(".storsthlm/outbox/**/*.eml")) == []


def test_a_refused_recipient_is_named_with_the_servers_words(story: Story) -> None:
    manners = Manners(rcpt=lambda recipient: "550 5.1.1 no such user" if "bo@" in recipient else "")
    with Server(manners) as server:
        story.change("storsthlm.yaml", "design:", SMTP.replace("port: 9", f"port: {server.port}"))
        result = story.run("send", "--list", "kommuner", "--confirm", "3")
    assert result.code == 4
    assert result.out == (
        "dispatch 2021-06.1, finished TIME\n"
        "  subject   Nytt i juni\n"
        "  lists     kommuner\n"
        "  over      smtp\n"
        "  outcome   3 planned: 2 accepted, 1 refused\n"
        "    refused     bo@kommun.example  550 5.1.1 no such user\n"
        "next: `storsthlm verify 2021-06.1`\n"
    )
    assert story.run("verify").code == 4


def test_json_on_stdout_is_all_there_is(story: Story) -> None:
    result = story.run("send", "--list", "kommuner", "--confirm", "3", "--json")
    assert (result.code, result.err) == (0, "")
    data = json.loads(result.out)
    assert data["plan"]["recipients"] == ["anna@kommun.example", "bo@kommun.example", "cilla@kommun.example"]
    assert data["standing"]["outcomes"]["accepted"] == 3
    again = json.loads(story.run("send", "--list", "kommuner", "--json").out)
    assert (again["plan"]["finished"], again["standing"]) == ("2021-06.1", None)


SMTP = """transport: smtp

smtp:
  host: 127.0.0.1
  port: 9
  security: plain

design:"""


def test_a_design_that_forgets_how_to_leave_the_list_keeps_the_mail_at_home(story: Story) -> None:
    story.change("templates/tiny/mail.html", '<a href="{{ slot("@unsubscribe_url") }}">Avsluta</a>', "")
    result = story.run("send", "--list", "kommuner", "--confirm", "3")
    assert result.code == 1
    assert "error[M202]: the html part of the mail has no link to leave the list" in result.err
    assert list(story.folder.glob(".storsthlm/outbox/**/*.eml")) == []


def of_another_version(story: Story) -> None:
    """Make of what is open something that an earlier version has frozen, which made another mail of the issue."""
    with contextlib.closing(sqlite3.connect(story.folder / ".storsthlm" / "state.db")) as database, database:
        database.execute("UPDATE dispatches SET tool = '0.0.1', content = 'another'")


def test_what_another_version_has_frozen_goes_on_as_it_was_frozen(story: Story) -> None:
    assert story.run("send", "--list", "kommuner", "--confirm", "3", "--first", "1").code == 3
    of_another_version(story)
    told = "dispatch `2021-06.1` was frozen by storsthlm 0.0.1, and this one"
    outbox = story.folder / ".storsthlm" / "outbox" / "2021-06.1"
    dry = story.run("send", "--list", "kommuner", "--dry-run")
    assert (dry.code, f"notice: {told}" in dry.out, "2 of them still to go" in dry.out) == (0, True, True)
    story.change("templates/tiny/style.css", "#123456", "#654321")
    result = story.run("send", "--list", "kommuner", "--confirm", "2")
    assert (result.code, told in result.err) == (0, True)
    mails = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in outbox.iterdir()]
    parts = [mail.get_body(("html",)) for mail in mails]
    assert len(parts) == 3
    assert all(part is not None and "#123456" in part.get_content() for part in parts)
    assert story.run("verify").code == 0


def test_an_approval_of_what_was_frozen_is_enough_for_it(story: Story) -> None:
    with Server() as server:
        smtp = f"{{host: 127.0.0.1, port: {server.port}, security: plain}}"
        more = f"transport: smtp\nsmtp: {smtp}\napproval: {{required: true}}\n\ndesign:\n"
        story.change("storsthlm.yaml", "design:\n", more)
        story.change("issues/2021-06/issue.yaml", "date: 2021-06-21", "date: 2099-06-21")
        assert story.run("approve", "--yes").code == 0
        assert story.run("send", "--list", "kommuner", "--confirm", "3", "--first", "1").code == 3
        of_another_version(story)
        refused = story.run("send", "--list", "kommuner", "--confirm", "2")
        assert (refused.code, "(`approval.required`)" in refused.err) == (1, True)
        with contextlib.closing(sqlite3.connect(story.folder / ".storsthlm" / "state.db")) as database, database:
            database.execute("UPDATE approvals SET content = 'another'")
        assert story.run("send", "--list", "kommuner", "--confirm", "2").code == 0


def test_an_edit_under_the_same_version_is_refused_as_ever(story: Story) -> None:
    assert story.run("send", "--list", "kommuner", "--confirm", "3", "--first", "1").code == 3
    story.change("templates/tiny/style.css", "#123456", "#654321")
    assert "the issue has been edited since" in story.run("send", "--list", "kommuner", "--confirm", "2").err


def test_where_nobody_is_left_on_another_list_it_says_why(story: Story) -> None:
    story.run("send", "--list", "kommuner", "--confirm", "3")
    story.write("lists/press.csv", "e-post,förnamn\nanna@kommun.example,Anna\ndisa@tidning.example,Disa\n")
    story.run("suppress", "disa@tidning.example")
    result = story.run("send", "--list", "press", "--confirm", "1")
    assert result.code == 0
    assert result.out == (
        "nobody is left on press, after what has been rehearsed before: dispatch 2021-06.1, finished TIME\n"
        "  left out  2: 1 suppressed, 1 has it already\n"
        "nothing was sent now\n"
        "next: `storsthlm verify 2021-06.1`\n"
    )


def test_where_everybody_on_another_list_is_suppressed_nothing_has_been_sent_to_them(story: Story) -> None:
    story.run("send", "--list", "kommuner", "--confirm", "3")
    story.write("lists/press.csv", "e-post\ndisa@tidning.example\n")
    story.run("suppress", "disa@tidning.example")
    result = story.run("send", "--list", "press", "--confirm", "1")
    assert (result.code, result.out) == (1, "")
    assert "  left out  1: 1 suppressed\n" in result.err
    assert "error: nobody is left to send to: nothing was sent\n" in result.err


def test_two_rehearsals_of_different_texts_are_told_apart(story: Story) -> None:
    story.run("send", "--list", "kommuner", "--confirm", "3")
    story.change(ISSUE, "subject: Nytt i juni", "subject: Nytt i midsommar")
    assert story.run("send", "--list", "kommuner", "--confirm", "3").code == 0
    told = story.run("verify").out
    assert "  holds  nobody got this mail from two rehearsals\n" in told
    assert "two dispatches" not in told
