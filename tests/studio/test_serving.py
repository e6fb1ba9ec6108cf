from __future__ import annotations

import contextlib
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import stat
import sys
import time
import urllib.request
from collections.abc import Iterator

import pytest

from storsthlm_cli.__main__ import main
from tests.studio.running import PATIENCE, Studio, change

ISSUE = "issues/2021-06/issue.yaml"
READY = "2021-06: no findings"


@pytest.fixture
def studio(workspace: pathlib.Path) -> Iterator[Studio]:
    with Studio.opened(workspace) as studio:
        studio.wait_for(READY)
        yield studio


def test_the_page_and_all_that_it_needs_come_from_this_machine(studio: Studio) -> None:
    status, headers, page = studio.get("/", x_storsthlm_session="")
    assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
    needed = {path.decode() for path in re.findall(rb'(?:src|href)="([^"#][^"]*)"', page)}
    scripts = [studio.get(path)[2].decode() for path in needed if path.endswith(".js")]
    needed |= {name.removeprefix(".") for script in scripts for name in re.findall(r'from "([^"]+)"', script)}
    assert len(needed) > 5
    assert all(path.startswith("/") for path in needed)
    assert [path for path in needed if studio.get(path, x_storsthlm_session="")[0] != 200] == []


def test_neither_page_nor_mail_may_load_or_run_what_is_not_ours(studio: Studio) -> None:
    page = studio.get("/")[1]["content-security-policy"]
    assert page.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in page
    for path in ("/mail.html", "/frame.html"):
        mail = studio.get(path)[1]["content-security-policy"]
        assert "script-src" not in mail
        assert "img-src 'self'" in mail
        assert "sandbox" in mail
        assert "allow-scripts" not in mail
        assert "img-src 'none'" in studio.get(f"{path}?images=0")[1]["content-security-policy"]


def test_nothing_is_kept_by_the_browser(studio: Studio) -> None:
    for path in ("/", "/state.json", "/mail.html", "/readers.json?list=kommuner", "/frame.html"):
        status, headers, _ = studio.get(path)
        assert (status, headers["cache-control"]) == (200, "no-store")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has 127.0.0.2 without being told")
def test_it_listens_on_one_address_alone(studio: Studio) -> None:
    with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.2", studio.port), timeout=5):
        pass


def test_a_saved_change_is_told_to_the_page_with_the_new_mail(studio: Studio, workspace: pathlib.Path) -> None:
    with studio.events() as states:
        assert "Nya möten" in next(states)["letter"]["html"]
        change(workspace / ISSUE, "Nya möten", "Inga möten")
        told = next(states)
    assert (told["version"], told["stale"]) == (2, False)
    assert "Inga möten" in told["letter"]["html"]
    assert "Inga möten" in studio.get("/mail.html")[2].decode()


def test_what_breaks_for_a_moment_while_an_editor_saves_is_not_shown(studio: Studio, workspace: pathlib.Path) -> None:
    path = workspace / ISSUE
    good = path.read_text(encoding="utf-8")
    with studio.events() as states:
        next(states)
        path.write_text("", encoding="utf-8")
        path.write_text("date: [\n", encoding="utf-8")
        path.write_text(good.replace("Nya möten", "Fler möten"), encoding="utf-8")
        told = next(states)
    assert not told["stale"]
    assert "Fler möten" in told["letter"]["html"]


def test_a_file_that_another_one_replaces_is_still_followed(studio: Studio, workspace: pathlib.Path) -> None:
    settings = workspace / "storsthlm.yaml"
    with studio.events() as states:
        next(states)
        for name in ("Brevet", "Bladet"):
            new = workspace / "storsthlm.new"
            text = re.sub("  name: (Nyhetsbrevet|Brevet)", f"  name: {name}", settings.read_text(encoding="utf-8"))
            new.write_text(text, encoding="utf-8")
            new.replace(settings)
            assert f"<title>{name}</title>" in next(states)["letter"]["html"]


def test_a_folder_that_comes_later_or_again_is_followed(studio: Studio, workspace: pathlib.Path) -> None:
    directory, aside = workspace / "directory", workspace / "aside"
    with studio.events() as states:
        next(states)
        for name, headline in (("Nytt", "Nya möten"), ("Annat", "Andra möten")):
            directory.mkdir()
            next(states)
            (directory / "terms.yaml").write_text(f"# {name}\n", encoding="utf-8")
            assert next(states)["letter"] is not None, headline
            directory.rename(aside)
            next(states)
            shutil.rmtree(aside)


