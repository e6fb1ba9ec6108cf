"""Names and words in their form: what is objected to, where, what is written instead, and what is left alone."""

from __future__ import annotations

import datetime
import pathlib
from collections.abc import Callable, Mapping

import pytest

from storsthlm_cli.checks.engine import judge
from storsthlm_cli.checks.near_misses import near
from storsthlm_cli.directory.reading import read_directory
from storsthlm_cli.issues.reading import read_issue
from storsthlm_cli.model.evidence import Evidence
from storsthlm_cli.model.findings import Finding
from storsthlm_cli.source.yaml import Document, parse_document

Finds = Callable[..., list[Mapping[str, str]]]

DIRECTORY = pathlib.Path(__file__).parents[2] / "directory"
MUNICIPALITIES = (DIRECTORY / "municipalities.yaml").read_text("utf-8")
MEETINGS = (DIRECTORY / "meetings.yaml").read_text("utf-8")
TERMS = """
i-dag: {write: i dag, avoid: [idag]}
it: {write: it, avoid: [IT]}
covid: {write: covid-19, avoid: [Covid-19]}
nya: {write: tjänstepersoner, avoid: [tjänstemän], from: 2021-07-01}
gamla: {write: regionen, avoid: [landstinget], to: 2021-06-20}
"""
ORGANISATIONS = """
storsthlm: {name: Storsthlm}
energikontoret: {name: Energikontoret Storsthlm, aliases: [Energikontor Storsthlm]}
arbetsformedlingen: {name: Arbetsförmedlingen}
naringsliv: {name: Svenskt Näringsliv}
inera: {name: Inera}
telekom: {name: Föreningen IT i samverkan}
region: {name: Region Stockholm, short: regionen, from: 2019-01-01}
lan: {name: Länsstyrelsen i Stockholms län, short: länsstyrelsen}
skl: {name: Sveriges Kommuner och Landsting, short: SKL, to: 2019-11-26}
skr: {name: Sveriges Kommuner och Regioner, short: SKR, from: 2019-11-27}
dua: {name: Delegationen för unga och nyanlända till arbete, short: DUA}
hbv: {name: Husbyggnadsvaror HBV, short: HBV}
digg: {name: Myndigheten för digital förvaltning, short: Digg}
"""
ALL = {"municipalities": MUNICIPALITIES, "terms": TERMS, "organisations": ORGANISATIONS, "meetings": MEETINGS}

REMARKS = ("N110", "N111", "N112")


def text(words: str) -> str:
    return f"kind: article\nheadline: Rubriken\nbody: |\n  Vi skriver om {words} och om annat.\nlinks: [{LINK}]"


LINK = "{text: Läs om våra nya möten i höst, url: https://storsthlm.example/moten/}"


def found(words: str) -> list[tuple[str, Mapping[str, str]]]:
    """Return what the rules about names find in a sentence."""
    return [(code, arguments) for code, arguments, _ in _judged(words)[1]]


def right(words: str) -> str:
    """Return the sentence with what its findings replace."""
    document, judged = _judged(words)
    mended: str = document.edit([edit for _, _, edit in judged if edit is not None])
    return mended.split("Vi skriver om ")[1].split(" och om")[0]


def _judged(words: str):  # type: ignore[no-untyped-def]
    document, judged = judged_section(text(words))
    ours = [each for each in judged if each.code[0] == "N" or each.code in ("C107", "C108", "C109")]
    return document, [(each.code, each.arguments, each.edit) for each in ours]


def of_a_row(title: str) -> Finding:
    """Return what is found in a calendar row of this title."""
    _, (found,) = judged_section(f'kind: calendar\nheadline: Kalender\nrows: [{{date: 2021-09-02, title: "{title}"}}]')
    return found


