from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.stories.conftest import Story

ISSUE = "issues/2021-06/issue.yaml"


def test_an_issue_without_findings_leads_to_the_preview(story: Story) -> None:
    result = story.run("validate")
    assert (result.code, result.err) == (0, "")
    assert result.out == "issue 2021-06: no findings\nnext: `storsthlm preview 2021-06`\n"


def test_a_misspelt_key_is_shown_at_its_place_with_the_nearest_one(story: Story) -> None:
    story.change(ISSUE, "    headline:", "    headlin:")
    result = story.run("validate")
    assert (result.code, result.err) == (1, "")
    assert result.out == (
        "error[S020]: `headlin` is not a key that is known here\n"
        " --> issues/2021-06/issue.yaml:7:5\n"
        "  |\n"
        "7 |     headlin: Nya möten i höst\n"
        "  |     ^^^^^^^\n"
        "  = help: did you mean `headline`?\n"
        "\n"
        "issue 2021-06: 1 error\n"
        "next: `storsthlm explain S020` tells more; correct the file and validate again\n"
    )


def test_warnings_alone_are_no_reason_to_say_no(story: Story) -> None:
    story.change("directory/people.yaml", "08-123 456 78", "08-1")
    result = story.run("validate", "--format", "concise")
    assert result.code == 0
    assert result.out == (
        "directory/people.yaml:6:10: warning[C103] `08-1`, the number of Åsa Ek, is not a valid telephone number\n"
    )


def test_findings_stand_in_the_order_of_file_and_place(story: Story) -> None:
    story.change("directory/people.yaml", "asa.ek@kommun.example", "asa.ek")
    story.change(ISSUE, "kind: article", "kind: artikel")
    story.change(ISSUE, "subject: ", "subjekt: ")
    lines = story.run("validate", "--format", "concise").out.splitlines()
    assert [line.partition(" ")[0] for line in lines] == [
        "directory/people.yaml:5:10:",
        "issues/2021-06/issue.yaml:1:1:",
        "issues/2021-06/issue.yaml:2:1:",
        "issues/2021-06/issue.yaml:6:11:",
    ]


def test_json_tells_the_same(story: Story) -> None:
    story.change(ISSUE, "contacts: [asa-ek]", "contacts: [asa-eck]")
    result = story.run("validate", "--json")
    assert (result.code, result.err) == (1, "")
    assert json.loads(result.out) == {
        "version": 1,
        "issue": "2021-06",
        "file": ISSUE,
        "counts": {"error": 1, "warning": 0, "info": 0},
        "findings": [
            {
                "code": "S027",
                "level": "error",
                "message": "there is no person `asa-eck` in the directory",
                "help": "did you mean `asa-ek`?",
                "accepted": None,
                "fixable": False,
                "file": ISSUE,
                "line": 11,
                "column": 16,
                "end_line": 11,
                "end_column": 23,
                "arguments": {"what": "person", "key": "asa-eck", "nearest": "asa-ek"},
            }
        ],
    }


def test_github_gets_annotations_and_nothing_else(story: Story) -> None:
    story.change(ISSUE, "subject: Nytt i juni", "subjct: Nytt i juni")
    result = story.run("validate", "--format", "github")
    assert result.code == 1
    assert all(line.startswith("::error file=issues/2021-06/issue.yaml,line=") for line in result.out.splitlines())


def test_an_issue_can_be_named_by_its_path(story: Story) -> None:
    assert story.run("validate", ISSUE).code == 0
    assert story.run("validate", "issues/2021-06/").code == 0


def test_a_misspelt_issue_names_the_nearest(story: Story) -> None:
    result = story.run("validate", "2021-07")
    assert (result.code, result.out) == (2, "")
    assert result.err == "error: there is no issue `2021-07` in `issues`\n   = help: did you mean `2021-06`?\n"


def test_the_newest_issue_is_meant_when_none_is_named(story: Story) -> None:
    text = (story.folder / ISSUE).read_text(encoding="utf-8")
    story.write("issues/2021-09/issue.yaml", text.replace("2021-06-21", "2021-09-20").replace("Nytt i juni", "Nytt"))
    assert story.run("validate").out.startswith("issue 2021-09: ")


def test_a_section_can_accept_a_finding_with_a_reason(story: Story) -> None:
    story.change(ISSUE, "https://kommun.example", "http://kommun.example")
    assert "warning[L102]" in story.run("validate").out
    story.change(ISSUE, "contacts: [asa-ek]", "ignore:\n      - {code: L102, reason: kan inte https}")
    assert story.run("validate").out.startswith("issue 2021-06: no findings\n")


