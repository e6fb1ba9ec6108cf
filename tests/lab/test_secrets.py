"""What opens the mail server is nowhere: not on the screen, not in a file, not where other processes can look."""

from __future__ import annotations

import base64
import contextlib
import pathlib
import smtplib
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Iterator

import keyring
import pytest

from storsthlm_cli.settings.loading import load
from storsthlm_cli.settings.secrets import store_password
from tests.delivery.authority import Authority, found
from tests.settings.test_secrets import MemoryKeyring
from tests.smtp_server import Manners, Server
from tests.stories.conftest import Story

USER = "nytt@kommun.example"
SECRET = "hemlig fågel å 7"
FORMS = (
    SECRET.encode(),
    SECRET.encode("utf-16-le"),
    base64.b64encode(SECRET.encode()),
    base64.b64encode(f"\0{USER}\0{SECRET}".encode()),
    urllib.parse.quote(SECRET).encode(),
    repr(SECRET.encode())[2:-1].encode(),
    ascii(SECRET)[1:-1].encode(),
)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return found(tmp_path_factory.mktemp("authority"))


@pytest.fixture(params=["file", "keyring"])
def kept(request: pytest.FixtureRequest, story: Story, tmp_path: pathlib.Path) -> Iterator[list[str]]:
    """Keep the secret in a file or in a keyring, and give the settings that say so."""
    before, memory = keyring.get_keyring(), MemoryKeyring()  # type: ignore[no-untyped-call]  # it has no types
    memory.kept = {}
    keyring.set_keyring(memory)
    yield [f"password_file: {tmp_path / 'hemligt'}"] if request.param == "file" else []
    keyring.set_keyring(before)


def going_over(story: Story, server: Server, authority: Authority, *more: str) -> None:
    settings = ["host: 127.0.0.1", f"port: {server.port}", "security: tls", f"user: {USER}", *more]
    smtp = ", ".join([*settings, f"ca_file: {authority.file}"])
    story.change("storsthlm.yaml", "design:\n", f"transport: smtp\nsmtp: {{{smtp}}}\n\ndesign:\n")
    story.change("issues/2021-06/issue.yaml", "date: 2021-06-21", "date: 2099-06-21")


def leaks(text: bytes) -> list[bytes]:
    return [form for form in FORMS if form in text]


def files(folder: pathlib.Path) -> bytes:
    """Return all bytes of a workspace; the database's log of what is being written is among them."""
    return b"\0".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_no_way_to_log_in_or_to_send_shows_the_password_or_writes_it_anywhere(
    story: Story, authority: Authority, kept: list[str]
) -> None:
    seen: list[bytes] = []

    def look(_: str) -> str:
        seen.append(files(story.folder))
        return ""

    printed = ""
    manners = Manners(security="tls", context=authority.good, login=(USER, SECRET), message=look)
    with Server(manners) as server:
        going_over(story, server, authority, *kept)
        for arguments in (
            ("login", "--password-stdin"),
            ("send", "--test", "anna@kommun.example"),
            ("send", "--list", "kommuner", "--confirm", "3"),
            ("verify",),
        ):
            result = story.run(*arguments, stdin=SECRET + "\n")
            assert result.code == 0, result.err
            printed += result.out + result.err
        assert server.record.logins >= 3
        assert not [form for _, message in server.accepted for form in leaks(message)]
    assert len(seen) == 4
    assert not leaks(b"".join(seen) + files(story.folder) + printed.encode())


@pytest.mark.parametrize("wrong", ["another password", "no login", "does not greet", "another host", "nobody is there"])
@pytest.mark.parametrize("command", ["login", "test", "send"])
def test_no_way_in_which_it_fails_shows_the_password(
    story: Story, authority: Authority, kept: list[str], wrong: str, command: str
) -> None:
    manners = Manners(
        security="tls",
        context=authority.elsewhere if wrong == "another host" else authority.good,
        login={"another password": (USER, "another"), "no login": None}.get(wrong, (USER, SECRET)),
        greeting="554 5.7.1 go away" if wrong == "does not greet" else "",
    )
    arguments = {
        "login": ("login", "--password-stdin"),
        "test": ("send", "--test", "anna@kommun.example"),
        "send": ("send", "--list", "kommuner", "--confirm", "3"),
    }[command]
    with Server(manners) as server:
        going_over(story, server, authority, *kept)
        account = load(story.folder, {}, {}).smtp.first
        store_password(account, SECRET)
        if wrong != "nobody is there":
            result = story.run(*arguments, stdin=SECRET + "\n")
    if wrong == "nobody is there":
        result = story.run(*arguments, stdin=SECRET + "\n")
    assert result.code not in (0, 70)
    assert not server.accepted
    assert not leaks(result.out.encode() + result.err.encode() + files(story.folder))


def test_a_mistake_of_ours_shows_no_values_in_its_traceback(
    story: Story, authority: Authority, kept: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The login itself breaks with the secret in its hands, and in the variables of all that called it."""

    def broken(self: smtplib.SMTP, command: str, words: str = "") -> tuple[int, bytes]:
        raise RuntimeError(f"no answer to {command}")

    with Server(Manners(security="tls", context=authority.good, login=(USER, SECRET))) as server:
        going_over(story, server, authority, *kept)
        monkeypatch.setattr(smtplib.SMTP, "docmd", broken)
        result = story.run("login", "--password-stdin", stdin=SECRET + "\n")
    assert result.code == 70
    assert "RuntimeError" in result.err
    assert not leaks(result.out.encode() + result.err.encode())


@pytest.mark.skipif(not pathlib.Path("/proc/self/environ").exists(), reason="there is no /proc")
def test_other_processes_see_it_in_neither_command_line_nor_environment(
    story: Story, authority: Authority, tmp_path: pathlib.Path
) -> None:
    file = tmp_path / "hemligt"
    file.write_text(SECRET + "\n", "utf-8")
    file.chmod(0o600)
    command = [sys.executable, "-m", "storsthlm_cli", "send", "--list", "kommuner", "--confirm", "3"]
    manners = Manners(security="tls", context=authority.good, login=(USER, SECRET), delay=lambda: 0.3)
    seen = b""
    with Server(manners) as server:
        going_over(story, server, authority, f"password_file: {file}", "connections: 1")
        process = subprocess.Popen(command, cwd=story.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        while process.poll() is None:
            for name in ("cmdline", "environ"):
                with contextlib.suppress(ProcessLookupError):  # it has just ended
                    seen += pathlib.Path(f"/proc/{process.pid}/{name}").read_bytes()
            time.sleep(0.05)
        out, err = process.communicate()
        assert server.record.logins == 1
    assert process.returncode == 0, err
    assert b"kommuner" in seen
    assert b"PATH=" in seen
    assert not leaks(seen + out + err)
