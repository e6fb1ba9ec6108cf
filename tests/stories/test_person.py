"""`person history`, `export`, `erase` and `forget`: what one person may ask for."""

from __future__ import annotations

import json
import sqlite3
import stat
import zipfile

from tests.stories.conftest import Story
from tests.workflows.erased import traces

ANNA = "anna@kommun.example"
RETENTION = 'retention:\n  addresses: "3 months"\n\ndesign:\n'


def rehearsed(story: Story) -> None:
    assert story.run("send", "--list", "kommuner", "--confirm", "3").code == 0


def aged(story: Story) -> None:
    database = sqlite3.connect(story.folder / ".storsthlm" / "state.db")
    with database:
        database.execute("UPDATE dispatches SET ended = '2021-07-01T08:00:00+00:00'")
    database.close()


def test_a_person_is_told_everything(story: Story) -> None:
    rehearsed(story)
    story.run("suppress", ANNA, "--list", "kommuner", "--reason", "rang")
    result = story.run("person", "history", ANNA)
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "anna@kommun.example\n"
        "\n"
        "lists\n"
        "  lists/kommuner.csv:2  first_name: Anna\n"
        "\n"
        "gets nothing\n"
        "  rang, by hand, since TIME, `kommuner` only\n"
        "\n"
        "what was said\n"
        "  TIME  suppressed: rang, by hand, `kommuner` only\n"
        "\n"
        "dispatches\n"
        "  TIME  2021-06.1 (a rehearsal)  Nytt i juni, through `kommuner`  accepted: 250 2.0.0 filed\n"
    )
    assert story.run("person", "history", "ny@kommun.example").out == "nothing is known of ny@kommun.example\n"


def test_a_copy_for_the_person_has_all_of_it_and_nobody_else(story: Story) -> None:
    story.write("lists/kommuner.yaml", "purpose: Nyheter\nlegal_basis: allmänt intresse\nsource: registret\n")
    rehearsed(story)
    result = story.run("person", "export", ANNA, "--output", "anna.zip")
    assert (result.code, result.out) == (0, "anna.zip\n")
    assert result.err == "what is kept of them, with 1 mail: hand it to nobody else\n"
    made = story.folder / "anna.zip"
    assert stat.S_IMODE(made.stat().st_mode) & 0o077 == 0
    with zipfile.ZipFile(made) as archive:
        assert archive.namelist() == ["person.json", "mails/2021-06.1-1.eml"]
        text = archive.read("person.json").decode()
        assert b"To: Anna <anna@kommun.example>" in archive.read("mails/2021-06.1-1.eml")
    data = json.loads(text)
    assert data["about_lists"]["kommuner"]["legal_basis"] == "allmänt intresse"
    assert [each["subject"] for each in data["dispatches"]] == ["Nytt i juni"]
    assert any("avslutat utskick" in sentence for sentence in data["in_words"])
    assert "bo@kommun.example" not in text
    assert "cilla" not in text
    again = story.run("person", "export", ANNA, "--output", "anna.zip")
    assert (again.code, again.err.splitlines()[0]) == (2, "error: `anna.zip` is there already")
    assert story.run("person", "export", ANNA, "--output", "anna.txt").code == 2


def test_a_copy_says_what_stands_over_the_columns_and_what_they_may_ask_for(story: Story) -> None:
    (row,) = (data := json.loads(story.run("person", "export", ANNA).out))["lists"]
    assert (row["fields"]["first_name"], row["headings"]["first_name"]) == ("Anna", "förnamn")
    assert row["headings"]["address"] == "e-post"
    rights = data["in_words"][-1]
    assert "begränsas" in rights
    assert "invända" in rights


def test_a_copy_after_an_erasure_does_not_say_that_all_is_gone_while_a_list_has_them(story: Story) -> None:
    rehearsed(story)
    story.run("person", "erase", ANNA, "--yes")
    result = story.run("person", "export", ANNA)
    assert result.err == (
        "warning: they were erased, and are still in lists/kommuner.csv:2  "
        "storsthlm lists remove kommuner anna@kommun.example\n"
    )
    words = json.loads(result.out)["in_words"]
    assert any(each.startswith("Adressen är raderad ur vårt register") for each in words)
    assert any(each.startswith("Den står ännu i de filer") for each in words)
    assert not any("tills du begär att den raderas" in each for each in words)
    story.run("lists", "remove", "kommuner", ANNA)
    result = story.run("person", "export", ANNA)
    assert (result.err, "Den står ännu" in result.out) == ("", False)


def test_what_a_server_said_of_others_is_in_nobodys_copy(story: Story) -> None:
    rehearsed(story)
    database = sqlite3.connect(story.folder / ".storsthlm" / "state.db")
    with database:
        database.execute(
            "UPDATE recipients SET reply = '550 <anna@kommun.example> was <bo@kommun.example>' WHERE number = 1"
        )
    database.close()
    (mail,) = json.loads(story.run("person", "export", ANNA).out)["dispatches"]
    assert mail["reply"] == "550 <anna@kommun.example> was <…>"


