"""Headlines, kickers and links on lines of their own."""

from __future__ import annotations

import pytest

from tests.checks.language.typography import fixed, found, issue_text, typography


def test_a_headline_has_no_full_stop() -> None:
    text = issue_text("### Vägen fram«.»", headline="Nya möten i höst«.»")
    assert found(text) == ["T301 warning", "T301 warning"]
    plain = text.replace("«", "").replace("»", "")
    assert fixed(plain) == issue_text("### Vägen fram", headline="Nya möten i höst")


@pytest.mark.parametrize(
    "headline",
    ["Vad händer nu?", "Nu händer det!", "Möten, kurser m.m.", "Vi väntar …", "Vi väntar...", "Han går. Hon kommer."],
)
def test_other_ends_of_headlines_are_let_be(headline: str) -> None:
    assert found(issue_text(headline=headline)) == []


def test_a_link_has_no_full_stop() -> None:
    more = "    links: [{text: Läs om mötena«.», url: 'https://kommun.example/'}]\n"
    assert found(issue_text(more=more)) == ["T302 info"]
    assert found(issue_text(more=more.replace("«.»", "!"))) == []


@pytest.mark.parametrize(
    ("kicker", "right"),
    [
        ("«HÄLSA OCH STÖD»", "Hälsa och stöd"),
        ("«hÄLSA OCH STÖD»", "Hälsa och stöd"),
        ("«INTERVJU» med Tuva Lind", "Intervju med Tuva Lind"),
        ("Nytt från «NACKA OCH SOLNA»", "Nytt från Nacka och solna"),
        ("«MÖTESPLATS STORSTHLM DEN 21 MARS»", "Mötesplats Storsthlm den 21 mars"),
        ("«VAD GÖR BUSSAMRÅD» nu?", "Vad gör BUSSAMRÅD nu?"),
        ("«INTERVJU MED TUVA LIND»", "Intervju med Tuva Lind"),
    ],
)
def test_kickers_in_capitals_are_set_in_lower_case(kicker: str, right: str) -> None:
    text = issue_text(kicker=kicker)
    assert found(text) == ["T303 warning"]
    assert fixed(text.replace("«", "").replace("»", "")) == issue_text(kicker=right)


def test_a_headline_in_capitals_is_left_to_its_author() -> None:
    text = issue_text(headline="NYA MÖTEN I HÖST")
    (finding,) = typography(text)
    assert (finding.code, finding.arguments["right"], finding.edit) == ("T303", "Nya möten i höst", None)


@pytest.mark.parametrize(
    "kicker", ["Nytt om BUSSAM", "DUA, KROM och IFAU", "BUSSAMRÅD", "VIS och VISSA", "IT-STÖD", "En iPhone", "COVID-19"]
)
def test_acronyms_may_stand(kicker: str) -> None:
    assert found(issue_text(kicker=kicker)) == []


def test_kickers_and_headlines_begin_with_a_capital() -> None:
    text = issue_text("Nu kör vi.", kicker="«p»ersonnytt", headline="”«n»u kör vi”")
    assert found(text) == ["T304 warning", "T304 warning"]
    right = issue_text("Nu kör vi.", kicker="Personnytt", headline="”nu kör vi”")
    assert fixed(text.replace("«", "").replace("»", "")) == right


@pytest.mark.parametrize("headline", ["von Essen leder", "iPhone i skolan", "storsthlm.se är ny", "26 möten", "å"])
def test_names_in_lower_case_may_begin(headline: str) -> None:
    assert found(issue_text(headline=headline)) == []
