from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from storsthlm_cli.model.blocks import ProseText
from storsthlm_cli.model.directory import Directory
from storsthlm_cli.model.findings import Level
from storsthlm_cli.model.issue import ForList, Issue
from storsthlm_cli.model.newsletter import Newsletter
from storsthlm_cli.model.proof import Mark, Proof, Remark
from storsthlm_cli.rendering.proofs.page import page
from storsthlm_cli.rendering.proofs.plain import WIDTH, plain
from storsthlm_cli.rendering.proofs.proof import make_proof
from storsthlm_cli.rendering.proofs.sheets import HEIGHT
from tests.rendering.conftest import SPOT, prose, text

REMARKS = (
    Remark(Level.ERROR, "D101", "article-1", "wrong weekday"),
    Remark(Level.WARNING, "M104", "", "no preheader"),
)


def made(issue: Issue, directory: Directory, newsletter: Newsletter, section: str | None = None) -> Proof:
    return make_proof(issue, directory, newsletter, content="0123456789abcdef", remarks=REMARKS, section=section)


@pytest.fixture
def proof(issue: Issue, directory: Directory, newsletter: Newsletter) -> Proof:
    return made(issue, directory, newsletter)


def test_each_section_has_a_page_of_its_own(proof: Proof) -> None:
    titles = [sheet.title for sheet in proof.sheets if sheet.lines]
    assert titles == [
        "I inkorgen",
        "Avsnitt 1 av 5: Krafttag för barns hälso-, sjuk- och tandvård",
        "Avsnitt 1 av 5: Krafttag för barns hälso-, sjuk- och tandvård (forts.)",
        "Avsnitt 2 av 5: ”Att förändra på riktigt”",
        "Avsnitt 3 av 5: Den 28 oktober fortsätter samtalet!",
        "Avsnitt 4 av 5: Kommande möten",
        "Avsnitt 5 av 5: Höstens seminarier",
        "Avslutning",
    ]


def test_what_is_said_to_one_list_only_comes_last(issue: Issue, directory: Directory, newsletter: Newsletter) -> None:
    own = ForList(name="press", spot=SPOT, subject=(text("Till er i pressen"),), intro=prose("Ni får det i förväg."))
    proof = made(replace(issue, for_lists=(own,)), directory, newsletter)
    assert [sheet.title for sheet in proof.sheets if sheet.lines][-2:] == ["Avslutning", "Bara till listan press"]
    assert [line.text for line in proof.lines][-2:] == ["Ämnesrad: Till er i pressen", "Ni får det i förväg."]


def test_an_article_is_read_in_the_words_of_its_mail(proof: Proof) -> None:
    lines = [line.text for line in proof.lines if line.section == "article-1"]
    assert lines == [
        "Social välfärd och hälsa",
        "Krafttag för barns hälso-, sjuk- och tandvård",
        "Hej [first_name, annars ”du”]!",
        "Läs vidare.",
        "Från den 1 april 2022 gäller 1 000 kr och kl. 9, se",
        "prislistan.",
        "→ https://www.storsthlm.example/pris?a=1&b=2",
        "Beslutsgång",
        "- Första",
        "- Andra",
        "  - Inuti",
        "3. Tre",
        "4. Fyra",
        "– Vi är glada.",
        "– Det blir bra, säger Åsa Ek (M), ordförande på",
        "Storsthlm.",
        "– Redan streckad",
        "(Tyra Dahl, framtidsdirektör i Huddinge kommun)",
        "Bild: Två personer",
        "Bildtext: På bryggan.",
        "Foto: Åsa Ek",
        "Ökad kunskap",
        "En studie.",
        "Om studien",
        "→ https://www.storsthlm.example/las",
        "Redaktionen har rättat texten.",
        "Läs hela artikeln",
        "→ https://www.storsthlm.example/las",
        "Borttagen sida",
        "→ [länk saknas]",
        "Kontakt: Tyra Dahl, framtidsdirektör i Huddinge kommun,",
        "dahl@storsthlm.example, 08-465 004 21",
        "Fråga gärna Åsa Ek, ordförande på Storsthlm,",
        "ek@storsthlm.example, 08-465 004 21",
        "Åsa Ek",
        "Ordförande, Storsthlm",
    ]


