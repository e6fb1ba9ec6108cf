"""All rules about names on one sentence: what is found, what is written instead, and what is left alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from tests.checks.names.naming import ALL, LINK, REMARKS, found, right

Finds = Callable[..., list[Mapping[str, str]]]


@pytest.mark.parametrize(
    ("words", "code", "wanted"),
    [
        ("mötet idag", "N102", "mötet i dag"),
        ("nytt IT för alla", "N102", "nytt it för alla"),
        ("Storthlm", "N103", "Storsthlm"),
        ("Storthlms styrelse", "N103", "Storsthlms styrelse"),
        ("Stortshlm", "N103", "Storsthlm"),
        ("Gunvor Talhammar", "N104", "Gunvor Tallhammar"),
        ("Gunvor Talhammars brev", "N104", "Gunvor Tallhammars brev"),
        ("Gunver Tallhammar", "N104", "Gunvor Tallhammar"),
        ("Stockholm stad", "N105", "Stockholms stad"),
        ("Stockholm stads hus", "N105", "Stockholms stads hus"),
        ("Danderyd kommun", "N105", "Danderyds kommun"),
        ("Solna kommun", "N105", "Solna stad"),
        ("Nacka Kommun", "N105", "Nacka kommun"),
        ("Upplands-Väsby", "N105", "Upplands Väsby"),
        ("Upplands-Väsby kommun", "N105", "Upplands Väsby kommun"),
        ("Upplands Bro", "N105", "Upplands-Bro"),
        ("gator i Vallentunna", "N105", "gator i Vallentuna"),
        ("Sollentuans gator", "N105", "Sollentunas gator"),
        ("Energikontor Storsthlm", "N106", "Energikontoret Storsthlm"),
        ("Energikontor Storsthlms råd", "N106", "Energikontoret Storsthlms råd"),
        ("Sveriges kommuner och regioner", "N106", "Sveriges Kommuner och Regioner"),
        ("Svensk Näringsliv", "N106", "Svenskt Näringsliv"),
        ("Arbetsförmedligen", "N106", "Arbetsförmedlingen"),
        ("Region Stokholm", "N106", "Region Stockholm"),
        ("SKL", "N107", "SKR"),
        ("SKL:s råd", "N107", "SKR:s råd"),
        ("Sveriges Kommuner och Landsting", "N107", "Sveriges Kommuner och Regioner"),
        ("huddinge", "N109", "Huddinge"),
        ("upplands väsby", "N109", "Upplands Väsby"),
        ("lidingö stad", "N109", "Lidingö stad"),
        ("södertäljes vägar", "N109", "Södertäljes vägar"),
        ("gunvor tallhammar", "N109", "Gunvor Tallhammar"),
        ("Gunvor tallhammar", "N109", "Gunvor Tallhammar"),
        ("arbetsförmedlingen", "N109", "Arbetsförmedlingen"),
    ],
)
def test_a_name_or_a_word_in_another_form_is_mended(words: str, code: str, wanted: str) -> None:
    assert [each for each, _ in found(words) if each not in REMARKS] == [code]
    assert right(words) == wanted
    assert [each for each, _ in found(wanted) if each not in REMARKS] == []


@pytest.mark.parametrize(
    "words",
    [
        "Nackas, Södertäljes och Nacka kommuns vägar",
        "Stockholms stads, Upplands-Bros och Vaxholms stads hamnar",
        "Stockholms kommuner, Stockholms län och Stockholms universitet",
        "Nacka stad, en ny stadsdel",
        "Nacka Stad, en ny stadsdel",
        "Norrtelje Tidning",
        "Ida Solnberg, Anna Lidinge och Bo Sigtunna",
        "Uppsala, Håbo, Gnesta, Göteborg och Malmö",
        "Huddingebor, Lidingöloppet, Värmdöborna och Sollentunahem",
        "storsthlm.example, info@huddinge.example, www.nacka.example/stockholm och #huddinge",
        "Storstockholm och Stockholmsregionen",
        "Karin Tallhammar och Gunvor Hammar",
        "KOMMUNERNA I HUDDINGE",
        "Arbetsförmedlingens kunder, en Arbetsförmedling",
        "länsstyrelsen i Stockholms län",
        "region Stockholm",
        "tidigare Sveriges Kommuner och Landsting (SKL)",
        "Sveriges Kommuner och Landsting (SKL), i dag Sveriges Kommuner och Regioner (SKR)",
        "det som blev av Sveriges Kommuner och Landsting",
        "inera som ord",
        "Föreningen IT i samverkan",
        "it-stöd och IT-chefer",
        "landstinget och tjänstemän",
        "EU, FN, HR, IKEA och PDF, kapitel IV",
        "Delegationen för unga och nyanlända till arbete (DUA) och DUA:s råd",
        "Husbyggnadsvaror HBV",
        "VISSA, vård i samverkan som stöd till alla",
        "Storsjön, Stockholm och Storholmen",
        "mars, maj, vår och august",
    ],
)
def test_what_only_looks_like_a_slip_is_left_alone(words: str) -> None:
    assert found(words) == []


def test_the_places_of_findings_are_those_of_the_words(finds: Finds) -> None:
    body = "kind: article\nheadline: Vi möts i «huddinge»\nbody: Välkommen till «Stockholm stad», där vi möts.\nlinks: "
    wanted = ("N109 warning", "N105 warning")
    marks = finds(body.replace("«huddinge»", "Huddinge") + f"[{LINK}]", wanted[1], **ALL)
    assert marks == [{"words": "Stockholm stad", "right": "Stockholms stad"}]
    marks = finds(body.replace("«Stockholm stad»", "Stockholms stad") + f"[{LINK}]", wanted[0], **ALL)
    assert marks == [{"words": "huddinge", "right": "Huddinge"}]
