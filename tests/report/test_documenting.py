from __future__ import annotations

import pathlib
import re
import subprocess
import sys

from storsthlm_cli.report.catalogue import ENTRIES
from storsthlm_cli.report.documenting import page

CHECKS = pathlib.Path(__file__).parents[2] / "docs" / "checks.md"


def test_the_manual_is_what_the_catalogue_says() -> None:
    """When it fails: python -m storsthlm_cli.report.documenting docs/checks.md."""
    assert CHECKS.read_text(encoding="utf-8") == page()


def test_without_a_file_to_write_it_says_how_it_is_used() -> None:
    command = [sys.executable, "-m", "storsthlm_cli.report.documenting"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.split(":")[0]) == (1, "usage")


def test_the_contents_lead_to_every_family_and_every_code() -> None:
    headings = re.findall(r"^###? (.+)", re.sub(r"```.*?```", "", page(), flags=re.DOTALL), re.MULTILINE)
    anchors = [re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings]
    assert re.findall(r"^ *- \[[^]]+\]\(#([^)]+)\)", page(), re.MULTILINE) == anchors


def test_every_code_has_its_heading() -> None:
    assert all(f"\n### {code}: {entry.title}\n" in page() for code, entry in ENTRIES.items())
