from __future__ import annotations

import json
import os
import pathlib
import subprocess
import sys
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.stories.conftest import ROOT

if TYPE_CHECKING:
    from tests.stories.conftest import Story

BAD = """
E-post;Förnam;Roll
anna@komun.example;Anna;registrator
fel;;
Bo@Kommun.example;Bo;
bo@kommun.example;Bo;
info@kommun.example;;
"""
MUNICIPALITIES = """
"0162": {name: Danderyds kommun, short: Danderyd}
"0184": {name: Solna stad, short: Solna}
"""
COVERED = """
e-post;roll;kommun
a@danderyd.example;kommunstyrelsens ordförande;Danderyds kommun
b@danderyd.example;registrator;Danderyd
c@danderyd.example;registrator;Danderyd
d@solna.example;vice ordförande;Solna stad
e@danderyd.example;registrator;Solna stad
f@kansliet.example;registrator;
"""


def text(story: Story, name: str) -> str:
    return (story.folder / name).read_text(encoding="utf-8")


def export(story: Story, *rows: list[str]) -> pathlib.Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(story.folder / "export.xlsx")
    return story.folder / "export.xlsx"


def test_all_lists_are_shown_with_their_people_and_what_they_are_for(story: Story) -> None:
    story.write("lists/b.csv", "E-post\na@x.example\na@X.example\nfel\n")
    story.write("lists/b.yaml", "purpose: Att prova.\n")
    story.run("suppress", "bo@kommun.example")
    result = story.run("lists", "show")
    assert (result.code, result.err) == (0, "")
    assert result.out == "b         1 person, 2 left out  Att prova.\nkommuner  2 people, 1 left out\n"
    told = json.loads(story.run("lists", "show", "--json").out)["lists"]
    assert [(each["list"], each["number"], each["without"]) for each in told] == [("b", 1, 2), ("kommuner", 2, 1)]
    assert told[0]["facts"]["purpose"] == "Att prova."


def test_a_workspace_without_lists_says_so(story: Story) -> None:
    (story.folder / "lists/kommuner.csv").unlink()
    assert story.run("lists", "show").err.startswith("there are no lists: put a CSV file or a workbook")


def test_one_list_is_shown_with_what_is_known_of_it(story: Story) -> None:
    story.write("lists/kommuner.yaml", "purpose: Nyhetsbrevet.\nlegal_basis: samtycke\ndate: 2026-11-01\n")
    result = story.run("lists", "show", "kommuner", "--where", "förnamn!=", "--except", "kommuner")
    assert result.out == (
        "list kommuner, where förnamn!=, except kommuner, lists/kommuner.csv\n"
        "  purpose   Nyhetsbrevet.\n"
        "  basis     samtycke\n"
        "  date      2026-11-01\n"
        "  columns   e-post, förnamn\n"
        "  to        0 people\n"
        "  left out  2: 2 on a list left out\n"
        "\n"
        "left out\n"
        "  kommuner:2  anna@kommun.example  on a list left out: kommuner\n"
        "  kommuner:3  bo@kommun.example  on a list left out: kommuner\n"
    )
    told = json.loads(story.run("lists", "show", "kommuner", "--where", "förnamn~ann", "--json").out)
    assert told["people"] == [
        {
            "line": 2,
            "address": "anna@kommun.example",
            "fields": {"address": "anna@kommun.example", "first_name": "Anna"},
        }
    ]
    assert told["selection"] == ["kommuner", "where förnamn~ann"]


def test_every_problem_of_a_list_is_told_with_its_place(story: Story) -> None:
    story.write("lists/kommuner.csv", BAD)
    story.write("lists/kommuner.yaml", "source: register\nrol: [x]\n")
    story.run("suppress", "info@kommun.example", "--reason", "bad om det")
    result = story.run("lists", "check")
    assert result.code == 1
    assert result.out == (
        "lists/kommuner.yaml:2:1: error[S020] `rol` is not a key that is known here\n"
        "lists/kommuner.csv:1: warning[heading] the column `Förnam` means nothing: did you mean `förnamn`?\n"
        "lists/kommuner.csv:2: warning[slip] `anna@komun.example` looks like a slip: "
        "did you mean `anna@kommun.example`?\n"
        "lists/kommuner.csv:3: error[invalid] `fel` is not an address: an email address must have an @-sign\n"
        "lists/kommuner.csv:5: warning[duplicate] `bo@kommun.example` is on line 4 already\n"
    )
    assert result.err == ("kommuner: 2 people in 5 rows, 2 errors, 3 warnings, 3 remarks; `--remarks` shows them\n")
    remarks = story.run("lists", "check", "kommuner", "--remarks").out
    assert "lists/kommuner.yaml: info[few_facts] it does not say `purpose`, `legal_basis`, `date`\n" in remarks
    assert "lists/kommuner.csv:6: info[shared] `info@kommun.example` is a shared mailbox" in remarks
    assert "lists/kommuner.csv:6: info[suppressed] `info@kommun.example` gets nothing: bad om det (by hand, " in remarks
    (told,) = json.loads(story.run("lists", "check", "--json").out)["lists"]
    assert told["counts"] == {"error": 2, "warning": 3, "info": 3}
    assert [each["line"] for each in told["problems"]] == [None, 1, 2, 3, 5, 6, 6]


