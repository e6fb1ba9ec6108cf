"""What is said to one list only, from the file to the mailbox."""

from __future__ import annotations

import json
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest

from tests.smtp_server import Server

if TYPE_CHECKING:
    from tests.stories.conftest import Story

ISSUE = "issues/2021-06/issue.yaml"
FOR_LISTS = """
for_lists:
  press:
    subject: Till er i pressen
    intro: |
      Hej {{ recipient.first_name | default("du") }}! Ni får det här en dag i förväg.
"""
WHY = "Du får brevet för att du skriver om länet."


@pytest.fixture(autouse=True)
def told(story: Story) -> None:
    story.write("lists/press.csv", "e-post,förnamn\ndisa@tidning.example,Disa\n")
    story.write("lists/press.yaml", f"why: {WHY}\n")
    story.write(ISSUE, (story.folder / ISSUE).read_text(encoding="utf-8") + FOR_LISTS)


def mails(story: Story, dispatch: str) -> list[EmailMessage]:
    folder = story.folder / ".storsthlm" / "outbox" / dispatch
    found = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in sorted(folder.glob("*.eml"))]
    return [each for each in found if isinstance(each, EmailMessage)]


def words(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    assert part is not None
    return " ".join(str(part.get_content()).split())


def test_the_plan_says_whose_mail_it_is_and_the_list_gets_it(story: Story) -> None:
    result = story.run("send", "--list", "press", "--confirm", "1")
    assert result.code == 0
    assert "  subject   Till er i pressen\n  mail      that for press\n  lists     press\n" in result.err
    (mail,) = mails(story, "2021-06.1")
    assert mail["Subject"] == "Till er i pressen"
    for part in ("plain", "html"):
        assert "Hej Disa! Ni får det här en dag i förväg." in words(mail, part)
        assert f"{WHY} Till disa@tidning.example." in words(mail, part)


def test_all_others_get_the_mail_for_all(story: Story) -> None:
    result = story.run("send", "--list", "kommuner", "--confirm", "3")
    assert result.code == 0
    assert "mail      that" not in result.err
    for mail in mails(story, "2021-06.1"):
        assert mail["Subject"] == "Nytt i juni"
        assert "en dag i förväg" not in words(mail, "html") + words(mail, "plain")
        assert "Du får brevet för att du har bett om det." in words(mail, "plain")


def test_lists_that_are_told_different_things_are_sent_to_one_after_the_other(story: Story) -> None:
    result = story.run("send", "--list", "kommuner", "--list", "press", "--confirm", "4")
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        "error: the mail to `press` differs from that to the other lists, and a dispatch has one mail\n"
        "   = help: send to `press` by itself first: when mail really leaves, who has the issue "
        "then gets no second one; in rehearsals they get both\n"
    )


def test_a_plan_as_json_names_the_list(story: Story) -> None:
    for name, variant in {"press": ["press"], "kommuner": []}.items():
        plan = json.loads(story.run("send", "--list", name, "--dry-run", "--json").out)["plan"]
        assert plan["variant"] == variant


def test_a_test_is_of_the_mail_of_the_list(story: Story) -> None:
    assert story.run("send", "--test", "du@kommun.example", "--list", "press").code == 0
    (mail,) = mails(story, "test")
    assert mail["Subject"] == "[Test] Till er i pressen"
    wrong = story.run("send", "--test", "du@kommun.example", "--list", "pres")
    assert (wrong.code, wrong.err) == (2, "error: there is no list `pres`\n   = help: did you mean `press`?\n")


def test_a_preview_shows_the_mail_of_the_list(story: Story) -> None:
    def text(*flags: str) -> str:
        assert story.run("preview", "--output", "build", *flags).code == 0
        return (story.folder / "build" / "issue.txt").read_text(encoding="utf-8")

    assert "Hej Anna! Ni får det här en dag i förväg." in text("--list", "press")
    assert "Hej Disa! Ni får det här en dag i förväg." in text("--recipient", "disa@tidning.example")
    assert "en dag i förväg" not in text()
    assert "en dag i förväg" not in text("--recipient", "bo@kommun.example")


def test_a_misspelt_name_is_an_error_at_its_place(story: Story) -> None:
    story.change(ISSUE, "  press:", "  prss:")
    result = story.run("validate", "--format", "concise")
    assert (result.code, result.out) == (1, f"{ISSUE}:14:3: error[S052] there is no list `prss`\n")


