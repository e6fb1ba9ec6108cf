from __future__ import annotations

import pytest

from storsthlm_cli.workflows.one_click import MANY, by_mail_alone, way_out
from storsthlm_cli.workflows.planning import plan
from storsthlm_cli.workflows.workspace import open_workspace
from tests.public.conftest import WEB
from tests.stories.conftest import Story

SMTP = "transport: smtp\nsmtp: {host: 127.0.0.1, port: 9, security: plain}\n\nweb:\n"


@pytest.mark.parametrize(("number", "told"), [(MANY, 0), (MANY + 1, 1)])
def test_a_large_list_that_can_leave_by_mail_alone_is_told_of(story: Story, number: int, told: int) -> None:
    story.change("storsthlm.yaml", "web:\n", SMTP)
    notices = by_mail_alone(open_workspace(story.folder, {}), number)
    assert len(notices) == told
    assert all("less than Gmail and Yahoo ask of whoever sends them more than 5,000 mails a day" in n for n in notices)


def test_a_rehearsal_and_one_click_are_not(story: Story) -> None:
    assert by_mail_alone(open_workspace(story.folder, {}), 10 * MANY) == ()
    story.change("storsthlm.yaml", "web:\n", SMTP.replace("web:\n", WEB))
    assert by_mail_alone(open_workspace(story.folder, {}), 10 * MANY) == ()


def test_the_plan_of_a_large_dispatch_says_so(story: Story) -> None:
    story.change("storsthlm.yaml", "web:\n", SMTP)
    rows = "".join(f"p{number}@kommun.example\n" for number in range(MANY + 1))
    story.write("lists/alla.csv", f"e-post\n{rows}")
    planned = plan(open_workspace(story.folder, {}), None, ["alla"])
    assert [notice for notice in planned.notices if notice.startswith("readers can leave by mail alone")]


def test_doctor_is_told_of_a_way_out_by_mail_alone(story: Story) -> None:
    (outcome,) = way_out(open_workspace(story.folder, {}))
    assert outcome.words.startswith("readers leave by mail to `avsluta@kommun.example` alone, less than Gmail")
    story.change("storsthlm.yaml", "web:\n", WEB)
    assert list(way_out(open_workspace(story.folder, {}))) == []