def test_a_list_in_order_is_told_in_one_line(story: Story) -> None:
    result = story.run("lists", "check")
    assert (result.code, result.out) == (0, "")
    assert result.err == "kommuner: 3 people in 3 rows, 1 remark; `--remarks` shows them\n"


def test_a_workbook_beside_the_others_is_a_list(story: Story) -> None:
    export(story, ["Mejl", "Förnamn"], ["dag@kommun.example", "Dag"]).rename(story.folder / "lists/nya.xlsx")
    result = story.run("send", "--list", "kommuner", "--list", "nya", "--confirm", "4")
    assert result.code == 0, result.err
    assert "4 planned: 4 accepted" in result.out
    assert story.run("lists", "add", "nya", "eva@kommun.example").err == (
        "error: `lists/nya.xlsx` is a workbook, which is only read here\n"
        "   = help: change it in Excel, or make it a CSV file: `storsthlm lists import lists/nya.xlsx --to nya`\n"
    )


def test_an_import_shows_the_changes_asks_and_keeps_what_was(story: Story) -> None:
    before = text(story, "lists/kommuner.csv")
    story.run("suppress", "dag@kommun.example")
    export(
        story,
        ["Förnamn", "E-postadress"],
        ["Anna-Lena", "Anna@KOMMUN.example"],
        ["Dag", "dag@kommun.example"],
        ["", "fel"],
    )
    shown = (
        "list kommuner from export.xlsx, replaces lists/kommuner.csv\n"
        "+ dag@kommun.example  Dag\n"
        "+ fel\n"
        "- bo@kommun.example  Bo\n"
        "- cilla@kommun.example\n"
        "~ Anna@kommun.example  first_name: Anna → Anna-Lena\n"
        "2 added, 2 removed, 1 changed, 0 the same\n"
        "1 row without a valid address: kept as written, and gets nothing\n"
        "1 of those added must get nothing, and will get nothing\n"
    )
    arguments = ("lists", "import", "export.xlsx", "--to", "kommuner")
    asked = story.run(*arguments)
    assert (asked.code, asked.out) == (2, "")
    assert asked.err.startswith(shown + "error: nobody is here to say yes: nothing was imported\n")
    refused = story.run(*arguments, stdin="n\n", terminal=True)
    assert (refused.code, text(story, "lists/kommuner.csv")) == (1, before)

    done = story.run(*arguments, "--yes")
    assert (done.code, done.err) == (0, shown)
    assert text(story, "lists/kommuner.csv") == (
        "\ufeffFörnamn;e-post\nAnna-Lena;Anna@kommun.example\nDag;dag@kommun.example\n;fel\n"
    )
    (kept,) = (story.folder / "lists").glob("*~")
    assert kept.read_text(encoding="utf-8") == before
    assert f"lists/kommuner.csv written; as it was: lists/{kept.name}\n" in done.out
    assert story.run("lists", "show").out == "kommuner  1 person, 2 left out\n"


def test_a_new_list_and_a_workbook_that_becomes_a_csv_file(story: Story) -> None:
    export(story, ["Mejl"], ["dag@kommun.example"]).rename(story.folder / "lists/nya.xlsx")
    done = story.run("lists", "import", "lists/nya.xlsx", "--to", "nya", "--yes", "--json")
    told = json.loads(done.out)
    assert (told["file"], told["same"], done.err) == ("lists/nya.csv", 1, "")
    assert sorted(path.name.partition(".2")[0] for path in (story.folder / "lists").iterdir()) == [
        "kommuner.csv",
        "nya.csv",
        "nya.xlsx",
    ]
    assert text(story, "lists/nya.csv") == "\ufeffe-post\ndag@kommun.example\n"
    again = story.run("lists", "import", "lists/nya.csv", "--to", "tredje", "--yes")
    assert again.out == "lists/tredje.csv written\nnext: `storsthlm lists check tredje`\n"


