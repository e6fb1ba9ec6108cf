"""The mails of an issue that are for some lists only: which there are, who gets which, and what they are not in."""

from __future__ import annotations

import pytest

from storsthlm_cli.model.audience import Reason
from storsthlm_cli.model.delivery import Recipient
from storsthlm_cli.model.errors import BadContent, Failure, Refused
from storsthlm_cli.model.findings import Finding, Level
from storsthlm_cli.model.sending import Plan, Wish
from storsthlm_cli.workflows.archiving import archive, copy_of
from storsthlm_cli.workflows.composing import compose
from storsthlm_cli.workflows.mail_facts import with_mail
from storsthlm_cli.workflows.memory import token_keys
from storsthlm_cli.workflows.planning import plan
from storsthlm_cli.workflows.previewing import preview
from storsthlm_cli.workflows.readers import find_reader
from storsthlm_cli.workflows.sending import send
from storsthlm_cli.workflows.validating import validate
from storsthlm_cli.workflows.variants import Variant, variant_for, variants
from storsthlm_cli.workflows.workspace import Workspace, open_workspace
from tests.smtp_server import Server
from tests.stories.conftest import Story
from tests.workflows.real_sending import quiet, smtp

JUNE = "issues/2021-06/issue.yaml"
FOR_LISTS = """
for_lists:
  press:
    subject: Till er i pressen
    intro: Ni får det här en dag i förväg.
"""
WHY = "Du får brevet för att du skriver om länet."
PRESS = """
e-post,förnamn
anna@kommun.example,Anna
disa@tidning.example,Disa
"""


@pytest.fixture
def told(story: Story) -> Story:
    """Give a workspace with a second list, to which the issue says something of its own."""
    story.write("lists/press.csv", PRESS)
    story.write(JUNE, (story.folder / JUNE).read_text(encoding="utf-8") + FOR_LISTS)
    return story


def opened(story: Story) -> Workspace:
    return open_workspace(story.folder, {})


def made(story: Story) -> tuple[Variant, ...]:
    workspace = opened(story)
    return variants(workspace, validate(workspace, None))


def mail_for(story: Story, *lists: str) -> Variant:
    workspace = opened(story)
    return variant_for(workspace, validate(workspace, None), lists)


def test_an_issue_that_says_the_same_to_all_is_one_mail(story: Story) -> None:
    story.write("lists/kommuner.yaml", "purpose: Nyhetsbrevet.\n")
    (only,) = made(story)
    assert (only.lists, only.newsletter) == ((), opened(story).settings.newsletter)
    assert mail_for(story, "kommuner") == mail_for(story) == only


def test_a_list_to_which_something_is_said_gets_a_mail_of_its_own(told: Story) -> None:
    for_all, press = made(told)
    assert (for_all.lists, press.lists) == ((), ("press",))
    assert press.rendered.subject == ("Till er i pressen",)
    assert press.rendered.preheader == for_all.rendered.preheader
    assert mail_for(told, "press") == press
    assert mail_for(told, "kommuner") == for_all


def test_the_reason_of_a_list_stands_in_its_mails_in_the_place_of_the_newsletters(story: Story) -> None:
    usual = opened(story).settings.newsletter.why
    story.write("lists/kommuner.yaml", f"why: {WHY}\n")
    for_all, own = made(story)
    for part in (preview(opened(story), None, lists=["kommuner"]).html, preview(opened(story), None, None).html):
        assert (WHY in part) != (usual in part)
    assert own.newsletter.why == WHY
    assert for_all.newsletter.why == usual
    story.write("lists/kommuner.yaml", f"why: {usual}\n")
    assert made(story) == (for_all,)


def test_lists_that_get_the_same_share_a_mail(told: Story) -> None:
    told.write("lists/radio.csv", PRESS.replace("disa", "rut"))
    told.write("lists/tv.csv", PRESS.replace("disa", "tyra"))
    for name in ("radio", "tv"):
        told.write(f"lists/{name}.yaml", f"why: {WHY}\n")
    assert [each.lists for each in made(told)] == [(), ("press",), ("radio", "tv")]
    assert mail_for(told, "radio", "tv").lists == ("radio", "tv")


@pytest.mark.parametrize("lists", [("press", "kommuner"), ("kommuner", "press"), ("press", "press", "kommuner")])
def test_lists_that_get_different_mails_are_no_dispatch(told: Story, lists: tuple[str, ...]) -> None:
    with pytest.raises(Refused, match="the mail to `press` differs") as refusal:
        plan(opened(told), None, lists)
    assert refusal.value.hint == (
        "send to `press` by itself first: when mail really leaves, who has the issue then gets no second one; "
        "in rehearsals they get both"
    )
    with pytest.raises(Refused):
        compose(opened(told), None, token_keys(opened(told)), lists)


def test_a_list_that_is_left_out_has_no_say(told: Story) -> None:
    planned = plan(opened(told), None, ("kommuner", "except press", "where förnamn=Bo"))
    assert planned.variant == ()
    assert [each.address for each in planned.audience.recipients] == ["bo@kommun.example"]


def test_a_mistake_in_what_is_known_of_a_list_stops_its_mail_and_no_other(told: Story) -> None:
    told.write("lists/press.yaml", "why: 7\n")
    with pytest.raises(BadContent, match=r"there are mistakes in `lists/press\.yaml`"):
        plan(opened(told), None, ["press"])
    assert plan(opened(told), None, ["kommuner"]).findings == ()
    assert [each.lists for each in made(told)] == [()]