def test_what_is_said_to_the_list_is_validated_in_its_line(story: Story) -> None:
    story.change(ISSUE, "en dag i förväg.", "en dag i förväg, läs [här](https://).")
    result = story.run("validate", "--format", "concise")
    assert result.code == 1
    assert f"{ISSUE}:17:91: error[L103]" in result.out


def test_one_word_approves_all_mails_and_an_edit_voids_that_of_the_list_alone(story: Story) -> None:
    result = story.run("approve", "--yes")
    assert result.out.endswith(" on TIME, with 1 variant for single lists\n")
    shown = story.run("approve", "--show")
    assert shown.code == 0
    assert "  and 1 variant for single lists:\n    press: Till er i pressen (" in shown.out
    story.change(ISSUE, "en dag", "två dagar")
    shown = story.run("approve", "--show")
    assert shown.code == 1
    assert "-Hej [first_name]! Ni får det här en dag i förväg.\n" in shown.out
    assert "+Hej [first_name]! Ni får det här två dagar i förväg.\n" in shown.out
    told = json.loads(story.run("approve", "--show", "--json").out)
    (press,) = told["variants"]
    assert (press["lists"], press["subject"], press["approval"]) == (["press"], "Till er i pressen", None)
    assert told["approval"] is None
    for name, approved in {"kommuner": True, "press": False}.items():
        plan = json.loads(story.run("send", "--list", name, "--dry-run", "--json").out)["plan"]
        assert (plan["approval"] is not None) == approved


def test_a_list_that_is_new_to_an_approved_issue_is_compared_with_the_mail_for_all(story: Story) -> None:
    story.change(ISSUE, FOR_LISTS, "")
    story.write("lists/press.yaml", "purpose: Press.\n")
    story.run("approve", "--yes")
    story.write("lists/press.yaml", f"why: {WHY}\n")
    shown = story.run("approve", "--show")
    assert shown.code == 1
    assert f"+{WHY}" in shown.out


def test_where_it_is_asked_for_no_mail_of_a_list_leaves_unapproved(story: Story) -> None:
    with Server() as server:
        smtp = f"smtp: {{host: 127.0.0.1, port: {server.port}, security: plain}}\n"
        story.change("storsthlm.yaml", "design:\n", f"approval: {{required: true}}\ntransport: smtp\n{smtp}design:\n")
        story.change(ISSUE, "date: 2021-06-21", "date: 2099-06-21")
        story.run("approve", "--yes")
        story.change(ISSUE, "en dag", "två dagar")
        refused = story.run("send", "--list", "press", "--confirm", "1")
        assert refused.code == 1
        assert "has been edited since" in refused.err
        assert story.run("send", "--list", "kommuner", "--confirm", "3").code == 0
        story.run("approve", "--yes")
        assert story.run("send", "--list", "press", "--confirm", "1").code == 0
    subjects = {who: b"Subject: Till er i pressen" in data for who, data in server.accepted}
    assert sorted(who for who, own in subjects.items() if own) == ["disa@tidning.example"]
    assert len(subjects) == len(server.accepted) == 4


def test_a_new_issue_says_nothing_to_single_lists(story: Story) -> None:
    assert story.run("new-issue", "--as", "2021-08", "--date", "2021-08-20").code == 0
    text = (story.folder / "issues/2021-08/issue.yaml").read_text(encoding="utf-8")
    assert "for_lists" not in text
    assert "pressen" not in text


def test_a_design_that_does_not_say_why_a_mail_came_is_told(story: Story) -> None:
    story.change("templates/tiny/mail.html", '<p>{{ newsletter.why }} Till {{ slot("@address") }}.</p>\n', "")
    result = story.run("validate", "--mail", "--format", "concise")
    assert (result.code, result.out) == (
        1,
        "error[M204] the html part of the mail does not say why it came\n"
        "error[M204] the html part of the mail does not say to which address it came\n",
    )


def test_what_has_no_words_for_the_list_may_be_deleted(story: Story) -> None:
    text = (story.folder / ISSUE).read_text(encoding="utf-8").partition("    intro: |")[0]
    story.write(ISSUE, f'{text}    intro: ""\n')
    result = story.run("validate")
    assert result.code == 1
    assert "   = help: write the value of `intro:`, or delete the line if there is nothing to say\n" in result.out