def test_an_english_newsletter_speaks_english_to_them(story: Story) -> None:
    story.change("storsthlm.yaml", "newsletter:\n", "newsletter:\n  language: en\n")
    words = json.loads(story.run("person", "export", "ny@kommun.example").out)["in_words"]
    assert words[0] == "We hold nothing about this address."


def test_erasing_wants_the_address_typed_and_names_what_is_left(story: Story) -> None:
    rehearsed(story)
    story.run("backup", "build/backup-1.zip")
    result = story.run("person", "erase", "Anna@kommun.example")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: nobody is here to confirm it: nothing was erased\n")
    result = story.run("person", "erase", ANNA, stdin="bo@kommun.example\n", terminal=True)
    assert (result.code, result.out) == (1, "")
    result = story.run("person", "erase", ANNA, stdin=f"{ANNA}\n", terminal=True)
    assert (result.code, result.err) == (0, "type anna@kommun.example to erase it, anything else to stop: ")
    assert result.out == (
        "anna@kommun.example gets nothing from now on, whatever a list says\n"
        "in the tool's memory: 1 dispatch without the address, 1 message of rehearsals deleted\n"
        "\n"
        "in files of yours, which only you change\n"
        "  lists/kommuner.csv:2  storsthlm lists remove kommuner anna@kommun.example\n"
        "\n"
        "backups that may have the address, which nothing can change\n"
        "  build/backup-1.zip\n"
        "  first `storsthlm backup`, for the token key is in them too; then delete these, which are older\n"
        "  where the memory of today is lost, an older backup brings the address back: erase it again then\n"
    )
    assert traces(story.folder / ".storsthlm", ANNA) == []


def test_afterwards_every_command_still_works_and_shows_nobody(story: Story) -> None:
    rehearsed(story)
    story.run("suppress", "anna@kommun.example", "--reason", "left")
    assert json.loads(story.run("person", "erase", ANNA, "--yes", "--json").out)["rows"] == 1
    assert story.run("verify").code == 0
    assert "an erased address" in story.run("status", "2021-06.1", "--by", "domain").out
    assert story.run("suppress").out.startswith("an erased address  erased, by hand, since TIME\n")
    assert json.loads(story.run("suppress", "--json").out)["suppressions"][0]["address"] is None
    history = story.run("person", "history", ANNA).out
    assert "  erased on TIME; 0 mails before that\n" in history
    assert "accepted: 250 2.0.0, the address is no longer kept\n" in history
    assert story.run("person", "erase", ANNA, "--yes").out.startswith("anna@kommun.example was erased before\n")
    story.run("lists", "remove", "kommuner", ANNA)
    story.write("gammal.csv", f"e-post\n{ANNA}\n")
    assert story.run("lists", "import", "gammal.csv", "--to", "gamla", "--yes").code == 0
    assert "  left out  1: 1 suppressed\n" in story.run("send", "--list", "gamla", "--dry-run").out
    assert story.run("lists", "add", "kommuner", ANNA).code == 1


def test_addresses_are_forgotten_by_a_rule(story: Story) -> None:
    rehearsed(story)
    result = story.run("person", "forget")
    assert (result.code, result.err.splitlines()[0]) == (
        2,
        "error: no time is set after which addresses are forgotten",
    )
    story.change("storsthlm.yaml", "design:\n", RETENTION)
    assert story.run("person", "forget").out.startswith("nothing to forget: no dispatch that ended before ")
    aged(story)
    result = story.run("person", "forget", "--dry-run")
    assert result.out.splitlines()[0] == "  2021-06.1  3 addresses"
    assert result.out.splitlines()[1].startswith("3 addresses would be forgotten, of 1 dispatch that ended before ")
    assert json.loads(story.run("person", "forget", "--json").out)["addresses"] == 3
    assert traces(story.folder / ".storsthlm", ANNA) == []


def test_send_and_inbox_forget_by_themselves(story: Story) -> None:
    rehearsed(story)
    aged(story)
    story.change("storsthlm.yaml", "design:\n", RETENTION)
    told = "3 addresses forgotten, of 1 dispatch that ended before "
    assert told not in story.run("send", "--list", "kommuner", "--dry-run").err
    assert told in story.run("send", "--list", "kommuner", "--confirm", "0").err
    assert "forgotten" not in story.run("send", "--list", "kommuner", "--confirm", "0").err
    for name in ("cur", "new", "tmp"):
        (story.folder / "mail" / name).mkdir(parents=True)
    rehearsed_again = story.run("send", "--list", "kommuner", "--again", "--confirm", "3")
    assert rehearsed_again.code == 0
    aged(story)
    assert told in story.run("inbox", "--maildir", "mail").err


def test_less_than_three_months_is_refused_and_says_why(story: Story) -> None:
    story.change("storsthlm.yaml", "design:\n", RETENTION.replace("3 months", "2 months"))
    result = story.run("person", "forget")
    assert result.code == 2
    assert "3 months are the least: bounces come back late" in result.err
