"""Acronyms at their first use."""

from __future__ import annotations

from tests.checks.names.naming import found


def test_an_acronym_is_spelled_out_at_its_first_use() -> None:
    assert found("DUA") == [("N112", {"words": "DUA", "full": "Delegationen för unga och nyanlända till arbete (DUA)"})]
    assert found("HBV")[0][1] == {"words": "HBV", "full": "Husbyggnadsvaror HBV"}
    assert found("DIGG")[0][1]["full"] == "Myndigheten för digital förvaltning (Digg)"
    assert found("KSO i dag, KSO:s brev")[0][1] == {"words": "KSO", "full": ""}
    assert len(found("KSO i dag, KSO:s brev")) == 1
    assert found("ÖDIS, ökad användning av öppna data i Stockholmsregionen,") == []
