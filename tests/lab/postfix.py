"""A real Postfix on loopback, in a folder of its own, with a Dovecot that knows its passwords and tokens.

What it takes for lab.example is delivered into one Maildir; mail to anywhere else is taken and thrown away. Both stand
in its log. Nothing is ever sent on.
"""

from __future__ import annotations

import base64
import contextlib
import datetime
import os
import pathlib
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import pytest
import trustme

DOMAIN = "lab.example"
"""Where mail is delivered."""
USER = f"nytt@{DOMAIN}"
PASSWORD = "löser ord å 7"
KEY = b"a key that only this lab knows"
"""Signs the tokens that it lets in."""
PROGRAMS = "/usr/sbin"
PATIENCE = 30
SENT = re.compile(r"/(?:virtual|discard)\[\d+\]: \w+: to=<([^>]*)>.* status=sent ")


class Door(StrEnum):
    """A port of the server, by how one gets in."""

    PLAIN = "-o smtpd_tls_security_level=none"
    NO_PIPELINING = "-o smtpd_tls_security_level=none -o smtpd_discard_ehlo_keywords=pipelining,silent-discard"
    THROTTLED = "-o smtpd_tls_security_level=none -o smtpd_client_event_limit_exceptions="
    STARTTLS = "-o smtpd_tls_security_level=encrypt {login}"
    TLS = "-o smtpd_tls_wrappermode=yes {login}"
    TOKENS = "-o smtpd_tls_wrappermode=yes -o smtpd_sasl_mechanism_filter=xoauth2 {login}"
    ANOTHER_HOST = "-o smtpd_tls_wrappermode=yes -o smtpd_tls_chain_files={folder}/elsewhere.pem {login}"
    EXPIRED = "-o smtpd_tls_wrappermode=yes -o smtpd_tls_chain_files={folder}/expired.pem {login}"
    NO_TLS = "-o smtpd_tls_security_level=none -o smtpd_tls_auth_only=no {login}"


_LOGIN = "-o smtpd_sasl_auth_enable=yes -o smtpd_relay_restrictions=permit_sasl_authenticated,reject"
_MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/spool
data_directory = {folder}/data
daemon_directory = /usr/lib/postfix/sbin
command_directory = /usr/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = {folder}/log/postfix
maillog_file_prefixes = {folder}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
disable_dns_lookups = yes
smtpd_peername_lookup = no
myhostname = mail.lab.example
mydestination =
local_recipient_maps =
alias_maps =
mynetworks = 127.0.0.0/8
default_transport = discard
relay_transport = discard
virtual_mailbox_domains = lab.example
virtual_mailbox_base = {folder}/mail
virtual_mailbox_maps = static:all/
virtual_uid_maps = static:8
virtual_gid_maps = static:8
virtual_minimum_uid = 1
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_recipient_restrictions = check_recipient_access texthash:{folder}/recipients
smtpd_tls_chain_files = {folder}/server.pem
smtpd_tls_auth_only = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = {folder}/auth
smtpd_sasl_security_options = noanonymous
smtpd_client_message_rate_limit = {rate}
smtpd_client_event_limit_exceptions = $mynetworks
smtpd_client_connection_count_limit = 100
smtpd_hard_error_limit = 1000
smtpd_error_sleep_time = 0
anvil_rate_time_unit = 5s
message_size_limit = 1000000
"""
_SERVICES = """
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""
_RECIPIENTS = """
gone@lab.example 550 5.1.1 User unknown
full@lab.example 552 5.2.2 Mailbox full
later@lab.example 450 4.2.0 Greylisted, try again later
closing@lab.example 421 4.3.2 Service shutting down
"""
_DOVECOT = """
protocols =
base_dir = {folder}/dovecot
log_path = {folder}/log/dovecot
auth_mechanisms = plain login xoauth2
auth_failure_delay = 0
ssl = no
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
service auth {{
  unix_listener {folder}/auth {{
    mode = 0660
    user = postfix
    group = postfix
  }}
}}
"""


