from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest

from storsthlm_cli.workflows.previewing import Preview, preview
from storsthlm_cli.workflows.workspace import open_workspace

if TYPE_CHECKING:
    from tests.stories.conftest import Story

ISSUE = "issues/2021-06/issue.yaml"


def shown(story: Story) -> Preview:
    return preview(open_workspace(story.folder, {}), "2021-06")


@pytest.mark.parametrize(
    "subject",
    [
        "Nytt i juni",
        "Nytt i juni om möten, åtgärder och beslut – och allt det andra som hände före sommaren i år",
        "a" * 90,
    ],
)
def test_subject_html_and_text_are_what_pythons_strict_reader_finds_in_the_message(
    samples: Story, subject: str
) -> None:
    text = (samples.folder / ISSUE).read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("subject:"))
    samples.change(ISSUE, line, f"subject: {subject}")
    found = shown(samples)
    message = message_from_bytes(found.eml, policy=policy.default)
    assert isinstance(message, EmailMessage)
    html, plain = message.get_body(("html",)), message.get_body(("plain",))
    assert html is not None
    assert plain is not None
    assert found.subject == message["Subject"] == subject
    assert found.source == html.get_content().replace("\r\n", "\n")
    assert found.text == plain.get_content().replace("\r\n", "\n")
    assert len(found.images) == 5


def test_every_file_that_changes_is_seen_by_the_next_preview_of_the_same_process(story: Story) -> None:
    story.change("storsthlm.yaml", "web:\n", "web:\n  archive_url: https://kommun.example\n")
    story.change(ISSUE, "https://kommun.example/moten", "issue:2021-04#a")
    earlier = (
        "date: 2021-04-21\nsubject: x\npreheader: y\nsections:\n  - {kind: article, id: a, headline: A, body: b}\n"
    )
    story.write("issues/2021-04/issue.yaml", earlier)
    assert codes(story) == []
    story.change("issues/2021-04/issue.yaml", "id: a", "id: b")
    assert codes(story) == ["L105"]
    story.change(ISSUE, "Nya möten i höst", "Nya möten i vinter")
    assert "Nya möten i vinter" in shown(story).html
    story.change("templates/tiny/mail.txt", "{{ section.headline }}", "{{ person(section.contacts[0].person).name }}")
    assert "Åsa Ek\n" in shown(story).text
    story.change("directory/people.yaml", "Åsa Ek", "Åsa Ekström")
    assert "Åsa Ekström\n" in shown(story).text
    story.change("templates/tiny/style.css", "#123456", "#654321")
    assert "#654321" in shown(story).html
    story.change("storsthlm.yaml", "name: Nyhetsbrevet", "name: Brevet")
    assert "<title>Brevet</title>" in shown(story).html


def codes(story: Story) -> list[str]:
    return [finding.code for finding in shown(story).validation.findings]
