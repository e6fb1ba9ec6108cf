"""Numbers and their ranges: what is objected to, and what it becomes."""

from __future__ import annotations

import pytest

from tests.checks.language.typography import fixed, found, issue_text


@pytest.mark.parametrize(
    ("code", "written", "right"),
    [
        ("T104 warning", "Det är «7-10» procent.", "Det är 7–10 procent."),
        ("T104 warning", "Det är «7 – 10» procent.", "Det är 7–10 procent."),
        ("T104 warning", "Det är «7 - 10» %.", "Det är 7–10 %."),
        ("T104 warning", "Det är «1,5-2,5» procent.", "Det är 1,5–2,5 procent."),
        ("T104 warning", "Det kostar «20 000-30 000» kr.", "Det kostar 20 000–30 000 kr."),
        ("T104 warning", "Mellan «7-10» procent av dem.", "Mellan 7 och 10 procent av dem."),
        ("T104 warning", "Det är mellan «7–10» procent.", "Det är mellan 7 och 10 procent."),
        ("T105 warning", "Totalt «6000» elever svarade.", "Totalt 6 000 elever svarade."),
        ("T105 warning", "Totalt «2000» elever svarade.", "Totalt 2 000 elever svarade."),
        ("T105 warning", "Drygt «47.000» invånare.", "Drygt 47 000 invånare."),
        ("T105 warning", "Drygt «1.247.300» invånare.", "Drygt 1 247 300 invånare."),
    ],
)
def test_what_is_wrong_is_found_in_its_place_and_mended(code: str, written: str, right: str) -> None:
    text = issue_text(written)
    assert found(text) == [code]
    assert fixed(text.replace("«", "").replace("»", "")).rstrip() == issue_text(right).rstrip()