def test_days_of_the_file_are_set_off_with_weekday_and_year(proof: Proof) -> None:
    rows = [(line.text, line.notes) for line in proof.lines if line.section == "calendar-1" and line.notes]
    assert rows == [
        ("- 26–27 augusti: Kommundirektörskonferens", ("to 26–fr 27 augusti 2021",)),
        ("- torsdag 16 september kl. 9–11: Seminarium,", ("to 16 september 2021",)),
        ("- onsdag 22 september: Styrgrupp RSS (regionala", ("on 22 september 2021",)),
    ]
    (when,) = [line for line in proof.lines if line.text.startswith("När: ")]
    assert [(run.text, run.mark) for run in when.runs] == [("När: ", None), ("torsdag 28 oktober", Mark.DAY)]


def test_the_lists_name_everything_once(proof: Proof) -> None:
    assert [(named.name, named.mark.value, named.role) for named in proof.named] == [
        ("Tyra Dahl", "person", "framtidsdirektör i Huddinge kommun"),
        ("Åsa Ek", "person", "ordförande på Storsthlm"),
        ("Huddinge kommun", "organisation", ""),
        ("Storsthlm", "organisation", ""),
        ("Styrgrupp RSS", "name", None),
    ]
    assert [(dated.read, dated.words) for dated in proof.dated] == [
        ("to 26–fr 27 augusti 2021", ("26–27 augusti",)),
        ("to 16 september 2021", ("torsdag 16 september",)),
        ("on 22 september 2021", ("onsdag 22 september",)),
        ("to 28 oktober 2021", ("Den 28 oktober", "torsdag 28 oktober")),
        ("fr 1 april 2022", ("den 1 april 2022",)),
    ]
    lines = {line.number: line.text for line in proof.lines}
    assert all("Ek" in lines[number] for named in proof.named if named.name == "Åsa Ek" for number in named.lines)
    assert all(linked.text.split()[0] in lines[linked.line] for linked in proof.linked)


def test_one_section_has_the_same_numbers_and_its_own_remarks(
    proof: Proof, issue: Issue, directory: Directory, newsletter: Newsletter
) -> None:
    part = made(issue, directory, newsletter, "article-1")
    assert part.lines == tuple(line for line in proof.lines if line.section == "article-1")
    assert part.remarks == REMARKS[:1]
    assert proof.remarks == REMARKS


def test_text_and_page_have_the_same_lines(proof: Proof, tmp_path: Path) -> None:
    written, html = plain(proof), page(proof, tmp_path)
    assert written.count("\f") + 1 == html.count('<section class="sheet"') == len(proof.sheets)
    numbers = [int(line[:3]) for line in written.splitlines() if line[:3].strip().isdigit() and line[3:5] == "  "]
    assert numbers == [line.number for line in proof.lines] == list(range(1, len(numbers) + 1))
    for number in numbers:
        assert f'<span class="number">{number}</span>' in html


def test_no_page_is_higher_than_the_paper(issue: Issue, directory: Directory, newsletter: Newsletter) -> None:
    long = replace(issue.sections[0], body=(ProseText(prose(*["Ord och ord. " * 300] * 3, "9" * 9000), SPOT),))
    proof = made(replace(issue, sections=(long, *issue.sections[1:])), directory, newsletter)
    for sheet in proof.sheets:
        tables = sum(3 + sum(max(map(len, row)) for row in table.rows) for table in sheet.tables)
        assert 0 < sum(1 + line.gap for line in sheet.lines) + tables <= HEIGHT
    assert max(map(len, plain(proof).splitlines())) <= WIDTH


def test_no_heading_ends_a_page(issue: Issue, directory: Directory, newsletter: Newsletter) -> None:
    for length in range(30, 45):
        body = (ProseText(prose("\n".join(["Ord"] * length)), SPOT), *issue.sections[0].body[4:])
        proof = made(
            replace(issue, sections=(replace(issue.sections[0], body=body), *issue.sections[1:])), directory, newsletter
        )
        assert all(sheet.lines[-1].text != "Ökad kunskap" for sheet in proof.sheets if sheet.lines)


def test_what_authors_write_is_text_and_never_markup(
    issue: Issue, directory: Directory, newsletter: Newsletter, tmp_path: Path
) -> None:
    evil = "<script>alert(1)</script> {{ 7 * 7 }} & \x1b[2J\x0c"
    section = replace(issue.sections[0], headline=text(evil), body=(ProseText(prose(evil), SPOT),))
    proof = made(replace(issue, sections=(section,)), directory, replace(newsletter, name=evil))
    html, written = page(proof, tmp_path), plain(proof)
    assert "<script" not in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt; {{ 7 * 7 }} &amp;") > 3
    assert "\x1b" not in html + written
    assert written.count("\f") == len(proof.sheets) - 1
