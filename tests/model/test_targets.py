from __future__ import annotations

from collections.abc import Callable

from storsthlm_cli.model.issue import Issue
from storsthlm_cli.model.places import Spot
from storsthlm_cli.model.targets import targets
from tests.model.conftest import EVERYTHING

Read = Callable[[str], Issue]


def test_everything_that_an_issue_links_to_comes_once_whatever_it_is_written_in(read: Read) -> None:
    found = list(targets(read(EVERYTHING)))
    assert [target.text for target in found] == (
        ["l1", "l2", "l3", "l4", "l5", "l6", "l11", "k2", "styrelsen", "l9", "l10"]
    )
    numbers = (1, 2, 3, 4, 5, 6, 11, 7, 8, 9, 10)
    assert [target.url for target in found] == [f"https://l{number}.example" for number in numbers]
    assert not any(target.lost for target in found)


def test_links_in_lists_and_in_emphasis_are_found_with_all_their_words(read: Read) -> None:
    found = targets(
        read('  - {kind: notice, headline: a, body: "- **[b *c* {{ recipient.name }}](https://a.example)**"}\n')
    )
    assert [(target.url, target.text) for target in found] == [("https://a.example", "b c {{ name }}")]


def test_a_link_of_its_own_has_places_for_address_and_text_and_one_in_a_text_is_one_place(read: Read) -> None:
    inside, own = targets(
        read(
            "  - kind: notice\n    headline: a\n    body: Se [b](https://b.example).\n    links: []\n"
            "  - kind: notice\n    headline: c\n    links: [{text: d, url: saknas}]\n"
        )
    )
    assert inside.where == inside.label == Spot("issue.yaml", ("sections", 0, "body"), 3, 25)
    assert own.where == Spot("issue.yaml", ("sections", 1, "links", 0, "url"))
    assert own.label == Spot("issue.yaml", ("sections", 1, "links", 0, "text"))
    assert (inside.lost, own.lost) == (False, True)