def test_who_is_on_both_lists_gets_one_mail(told: Story) -> None:
    told.change(JUNE, "date: 2021-06-21", "date: 2099-06-21")
    with Server() as server:
        workspace = smtp(told, server.port)
        for name in ("press", "kommuner"):
            planned = plan(workspace, None, [name])
            send(workspace, planned, limit=None, tell=quiet)
        got = dict(server.accepted)
        assert len(server.accepted) == 4
    assert [(each.address, each.reason) for each in planned.audience.left_out] == [
        ("anna@kommun.example", Reason.HAS_IT)
    ]
    subjects = {who.partition("@")[0]: b"Subject: Till er i pressen" in data for who, data in got.items()}
    assert subjects == {"anna": True, "disa": True, "bo": False, "cilla": False}


def test_a_correction_says_what_the_lists_of_the_first_mail_are_told(told: Story) -> None:
    def go(wish: Wish, *lists: str) -> Plan:
        planned = plan(opened(told), None, lists, wish=wish)
        send(opened(told), planned, limit=None, tell=quiet)
        return planned

    go(Wish(), "press")
    told.change(JUNE, "Nya möten i höst", "Nya möten i vinter")
    first = go(Wish(corrects="2021-06.1"))
    assert (first.variant, first.subject) == (("press",), "Rättelse: Till er i pressen")
    assert first.content == mail_for(told, "press").hash
    told.change(JUNE, "Nya möten i vinter", "Nya möten i vår")
    assert go(Wish(corrects="2021-06.2")).variant == ("press",)


def test_an_edit_of_another_lists_mail_corrects_nothing(told: Story) -> None:
    send(opened(told), plan(opened(told), None, ["kommuner"]), limit=None, tell=quiet)
    told.change(JUNE, "Till er i pressen", "Till pressen")
    with pytest.raises(Refused, match="there is nothing to correct"):
        plan(opened(told), None, (), wish=Wish(corrects="2021-06.1"))


def test_a_plan_that_was_made_before_the_lists_own_words_changed_is_out_of_date(told: Story) -> None:
    planned = plan(opened(told), None, ["press"])
    told.change(JUNE, "Till er i pressen", "Till pressen")
    with pytest.raises(Refused, match="have changed since the plan was made"):
        send(opened(told), planned, limit=None, tell=quiet)


def test_the_public_copy_is_that_for_all_and_knows_nothing_of_the_others(told: Story) -> None:
    workspace = opened(told)
    with_it = archive(workspace, "2021-06", folder=told.folder / "a", test=True)
    content = compose(workspace, None, token_keys(workspace), ["press"])
    assert content.hash != content.public == copy_of(workspace, validate(workspace, None)).content == with_it.content
    told.change(JUNE, FOR_LISTS, "")
    without = archive(opened(told), "2021-06", folder=told.folder / "b", test=True)
    assert with_it.files == without.files


def test_a_reader_of_the_list_sees_the_mail_of_the_list(told: Story) -> None:
    workspace = opened(told)
    disa = preview(workspace, None, find_reader(workspace, "disa@tidning.example"))
    assert (disa.subject, disa.lists) == ("Till er i pressen", ("press",))
    assert "Ni får det här en dag i förväg." in disa.html
    assert preview(workspace, None, find_reader(workspace, "bo@kommun.example")).subject == "Nytt i juni"
    with pytest.raises(Failure, match="there is no list `presse`") as failure:
        preview(workspace, None, lists=["presse"])
    assert failure.value.hint == "did you mean `press`?"


def test_a_design_that_forgets_the_intro_is_told(told: Story) -> None:
    def found() -> list[tuple[str, Level, str]]:
        findings = with_mail(opened(told), validate(opened(told), None)).findings
        return [(each.code, each.level, each.arguments["part"]) for each in findings]

    assert found() == []
    told.change("templates/tiny/mail.txt", "{{ paper.prose(issue.intro) }}", "")
    assert found() == [("M205", Level.ERROR, "text")]
    told.change("templates/tiny/mail.html", "{{ prose(issue.intro) }}", "")
    assert found() == [("M205", Level.ERROR, "html"), ("M205", Level.ERROR, "text")]
    assert plan(opened(told), None, ["kommuner"]).findings == ()


def test_a_slot_in_the_intro_that_stays_empty_for_somebody_is_told(told: Story) -> None:
    told.change(JUNE, "Ni får det här", "Hej {{ recipient.tidning }}, ni får det här")
    (found,) = plan(opened(told), None, ["press"]).findings
    assert isinstance(found, Finding)
    assert (found.code, found.arguments["field"], found.arguments["count"]) == ("M101", "tidning", "2")
    assert plan(opened(told), None, ["kommuner"]).findings == ()


def test_what_is_frozen_is_what_is_sent(told: Story) -> None:
    workspace = opened(told)
    content = compose(workspace, None, token_keys(workspace), ["press"])
    message = content.letter.message(Recipient(1, "disa@tidning.example", "disa@tidning.example", {}))
    assert b"Subject: Till er i pressen\r\n" in message
    assert content.subject == "Till er i pressen"
