"""`årets` beside an earlier year."""

from __future__ import annotations

import pytest

from tests.checks.comparing import found

ARTICLE = "  - kind: article\n    headline: Ämnet\n    body: %s\n"


def test_last_year_s_news_is_a_remark() -> None:
    (finding,) = found("D116", ARTICLE % "Nacka blev Bästa kommun 2020 på «årets» gala.")
    assert finding.arguments == {"year": "2020", "today": "2021"}


@pytest.mark.parametrize(
    "body",
    [
        "Nacka blev Årets kommun 2020.",
        "Nacka blev Bästa kommun 2021 på årets gala.",
        "Nacka blev Bästa kommun 2022 på årets gala.",
        "Nacka blev Bästa kommun 2020. På årets gala vann Täby.",
        "Fler kom till årets gala än 2020.",
        "Antalet på årets gala har ökat sedan 2019.",
        "Målet för perioden 2019–2022 är årets stora fråga.",
    ],
)
def test_names_comparisons_and_this_year_are_left_alone(body: str) -> None:
    assert found("D116", ARTICLE % body) == []
