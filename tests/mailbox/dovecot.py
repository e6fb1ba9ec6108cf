"""A real Dovecot on loopback, in a folder of its own: one account, by password or by token."""

from __future__ import annotations

import base64
import contextlib
import getpass
import hashlib
import hmac
import json
import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
import trustme

from storsthlm_cli.mailbox.opening import Server
from storsthlm_cli.model.delivery import Login, Security

USER = "nytt@storsthlm.example"
PASSWORD = "löser ord å 7"
SENT = "Skickat"
COPIES = "Kopior & svar, åäö"
_KEY = b"a key that only this test knows"
_CONFIG = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
ssl = yes
ssl_cert = <{folder}/server.pem
ssl_key = <{folder}/server.key
auth_mechanisms = plain login xoauth2
auth_failure_delay = 0
default_internal_user = {internal}
default_internal_group = {group}
default_login_user = {login}
first_valid_uid = 1
mail_location = maildir:{folder}/mail
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {folder}/oauth2
}}
passdb {{
  driver = passwd-file
  mechanisms = plain login
  args = scheme=PLAIN username_format=%u {folder}/users
}}
userdb {{
  driver = static
  args = uid={mail} gid={mail_group} home={folder}/home
}}
namespace inbox {{
  inbox = yes
  mailbox {sent} {{
    auto = create
    special_use = \\Sent
  }}
  mailbox "{copies}" {{
    auto = create
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
"""


@dataclass(frozen=True)
class Dovecot:
    """A running server. The certificate is for 127.0.0.1 only."""

    folder: pathlib.Path
    ports: dict[Security, int]

    def server(self, security: Security = Security.TLS, password: str = PASSWORD) -> Server:
        """Return how to get in."""
        ca_file = None if security is Security.PLAIN else self.folder / "ca.pem"
        return Server("127.0.0.1", self.ports[security], security, USER, secret=lambda: password, ca_file=ca_file)

    def by_token(self, token: str) -> Server:
        """Return how to get in by a token."""
        return replace(self.server(), login=Login.MICROSOFT, secret=lambda: token)


def token(key: bytes = _KEY) -> str:
    """Return a token (RFC 7519) for the account."""
    now = int(time.time())
    parts = [
        {"alg": "HS256", "typ": "JWT"},
        {"email": USER, "sub": USER, "iat": now - 9, "nbf": now - 9, "exp": now + 600},
    ]
    signed = b".".join(_base64(json.dumps(part).encode()) for part in parts)
    return (signed + b"." + _base64(hmac.digest(key, signed, hashlib.sha256))).decode()


@contextlib.contextmanager
def running() -> Iterator[Dovecot]:
    """Run a Dovecot 2.3; where there is none the test is skipped, and in CI it fails."""
    program = shutil.which("dovecot", path=f"{os.environ['PATH']}:/usr/sbin")
    version = subprocess.run([program, "--version"], capture_output=True, text=True).stdout if program else "none"
    if program is None or not version.startswith("2.3"):
        tell = pytest.fail if os.environ.get("CI") else pytest.skip
        tell(f"needs Dovecot 2.3 (apt-get install dovecot-imapd), found {version.strip()}")
    folder = pathlib.Path(tempfile.mkdtemp(prefix="dovecot-"))
    try:
        made = _written(folder)
        with (folder / "log").open("ab") as log:
            process = subprocess.Popen([program, "-F", "-c", folder / "conf"], stdout=log, stderr=log)
        try:
            _wait_for(made, process)
            yield made
        finally:
            process.terminate()
            process.wait()
    finally:
        shutil.rmtree(folder)


def _written(folder: pathlib.Path) -> Dovecot:
    """Write certificates, account and configuration. Mail never belongs to root, who must have others do the work."""
    root = os.name == "posix" and os.getuid() == 0
    me = getpass.getuser()
    internal, login, mail = ("dovecot", "dovenull", "mail") if root else (me, me, me)
    group, mail_group = ("dovecot", "mail") if root else (str(os.getgid()), str(os.getgid()))
    authority = trustme.CA()
    certificate = authority.issue_cert("127.0.0.1")
    authority.cert_pem.write_to_path(folder / "ca.pem")
    certificate.private_key_pem.write_to_path(folder / "server.key")
    certificate.cert_chain_pems[0].write_to_path(folder / "server.pem")
    keys = folder / "keys" / "default" / "HS256"
    keys.mkdir(parents=True)
    (keys / "default").write_bytes(base64.b64encode(_KEY))
    (folder / "oauth2").write_text(
        "introspection_mode = local\n"
        f"local_validation_key_dict = fs:posix:prefix={folder}/keys/\n"
        "username_attribute = email\n"
    )
    (folder / "users").write_text(f"{USER}:{{PLAIN}}{PASSWORD}\n", encoding="utf-8")
    ports = dict(zip((Security.PLAIN, Security.TLS), _free_ports(), strict=True))
    (folder / "conf").write_text(
        _CONFIG.format(
            folder=folder,
            internal=internal,
            login=login,
            group=group,
            mail=mail,
            mail_group=mail_group,
            port=ports[Security.PLAIN],
            tls_port=ports[Security.TLS],
            sent=SENT,
            copies=COPIES,
        ),
        encoding="utf-8",
    )
    folder.chmod(0o755)
    for name in ("mail", "home"):
        (folder / name).mkdir()
        if root:
            shutil.chown(folder / name, mail, mail_group)
    return Dovecot(folder, {**ports, Security.STARTTLS: ports[Security.PLAIN]})


def _wait_for(made: Dovecot, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", made.ports[Security.TLS]), 1):
            return
        time.sleep(0.05)
    raise AssertionError((made.folder / "log").read_text("utf-8"))


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as other:
        for each in (one, other):
            each.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]


def _base64(data: bytes) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")
