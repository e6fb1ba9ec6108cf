"""What stood in an earlier issue already, and what may."""

from __future__ import annotations

import pytest

from storsthlm_cli.model.findings import Level
from tests.checks.comparing import before, found, issue

FIRST = "I höst får kommunerna ett nytt stöd för att planera gymnasiet, och det är länets alla kommuner som bestämmer."
SECOND = (
    "Stödet finns på webbplatsen. Den som vill veta mer om planeringen är välkommen till ett digitalt möte i augusti."
)
NEW = "Det här är en helt ny mening som ingen har läst förut, och den är ungefär lika lång som de andra två är."
TITLE = "Nytt stöd för gymnasiet"


def section(*texts: str, kind: str = "article", headline: str = TITLE, more: str = "") -> str:
    return f"  - kind: {kind}\n    headline: {headline}\n{more}    body: |\n      {' '.join(texts)}\n"


def item(*texts: str, headline: str = TITLE, body: str = NEW) -> str:
    inner = f"      - item: {{headline: {headline}, body: '{' '.join(texts)}'}}\n"
    return f"  - kind: article\n    headline: På gång\n    body:\n      - {body}\n{inner}"


def test_the_same_news_again_is_warned_about_at_its_headline() -> None:
    text = section(FIRST, SECOND, NEW, headline=f"«{TITLE}»")
    (finding,) = found("T205", text, before(section(FIRST, SECOND)))
    assert finding.level is Level.WARNING
    assert finding.arguments == {"words": TITLE, "issue": "2021-04"}


def test_equal_sentences_in_other_news_are_a_remark() -> None:
    text = section(NEW, f"«{FIRST} {SECOND}»", NEW, headline="Något annat")
    (finding,) = found("T205", text, before(section(FIRST, SECOND)))
    assert finding.level is Level.INFO
    assert finding.arguments["issue"] == "2021-04"


def test_capitals_and_marks_make_no_new_text() -> None:
    changed = section(FIRST.replace(", ", " – "), SECOND.upper(), headline=TITLE.upper())
    assert found("T205", section(FIRST, SECOND, headline=f"«{TITLE}»"), before(changed))


def test_an_item_is_news_of_its_own() -> None:
    earlier = before(item(FIRST, SECOND, body="Välkomna!"))
    (finding,) = found("T205", item(FIRST, SECOND, headline=f"«{TITLE}»"), earlier)
    assert finding.level is Level.WARNING


def test_an_event_may_remind_on_purpose_and_is_a_remark() -> None:
    facts = "    facts: {date: 2021-09-01}\n"
    earlier = before(section(FIRST, SECOND, kind="event", more=facts))
    (finding,) = found("T205", section(FIRST, SECOND, kind="event", headline=f"«{TITLE}»", more=facts), earlier)
    assert finding.level is Level.INFO


@pytest.mark.parametrize("kind", ["notice", "board"])
def test_what_comes_back_in_every_issue_is_no_repetition(kind: str) -> None:
    assert found("T205", section(FIRST, SECOND, kind=kind), before(section(FIRST, SECOND))) == []
    assert found("T205", section(FIRST, SECOND), before(section(FIRST, SECOND, kind=kind))) == []


def test_short_texts_are_no_repetition() -> None:
    assert found("T205", section(FIRST), before(section(FIRST, SECOND))) == []


def test_what_is_marked_as_copied_has_a_rule_of_its_own() -> None:
    copied = section(FIRST, SECOND, more="    check: {copied_from: 2021-04}\n")
    assert found("T205", copied, before(section(FIRST, SECOND))) == []


def test_only_the_three_issues_before_are_compared() -> None:
    same, other = issue(section(FIRST, SECOND)), issue(section(NEW, headline="a"))
    text = section(FIRST, SECOND)
    assert found("T205", text, {"2021-08": same}) == []
    assert found("T205", text, {"2021-02": same, "2021-03": other, "2021-04": other, "2021-05": other}) == []
    marked = section(FIRST, SECOND, headline=f"«{TITLE}»")
    assert found("T205", marked, {"2021-01": other, "2021-03": same, "2021-04": other, "2021-05": other})
