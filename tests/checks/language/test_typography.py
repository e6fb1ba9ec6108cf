"""Marks and dashes: what is objected to, where, what is let be, and what it becomes."""

from __future__ import annotations

import pytest

from storsthlm_cli.source.yaml import parse_document
from tests.checks.language.typography import fixed, found, issue_text, typography


@pytest.mark.parametrize(
    ("code", "written", "right"),
    [
        ("T101 warning", 'Hon sa «"hej på dig"» till oss.', "Hon sa ”hej på dig” till oss."),
        ("T101 warning", 'Skriv «"hej"»s namn.', "Skriv ”hej”s namn."),
        ("T101 warning", 'Han är «"kort"», 24" bred.', 'Han är ”kort”, 24" bred.'),
        ("T103 warning", "Storsthlm «-» så funkar det.", "Storsthlm – så funkar det."),
        ("T103 warning", "Storsthlm «--» så funkar det.", "Storsthlm – så funkar det."),
        ("T103 warning", "Storsthlm «—» så funkar det.", "Storsthlm – så funkar det."),
        ("T108 info", "Arbetsmarknad «&» tillväxt.", "Arbetsmarknad och tillväxt."),
    ],
)
def test_what_is_wrong_is_found_in_its_place_and_mended(code: str, written: str, right: str) -> None:
    text = issue_text(written)
    assert found(text) == [code]
    assert fixed(text.replace("«", "").replace("»", "")).rstrip() == issue_text(right).rstrip()


def test_only_what_is_in_swedish_is_judged_by_the_rules_for_swedish() -> None:
    written = 'Hon sa «"hej"» till oss.'
    assert found(issue_text(written)) == ["T101 warning"]
    assert found(issue_text(written.replace("«", "").replace("»", ""), more="    language: en\n")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Hälso-, sjuk- och tandvård, energi- och klimatrådgivning.",
        "Det är 13–26 år, 1,5 procent, 20 000 platser och 1 000 kr 2022.",
        "Covid-19 och dnr 2021-123 och nr 3-4 och SFS 2018-1937.",
        "Ring 08-465 004 34 eller 070-123 45 67. Ring 1177 för råd.",
        "Skriv till a-b@kommun.example, eller se https://kommun.example/a,b/1-2?c=6000 elever.",
        "Filen heter Plan.Slutlig.pdf och ligger på www.Kommun.example.",
        "Vi ses den 7-8 juli kl 9-12, och år 2019 - 2022 gäller.",
        "Under 2019 elever och lärare, i årskurs 7–9, läsåret 2020/21.",
        "År 2021 deltog 26 kommuner, 284 kommuner och 999 elever.",
        "DUA:s, SKR:s och IFAU:s. Future & Welfare på H&M.",
        "Den 5\u00a0maj kl.\u00a09, 20\u00a0000 platser, §\u00a04.",
        "Skillnaden mellan 7–9 åringar och vuxna.",
        "Matchen slutade 3-1, oavgjort 2-2, på 50-50.",
        "Vänta ... och se … nu :) så!",
        "Priset är 5:- eller 10:-.",
        "Origo, Sweco, Webcare och Rusta och matcha (KROM).",
        "Från -5 till 10 grader.",
        "Kapitel 4.100 och version 1.200 gäller.",
        "Vi ses i Nacka\noch i Solna.",
        'Skärmen är 24" bred, bordet 5\'10" högt. Det är 59°19\'45" nord.',
        "Rock 'n' roll, O'Connor, L'Oréal och 80's. Vi ska ta't lugnt.",
        "Hon sa: 'Ja' och ‘nej’. ”Hon sa ’nej’ till oss”, säger han.",
        'Sätt a="b" och c=\'d-e\'. Se https://a.example/x-y?q="hej"&z=1-2 nu.',
        "Filen Plan_2021-04-29_v1.2-3.pdf är bild 7-10.jpg, enligt bo-ek@kommun.example.",
        "Ring +46 8-123 45 67, 0771-11 12 13 eller 1177. ISBN 978-91-7000-150-5 och ISSN 1234-5678.",
        "Beslut 2021-04-29 i ärende 2021/123 och dnr KS 2021/123-5, org.nr 222000-0315.",
        "12-13-åringar, 70-talet, 24/7, 50/50 och 5-i-12-rörelsen, från 8-till-5.",
        "Box 12, 112 20 Stockholm. Format A4-A5, väg E4-E18, H2O och PM2.5-10.",
        "Bankgiro 123-4567, bg 123-4567, kontonr 12-345 och kundnummer 1-25.",
        "Skala 1:50-1:100, IP 192.168.0.1-10, 7-10-13 och 9-10-2021.",
        "Node.js, ASP.Net, Booking.com, AT&T, R & D och 1,5 à 2,5.",
        "Priset är 1.234.567,50 kronor, EU 2016/679 och SFS 2017:900.",
    ],
)
def test_what_looks_like_it_is_let_be(text: str) -> None:
    assert found(issue_text(text)) == []


