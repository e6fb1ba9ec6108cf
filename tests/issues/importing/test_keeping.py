from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storsthlm_cli.issues.importing.keeping import lost, words
from storsthlm_cli.issues.importing.lines import Line
from storsthlm_cli.issues.importing.notes import Dropped, Rewritten
from storsthlm_cli.model.errors import Failure
from tests.issues.importing.conftest import drafted

PHRASES = (
    *("Kalendarium", "På gång", "intervju med siv ek, rektor", "HÄLSA OCH STÖD", "Till sist", "Styrelsen", "\xa0", ""),
    *(
        "5/2Möte med nätverket",
        "12/2\xa0\xa0 Råd",
        " • Nätverk för skola, 21 maj",
        " • Råd,26 och 27 augusti",
        "15 januari",
    ),
    *("När: Torsdagen den\xa029 april", "Tid: Kl. 9–10.30", "Plats: Rådhuset", "Datum: 31 april", "Tid: hela dagen"),
    *(
        "Läs mer om skolan",
        "Anmäl dig här!",
        "Se hela kalendariet",
        "Läs mer här https://x.example/a",
        "https://b.example",
    ),
    *("Siv Ek, rektor i Exempelby. Foto: Bo Ask", "Foto: Bo Ask/Byrån", "Högst upp från vänster: Siv Ek, Bo Ask."),
    *("Längst ned från vänster: Ann Al och Per Å", "Källa: Myndigheten", "Illustration: Bo Ask"),
    *("– Det är bra, säger Siv Ek, rektor i Exempelby. Och vi går vidare.", "- Ja, sa Siv.", "– Nej, menar hon."),
    *("Hur går det för er?", "Bra.", "Varmt välkomna!", "Siv Ek,", "Förbundsdirektör", "Vi önskar er en fin sommar!"),
    *(
        "Vid frågor, kontakta Bo Ask",
        "Kontakta info@x.example för mer.",
        "Senast den 11 mars ska vi ha era svar, skicka in dem.",
    ),
    *(
        "Det här är bara ett utdrag ur en text. Läs hela här",
        "Beslut:",
        " • en sak,",
        "- punkt ett",
        "* punkt",
        "1. ett",
    ),
    *(
        "Ett stycke text som är långt nog för att vara ett riktigt stycke, " * 3 + "och slut.",
        "# Rubrik",
        "======",
        "---",
    ),
    *("[a](b) *c* _d_ `e` <f> &amp; {{ g }} \\h", "| a | b |", "a: b # c", "Save-the-date:", "Missade du dagen?"),
)
LINES = st.lists(st.sampled_from(PHRASES) | st.text(st.characters(codec="utf-8"), max_size=60), min_size=1, max_size=40)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=300)
@given(LINES)
def test_no_line_is_lost_whatever_the_lines_are(lines: list[str]) -> None:
    try:
        read = drafted("\n".join(lines))
    except Failure:
        return
    assert read.lost == []
    assert read.findings == ()


def test_a_word_that_is_missing_is_found() -> None:
    lines = [Line(1, "Ett ord till"), Line(2, "bort"), Line(3, "5/2Möte")]
    data = {"sections": [{"kind": "article", "body": "Ett ord. 2019-02-05 Möte"}], "check": "till"}
    assert [line.number for line in lost(lines, data, [Dropped(2, "bort", "frame")], [])] == [1, 3]
    assert lost(lines[2:], data, [], [Rewritten(3, "5/2", "2019-02-05")]) == []


def test_a_word_that_stands_twice_must_be_kept_twice() -> None:
    lines = [Line(1, "samma ord"), Line(2, "samma")]
    assert [line.number for line in lost(lines, {"body": "samma ord"}, [], [])] == [2]


def test_signs_and_capitals_are_no_words() -> None:
    assert words("– ”HÄLSA”, 7-10\xa0procent!") == ["hälsa", "7", "10", "procent"]