def judged_section(section: str) -> tuple[Document, tuple[Finding, ...]]:
    """Return the document of an issue with one section, and what is found in it."""
    frame = "date: 2021-06-21\nsubject: Ämnet\npreheader: Förhandstexten, som står bakom ämnet\nsections:\n  - "
    document = parse_document(frame + "\n    ".join(section.split("\n")) + "\n", "issue.yaml")
    people = {"people": (DIRECTORY / "people.yaml").read_text("utf-8")}
    files = {name: parse_document(content, f"{name}.yaml") for name, content in {**ALL, **people}.items()}
    directory, _ = read_directory(files)
    issue, _ = read_issue(document, "2021-06")
    assert issue is not None
    evidence = Evidence(directory, datetime.date(2021, 6, 21), organisation="Storsthlm")
    return document, judge(issue, evidence, {})


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


@pytest.mark.parametrize("words", ["fallet.\n\n  Covid-19 drabbar", "råden: Covid-19 först"])
def test_the_capital_of_a_sentence_says_nothing(words: str) -> None:
    assert found(words) == []
    assert [code for code, _ in found("sjukdomen Covid-19")] == ["N102"]


def test_a_word_to_avoid_keeps_the_capital_of_its_sentence() -> None:
    assert right("fallet.\n\n  Idag är det möte").endswith("I dag är det möte")


def test_a_word_with_markup_inside_is_told_and_not_mended() -> None:
    ((code, arguments),) = found("Stockholm **stad**")
    assert (code, arguments["right"]) == ("N105", "Stockholms stad")
    assert right("Stockholm **stad**") == "Stockholm **stad**"


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ("Strategisk nätverk digitalisering", "Strategiskt nätverk för digitalisering"),
        ("Strategiskt nätverk: Socialtjänst", "Strategiskt nätverk för socialtjänst"),
        ("Strategiskt nätverk för samhälsbyggnad", "Strategiskt nätverk för samhällsbyggnad"),
        ("Styrelsemöte", "Storsthlms styrelse"),
        ("VIS – Vård i samverkan", "VIS – ledningsgrupp för samverkan inom vård och omsorg"),
    ],
)
def test_a_row_under_another_name_gets_that_of_its_series(finds: Finds, row: str, name: str) -> None:
    frame = f'kind: calendar\nheadline: Kalender\nrows:\n  - {{date: 2021-09-02, title: "«{row}»"}}'
    (arguments,) = finds(frame, "N108 warning", meetings=MEETINGS)
    assert arguments == {"words": row, "right": name}


def test_a_row_has_the_name_that_its_meeting_has_on_the_day(finds: Finds) -> None:
    row = "kind: calendar\nheadline: Kalender\nrows: ['2021-09-02 «{}»']"
    meetings = """
resor: {name: Nätverket för mat och resor, to: 2021-06-20}
dryck: {name: Nätverket för mat och dryck, aliases: [Nätverket för mat och resor], from: 2021-06-21}
"""
    (arguments,) = finds(row.format("Nätverket för mat och resor"), "N108 warning", meetings=meetings)
    assert arguments["right"] == "Nätverket för mat och dryck"
    before = meetings.replace("2021-06-2", "2021-07-2")
    finds(row.format("Nätverket för mat och resor").replace("«", "").replace("»", ""), meetings=before)
    finds(row.format("Nätverket för mat och dryck").replace("«", "").replace("»", ""), meetings=before)


@pytest.mark.parametrize(
    ("row", "mended"),
    [
        ("strategiskt nätverk digitalisering", True),
        ("Strategiskt nätverk: Digitaliserng", True),
        ("Styrelsemöte", False),
        ("VIS – Vård i samverkan", False),
    ],
)
def test_a_row_is_mended_only_where_its_words_are_those_of_the_name(row: str, mended: bool) -> None:
    assert bool(of_a_row(row).edit) is mended


def test_a_blank_of_another_kind_in_a_row_is_left_to_typography() -> None:
    assert of_a_row("Strategiskt nätverk\u00a0HR").code == "T107"


@pytest.mark.parametrize(
    "row",
    [
        "Strategiskt nätverk för digitalisering",
        "Strategiskt nätverk för IT",
        "Politisk styrgrupp VISSA",
        "Vasrådet 2019",
        "Seminarium för strategiskt nätverk digitalisering",
        "Regional dialog gemensam gymnasieregion",
        "Kommundirektörslunch",
    ],
)
def test_a_row_of_its_own_is_left_alone(finds: Finds, row: str) -> None:
    finds(f"kind: calendar\nheadline: Kalender\nrows:\n  - 2021-09-02 {row}", meetings=MEETINGS)


