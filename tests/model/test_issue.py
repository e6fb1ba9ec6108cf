from __future__ import annotations

import pytest

from storsthlm_cli.model.targets import earlier_issue


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("issue:2019-02", ("2019-02", "")),
        ("issue:2019-02#origo", ("2019-02", "origo")),
        ("issue:2019-02#", ("2019-02", "")),
        ("issue:", ("", "")),
        ("https://a.example/issue:2019-02", None),
        ("#issue:2019-02", None),
        ("issue", None),
        ("saknas", None),
        ("", None),
    ],
)
def test_a_link_to_an_earlier_issue_names_it_and_perhaps_a_section(url: str, expected: tuple[str, str] | None) -> None:
    assert earlier_issue(url) == expected
