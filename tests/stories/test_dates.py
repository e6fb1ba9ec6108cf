"""`storsthlm dates`: every day and time of an issue, as data and in running text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.stories.conftest import Story

ISSUE = """
date: 2021-06-21
subject: Nytt i juni
preheader: Vi ses efter midsommar.

sections:
  - kind: event
    headline: Frukost
    body: Välkommen fredag den 1 juli, senast kl. 9-10.
    facts: {date: 2021-07-01, time: "09:00–10:00", deadline: 2021-06-26}
  - kind: calendar
    headline: Möten
    rows:
      - 2021-08-26/27 Konferens
      - 2021-09-02 Nätverk
"""
TABLE = """\
2:17  juni                    2021-06
3:25  midsommar               2021-06-25  fredag, midsommarafton
8:21  fredag den 1 juli       2021-07-01  torsdag, error[D101]
8:47  kl. 9-10                T09:00/T10:00  deadline, warning[D111]
9:19  TIME–10:00  2021-07-01  torsdag, Frukost
9:62  2021-06-26              lördag, midsommardagen, deadline, Frukost, warning[D203]
13:9  2021-08-26/2021-08-27   Konferens
14:9  2021-09-02              torsdag, Nätverk
"""


def test_every_day_and_time_is_listed_with_its_meaning_and_what_is_wrong_with_it(story: Story) -> None:
    story.write("issues/2021-06/issue.yaml", ISSUE)
    told = story.run("dates")
    assert (told.out, told.err, told.code) == (TABLE, "issue 2021-06: 8 days and times\n", 0)


def test_a_season_is_told_in_words_and_in_json_as_it_is_written_for_programs(story: Story) -> None:
    story.write("issues/2021-06/issue.yaml", ISSUE.replace("Frukost\n", "Frukost i höst\n"))
    assert "7:23  i höst                  hösten 2021\n" in story.run("dates").out
    phrases = json.loads(story.run("dates", "--json").out)["phrases"]
    assert "2021-23" in [each["meaning"] for each in phrases]


def test_json_has_the_words_the_days_and_all_findings(story: Story) -> None:
    story.write("issues/2021-06/issue.yaml", ISSUE)
    phrases = json.loads(story.run("dates", "--json").out)["phrases"]
    assert [(each["kind"], each["first"], each["last"]) for each in phrases[-2:]] == [
        ("row", "2021-08-26", "2021-08-27"),
        ("row", "2021-09-02", "2021-09-02"),
    ]
    assert [finding["code"] for finding in phrases[2]["findings"]] == ["D101"]


def test_an_issue_that_cannot_be_read_says_why(story: Story) -> None:
    story.write("issues/2021-06/issue.yaml", "date: 2021-06-21\nsections: [")
    told = story.run("dates")
    assert (told.out, told.code) == ("", 1)