def test_one_name_in_two_forms_is_a_remark() -> None:
    words = "Årets Innovativa Kommun, om Årets Innovativa Kommun och Årets Innovativa kommun"
    ((code, arguments),) = found(words)
    assert code == "N110"
    assert arguments == {"words": "Årets Innovativa kommun", "usual": "Årets Innovativa Kommun"}


def test_a_meeting_in_running_text_has_the_capitals_and_words_of_the_calendar(finds: Finds) -> None:
    rows = "  - kind: calendar\n    headline: Kalender\n    rows: [2021-09-02 Strategiskt nätverk för socialtjänst]\n"
    frame = "date: 2021-06-21\nsubject: Ämnet\npreheader: Förhandstexten, som står bakom ämnet\nsections:\n"
    article = "  - kind: article\n    headline: Rubriken\n    body: Vi möter vårt strategiska {} i dag.\n"
    for words in ("nätverk för Socialtjänst", "nätverk för socialtjänsten"):
        text = frame + article.format(f"«{words}»") + rows
        (arguments,) = finds(text, "N110 info", meetings=MEETINGS, whole=True)
        assert arguments == {"words": words, "usual": "nätverk för socialtjänst"}
        finds(frame + article.format(words), meetings=MEETINGS, whole=True)
    finds(frame + article.format("nätverk för socialtjänst") + rows, meetings=MEETINGS, whole=True)
    finds(frame + article.format("samtal med Storsthlms styrelse") + rows, meetings=MEETINGS, whole=True)


def test_many_municipalities_are_in_the_county() -> None:
    for words in ("kommunerna i Stockholm", "kommunerna i Stockholm, Region Stockholm och vi"):
        ((code, arguments),) = found(words)
        assert (code, arguments["right"]) == ("N105", "kommunerna i Stockholms län")
        assert right(words) == words
    assert found("kommunerna i Stockholms län, kommuner i Stockholm och Uppsala, kommunen i Stockholm") == []


def test_a_first_name_alone_is_a_remark() -> None:
    assert found("vad Gunvor tycker") == [("N111", {"name": "Gunvor", "what": "no surname", "way": "the full name"})]
    assert found("vad Gunvor Tallhammar sa, och vad Gunvor tycker") == []
    assert found("vad Gunvor Ek och Eva Gunvor tycker") == []


def test_an_acronym_is_spelled_out_at_its_first_use() -> None:
    assert found("DUA") == [("N112", {"words": "DUA", "full": "Delegationen för unga och nyanlända till arbete (DUA)"})]
    assert found("HBV")[0][1] == {"words": "HBV", "full": "Husbyggnadsvaror HBV"}
    assert found("DIGG")[0][1]["full"] == "Myndigheten för digital förvaltning (Digg)"
    assert found("KSO i dag, KSO:s brev")[0][1] == {"words": "KSO", "full": ""}
    assert len(found("KSO i dag, KSO:s brev")) == 1
    assert found("ÖDIS, ökad användning av öppna data i Stockholmsregionen,") == []


def test_a_slip_is_small_and_begins_with_the_same_letter() -> None:
    assert near("Huddnige", "Huddinge")
    assert not near("Haninge", "Huddinge")
    assert not near("Tallhammer", "Hallhammar")
    assert not near("Solan", "Solna")
    assert not near("Huddinges", "Huddinge")


def test_the_places_of_findings_are_those_of_the_words(finds: Finds) -> None:
    body = "kind: article\nheadline: Vi möts i «huddinge»\nbody: Välkommen till «Stockholm stad», där vi möts.\nlinks: "
    wanted = ("N109 warning", "N105 warning")
    marks = finds(body.replace("«huddinge»", "Huddinge") + f"[{LINK}]", wanted[1], **ALL)
    assert marks == [{"words": "Stockholm stad", "right": "Stockholms stad"}]
    marks = finds(body.replace("«Stockholm stad»", "Stockholms stad") + f"[{LINK}]", wanted[0], **ALL)
    assert marks == [{"words": "huddinge", "right": "Huddinge"}]
