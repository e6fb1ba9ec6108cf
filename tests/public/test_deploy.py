"""The files of docs/deploy are true: nginx and systemd take them, and nginx passes on what it should."""

from __future__ import annotations

import contextlib
import pathlib
import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator

import pytest
import trustme

from storsthlm_cli.workflows.workspace import open_workspace
from tests.public.conftest import ANNA, sent_from, suppressed, token_of
from tests.public.running import PATIENCE, Server
from tests.stories.conftest import Story

DEPLOY = pathlib.Path(__file__).parents[2] / "docs" / "deploy"
NAME = "nyhetsbrev.storsthlm.example"
PATHS = ":".join(("/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/local/bin", "/usr/bin", "/bin"))
NGINX, ANALYZE = shutil.which("nginx", path=PATHS), shutil.which("systemd-analyze", path=PATHS)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextlib.contextmanager
def nginx(folder: pathlib.Path, upstream: int) -> Iterator[tuple[int, ssl.SSLContext]]:
    """Run nginx with the sample, for this machine: other ports and files, and a certificate that we trust."""
    assert NGINX is not None
    folder.mkdir()
    authority, port = trustme.CA(), free_port()
    certificate = authority.issue_cert(NAME, "127.0.0.1")
    certificate.cert_chain_pems[0].write_to_path(folder / "cert.pem")
    certificate.private_key_pem.write_to_path(folder / "key.pem")
    sample = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    for old, new in (
        ("/etc/ssl/nyhetsbrev/fullchain.pem", f"{folder}/cert.pem"),
        ("/etc/ssl/nyhetsbrev/privkey.pem", f"{folder}/key.pem"),
        ("/var/log/nginx/", f"{folder}/"),
        ("127.0.0.1:8025;", f"127.0.0.1:{upstream};"),
        ("listen 443 ssl", f"listen 127.0.0.1:{port} ssl"),
        ("listen 80;", f"listen 127.0.0.1:{free_port()};"),
    ):
        assert old in sample
        sample = sample.replace(old, new)
    sample = re.sub(r" *listen \[::\].*\n", "", sample)
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in ("proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "all.conf").write_text(
        f"daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/all.log;\n"
        f"events {{}}\nhttp {{ client_body_temp_path {folder}/body; {temporary}\n{sample}\n}}\n",
        encoding="utf-8",
    )
    command = [NGINX, "-c", str(folder / "all.conf"), "-p", str(folder), "-e", str(folder / "all.log")]
    tried = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr
    context = ssl.create_default_context()
    authority.configure_trust(context)
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with contextlib.suppress(ConnectionError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            time.sleep(0.05)
        yield port, context
    finally:
        process.terminate()
        process.wait(PATIENCE)


@pytest.mark.skipif(NGINX is None, reason="there is no nginx")
def test_through_nginx_one_click_leaves_and_no_log_has_the_token(story: Story, tmp_path: pathlib.Path) -> None:
    workspace = sent_from(story)
    token = token_of(workspace, ANNA)
    with (
        Server.opened(story.folder, "--behind-proxy") as server,
        nginx(tmp_path / "nginx", server.port) as (port, trust),
    ):

        def ask(path: str, body: bytes | None = None) -> int:
            request = urllib.request.Request(f"https://127.0.0.1:{port}{path}", body, {"Host": NAME})
            try:
                with urllib.request.urlopen(request, timeout=PATIENCE, context=trust) as answer:
                    return int(answer.status)
            except urllib.error.HTTPError as error:
                error.close()
                return error.code

        assert ask(f"/av/{token}") == 200
        assert suppressed(open_workspace(story.folder, {})) == set()
        assert ask(f"/av/{token}?x=y", b"List-Unsubscribe=One-Click") == 200
        assert suppressed(open_workspace(story.folder, {})) == {(ANNA, "")}
        assert ask(f"/av/{token}", b"x" * 20_000) == 413
        assert ask("/av/kort") == 404
        assert ask("/health") == 404
        server.process.kill()
        server.close()
        assert ask(f"/av/{token}") == 502
    logs = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "nginx").glob("*.log"))
    assert logs.count(" POST 200 ") == 1
    for word in (token, token.split("-")[1], "/av/", "127.0.0.1"):
        assert word not in logs


@pytest.mark.skipif(ANALYZE is None or sys.platform != "linux", reason="there is no systemd")
@pytest.mark.parametrize(
    "name", sorted(path.name for path in DEPLOY.iterdir() if path.suffix in (".service", ".timer"))
)
def test_systemd_takes_the_unit(tmp_path: pathlib.Path, name: str) -> None:
    assert ANALYZE is not None
    for path in DEPLOY.iterdir():
        if path.suffix in (".service", ".timer"):
            text = re.sub("ExecStart=/[^ ]*", "ExecStart=/bin/true", path.read_text(encoding="utf-8"))
            (tmp_path / path.name).write_text(text, encoding="utf-8")
    said = subprocess.run([ANALYZE, "verify", str(tmp_path / name)], capture_output=True, text=True, check=False)
    assert [line for line in said.stderr.splitlines() if name in line] == []


def test_the_units_run_commands_that_there_are(story: Story) -> None:
    for path in DEPLOY.glob("*.service"):
        (line,) = re.findall("^ExecStart=(.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        words = line.split()
        at = words.index("/srv/nyhetsbrev") + 1
        help_text = story.run(words[at], "--help").out
        assert [word for word in words[at + 1 :] if word.startswith("--") and word not in help_text] == []