def test_a_mistake_does_not_end_the_studio(studio: Studio, workspace: pathlib.Path) -> None:
    path = workspace / ISSUE
    good = path.read_text(encoding="utf-8")
    path.write_text("date: [\n", encoding="utf-8")
    studio.wait_for("2021-06: 1 error")
    assert studio.state()["stale"] is True
    assert "Nya möten" in studio.get("/mail.html")[2].decode()
    path.write_text(good, encoding="utf-8")
    studio.wait_for(READY)
    assert studio.state()["stale"] is False


def test_the_mail_is_merged_as_the_person_who_is_asked_for(studio: Studio) -> None:
    assert studio.state()["letter"]["preheader"] == "Hej Anna! Här är kansliets nyheter."
    as_bo = studio.state("?issue=2021-06&list=kommuner&reader=bo@kommun.example")["letter"]
    assert (as_bo["preheader"], as_bo["recipient"]) == ("Hej Bo! Här är kansliets nyheter.", "Bo <bo@kommun.example>")


def test_the_command_may_name_the_reader(workspace: pathlib.Path) -> None:
    with Studio.opened(workspace, "2021-06", "--recipient", "cilla@kommun.example", "--list", "kommuner") as studio:
        told = studio.state()
    assert (told["list"], told["reader"]) == ("kommuner", "cilla@kommun.example")
    assert told["letter"]["preheader"] == "Hej du! Här är kansliets nyheter."


def test_readers_are_found_by_name_and_by_role(studio: Studio) -> None:
    found = json.loads(studio.get("/readers.json?list=kommuner&words=regis")[2])
    assert [each["address"] for each in found["readers"]] == ["cilla@kommun.example"]
    assert found["count"] == 1


def test_a_list_that_is_not_there_is_named(studio: Studio) -> None:
    status, _, body = studio.get("/readers.json?list=../../etc/passwd")
    assert status == 409
    assert json.loads(body)["refused"] == "there is no list `../../etc/passwd`"


def test_an_image_that_is_not_in_the_mail_is_not_served(studio: Studio) -> None:
    images = re.search(r"/images/[\w-]{32}/", json.dumps(studio.state())) or re.match("", "")
    assert studio.get(f"{images[0] if images else ''}/../../../storsthlm.yaml")[0] in (403, 404)
    assert studio.get("/images/guessed/none.png", x_storsthlm_session="")[0] == 403


def test_a_test_goes_to_the_embedded_server_once_for_one_press(studio: Studio) -> None:
    body = {"attempt": "one-press-of-it", "issue": "2021-06", "addresses": ["eva@kommun.example"]}
    for _ in range(2):
        status, _, data = studio.ask("POST", "/test", body)
        told = json.loads(data)
        assert (status, told["sent"], told["message"]) == (200, True, "1 planned: 1 accepted")
        assert told["hint"].startswith("filed in .storsthlm/outbox/test")
    assert studio.mails() == ["eva@kommun.example.eml"]


@pytest.mark.parametrize(
    "body",
    [
        {"attempt": "one-press-of-it", "issue": "2021-06", "addresses": []},
        {"attempt": "", "issue": "2021-06", "addresses": ["eva@kommun.example"]},
        {"attempt": "one-press-of-it", "issue": "2021-06", "addresses": "eva@kommun.example"},
        {"attempt": "one-press-of-it", "addresses": ["eva@kommun.example"]},
        {"attempt": "one-press-of-it", "issue": "2021-06", "addresses": ["\ud800@kommun.example"]},
        ["eva@kommun.example"],
    ],
)
def test_what_is_no_order_for_a_test_sends_nothing(studio: Studio, body: object) -> None:
    assert studio.ask("POST", "/test", body)[0] == 400
    assert studio.mails() == []


def test_an_order_that_is_too_long_says_so(studio: Studio) -> None:
    addresses = [f"fornamn.efternamn{number}@kommun.example" for number in range(400)]
    body = {"attempt": "one-press-of-it", "issue": "2021-06", "addresses": addresses}
    status, _, told = studio.ask("POST", "/test", body)
    assert (status, json.loads(told)["refused"]) == (
        409,
        "no more than 10,000 bytes are taken at once: name fewer addresses",
    )
    assert studio.mails() == []