def test_an_accepted_error_is_shown_as_a_remark_with_the_reason(story: Story) -> None:
    ignore = "    ignore: [{code: S028, reason: så såg brevet ut}]\n"
    story.change(ISSUE, "    headline: Nya möten i höst\n", ignore)
    result = story.run("validate")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "info[S028]: this `article` section has no headline\n"
        " --> issues/2021-06/issue.yaml:6:11\n"
        "  |\n"
        "6 |   - kind: article\n"
        "  |           ^^^^^^^\n"
        "  = accepted: så såg brevet ut\n"
        "\n"
        "issue 2021-06: 1 remark\n"
        "next: `storsthlm preview 2021-06`\n"
    )


def test_an_accepted_error_has_its_reason_in_json_and_keeps_no_mail_from_leaving(story: Story) -> None:
    story.change(ISSUE, "kind: article", "kind: article\n    ignore: [{code: S045, reason: tittat}]\n    check: titta")
    story.change(ISSUE, "    headline: Nya möten i höst\n", "")
    story.change(ISSUE, "[{code: S045,", "[{code: S028, reason: så såg brevet ut}, {code: S045,")
    data = json.loads(story.run("validate", "--json").out)
    assert data["counts"] == {"error": 0, "warning": 0, "info": 1}
    (finding,) = data["findings"]
    assert (finding["code"], finding["level"], finding["accepted"]) == ("S028", "info", "så såg brevet ut")
    assert finding["help"] == "add `headline:`"
    assert story.run("send", "--list", "kommuner", "--dry-run").code == 0
    assert story.run("send", "--list", "kommuner", "--confirm", "3").code == 0


def test_the_settings_can_make_an_error_of_a_warning(story: Story) -> None:
    story.change("directory/people.yaml", "08-123 456 78", "08-1")
    story.change("storsthlm.yaml", "design:", "checks:\n  C103: {level: error, reason: vi ringer}\n\ndesign:")
    assert story.run("validate").code == 1


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("date: 2021-06-21\nsubject: 'Nytt\n", "S001", "2:10"),
        ("date: 2021-06-21\ndate: 2021-06-22\n", "S002", "2:1"),
        ("date: &d 2021-06-21\nsubject: *d\n", "S003", "1:7"),
        ("date: " + "[" * 100_000, "S004", "1:70"),
        ("date: 2021-06-21\nsections:\n\t- kind: article\n", "S005", "3:1"),
        ("#" + "x" * 2_000_000, "S006", "1:1"),
        ("date: 2021-06-21\nsubject: a\x07b\n", "S009", "2:11"),
        ("date: 2021-06-21\n---\ndate: 2021-06-22\n", "S010", "2:1"),
    ],
)
def test_what_is_wrong_with_the_file_itself_is_a_finding_at_its_place(
    story: Story, text: str, code: str, place: str
) -> None:
    story.write(ISSUE, text)
    result = story.run("validate", "--format", "concise")
    assert (result.code, result.err) == (1, "")
    assert f"{ISSUE}:{place}: error[{code}]" in result.out


def test_a_file_that_is_not_utf_8_is_a_finding_at_the_byte(story: Story) -> None:
    (story.folder / ISSUE).write_bytes("date: 2021-06-21\nsubject: Nytt från juni\n".encode("cp1252"))
    result = story.run("validate", "--format", "concise")
    assert result.code == 1
    assert result.out == f"{ISSUE}:2:17: error[S007] the file is not UTF-8: byte 0xE5 cannot be read\n"


def test_missing_images_and_paths_that_climb_out_are_errors(story: Story) -> None:
    text = "body: |\n      Vi ses i **augusti**, hälsar\n      [kansliet](https://kommun.example/moten)."
    story.change(ISSUE, text, BODY)
    lines = story.run("validate", "--format", "concise").out.splitlines()
    assert lines == [
        f"{ISSUE}:11:17: error[I101] there is no image `images/none.png`",
        f"{ISSUE}:15:17: error[I102] `../../storsthlm.yaml` leads out of the folder that it belongs into",
    ]


BODY = """body:
      - Vi ses i augusti.
      - image:
          file: images/none.png
          alt: En bild.
          credit: Åsa Ek
      - image:
          file: ../../storsthlm.yaml
          alt: En bild.
          credit: Åsa Ek"""


def test_the_mail_is_judged_when_it_is_asked_for(story: Story) -> None:
    story.change("templates/tiny/mail.html", "{{ newsletter.postal_address }}", "")
    assert story.run("validate").code == 0
    result = story.run("validate", "--mail")
    assert result.code == 1
    assert result.out == (
        "error[M203]: the html part of the mail does not have `Exempelgatan 1` of the postal address\n"
        "   = help: the design needs `{{ newsletter.postal_address }}`\n"
        "\n"
        "issue 2021-06: 1 error\n"
        "next: `storsthlm explain M203` tells more; correct the file and validate again\n"
    )


def test_without_an_issue_there_is_no_mail_to_judge(story: Story) -> None:
    story.change(ISSUE, "subject: ", "subjekt: ")
    plain, mail = story.run("validate", "--json"), story.run("validate", "--json", "--mail")
    assert (mail.code, mail.out) == (plain.code, plain.out)