def test_an_import_names_the_coverage_where_roles_are_asked_for(story: Story) -> None:
    plain = story.run("lists", "import", "lists/kommuner.csv", "--to", "kommuner", "--yes").out
    assert plain.endswith("next: `storsthlm lists check kommuner`\n")
    again = story.run("lists", "import", "lists/kommuner.csv", "--to", "kommuner")
    assert (again.code, again.out) == (0, "lists/kommuner.csv is that already: nothing was written\n")
    assert len(list((story.folder / "lists").glob("*~"))) == 1, "of the first one only"
    data = json.loads(story.run("lists", "import", "lists/kommuner.csv", "--to", "kommuner", "--yes", "--json").out)
    assert (data["written"], data["kept"], data["same"]) == (False, None, 3)
    story.write("lists/kommuner.yaml", "roles: [registrator]\n")
    story.write("lists/kommuner.csv", "mejl\nanna@kommun.example\n")
    asked = story.run("lists", "import", "lists/kommuner.csv", "--to", "kommuner", "--yes").out
    assert asked.endswith("next: `storsthlm lists check kommuner` and `storsthlm lists coverage kommuner`\n")


def test_an_export_taken_in_again_changes_nothing(story: Story) -> None:
    story.write("lists/kommuner.csv", "e-post;namn;tel\n+anna@x.example;=Anna;+46 8 1\n-bo@x.example;@Bo;=1\n")
    for file in ("ut.csv", "ut.xlsx"):
        assert story.run("lists", "export", "kommuner", "-o", file).code == 0
        assert file == "ut.xlsx" or "'+anna" in text(story, file)
        done = story.run("lists", "import", file, "--to", "kommuner", "--yes")
        assert "0 added, 0 removed, 0 changed, 2 the same\n" in done.err
        assert text(story, "lists/kommuner.csv") == (
            "\ufeffe-post;namn;tel\n+anna@x.example;=Anna;+46 8 1\n-bo@x.example;@Bo;=1\n"
        )
    people = json.loads(story.run("lists", "show", "kommuner", "--json").out)["people"]
    assert [each["address"] for each in people] == ["+anna@x.example", "-bo@x.example"]


def test_what_is_not_there_is_not_imported(story: Story) -> None:
    result = story.run("lists", "import", "nix.xlsx", "--to", "kommuner", "--yes")
    assert (result.code, result.err.splitlines()[0]) == (2, "error: `nix.xlsx` does not exist")


@pytest.mark.parametrize("name", ["../ute", "where a", ".dold"])
def test_an_import_goes_nowhere_else(story: Story, name: str) -> None:
    result = story.run("lists", "import", "lists/kommuner.csv", "--to", name, "--yes")
    assert (result.code, result.err.splitlines()[0]) == (2, f"error: `{name}` is not the name of a list")


def test_a_person_is_added_once_and_never_against_their_will(story: Story) -> None:
    before = text(story, "lists/kommuner.csv")
    result = story.run("lists", "add", "kommuner", "dag@Kommun.example", "--set", "Förnamn=Dag")
    assert (result.code, result.out) == (0, "dag@kommun.example is on the list kommuner now\n")
    assert text(story, "lists/kommuner.csv") == before + "dag@kommun.example,Dag\n"
    again = story.run("lists", "add", "kommuner", "DAG@kommun.example")
    assert (again.code, "is on the list `kommuner` already" in again.err, "lists/kommuner.csv:5" in again.err) == (
        1,
        True,
        True,
    )
    story.run("suppress", "eva@kommun.example", "--reason", "bad om det")
    refused = story.run("lists", "add", "kommuner", "eva@kommun.example")
    assert (refused.code, "`eva@kommun.example` must get nothing: bad om det" in refused.err) == (1, True)
    assert '`storsthlm suppress eva@kommun.example --lift --reason "…"`' in refused.err
    story.run("suppress", "eva@kommun.example", "--lift", "--reason", "ångrade sig")
    story.run("suppress", "eva@kommun.example", "--list", "kommuner")
    refused = story.run("lists", "add", "kommuner", "eva@kommun.example")
    assert "`storsthlm suppress eva@kommun.example --list kommuner --lift" in refused.err
    for wrong in (("fel",), ("f@x.example", "--set", "förnamn"), ("f@x.example", "--set", "ort=x")):
        assert story.run("lists", "add", "kommuner", *wrong).code == 2
    assert text(story, "lists/kommuner.csv") == before + "dag@kommun.example,Dag\n"


