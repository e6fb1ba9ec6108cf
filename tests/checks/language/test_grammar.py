"""Slips of grammar that a few words are enough to tell."""

from __future__ import annotations

import pytest

from tests.checks.language.typography import found, issue_text, typography


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Nämnden vill «rekommendera kommunerna anta» avtalen.", "rekommendera kommunerna att anta"),
        ("Vi «rekommenderar länets kommuner införa» det.", "rekommenderar länets kommuner att införa"),
        ("Det är något «som drivs Energibyrån» i länet.", "som drivs av Energibyrån"),
        ("Det är bra för «en annans kommuns» behov.", "en annan kommuns"),
        ("Bo Ek blir «landshövding i Kalmar kommun» i höst.", "landshövding i … län"),
    ],
)
def test_a_word_that_is_missing_or_wrong_is_told(text: str, right: str) -> None:
    assert found(issue_text(text)) == ["T206 warning"]
    assert [each.arguments["right"] for each in typography(issue_text(text.replace("«", "").replace("»", "")))] == [
        right
    ]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Det gäller «barn och ungas» rätt.", "barns och ungas"),
        ("Den vänder sig till «både lärare, elever och föräldrar».", ""),
    ],
)
def test_what_some_writers_mean_so_is_a_remark(text: str, right: str) -> None:
    assert found(issue_text(text)) == ["T206 info"]
    assert [each.arguments["perhaps"] for each in typography(issue_text(text.replace("«", "").replace("»", "")))] == [
        right
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Styrelsen rekommenderar länets kommuner att anta avtalet.",
        "Vi rekommenderar kommunerna en gemensam linje och kommunen avtalet.",
        "Vi rekommenderar varmt läsning.",
        "Ett projekt som drivs av Energibyrån, som leds från Nacka. I höst drivs Klimatresan vidare.",
        "Som en annans barn, någon annans kommun, en annan kommuns behov.",
        "Barns och ungas rätt. Barn och unga.",
        "Både lärare och elever, och både hemma, där vi bor och i skolan.",
        "Både på jobbet, i skolan och hemma.",
        "Hon är landshövding i Kalmar och har varit chef i Kalmar kommun.",
    ],
)
def test_right_turns_of_phrase_are_let_be(text: str) -> None:
    assert found(issue_text(text)) == []


def test_a_quotation_in_a_headline_that_nobody_says_is_a_remark() -> None:
    text = issue_text("– Vi tänker göra det snart, säger hon.", headline="'Tuva Lind: «”Vi ska göra det”»'")
    assert found(text) == ["T207 info"]


@pytest.mark.parametrize("headline", ["”Vi ska göra det – snart”", "Hon sa ”VI SKA göra”", "”Årets kommun” är här"])
def test_a_quotation_that_somebody_says_and_a_name_are_let_be(headline: str) -> None:
    assert found(issue_text("– Vi **ska** göra det, snart!", headline=headline)) == []


def test_a_sentence_that_tells_of_a_question_has_no_question_mark() -> None:
    text = "Kom. «På mötet i april diskuterades vad vi har lärt oss?» Hur går det?"
    assert found(issue_text(text)) == ["T208 info"]


@pytest.mark.parametrize(
    "text",
    [
        "På mötet diskuterades vad vi har lärt oss.",
        "Vet du vad som diskuterades? Kan du beskriva hur det går?",
        "Hur visar vi vad som görs? I vilken rapport visas hur det går?",
        "Vi berättar mer. Hur går det?",
        "Nu diskuteras frågan: hur ska det gå?",
        "Det visar, i korthet, hur ofta?",
    ],
)
def test_questions_and_sentences_that_tell_are_let_be(text: str) -> None:
    assert found(issue_text(text)) == []
