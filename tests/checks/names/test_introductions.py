"""People of whom a section says too little."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from tests.checks.names.naming import found

Finds = Callable[..., list[Mapping[str, str]]]

SURNAME = {"what": "no surname", "way": "the full name"}
QUOTE = "kind: article\nheadline: Ämnet\nbody:\n  - {}\n  - quote: {{text: Vi gör det, verb: säger, {}}}"


def test_a_link_with_a_first_name_is_read_on_its_own(finds: Finds) -> None:
    text = "kind: interview\nheadline: Ämnet\nperson: signe-rosenlof\nlinks: [{{text: {}, url: https://a.example}}]"
    (arguments,) = finds(text.format("Läs intervjun med «Signe» på Storsthlms webbplats"), "N111 info")
    assert arguments == {"name": "Signe", **SURNAME}
    finds(text.format("Läs intervjun med Signe Rosenlöf"))
    finds(text.format("Läs intervjun med Signe af Ek"))


def test_a_link_with_the_first_name_of_somebody_in_the_text_is_one_too(finds: Finds) -> None:
    text = (
        "kind: interview\nheadline: Ämnet\nbody: Ulf Ek (M) är rektor.\nlinks: [{{text: {}, url: https://a.example}}]"
    )
    assert finds(text.format("Läs intervjun med «Ulf» på Storsthlms webbplats"), "N111 info")[0]["name"] == "Ulf"
    for words in ("Läs intervjun med Ulf Ek", "Läs om arbetet med Ulfs skola", "Läs intervjun med Nacka", "Läs om Ulf"):
        finds(text.format(words))


def test_a_speaker_of_whom_only_the_name_is_said_is_a_remark(finds: Finds) -> None:
    (arguments,) = finds(QUOTE.format("Vi talar om det.", "by: «Bo Ek»"), "N111 info")
    assert (arguments["name"], arguments["what"]) == ("Bo Ek", "no role")


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("Det säger Bo Ek, rektor i Nacka.", "by: Bo Ek"),
        ("Det säger rektor Bo Ek.", "by: Bo Ek, as: Bo"),
        ("Vi talar om det.", "by: 'Bo Ek, rektor'"),
        ("Vi talar om det.", "by: En elev i Nacka"),
        ("Vi talar om det.", "by: Signe Rosenlöf"),
        ("Vi talar om det.", "by: signe-rosenlof"),
        ("Vi talar om det.", "by: signe-rosenlof, as: hon"),
        ("Vi talar med Signe Rosenlöf, processledare på Storsthlm.", "by: signe-rosenlof, as: Signe"),
    ],
)
def test_a_speaker_who_has_been_introduced_is_left_alone(finds: Finds, body: str, speaker: str) -> None:
    finds(QUOTE.format(body, speaker))


@pytest.mark.parametrize(
    "body",
    [
        "Vi talar om det.",
        "Vi talar med Signe Rosenlöf om det.",
        "Där talade Signe Rosenlöf, processledare, och Bo Ek, rektor.",
    ],
)
def test_a_first_name_behind_a_quote_may_be_another_s_or_nobody_s(finds: Finds, body: str) -> None:
    assert finds(QUOTE.format(body, "by: signe-rosenlof, as: «Signe»"), "N111 info") == [{"name": "Signe", **SURNAME}]


def test_two_men_and_no_roles_are_told_both(finds: Finds) -> None:
    found = finds(QUOTE.format("Där stod Bo Ek och Ulf Al.", "by: «Bo Ek», as: «Bo»"), "N111 info", "N111 info")
    assert [each["what"] for each in found] == ["no role", "no surname"]


def test_a_first_name_alone_is_a_remark() -> None:
    assert found("vad Gunvor tycker") == [("N111", {"name": "Gunvor", "what": "no surname", "way": "the full name"})]
    assert found("vad Gunvor Tallhammar sa, och vad Gunvor tycker") == []
    assert found("vad Gunvor Ek och Eva Gunvor tycker") == []