def test_a_person_is_removed_and_told_what_that_is_not(story: Story) -> None:
    result = story.run("lists", "remove", "kommuner", "BO@kommun.example")
    assert (result.code, result.out) == (0, "bo@kommun.example removed from kommuner, line 3\n")
    assert "storsthlm suppress ADDRESS" in result.err
    assert text(story, "lists/kommuner.csv") == "e-post,förnamn\nanna@kommun.example,Anna\ncilla@kommun.example,\n"
    assert list((story.folder / "lists").glob("*~")) == []
    missing = story.run("lists", "remove", "kommuner", "anna@kommun.example", "bo@kommun.example")
    assert (missing.code, missing.err.splitlines()[0]) == (1, "error: not on the list `kommuner`: `bo@kommun.example`")
    assert "anna@kommun.example" in text(story, "lists/kommuner.csv")


def test_who_is_removed_and_must_get_nothing_is_not_said_to_come_back(story: Story) -> None:
    story.run("suppress", "anna@kommun.example")
    story.run("person", "erase", "cilla@kommun.example", "--yes")
    result = story.run("lists", "remove", "kommuner", "anna@kommun.example")
    assert result.err == "anna@kommun.example is suppressed, and gets nothing if imported again\n"
    result = story.run("lists", "remove", "kommuner", "bo@kommun.example", "cilla@kommun.example")
    assert result.err == (
        "cilla@kommun.example is suppressed, and gets nothing if imported again\n"
        "who else is imported again gets mail again; who must never get any: `storsthlm suppress ADDRESS`\n"
    )


def test_an_export_goes_into_no_file_of_another_kind(story: Story) -> None:
    result = story.run("lists", "export", "kommuner", "--output", "ut.pdf")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: `ut.pdf` ends in none of `.csv`, `.xlsx`, `.json`\n")
    assert not (story.folder / "ut.pdf").exists()
    assert story.run("lists", "export", "kommuner", "--output", "ut.txt", "--format", "csv").code == 0


def test_two_lists_are_compared(story: Story) -> None:
    story.write(
        "lists/nya.csv", "Mejl;Tilltalsnamn\nbo@kommun.example;Bosse\ndag@kommun.example;\nANNA@kommun.example;Anna\n"
    )
    result = story.run("lists", "diff", "kommuner", "nya")
    assert (result.code, result.err) == (0, "1 added, 1 removed, 1 changed, 1 the same\n")
    assert result.out == ("+ dag@kommun.example\n- cilla@kommun.example\n~ bo@kommun.example  first_name: Bo → Bosse\n")
    told = json.loads(story.run("lists", "diff", "kommuner", "lists/nya.csv", "--json").out)
    assert told["changed"][0]["fields"] == {"first_name": {"before": "Bo", "after": "Bosse"}}
    assert story.run("lists", "diff", "kommuner", "nix").code == 2


def test_an_export_leaves_out_who_has_left(story: Story) -> None:
    story.run("suppress", "bo@kommun.example")
    result = story.run("lists", "export", "kommuner", "-o", "ut.csv")
    assert (result.code, result.err) == (0, "2 written to ut.csv; left out: 1: 1 suppressed\n")
    assert text(story, "ut.csv") == "\ufeffe-post;förnamn\nanna@kommun.example;Anna\ncilla@kommun.example;\n"
    story.run("lists", "export", "kommuner", "-o", "ut.json", "--where", "förnamn=anna")
    assert json.loads(text(story, "ut.json"))["people"] == [{"e-post": "anna@kommun.example", "förnamn": "Anna"}]
    story.run("lists", "export", "kommuner", "-o", "ut.xlsx")
    assert json.loads(story.run("lists", "diff", "ut.csv", "ut.xlsx", "--json").out)["same"] == 2
    assert story.run("lists", "export", "kommuner", "--format", "xlsx").code == 2


