"""Texts after which a reader cannot go on."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

Finds = Callable[..., list[Mapping[str, str]]]


@pytest.mark.parametrize("kind", ["article", "interview", "recap", "campaign", "board"])
def test_a_text_with_no_way_on_is_a_remark(finds: Finds, kind: str) -> None:
    headline = "Mötet den 10 juni" if kind == "board" else "Ämnet"
    (arguments,) = finds(f"kind: «{kind}»\nheadline: {headline}\nbody: Vi ses i höst.", "S051 info")
    assert arguments == {"what": f"this `{kind}`"}


@pytest.mark.parametrize(
    "text",
    [
        "kind: article\nbody: Vi ses i [höst](https://storsthlm.example/moten/).",
        "kind: article\nbody: Skriv till oss på info@storsthlm.example.",
        "kind: article\nbody: Vi ses i höst.\ncontacts: [signe-rosenlof]",
        "kind: article\nbody: Vi ses i höst.\ncontacts: [{mailbox: info@storsthlm.example, text: Fråga}]",
        "kind: article\nbody: Vi ses i höst.\nlinks: [{text: Läs om våra möten, url: https://storsthlm.example/moten/}]",
        "kind: article\nbody: [{item: {body: [{link: {text: Läs om oss, url: https://storsthlm.example/}}]}}]",
        "kind: interview\nbody: Vi ses.\nexcerpt: Ett utdrag ur [vårt samtal](https://storsthlm.example/samtal/).",
        "kind: letter\nbody: Vi ses i höst.",
        "kind: short\nbody: Vi ses i höst.",
        "kind: notice\nbody: Vi ses i höst.",
        "kind: calendar\nrows: [2021-09-02 Möte]",
    ],
)
def test_a_text_with_a_way_on_or_of_another_kind_is_left_alone(finds: Finds, text: str) -> None:
    finds(f"headline: Ämnet\n{text}")


def test_a_day_to_keep_free_leads_somewhere_too(finds: Finds) -> None:
    text = (
        "kind: recap\nheadline: Tack för i dag\nbody:\n"
        "  - Se [filmen](https://storsthlm.example/film/).\n"
        "  - item: {headline: «Boka datumet», body: ['Den 2 september ses vi igen.%s']}"
    )
    assert finds(text % "", "S051 info") == [{"what": "`Boka datumet`"}]
    link = " Läs [programmet](https://storsthlm.example/program/)."
    finds((text % link).replace("«", "").replace("»", ""))
    finds((text % "").replace("«Boka datumet»", "Nästa gång"))
