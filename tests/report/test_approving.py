from __future__ import annotations

import datetime
import io

from rich.console import Console

from storsthlm_cli.model.approvals import Approval, Clearance, Identity
from storsthlm_cli.report.approving import clearance_words, show_edits
from storsthlm_cli.report.times import moment

AT = datetime.datetime(2026, 11, 24, 12, tzinfo=datetime.UTC)
ASA = Approval("2021-06", "a" * 64, Identity("asa", "Åsa Ek"), AT, "")
WHEN = moment(AT)


def shown(clearance: Clearance) -> str:
    console = Console(file=io.StringIO(), width=100)
    show_edits(console, clearance)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_an_approval_names_who_and_when_and_its_lack_says_whether_it_matters() -> None:
    assert clearance_words(Clearance(True, ASA)) == f"approved by Åsa Ek (asa) on {WHEN}"
    assert clearance_words(Clearance()) == "not approved"
    assert clearance_words(Clearance(needed=True)) == "not approved, and must be before it is sent"
    assert clearance_words(Clearance(last=ASA)) == (
        f"not approved; another text was approved by Åsa Ek (asa) on {WHEN}"
    )


def test_a_long_difference_is_cut_and_what_would_move_the_cursor_is_made_visible() -> None:
    lines = shown(Clearance(last=ASA, changes=("@@ -1 +1 @@", "-\x1b[2J", *["+rad"] * 60))).splitlines()
    assert lines[:4] == [
        "",
        f"changed since the text was approved by Åsa Ek (asa) on {WHEN}",
        "  @@ -1 +1 @@",
        "  -␛[2J",
    ]
    assert lines[-1] == "    and 22 lines more; `--json` has them all"
    assert len(lines) == 43


def test_nothing_is_said_of_edits_when_nothing_was_approved_before() -> None:
    assert shown(Clearance(needed=True)) == ""