def test_what_is_nested_beyond_reading_is_no_order(studio: Studio) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", studio.port, timeout=PATIENCE)
    headers = {"X-Storsthlm-Session": studio.key, "Content-Type": "application/json"}
    with contextlib.closing(connection):
        connection.request("POST", "/test", "[" * 9000, headers)
        assert connection.getresponse().status == 400


def test_broken_settings_are_told_to_who_sends_a_test_and_open_in_the_editor(
    workspace: pathlib.Path, tmp_path: pathlib.Path
) -> None:
    with Studio.opened(workspace, path=str(tmp_path)) as studio:
        studio.wait_for(READY)
        (workspace / "storsthlm.yaml").write_text("newsletter: [\n", encoding="utf-8")
        studio.wait_for("2021-06: 1 error")
        body = {"attempt": "one-press-of-it", "issue": "2021-06", "addresses": ["eva@kommun.example"]}
        status, _, told = studio.ask("POST", "/test", body)
        assert (status, json.loads(told)["refused"]) == (409, "`storsthlm.yaml` cannot be read")
        (card,) = studio.state()["findings"]
        assert studio.ask("POST", "/open", {"place": card["place"]})[0] == 200


@pytest.mark.parametrize(("method", "path"), [("GET", "/nothing"), ("PUT", "/test"), ("GET", "/studio.js/")])
def test_errors_are_as_strict_as_answers(studio: Studio, method: str, path: str) -> None:
    status, headers, _ = studio.ask(method, path)
    assert status in (404, 405)
    assert headers["cache-control"] == "no-store"
    assert headers["content-security-policy"].startswith("default-src 'none';")
    assert headers["x-dns-prefetch-control"] == "off"


def test_an_order_in_a_form_is_none(studio: Studio) -> None:
    body = {"attempt": "one-press-of-it", "issue": "2021-06", "addresses": ["eva@kommun.example"]}
    assert studio.ask("POST", "/test", body, content_type="text/plain")[0] == 400
    assert studio.get("/test")[0] == 405
    assert studio.mails() == []


@pytest.mark.skipif(os.name != "posix", reason="the editor of this test is a shell script")
def test_a_finding_opens_in_the_editor_at_its_line(workspace: pathlib.Path, tmp_path: pathlib.Path) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    editor = programs / "code"
    editor.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/opened\n', encoding="utf-8")
    editor.chmod(0o755)
    change(workspace / ISSUE, "https:", "http:")
    with Studio.opened(workspace, path=str(programs)) as studio:
        (card,) = studio.state()["findings"]
        status, _, body = studio.ask("POST", "/open", {"place": card["place"]})
        assert (status, json.loads(body)) == (200, {"opened": "code"})
        assert studio.ask("POST", "/open", {"place": "storsthlm.yaml:1:1"})[0] == 404
    opened = (tmp_path / "opened").read_text(encoding="utf-8")
    assert opened == f"--goto {workspace.resolve()}/{card['place']}\n"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nobody sees what others have started a program with")
def test_the_browser_is_started_without_the_key(
    workspace: pathlib.Path, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/part\nmv {tmp_path}/part {tmp_path}/asked\n', "utf-8")
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))
    with Studio.opened(workspace, "--open") as studio:
        while not (tmp_path / "asked").exists():
            time.sleep(0.02)
        asked = (tmp_path / "asked").read_text(encoding="utf-8").strip()
        page = pathlib.Path(urllib.request.url2pathname(asked.removeprefix("file://")))
        assert studio.key not in asked
        assert studio.address in page.read_text(encoding="utf-8")
        assert stat.S_IMODE(page.stat().st_mode) == 0o600
        studio.process.send_signal(signal.SIGINT)
        studio.process.wait(PATIENCE)
    assert not page.exists()


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C of another process is a POSIX signal")
def test_ctrl_c_ends_it_in_peace_even_with_a_page_open(studio: Studio) -> None:
    with studio.events() as states:
        next(states)
        studio.process.send_signal(signal.SIGINT)
        assert studio.process.wait(PATIENCE) == 0


def test_a_taken_port_is_a_failure_that_names_the_way_out(
    workspace: pathlib.Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert main(["--workspace", str(workspace), "preview", "--no-open", "--port", port]) == 2
    told = capsys.readouterr().err
    assert told.startswith(f"error: cannot use port {port}: ")
    assert told.endswith("= help: leave `--port` out to use any free one\n")