@dataclass(frozen=True)
class Postfix:
    """A running server. The good certificate is for 127.0.0.1."""

    folder: pathlib.Path
    ports: dict[Door, int]

    @property
    def ca_file(self) -> pathlib.Path:
        """The certificate of the authority that vouches for the server."""
        return self.folder / "ca.pem"

    def log(self) -> str:
        """Return all that both programs wrote down so far."""
        return "".join(path.read_text("utf-8", "replace") for path in sorted((self.folder / "log").iterdir()))

    def copies(self) -> Counter[str]:
        """Count the messages that went through, by recipient."""
        return Counter(SENT.findall(self.log()))

    def settled(self, count: int) -> Counter[str]:
        """Wait until so many messages have gone through, or no more do, and count them."""
        before, deadline = -1, time.monotonic() + PATIENCE
        while (now := self.copies().total()) < count or now != before:
            if time.monotonic() > deadline:
                break
            before = now
            time.sleep(0.3)
        return self.copies()

    def messages(self) -> list[bytes]:
        """Return what was delivered at lab.example."""
        return [path.read_bytes() for path in (self.folder / "mail" / "all").glob("new/*")]


@contextlib.contextmanager
def running(*, rate: int = 20) -> Iterator[Postfix]:
    """Run a Postfix; `rate` is how many messages in 5 seconds it takes through the throttled door.

    Where there is none, or nobody who may start it, the test is skipped; where CI has not installed it, it fails.
    """
    path = f"{os.environ['PATH']}:{PROGRAMS}"
    found = {name: shutil.which(name, path=path) for name in ("postfix", "dovecot")}
    if not all(found.values()):
        tell = pytest.fail if os.environ.get("CI") else pytest.skip
        tell("needs Postfix and Dovecot (apt-get install postfix dovecot-core)")
    if os.getuid() != 0:
        pytest.skip("Postfix can only be started by root")
    postfix, dovecot = str(found["postfix"]), str(found["dovecot"])
    folder = pathlib.Path(tempfile.mkdtemp(prefix="postfix-"))
    try:
        made = _written(folder, rate)
        with (folder / "log" / "starting").open("ab") as log:
            process = subprocess.Popen([dovecot, "-F", "-c", folder / "dovecot.conf"], stdout=log, stderr=log)
            try:
                subprocess.run([postfix, "-c", folder / "conf", "start"], stdout=log, stderr=log, check=False)
                _wait_for(made)
                yield made
            finally:
                subprocess.run([postfix, "-c", folder / "conf", "stop"], stdout=log, stderr=log, check=False)
                process.terminate()
                process.wait()
    finally:
        shutil.rmtree(folder)


def _written(folder: pathlib.Path, rate: int) -> Postfix:
    """Write certificates, accounts and configuration."""
    folder.chmod(0o755)
    for name in ("conf", "spool", "data", "log", "mail", "dovecot", "keys/default/HS256"):
        (folder / name).mkdir(parents=True)
    shutil.chown(folder / "data", "postfix")
    shutil.chown(folder / "mail", 8, 8)
    _certify(folder)
    ports = dict(zip(Door, _free_ports(len(Door)), strict=True))
    doors = [
        f"127.0.0.1:{port} inet n - n - - smtpd {door.format(login=_LOGIN, folder=folder)}\n"
        for door, port in ports.items()
    ]
    files = {
        "conf/main.cf": _MAIN.format(folder=folder, rate=rate),
        "conf/master.cf": "".join(doors) + _SERVICES,
        "recipients": _RECIPIENTS,
        "dovecot.conf": _DOVECOT.format(folder=folder),
        "users": f"{USER}:{{PLAIN}}{PASSWORD}\n",
        "oauth2": (
            f"introspection_mode = local\nlocal_validation_key_dict = fs:posix:prefix={folder}/keys/\n"
            "username_attribute = email\n"
        ),
        "keys/default/HS256/default": base64.b64encode(KEY).decode(),
    }
    for name, text in files.items():
        (folder / name).write_text(text.lstrip("\n"), "utf-8")
    return Postfix(folder, ports)


def _certify(folder: pathlib.Path) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "ca.pem")
    past = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    issued: dict[str, Callable[[], trustme.LeafCert]] = {
        "server": lambda: authority.issue_cert("127.0.0.1"),
        "elsewhere": lambda: authority.issue_cert("mail.other.example"),
        "expired": lambda: authority.issue_cert(
            "127.0.0.1", not_before=past, not_after=past + datetime.timedelta(days=1)
        ),
    }
    for name, issue in issued.items():
        certificate = issue()
        certificate.private_key_and_cert_chain_pem.write_to_path(folder / f"{name}.pem")
        (folder / f"{name}.pem").chmod(0o600)


def _wait_for(made: Postfix) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", made.ports[Door.PLAIN]), 1) as line:
            if line.recv(3) == b"220" and (made.folder / "auth").exists():
                return
        time.sleep(0.05)
    raise AssertionError(made.log())


def _free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [each.getsockname()[1] for each in sockets]
