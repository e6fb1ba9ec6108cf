"""What is typed all day must answer at once: it loads nothing that takes long to load."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.stories.conftest import Story

COSTLY = ("jinja2", "lxml", "cssutils", "premailer", "requests", "pydantic", "keyring", "PIL", "starlette")
PROBE = f"""
import sys
from storsthlm_cli.__main__ import main
code = main(sys.argv[1:])
print(code, *(name for name in {COSTLY} if name in sys.modules), file=sys.stderr)
"""


def loaded_by(story: Story, *arguments: str) -> list[str]:
    command = [sys.executable, "-c", PROBE, *arguments]
    probe = subprocess.run(command, capture_output=True, text=True, check=True, cwd=story.folder)
    code, *loaded = probe.stderr.splitlines()[-1].split()
    assert code == "0"
    return loaded


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["status"], ["send", "--help"], ["validate", "-h"]])
def test_help_version_and_status_load_nothing_costly(story: Story, arguments: list[str]) -> None:
    assert loaded_by(story, *arguments) == []


def test_status_loads_nothing_costly_when_there_is_something_to_tell(story: Story) -> None:
    story.run("send", "--list", "kommuner", "--confirm", "3")
    assert loaded_by(story, "status") == []
    assert loaded_by(story, "status", "--json") == []


def test_a_plain_domain_is_judged_without_the_library() -> None:
    probe = "import sys, storsthlm_cli.addresses as a; a.parse('a@b.se'); print('email_validator' in sys.modules)"
    command = [sys.executable, "-c", probe]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "False\n"


def test_who_asks_nobody_loads_nothing_to_ask_with(story: Story) -> None:
    probe = PROBE.replace(str(COSTLY), "('httpx', 'dns')")
    command = [sys.executable, "-c", probe, "validate", "--mail"]
    result = subprocess.run(command, capture_output=True, text=True, check=True, cwd=story.folder)
    assert result.stderr == "0\n"
    command = [sys.executable, "-c", probe.replace("code = ", "import httpx, dns; code = "), "validate"]
    result = subprocess.run(command, capture_output=True, text=True, check=True, cwd=story.folder)
    assert result.stderr == "0 httpx dns\n"


def test_the_probe_would_notice(story: Story) -> None:
    assert "pydantic" in loaded_by(story, "validate")