def test_whoever_reads_an_export_may_stop_reading(story: Story) -> None:
    story.write("lists/lang.csv", "e-post\n" + "".join(f"p{number}@kommun.example\n" for number in range(20_000)))
    command = [sys.executable, "-m", "storsthlm_cli", "lists", "export", "lang"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=story.folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().decode() == "\ufeffe-post\r\n"
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()


def test_who_is_missing_where_is_told(story: Story) -> None:
    story.write("directory/municipalities.yaml", MUNICIPALITIES)
    story.write("lists/kommuner.csv", COVERED)
    story.write("lists/kommuner.yaml", "roles: [ordförande, registrator]\n")
    story.run("suppress", "e@danderyd.example")
    result = story.run("lists", "coverage", "kommuner")
    assert (result.code, result.err) == (
        1,
        "1 of 2 municipalities have somebody in each role; 1 row belongs to none\n",
    )
    assert result.out == (
        "          ordförande  registrator\n"
        "Danderyd  yes         2\n"
        "Solna     MISSING     left\n"
        "\n"
        "Solna stad, ordförande: nobody\n"
        "Solna stad, registrator: 1 person there, who must get nothing\n"
    )
    told = json.loads(story.run("lists", "coverage", "kommuner", "--role", "vice ordförande", "--json").out)
    assert (told["missing"], told["roles"]) == (1, ["vice ordförande"])
    assert told["municipalities"][1]["roles"]["vice ordförande"]["first"] == "d@solna.example"


def test_an_address_of_another_municipality_is_told(story: Story) -> None:
    story.write("directory/municipalities.yaml", MUNICIPALITIES)
    story.write("lists/kommuner.csv", COVERED)
    result = story.run("lists", "coverage", "kommuner", "--role", "registrator")
    assert result.code == 0
    assert "line 6: e@danderyd.example does not fit Solna stad: it is of Danderyds kommun\n" in result.out


def test_coverage_needs_roles_and_municipalities(story: Story) -> None:
    assert story.run("lists", "coverage", "kommuner").err.startswith("error: no role is asked for\n")
    told = story.run("lists", "coverage", "kommuner", "--role", "chef")
    assert (told.code, told.err.splitlines()[0]) == (2, "error: the directory has no municipalities")


def test_the_table_of_the_sample_fits_into_80_columns(samples: Story) -> None:
    roles = ("ordförande", "kommundirektör", "registrator", "kommunstyrelsens ordförande", "direktör")
    result = samples.run("lists", "coverage", "kommuner", *(word for role in roles for word in ("--role", role)))
    table = result.out.partition("\n\n")[0].splitlines()
    assert max(map(len, table)) <= 80
    assert len(table) >= 27
    assert (samples.run("lists", "coverage", "kommuner").code, result.code) == (0, 1)


def test_an_issue_goes_to_a_part_of_a_list_and_is_gone_on_with_by_the_same(story: Story) -> None:
    story.write("lists/nya.csv", "e-post\nbo@kommun.example\n")
    part = ("send", "--list", "kommuner", "--where", " förnamn != ", "--except", "nya")
    plan = story.run(*part, "--dry-run")
    assert (
        "  lists     kommuner, where förnamn!=, except nya\n"
        "  to        1 recipient\n"
        "  left out  1: 1 on a list left out\n" in plan.out
    )
    story.change("lists/nya.csv", "bo@kommun.example\n", "")
    limited = story.run(*part, "--confirm", "2", "--first", "1")
    assert limited.code == 3
    assert "`storsthlm send 2021-06 --list kommuner --where 'förnamn!=' --except nya`" in limited.out
    other = story.run("send", "--list", "kommuner", "--confirm", "1")
    assert (other.code, "its lists are others" in other.err) == (1, True)
    assert "--list kommuner --where 'förnamn!=' --except nya --transport outbox" in other.err
    done = story.run(*part, "--confirm", "2")
    assert (done.code, "2 planned: 2 accepted" in done.out) == (0, True)
    rest = story.run("send", "--list", "kommuner", "--confirm", "1")
    assert (rest.code, "1 planned: 1 accepted" in rest.out) == (0, True)


def test_a_part_needs_a_list_and_a_column_that_is_there(story: Story) -> None:
    assert story.run("send", "--where", "roll=x").err.startswith("error: no list is named\n")
    result = story.run("send", "--list", "kommuner", "--where", "roll=x", "--dry-run")
    assert (result.code, result.err.splitlines()[0]) == (2, "error: the list `lists/kommuner.csv` has no column `roll`")
    assert story.run("send", "--test", "a@x.example", "--where", "roll=x").code == 2
    assert story.run("lists", "show", "--where", "roll=x").code == 2


def test_the_next_command_after_an_import_runs_as_it_is_written(story: Story) -> None:
    story.write("export.csv", "e-post\nny@kommun.example\n")
    result = story.run("lists", "import", "export.csv", "--to", "Ny Lista", "--yes")
    assert (result.code, result.out.splitlines()[-1]) == (0, "next: `storsthlm lists check 'Ny Lista'`")


def test_a_column_is_suggested_by_its_heading(story: Story) -> None:
    story.write("lists/press.csv", "e-post;roll\ndisa@tidning.example;redaktör\n")
    result = story.run("lists", "show", "press", "--where", "rol=x")
    assert (result.code, result.err.splitlines()[-1]) == (2, "   = help: did you mean `roll`?")
