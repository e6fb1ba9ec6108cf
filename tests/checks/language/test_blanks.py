"""Blanks: what is objected to, and what it becomes."""

from __future__ import annotations

import pytest

from tests.checks.language.typography import fixed, found, issue_text


@pytest.mark.parametrize(
    ("code", "written", "right"),
    [
        ("T106 warning", "Vi går«  »vidare.", "Vi går vidare."),
        ("T106 warning", "Vi går« ,» och ses.", "Vi går, och ses."),
        ("T106 warning", "Vi går« .»", "Vi går."),
        ("T106 warning", "Vi går («   »ibland).", "Vi går (ibland)."),
        ("T106 warning", "Ekonomi«,»arbete och mer.", "Ekonomi, arbete och mer."),
        ("T106 warning", "Det är slut«.»Nästa är ny.", "Det är slut. Nästa är ny."),
        ("T107 info", "En offentlig«\u00a0»sektor.", "En offentlig sektor."),
        ("T107 info", "En offentlig« \u00a0  »sektor.", "En offentlig sektor."),
        ("T107 info", "En offentlig« \u200b»sektor.", "En offentlig sektor."),
        ("T107 info", "En offentlig«\u00a0»\nsektor.", "En offentlig\nsektor."),
    ],
)
def test_what_is_wrong_is_found_in_its_place_and_mended(code: str, written: str, right: str) -> None:
    text = issue_text(written)
    assert found(text) == [code]
    assert fixed(text.replace("«", "").replace("»", "")).rstrip() == issue_text(right).rstrip()
