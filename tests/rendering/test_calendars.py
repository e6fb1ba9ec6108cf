from __future__ import annotations

from dataclasses import replace

from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.newsletter import Newsletter
from storsthlm_cli.rendering.calendars import calendars_of

SITE = "https://nyhetsbrev.storsthlm.example"


def test_every_row_has_the_address_of_its_own_file(issue: Issue, directory: Directory, newsletter: Newsletter) -> None:
    calendars = calendars_of(issue, directory, newsletter)
    rows = issue.sections[3].rows
    assert calendars.feed == f"{SITE}/calendar.ics"
    assert calendars.file(rows[0]) == f"{SITE}/calendar/2021-08-26-kommundirektorskonferens.ics"
    assert calendars.title(rows[0]) == "Kommundirektörskonferens"
    assert len({calendars.file(row) for row in rows}) == len(rows)


def test_what_is_no_event_has_no_file(issue: Issue, directory: Directory, newsletter: Newsletter) -> None:
    row = issue.sections[3].rows[0]
    nothing = calendars_of(replace(issue, sections=()), directory, newsletter)
    assert (nothing.file(row), nothing.title(row)) == (None, "")


def test_without_a_public_site_there_are_no_files(issue: Issue, directory: Directory, newsletter: Newsletter) -> None:
    calendars = calendars_of(issue, directory, replace(newsletter, archive_url=None))
    assert (calendars.feed, calendars.file(issue.sections[3].rows[0])) == (None, None)