def test_lines_of_speech_begin_with_a_dash_and_one_blank() -> None:
    assert found(issue_text("«–»Vi är glada, säger hon.")) == ["T102 warning"]
    assert found(issue_text("«–  »Vi är glada, säger hon.")) == ["T102 warning"]
    assert found(issue_text("«-»Vi är glada, säger hon.")) == ["T102 warning"]
    assert found(issue_text("– Vi är glada, säger hon.")) == []
    assert found(issue_text("-5 grader var det.")) == []
    assert fixed(issue_text("–  Vi är glada.")) == issue_text("– Vi är glada.")


def test_a_line_of_speech_that_became_a_list_is_told() -> None:
    (finding,) = typography(issue_text("Hon är nöjd.\n\n- Vi är glada, säger hon till oss."))
    assert (finding.code, finding.edit) == ("T102", None)
    assert finding.arguments["right"] == "– Vi är glada, säger hon till oss."
    assert found(issue_text("- Vi är glada\n- Vi är nöjda, säger hon till oss")) == []
    assert found(issue_text("- Ett möte i höst")) == []


@pytest.mark.parametrize(
    "block",
    ["quote: {text: '- «Vi är glada.»', by: Åsa Ek}", "qa: {question: Hur då?, answer: '- «Vi är glada.»'}"],
)
def test_a_hyphen_before_a_quote_or_an_answer_makes_a_list_of_it(block: str) -> None:
    more = f"  - kind: article\n    headline: Två\n    body:\n      - {block}\n"
    assert found(issue_text(more=more)) == ["T102 warning"]


def test_nested_quotations_are_mended_in_one_go() -> None:
    text = issue_text('Hon sa: "Jag tror på "kloning" - nu".')
    assert [finding.code for finding in typography(text)] == ["T101", "T101", "T103"]


def test_marks_around_markup_are_mended_both_or_neither() -> None:
    assert fixed(issue_text('Hon sa "**hej** du" nu.')) == issue_text('Hon sa "**hej** du" nu.')
    assert fixed(issue_text('Hon sa "hej **på** dig" nu.')) == issue_text("Hon sa ”hej **på** dig” nu.")


def test_an_edit_stays_inside_its_yaml_quotes() -> None:
    text = issue_text(headline='"Hon sa \\"hej\\" nu"')
    (finding,) = typography(text)
    assert finding.edit is not None
    assert parse_document(text, "issue.yaml").edit([finding.edit]) == issue_text(headline='"Hon sa ”hej” nu"')


@pytest.mark.parametrize("text", ["12 - 13-åringar är med.", "Ring 08 - 123 45 67.", "Det är 5 - 3 = 2."])
def test_between_figures_a_hyphen_may_be_a_sign_and_is_left_to_people(text: str) -> None:
    (finding,) = typography(issue_text(text))
    assert (finding.code, finding.edit) == ("T103", None)


def test_a_missing_hyphen_is_a_remark_without_a_fix() -> None:
    (finding,) = typography(issue_text("Rätten till hälso-, sjuk och tandvård."))
    assert (finding.code, finding.level.value, finding.arguments["word"], finding.edit) == (
        "T109",
        "info",
        "sjuk",
        None,
    )


def test_all_texts_are_looked_at() -> None:
    more = (
        "    image: {file: a.jpg, alt: Ett «-» två, caption: Tre «-» fyra, credit: Fem «-» sex}\n"
        "    links: [{text: Läs om sju «-» åtta, url: 'https://kommun.example/'}]\n"
        "  - kind: calendar\n    headline: Möten\n    rows:\n      - 2021-09-16 VIS «-» vård\n"
    )
    text = issue_text(kicker="Noll «-» en", headline="Nio «-» tio", more=more)
    assert sorted(found(_in_reading_order(text))) == ["T103 warning"] * 7


def _in_reading_order(text: str) -> str:
    """Put the image first, as readers see it: findings come in that order."""
    image = next(line for line in text.splitlines() if "image:" in line)
    return text.replace(image + "\n", "").replace("    kicker:", f"{image}\n    kicker:")


def test_other_languages_have_other_rules() -> None:
    assert found(issue_text('He said "hello" - 7-10 times.', language="en")) == []
    assert found(issue_text('Han sa «"hej"».', language="sv-FI")) == ["T101 warning"]
