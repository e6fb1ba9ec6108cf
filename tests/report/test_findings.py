from __future__ import annotations

import io
import json
import sys

import pytest

from storsthlm_cli.model.findings import Finding, Level
from storsthlm_cli.model.places import Place
from storsthlm_cli.report.consoles import open_consoles
from storsthlm_cli.report.data import write_json
from storsthlm_cli.report.dresses import Dress
from storsthlm_cli.report.findings import as_data, concise, full, github, plural, show_findings, show_lines, summary

PLACE = Place("issues/2021-06/issue.yaml", 12, 5, 12, 12, "    headlin: Ny direktör")
UNKNOWN = Finding("S020", Level.ERROR, PLACE, {"key": "headlin", "nearest": "headline", "known": "body, headline"})


def test_the_full_dress_shows_level_code_sentence_place_line_caret_and_help() -> None:
    assert [line.plain for line in full(UNKNOWN, 100)] == [
        "error[S020]: `headlin` is not a key that is known here",
        "  --> issues/2021-06/issue.yaml:12:5",
        "   |",
        "12 |     headlin: Ny direktör",
        "   |     ^^^^^^^",
        "   = help: did you mean `headline`?",
    ]


def test_without_a_nearest_name_the_known_ones_are_given() -> None:
    finding = Finding("S020", Level.ERROR, PLACE, {"key": "foo", "nearest": "", "known": "body, headline"})
    assert full(finding, 100)[-1].plain == "   = help: known here: body, headline"


def test_a_finding_without_a_place_has_sentence_and_help_only() -> None:
    finding = Finding("M101", Level.ERROR, None, {"field": "first_name", "count": "3", "first": "a@b.example"})
    assert [line.plain for line in full(finding, 100)] == [
        "error[M101]: recipients without `first_name`: 3 (first: `a@b.example`), and the merge slot has no default",
        '   = help: write a default: `{{ recipient.first_name | default("…") }}`, or fill in the list',
    ]


def test_the_concise_dress_is_one_line_that_editors_understand() -> None:
    assert concise(UNKNOWN).plain == (
        "issues/2021-06/issue.yaml:12:5: error[S020] `headlin` is not a key that is known here"
    )


def test_a_github_annotation_escapes_what_would_end_a_property_or_the_line() -> None:
    place = Place("issues/a,b:c.yaml", 1, 1, 1, 2, "x")
    finding = Finding("S020", Level.WARNING, place, {"key": "100%", "nearest": "x", "known": ""})
    assert github(finding) == (
        "::warning file=issues/a%2Cb%3Ac.yaml,line=1,endLine=1,col=1,endColumn=2,title=S020::"
        "`100%25` is not a key that is known here%0Adid you mean `x`?"
    )


def test_json_has_every_field_also_when_there_is_no_place() -> None:
    with_place, without = as_data(UNKNOWN), as_data(Finding("S030", Level.ERROR, None))
    assert with_place.keys() == without.keys()
    assert (with_place["line"], with_place["column"], with_place["end_column"]) == (12, 5, 12)
    assert without["file"] is None


def test_a_json_document_begins_with_its_version(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    write_json(open_consoles({}).out, {"findings": [as_data(UNKNOWN)]})
    assert list(json.loads(out.getvalue())) == ["version", "findings"]
    assert json.loads(out.getvalue())["version"] == 1


def test_json_is_ascii_where_the_stream_cannot_write_swedish(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")
    monkeypatch.setattr(sys, "stdout", out)
    write_json(open_consoles({}).out, {"name": "Åsa"})
    out.flush()
    assert json.loads(raw.getvalue())["name"] == "Åsa"


def test_control_characters_in_arguments_are_made_visible() -> None:
    finding = Finding("S020", Level.ERROR, None, {"key": "a\x1b[2J\n", "nearest": "", "known": ""})
    assert concise(finding).plain == "error[S020] `a␛[2J␊` is not a key that is known here"


def test_full_findings_are_separated_by_a_blank_line(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    show_findings(open_consoles({}), [UNKNOWN, UNKNOWN], Dress.FULL)
    assert out.getvalue().count("\n\nerror[S020]") == 1


def test_people_see_a_hundred_findings_and_how_many_more_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    out, err = io.StringIO(), io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    show_findings(open_consoles({}), [UNKNOWN] * 102, Dress.FULL)
    assert out.getvalue().count("error[S020]") == 100
    assert "\nand 2 errors more; `--format concise` shows all\n" in out.getvalue()
    show_findings(open_consoles({}), [UNKNOWN] * 102, Dress.CONCISE)
    assert out.getvalue().count("error[S020]") == 202
    show_lines(open_consoles({}), [UNKNOWN] * 101)
    assert err.getvalue().count("error[S020]") == 100
    assert err.getvalue().endswith("and 1 error more; `storsthlm validate --format concise` shows all\n")


@pytest.mark.parametrize(
    ("levels", "told"),
    [
        ([], "no findings"),
        ([Level.ERROR], "1 error"),
        ([Level.WARNING, Level.ERROR, Level.ERROR], "2 errors, 1 warning"),
        ([Level.INFO, Level.INFO], "2 remarks"),
    ],
)
def test_the_summary_counts_what_there_is(levels: list[Level], told: str) -> None:
    assert summary([Finding("S030", level, None) for level in levels]) == told


def test_plural_of_words_that_do_not_take_an_s() -> None:
    assert (plural(1, "address", "addresses"), plural(2, "address", "addresses")) == ("1 address", "2 addresses")
